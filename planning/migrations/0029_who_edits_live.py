import django.db.models.deletion
from django.db import migrations, models

SOURCES = [
    ("edit", "Edit"),
    ("import", "Import"),
    ("undo", "Undo"),
    ("plan", "Plan"),
    ("setup", "Setup"),
    ("hiring", "Hiring"),
]
WHO = [
    ("planners", "Planners, approvers and admins"),
    ("approvers", "Approvers and admins"),
    ("admins", "Admins only"),
    ("nobody", "Nobody: changes go through plans"),
]


def keep_as_it_is(apps, schema_editor):
    """Organisations that are at work already stay as they are, and are not asked."""
    rules, batches = apps.get_model("planning", "LiveRules"), apps.get_model("planning", "Batch")
    at_work = batches.objects.order_by().values_list("organisation", flat=True).distinct()
    rules.objects.bulk_create(rules(organisation_id=organisation) for organisation in at_work)


class Migration(migrations.Migration):
    dependencies = [("planning", "0028_say_position"), ("portal", "0002_jobs")]

    operations = [
        migrations.CreateModel(
            name="LiveRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "who",
                    models.CharField(
                        choices=WHO, default="planners", max_length=10, verbose_name="who edits live"
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="live_rules",
                        to="portal.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="batch",
            name="form",
            field=models.CharField(blank=True, default="", editable=False, max_length=32),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="batch", name="source", field=models.CharField(choices=SOURCES, max_length=10)
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("form", ""), _negated=True),
                fields=("organisation", "form"),
                name="one_batch_per_form",
            ),
        ),
        migrations.AddField(
            model_name="sighting",
            name="closed_in",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="planning.batch",
            ),
        ),
        migrations.RunPython(keep_as_it_is, migrations.RunPython.noop),
    ]

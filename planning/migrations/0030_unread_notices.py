from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

KINDS = [
    ("shared", "A plan is shared with me"),
    ("review", "I am asked to review a plan"),
    ("comment", "Somebody comments on a plan of mine"),
    ("approved", "A plan of mine is approved"),
    ("sent-back", "A plan of mine is sent back or rejected"),
    ("applied", "A plan of mine is applied or reverted"),
    ("finding", "A finding is assigned to me"),
    ("seat-asked", "I am asked to approve a position"),
    ("seat-decided", "A position that I submitted is approved or sent back"),
    ("mention", "Somebody mentions me in a comment on a finding"),
    ("lines", "A review of reporting lines needs me"),
]


def name_the_organisation(apps, schema_editor):
    """Of notices about a plan only the plan was stored."""
    plans = apps.get_model("planning", "Plan").objects.filter(pk=OuterRef("plan"))
    notices = apps.get_model("planning", "Notice").objects.filter(organisation=None)
    notices.filter(plan=None).delete()
    notices.update(organisation=Subquery(plans.values("organisation")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0029_who_edits_live"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    # The rows are filled and the column closed in transactions of their own: PostgreSQL allows no other way.
    atomic = False

    operations = [
        migrations.RunPython(name_the_organisation, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "notice", "organisation", models.ForeignKey("portal.organisation", models.CASCADE, related_name="+")
        ),
        migrations.AlterField("notice", "kind", models.CharField(choices=KINDS, max_length=12)),
        migrations.AlterField("muted", "kind", models.CharField(choices=KINDS, max_length=12)),
        migrations.AddIndex("notice", models.Index(fields=["user", "organisation", "read_at"], name="notices_unread")),
    ]

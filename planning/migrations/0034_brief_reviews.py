"""Who wrote in a job brief, and who reviewed it. Of what there is, whoever changed it last counts as its author."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_authors(apps: Any, schema_editor: Any) -> None:
    briefs = apps.get_model("planning", "JobBrief").objects.exclude(changed_by=None)
    briefs.update(written_by=models.F("changed_by"))
    through = apps.get_model("planning", "JobBrief").writers.through
    pairs = briefs.values_list("pk", "changed_by")
    through.objects.bulk_create(through(jobbrief_id=brief, user_id=user) for brief, user in pairs)


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0033_reasons_for_hiring"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="jobbrief",
            name="own_review",
            field=models.BooleanField(default=False, verbose_name="reviewed by one of its authors"),
        ),
        migrations.AddField(
            model_name="jobbrief",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="jobbrief",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="jobbrief",
            name="writers",
            field=models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunPython(keep_authors, migrations.RunPython.noop),
    ]

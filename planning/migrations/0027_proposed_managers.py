from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0026_who_was_hired_in_which_step")]

    operations = [
        migrations.AddField(
            model_name="position",
            name="proposed",
            field=models.CharField(blank=True, max_length=120),
        ),
    ]

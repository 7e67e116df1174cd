from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0003_audit")]

    operations = [
        migrations.AddField("job", "deaths", models.PositiveSmallIntegerField(default=0)),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('planning', '0032_erasing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='candidate',
            name='reason',
            field=models.TextField(blank=True, default='', max_length=2000),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='candidate',
            name='reason_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='candidate',
            name='reason_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]

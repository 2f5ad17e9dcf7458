import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TokenTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('expires_at', models.DateTimeField(verbose_name='ends at')),
                ('token', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='academy_term', to='wagtailcore.apitoken', verbose_name='API token')),
            ],
            options={
                'verbose_name': 'term of an API token',
                'verbose_name_plural': 'terms of API tokens',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(max_length=60, verbose_name='what')),
                ('object_model', models.CharField(max_length=100, verbose_name='kind of object')),
                ('object_key', models.CharField(max_length=64, verbose_name='key of the object')),
                ('refused', models.BooleanField(verbose_name='refused')),
                ('code', models.CharField(blank=True, max_length=60, verbose_name='why it was refused')),
                ('address', models.GenericIPAddressField(null=True, verbose_name='address')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('actor', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by whom')),
            ],
            options={
                'verbose_name': 'entry of the record',
                'verbose_name_plural': 'entries of the record',
                'ordering': ['-at', '-pk'],
                'default_permissions': ('view',),
                'indexes': [models.Index(fields=['-at', '-id'], name='academy_audit_by_time'), models.Index(fields=['object_model', 'object_key'], name='academy_audit_by_object')],
            },
        ),
    ]

import django.db.models.deletion
import uuid
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
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('object_model', models.CharField(max_length=100, verbose_name='kind of object')),
                ('object_key', models.CharField(max_length=64, verbose_name='key of the object')),
                ('parameters', models.JSONField(default=dict, verbose_name='parameters')),
                ('asked_at', models.DateTimeField(verbose_name='asked for at')),
                ('language', models.CharField(help_text='In which its sentences are written.', max_length=20, verbose_name='language')),
                ('cursor', models.JSONField(default=dict, help_text='How far it is, as its kind keeps it.', verbose_name='cursor')),
                ('done', models.PositiveBigIntegerField(default=0, verbose_name='done')),
                ('total', models.PositiveBigIntegerField(default=0, verbose_name='in all')),
                ('slices', models.PositiveIntegerField(default=0, verbose_name='slices')),
                ('failures', models.PositiveIntegerField(default=0, help_text='Since the last slice that was done.', verbose_name='failures')),
                ('worked_at', models.DateTimeField(blank=True, null=True, verbose_name='last worked on at')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished at')),
                ('error_code', models.CharField(blank=True, max_length=60, verbose_name='why it was refused')),
                ('error', models.TextField(blank=True, verbose_name='refusal in words')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked for by')),
            ],
            options={
                'verbose_name': 'long work',
                'verbose_name_plural': 'long work',
                'ordering': ['-asked_at', '-pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='JobPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('content', models.JSONField(verbose_name='content')),
                ('job', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='academy.job', verbose_name='long work')),
            ],
            options={
                'verbose_name': 'part of long work',
                'verbose_name_plural': 'parts of long work',
                'ordering': ['job_id', 'number'],
                'default_permissions': (),
            },
        ),
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
        migrations.AddIndex(
            model_name='job',
            index=models.Index(condition=models.Q(('finished_at', None)), fields=['asked_at'], name='academy_jobs_to_be_done'),
        ),
        migrations.AddIndex(
            model_name='job',
            index=models.Index(fields=['object_model', 'object_key'], name='academy_jobs_by_object'),
        ),
        migrations.AddConstraint(
            model_name='job',
            constraint=models.CheckConstraint(condition=models.Q(('error', ''), ('finished_at__isnull', False), _connector='OR'), name='job_is_refused_once_finished'),
        ),
        migrations.AddConstraint(
            model_name='jobpart',
            constraint=models.UniqueConstraint(fields=('job', 'number'), name='one_job_part_per_number'),
        ),
    ]

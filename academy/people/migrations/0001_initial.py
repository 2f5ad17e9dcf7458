import academy.texts
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('academy_courses', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('name', academy.texts.LocalisedTextField(default=academy.texts.LocalisedText, verbose_name='name')),
                ('path', models.CharField(editable=False, help_text='Slugs from the root, kept by the action that places a team: “/sales/velocity/”.', max_length=500, unique=True, verbose_name='path')),
                ('deal_type', models.CharField(choices=[('fast', 'fast deals'), ('high', 'high-ticket deals'), ('any', 'any deal')], default='any', max_length=10, verbose_name='deal type')),
                ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='academy_managed_teams', to=settings.AUTH_USER_MODEL, verbose_name='manager')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='academy_people.team', verbose_name='part of')),
                ('uses', models.ManyToManyField(blank=True, related_name='used_by', to='academy_courses.capability', verbose_name='uses capabilities')),
            ],
            options={
                'verbose_name': 'team',
                'verbose_name_plural': 'teams',
                'ordering': ['path'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', academy.texts.LocalisedTextField(default=academy.texts.LocalisedText, verbose_name='name')),
                ('job_role', models.CharField(choices=[('rep', 'rep'), ('manager', 'manager'), ('pmm', 'product marketing'), ('admin', 'academy administrator')], default='rep', max_length=20, verbose_name='job role')),
                ('hired_on', models.DateField(blank=True, null=True, verbose_name='hired on')),
                ('time_zone', models.CharField(default='UTC', max_length=64, verbose_name='time zone')),
                ('locale', models.CharField(blank=True, help_text='Empty: the language of the browser.', max_length=20, verbose_name='language')),
                ('certificate_name', models.CharField(blank=True, help_text='Empty: the name above.', max_length=120, verbose_name='name on certificates')),
                ('certificate_second_name', models.CharField(blank=True, max_length=120, verbose_name='name in a second script')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='academy_person', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('team', models.ForeignKey(blank=True, help_text='The current one; past ones are memberships.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='academy_people.team', verbose_name='team')),
            ],
            options={
                'verbose_name': 'person',
                'verbose_name_plural': 'people',
                'ordering': ['user_id'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='academy_people.person', verbose_name='person')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='academy_people.team', verbose_name='team')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'ordering': ['person_id', 'since'],
            },
        ),
        migrations.CreateModel(
            name='MediaCollection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('collection', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
            ],
            options={
                'verbose_name': 'collection of the academy',
                'verbose_name_plural': 'collections of the academy',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='the_academy_has_one_media_collection')],
            },
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['team', 'job_role', 'user'], name='people_of_a_team_by_role'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('person',), name='one_current_team_per_person'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='membership_ends_after_it_began'),
        ),
    ]

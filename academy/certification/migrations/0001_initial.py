import academy.certification.models.certification
import academy.texts
import django.db.models.deletion
import modelcluster.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('academy_courses', '0001_initial'),
        ('academy_people', '0001_initial'),
        ('academy_quizzes', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('serial', models.CharField(max_length=13, unique=True, verbose_name='code')),
                ('series', models.UUIDField(default=uuid.uuid4, help_text='Kept over renewals.', verbose_name='series')),
                ('issued_at', models.DateTimeField(verbose_name='issued at')),
                ('valid_from', models.DateTimeField(verbose_name='valid from')),
                ('valid_until', models.DateTimeField(blank=True, help_text='The first instant at which it is no longer valid; empty means for ever.', null=True, verbose_name='valid until')),
                ('snapshot', models.JSONField(verbose_name='snapshot')),
                ('snapshot_sha256', models.CharField(max_length=64, verbose_name='digest of the snapshot')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='academy_awards', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
                ('supersedes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='superseded_by', to='academy_certification.award', verbose_name='supersedes')),
            ],
            options={
                'verbose_name': 'award',
                'verbose_name_plural': 'awards',
                'ordering': ['-issued_at'],
            },
        ),
        migrations.CreateModel(
            name='AwardHolder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('second_name', models.CharField(blank=True, max_length=120, verbose_name='name in a second script')),
                ('salt', models.CharField(help_text='Of the commitment in the snapshot: HMAC-SHA256 of the name.', max_length=32, verbose_name='salt')),
                ('shown', models.CharField(choices=[('full', 'full name'), ('initials', 'initials')], default='full', max_length=10, verbose_name='shown to strangers')),
                ('award', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='holder', to='academy_certification.award', verbose_name='award')),
            ],
            options={
                'verbose_name': 'holder of an award',
                'verbose_name_plural': 'holders of awards',
            },
        ),
        migrations.CreateModel(
            name='Certification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('code', models.CharField(help_text='Three or four letters for narrow columns, like FDS.', max_length=12, unique=True, verbose_name='code')),
                ('title', academy.texts.LocalisedTextField(default=academy.texts.LocalisedText, verbose_name='title')),
                ('proves', academy.texts.LocalisedTextField(default=academy.texts.LocalisedText, long=True, verbose_name='what it proves')),
                ('unlocks', academy.texts.LocalisedTextField(blank=True, default=academy.texts.LocalisedText, help_text='A line for each right.', long=True, verbose_name='what it unlocks')),
                ('rights', models.CharField(blank=True, help_text='Short names of the rights, separated by spaces, like share_standard_kit.', max_length=200, verbose_name='rights')),
                ('time_zone', models.CharField(default='UTC', help_text='A certificate is valid through the end of its last day here.', max_length=64, validators=[academy.certification.models.certification.is_time_zone], verbose_name='time zone')),
                ('launched_on', models.DateField(blank=True, null=True, verbose_name='launched on')),
                ('retired_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retired at')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='academy_owned_certifications', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'certification',
                'verbose_name_plural': 'certifications',
                'ordering': ['code'],
            },
        ),
        migrations.AddField(
            model_name='award',
            name='certification',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='academy_certification.certification', verbose_name='certification'),
        ),
        migrations.CreateModel(
            name='AssignmentRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job_role', models.CharField(blank=True, choices=[('rep', 'rep'), ('manager', 'manager'), ('pmm', 'product marketing'), ('admin', 'academy administrator')], help_text='Empty: everyone in the team.', max_length=20, verbose_name='job role')),
                ('due_days', models.PositiveSmallIntegerField(default=30, help_text='Days after hiring, joining the team, the launch or the making of this rule, whichever is latest. When you make them fewer, they are counted anew from that day.', verbose_name='due after')),
                ('asks_since', models.DateField(blank=True, editable=False, null=True, verbose_name='asks since')),
                ('asked_days', models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='days asked since then')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignment_rules', to='academy_people.team', verbose_name='team')),
                ('certification', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignment_rules', to='academy_certification.certification', verbose_name='certification')),
            ],
            options={
                'verbose_name': 'assignment rule',
                'verbose_name_plural': 'assignment rules',
            },
        ),
        migrations.CreateModel(
            name='CertificationVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(default=1, verbose_name='version')),
                ('validity', models.CharField(blank=True, default='P365D', help_text='An ISO 8601 duration: P365D, P1Y, P6M. Empty means for ever.', max_length=20, validators=[academy.certification.models.certification.is_duration], verbose_name='valid for')),
                ('renewal_opens', models.CharField(blank=True, default='P45D', help_text='How long before the end, like P45D.', max_length=20, validators=[academy.certification.models.certification.is_duration], verbose_name='renewal opens')),
                ('renewal_from', models.CharField(choices=[('old_expiry', 'the end of the old certificate'), ('pass_date', 'the day of passing')], default='old_expiry', max_length=20, verbose_name='renewed certificates run from')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published at')),
                ('certification', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='academy_certification.certification', verbose_name='certification')),
            ],
            options={
                'verbose_name': 'rules of a certification',
                'verbose_name_plural': 'rules of certifications',
                'ordering': ['certification_id', '-number'],
            },
        ),
        migrations.AddField(
            model_name='award',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='academy_certification.certificationversion', verbose_name='rules'),
        ),
        migrations.CreateModel(
            name='Cycle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('path', models.CharField(choices=[('initial', 'first certificate'), ('renewal', 'renewal')], default='initial', max_length=10, verbose_name='path')),
                ('opened_at', models.DateTimeField(verbose_name='opened at')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('outcome', models.CharField(blank=True, choices=[('awarded', 'awarded'), ('withdrawn', 'withdrawn')], max_length=10, verbose_name='outcome')),
                ('certification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cycles', to='academy_certification.certification', verbose_name='certification')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='academy_cycles', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cycles', to='academy_certification.certificationversion', verbose_name='rules')),
            ],
            options={
                'verbose_name': 'cycle',
                'verbose_name_plural': 'cycles',
                'ordering': ['-opened_at'],
            },
        ),
        migrations.AddField(
            model_name='award',
            name='cycle',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='award', to='academy_certification.cycle', verbose_name='cycle'),
        ),
        migrations.CreateModel(
            name='PracticeSubmission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('note', models.TextField(blank=True, max_length=4000, verbose_name='note')),
                ('link', models.URLField(blank=True, verbose_name='link')),
                ('submitted_at', models.DateTimeField(verbose_name='handed in at')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='practice_submissions', to='academy_certification.cycle', verbose_name='cycle')),
            ],
            options={
                'verbose_name': 'practice handed in',
                'verbose_name_plural': 'practices handed in',
                'ordering': ['-submitted_at'],
            },
        ),
        migrations.CreateModel(
            name='PracticeReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('points', models.JSONField(help_text='Points by short name of the rubric row.', verbose_name='points')),
                ('total', models.PositiveSmallIntegerField(verbose_name='total')),
                ('passed', models.BooleanField(verbose_name='passed')),
                ('comment', models.TextField(blank=True, max_length=4000, verbose_name='comment')),
                ('reviewed_at', models.DateTimeField(verbose_name='reviewed at')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reviewer')),
                ('submission', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='academy_certification.practicesubmission', verbose_name='practice')),
            ],
            options={
                'verbose_name': 'practice review',
                'verbose_name_plural': 'practice reviews',
            },
        ),
        migrations.CreateModel(
            name='Requirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('path', models.CharField(choices=[('initial', 'first certificate'), ('renewal', 'renewal')], default='initial', max_length=10, verbose_name='path')),
                ('kind', models.CharField(choices=[('course', 'course'), ('exam', 'exam'), ('practice', 'practice'), ('sign_off', 'sign-off')], max_length=10, verbose_name='kind')),
                ('once', models.BooleanField(default=False, help_text='Also counts what was done before this certification was begun.', verbose_name='once for ever')),
                ('title', academy.texts.LocalisedTextField(blank=True, default=academy.texts.LocalisedText, help_text='Of a practice; courses and exams have their own.', verbose_name='title')),
                ('brief', academy.texts.LocalisedTextField(blank=True, default=academy.texts.LocalisedText, help_text='Of a practice: what to prepare.', long=True, verbose_name='brief')),
                ('statement', academy.texts.LocalisedTextField(blank=True, default=academy.texts.LocalisedText, help_text='Of a sign-off: what the manager says by signing.', long=True, verbose_name='statement')),
                ('pass_points', models.PositiveSmallIntegerField(blank=True, help_text='Of a practice.', null=True, verbose_name='points to pass')),
                ('course', models.ForeignKey(blank=True, help_text='In any language: progress is the same.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academy_courses.coursepage', verbose_name='course')),
                ('exam', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requirements', to='academy_quizzes.quiz', verbose_name='exam')),
                ('version', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirements', to='academy_certification.certificationversion', verbose_name='rules')),
            ],
            options={
                'verbose_name': 'requirement',
                'verbose_name_plural': 'requirements',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='practicesubmission',
            name='requirement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='academy_certification.requirement', verbose_name='practice'),
        ),
        migrations.CreateModel(
            name='RubricRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('slug', models.SlugField(max_length=40, verbose_name='short name')),
                ('title', academy.texts.LocalisedTextField(default=academy.texts.LocalisedText, verbose_name='title')),
                ('levels', academy.texts.LocalisedTextField(default=academy.texts.LocalisedText, help_text='A line for each level, the lowest (0 points) first.', long=True, verbose_name='levels')),
                ('requirement', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='rubric', to='academy_certification.requirement', verbose_name='practice')),
            ],
            options={
                'verbose_name': 'row of a rubric',
                'verbose_name_plural': 'rubric',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statement', models.TextField(verbose_name='statement')),
                ('signed_at', models.DateTimeField(verbose_name='signed at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='signed by')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='academy_certification.cycle', verbose_name='cycle')),
                ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='academy_certification.requirement', verbose_name='requirement')),
            ],
            options={
                'verbose_name': 'sign-off',
                'verbose_name_plural': 'sign-offs',
            },
        ),
        migrations.CreateModel(
            name='Standing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('not_started', 'not started'), ('in_progress', 'in progress'), ('failed', 'failed'), ('awaiting_review', 'waiting for review'), ('awaiting_signoff', 'waiting for sign-off'), ('certified', 'certified'), ('expiring', 'expiring'), ('expired', 'expired'), ('revoked', 'revoked')], default='not_started', max_length=20, verbose_name='state')),
                ('due_on', models.DateField(blank=True, help_text='Set where it is required of the person.', null=True, verbose_name='due on')),
                ('asked_on', models.DateField(blank=True, help_text='When that rule began to ask this person.', null=True, verbose_name='asked on')),
                ('done', models.PositiveSmallIntegerField(default=0, verbose_name='requirements met')),
                ('total', models.PositiveSmallIntegerField(default=0, verbose_name='requirements')),
                ('waiting_since', models.DateTimeField(blank=True, null=True, verbose_name='waiting since')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('valid_until', models.DateTimeField(blank=True, null=True, verbose_name='valid until')),
                ('renewal_opens_at', models.DateTimeField(blank=True, null=True, verbose_name='renewal opens at')),
                ('changed_at', models.DateTimeField(verbose_name='changed at')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='academy_certification.assignmentrule', verbose_name='asked by')),
                ('award', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academy_certification.award', verbose_name='newest award')),
                ('certification', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='academy_certification.certification', verbose_name='certification')),
                ('learner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='academy_standings', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
                ('team', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='standings', to='academy_people.team', verbose_name='team')),
            ],
            options={
                'verbose_name': 'standing',
                'verbose_name_plural': 'standings',
            },
        ),
        migrations.CreateModel(
            name='AwardEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('issued', 'issued'), ('superseded', 'superseded by renewal'), ('revoked', 'revoked')], max_length=20, verbose_name='kind')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('public_text', academy.texts.LocalisedTextField(blank=True, default=academy.texts.LocalisedText, verbose_name='public text')),
                ('internal_note', models.TextField(blank=True, verbose_name='internal note')),
                ('previous_sha256', models.CharField(blank=True, max_length=64, verbose_name='digest of the event before')),
                ('sha256', models.CharField(max_length=64, verbose_name='digest')),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='academy_certification.award', verbose_name='award')),
            ],
            options={
                'verbose_name': 'event of an award',
                'verbose_name_plural': 'events of awards',
                'ordering': ['award_id', 'number'],
                'constraints': [models.UniqueConstraint(fields=('award', 'number'), name='one_award_event_per_number'), models.UniqueConstraint(condition=models.Q(('kind__in', ['issued', 'superseded', 'revoked'])), fields=('award', 'kind'), name='an_award_is_issued_superseded_and_revoked_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='assignmentrule',
            constraint=models.UniqueConstraint(fields=('certification', 'team', 'job_role'), name='one_assignment_rule_per_team_and_role'),
        ),
        migrations.AddConstraint(
            model_name='certificationversion',
            constraint=models.UniqueConstraint(fields=('certification', 'number'), name='one_certification_version_per_number'),
        ),
        migrations.AddConstraint(
            model_name='certificationversion',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='certification_versions_count_from_one'),
        ),
        migrations.AddConstraint(
            model_name='cycle',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('learner', 'certification'), name='one_open_cycle_per_learner_and_certification'),
        ),
        migrations.AddConstraint(
            model_name='cycle',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('outcome', '')), models.Q(('closed_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='cycle_is_open_or_has_an_outcome'),
        ),
        migrations.AddIndex(
            model_name='award',
            index=models.Index(fields=['learner', 'certification', '-issued_at'], name='awards_of_a_learner'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until', None), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='award_ends_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='requirement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('course__isnull', False), ('exam', None), ('kind', 'course')), models.Q(('course', None), ('exam__isnull', False), ('kind', 'exam')), models.Q(('course', None), ('exam', None), ('kind', 'practice'), ('pass_points__isnull', False)), models.Q(('course', None), ('exam', None), ('kind', 'sign_off')), _connector='OR'), name='requirement_names_what_it_asks_for'),
        ),
        migrations.AddConstraint(
            model_name='rubricrow',
            constraint=models.UniqueConstraint(fields=('requirement', 'slug'), name='one_rubric_row_per_short_name'),
        ),
        migrations.AddConstraint(
            model_name='signoff',
            constraint=models.UniqueConstraint(fields=('cycle', 'requirement'), name='one_sign_off_per_cycle_and_requirement'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['team', 'certification', 'learner', 'state', 'due_on', 'expires_on', 'id'], name='standings_of_a_team'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(condition=models.Q(('state__in', ['not_started', 'in_progress', 'failed', 'awaiting_review', 'awaiting_signoff'])), fields=['due_on', 'id'], name='standings_by_due_date'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(condition=models.Q(('state', 'certified')), fields=['renewal_opens_at', 'id'], name='standings_that_may_be_renewed'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(condition=models.Q(('state__in', ['certified', 'expiring'])), fields=['valid_until', 'id'], name='standings_that_will_end'),
        ),
        migrations.AddConstraint(
            model_name='standing',
            constraint=models.UniqueConstraint(fields=('learner', 'certification'), name='one_standing_per_learner_and_certification'),
        ),
    ]

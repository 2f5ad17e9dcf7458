import academy.texts
import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import quizzes.models.evidence
import quizzes.models.fields
import quizzes.question_types
import taggit.managers
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('language', models.CharField(blank=True, max_length=20, verbose_name='language')),
                ('pass_percent', models.DecimalField(decimal_places=2, help_text='As it was when the attempt began.', max_digits=5, verbose_name='pass line')),
                ('rules_kept', models.JSONField(default=dict, help_text='As they were when the attempt began.', verbose_name='rules')),
                ('started_at', models.DateTimeField(verbose_name='started at')),
                ('deadline_at', models.DateTimeField(blank=True, help_text='Until when answers count.', null=True, verbose_name='deadline')),
                ('ends_at', models.DateTimeField(blank=True, help_text='Until when it can be handed in.', null=True, verbose_name='ends at')),
                ('page', models.PositiveSmallIntegerField(default=1, help_text='The furthest one that was opened.', verbose_name='page')),
                ('device', models.CharField(blank=True, help_text='Where it is being taken.', max_length=32, verbose_name='device')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='submitted at')),
                ('closed_by', models.CharField(blank=True, choices=[('learner', 'handed in'), ('deadline', 'time was up'), ('abandoned', 'not handed in')], max_length=10, verbose_name='closed by')),
                ('graded_at', models.DateTimeField(blank=True, null=True, verbose_name='graded at')),
                ('max_points', quizzes.models.fields.FractionField(max_length=200, verbose_name='points to be had')),
                ('points', quizzes.models.fields.FractionField(blank=True, max_length=200, null=True, verbose_name='points')),
                ('passed', models.BooleanField(blank=True, null=True, verbose_name='passed')),
                ('counts_as_pass', models.BooleanField(default=False, help_text='By what the quiz keeps of several attempts.', verbose_name='counts as a pass')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='academy_quiz_attempts', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
            ],
            options={
                'verbose_name': 'attempt',
                'verbose_name_plural': 'attempts',
                'ordering': ['-started_at'],
            },
        ),
        migrations.CreateModel(
            name='AttemptSlot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('page', models.PositiveSmallIntegerField(default=1, verbose_name='page')),
                ('section', models.JSONField(blank=True, default=dict, help_text='Its title, per language.', verbose_name='section')),
                ('layout', models.JSONField(help_text='Display order and opaque tokens, made at the start.', verbose_name='layout')),
                ('max_points', quizzes.models.fields.FractionField(default=quizzes.models.fields.one_point, max_length=200, verbose_name='points to be had')),
                ('points', quizzes.models.fields.FractionField(blank=True, max_length=200, null=True, verbose_name='points')),
                ('is_dropped', models.BooleanField(default=False, help_text='After a regrade: counts for nobody.', verbose_name='dropped')),
                ('is_given', models.BooleanField(default=False, help_text='After a regrade: full marks for everybody.', verbose_name='given to all')),
                ('flagged', models.BooleanField(default=False, verbose_name='flagged')),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='academy_quizzes.attempt', verbose_name='attempt')),
            ],
            options={
                'verbose_name': 'question of an attempt',
                'verbose_name_plural': 'questions of an attempt',
                'ordering': ['attempt_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('mark', quizzes.models.fields.FractionField(help_text='From 0 to 1.', max_length=200, verbose_name='mark')),
                ('levels', models.JSONField(blank=True, default=dict, verbose_name='levels of the rubric')),
                ('comment', models.TextField(blank=True, help_text='The learner reads it.', max_length=4000, verbose_name='comment')),
                ('marked_at', models.DateTimeField(verbose_name='marked at')),
                ('marker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='marker')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='academy_quizzes.attemptslot', verbose_name='question of an attempt')),
            ],
            options={
                'verbose_name': 'mark',
                'verbose_name_plural': 'marks',
                'ordering': ['slot_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='QuestionBank',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('title', academy.texts.LocalisedTextField(default=academy.texts.LocalisedText, verbose_name='title')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='academy_quizzes.questionbank', verbose_name='inside')),
            ],
            options={
                'verbose_name': 'question bank',
                'verbose_name_plural': 'question banks',
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('external_id', models.SlugField(help_text='Unique in its bank; used by imports and links.', max_length=80, verbose_name='short name')),
                ('topic', models.UUIDField(blank=True, db_index=True, help_text='What the question is about; the layer above gives it a title and a link.', null=True, verbose_name='topic')),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'recall'), (2, 'apply'), (3, 'judge')], default=1, verbose_name='level')),
                ('retired_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retired at')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('bank', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='academy_quizzes.questionbank', verbose_name='question bank')),
            ],
            options={
                'verbose_name': 'question',
                'verbose_name_plural': 'questions',
                'ordering': ['bank_id', 'external_id'],
            },
        ),
        migrations.CreateModel(
            name='QuestionTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content_object', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged', to='academy_quizzes.question', verbose_name='question')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='taggit.tag', verbose_name='tag')),
            ],
            options={
                'verbose_name': 'tag of a question',
                'verbose_name_plural': 'tags of questions',
            },
        ),
        migrations.AddField(
            model_name='question',
            name='tags',
            field=taggit.managers.TaggableManager(blank=True, help_text='Words by which a quiz can draw it.', through='academy_quizzes.QuestionTag', to='taggit.Tag', verbose_name='tags'),
        ),
        migrations.CreateModel(
            name='QuestionVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveIntegerField(verbose_name='version')),
                ('kind', models.CharField(choices=quizzes.question_types.kinds, max_length=20, verbose_name='type')),
                ('spec', models.JSONField(help_text="Checked by the question's type.", verbose_name='specification')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published at')),
                ('made_at', models.DateTimeField(verbose_name='made at')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='academy_quizzes.question', verbose_name='question')),
            ],
            options={
                'verbose_name': 'question version',
                'verbose_name_plural': 'question versions',
                'ordering': ['question_id', 'number'],
            },
        ),
        migrations.AddField(
            model_name='attemptslot',
            name='graded_by',
            field=models.ForeignKey(blank=True, help_text='After a regrade: the version whose key counts.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='academy_quizzes.questionversion', verbose_name='key of version'),
        ),
        migrations.AddField(
            model_name='attemptslot',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempt_slots', to='academy_quizzes.questionversion', verbose_name='question version'),
        ),
        migrations.CreateModel(
            name='Quiz',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('title', academy.texts.LocalisedTextField(default=academy.texts.LocalisedText, verbose_name='title')),
                ('purpose', models.CharField(choices=[('practice', 'practice'), ('graded', 'course quiz'), ('certification', 'certification exam')], default='graded', max_length=20, verbose_name='purpose')),
                ('pass_percent', models.DecimalField(decimal_places=2, default=Decimal('80'), help_text='Percent of the points. Where all questions are worth the same, it is rounded up to whole questions: 90 % of 8 questions are all 8.', max_digits=5, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='pass line')),
                ('keep', models.CharField(choices=[('highest', 'the best attempt'), ('latest', 'the latest attempt'), ('first', 'the first attempt'), ('average', 'the average of all attempts')], default='highest', max_length=10, verbose_name='what counts')),
                ('opens_at', models.DateTimeField(blank=True, help_text='Empty: as soon as it is published.', null=True, verbose_name='opens')),
                ('closes_at', models.DateTimeField(blank=True, help_text='Attempts that are open then end. Empty: it stays open.', null=True, verbose_name='closes')),
                ('time_limit_minutes', models.PositiveIntegerField(blank=True, help_text='Minutes; empty means no limit.', null=True, verbose_name='time limit')),
                ('on_expiry', models.CharField(choices=[('submit', 'what is saved is handed in'), ('grace', 'it can still be handed in for a while, with what is saved'), ('abandon', 'it counts for nothing unless it was handed in')], default='submit', max_length=10, verbose_name='when the time is up')),
                ('grace_minutes', models.PositiveIntegerField(default=0, help_text='Minutes after the time is up in which an attempt can still be handed in, where that is chosen above.', verbose_name='time to hand in')),
                ('max_attempts', models.PositiveSmallIntegerField(default=3, help_text='0 means no limit.', verbose_name='attempts')),
                ('cooloff_minutes', models.PositiveIntegerField(default=0, help_text='Minutes between the first attempt and the second, counted from handing in.', verbose_name='cool-off')),
                ('cooloff_later_minutes', models.PositiveIntegerField(blank=True, help_text='Minutes between later attempts; empty means the same.', null=True, verbose_name='later cool-off')),
                ('behaviour', models.CharField(choices=[('deferred', 'answer, then hand in'), ('interactive', 'several tries with hints, each costs something'), ('adaptive', 'any number of tries, each costs something, the best counts'), ('certainty', 'say how certain you are: it counts more, and costs more')], default='deferred', max_length=12, verbose_name='way of answering')),
                ('shuffle_questions', models.BooleanField(default=True, help_text='Within each section.', verbose_name='shuffle questions')),
                ('shuffle_choices', models.BooleanField(default=True, verbose_name='shuffle choices')),
                ('questions_per_page', models.PositiveSmallIntegerField(default=1, help_text='0 means all of a section.', verbose_name='questions on a page')),
                ('one_way', models.BooleanField(default=False, help_text='A page that was left is not shown again.', verbose_name='no way back')),
                ('single_device', models.BooleanField(default=False, help_text='Going on elsewhere has to be asked for, and is noted.', verbose_name='one device at a time')),
                ('open_book', models.BooleanField(default=False, help_text='Checks in lessons go on telling what is right. Otherwise a learner sees it once the attempt is handed in.', verbose_name='open book')),
                ('anonymous_marking', models.BooleanField(default=True, verbose_name='markers see no names')),
                ('two_markers', models.BooleanField(default=False, verbose_name='two people mark each answer')),
                ('review', models.CharField(choices=[('practice', 'everything, at once'), ('graded', 'the score at once; right answers after passing or when the quiz has closed'), ('certification', 'score and weak lessons only'), ('expert', 'as the table below says')], default='practice', max_length=20, verbose_name='review')),
                ('review_table', models.JSONField(blank=True, default=dict, verbose_name='review in detail')),
                ('words_passed', academy.texts.LocalisedTextField(blank=True, default=dict, verbose_name='said to whoever passed')),
                ('words_failed', academy.texts.LocalisedTextField(blank=True, default=dict, verbose_name='said to whoever did not pass')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published at')),
                ('retired_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='retired at')),
            ],
            options={
                'verbose_name': 'quiz',
                'verbose_name_plural': 'quizzes',
                'ordering': ['slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('pass_percent__gte', 0), ('pass_percent__lte', 100)), name='quiz_pass_line_is_a_percentage'), models.CheckConstraint(condition=models.Q(('time_limit_minutes', None), ('time_limit_minutes__gte', 1), _connector='OR'), name='quiz_time_limit_is_positive'), models.CheckConstraint(condition=models.Q(('opens_at', None), ('closes_at', None), ('opens_at__lt', models.F('closes_at')), _connector='OR'), name='quiz_opens_before_it_closes')],
            },
        ),
        migrations.CreateModel(
            name='AttemptWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField(verbose_name='opened at')),
                ('extra', models.PositiveSmallIntegerField(default=0, verbose_name='extra attempts')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='academy_quiz_windows', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
                ('quiz', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='windows', to='academy_quizzes.quiz', verbose_name='quiz')),
            ],
            options={
                'verbose_name': 'attempt window',
                'verbose_name_plural': 'attempt windows',
                'ordering': ['-opened_at'],
            },
        ),
        migrations.CreateModel(
            name='AttemptRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='words')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('declined_because', models.CharField(blank=True, help_text='Empty where it was granted.', max_length=300, verbose_name='declined because')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='academy_attempt_requests', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
                ('quiz', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='academy_quizzes.quiz', verbose_name='quiz')),
            ],
            options={
                'verbose_name': 'request for an attempt',
                'verbose_name_plural': 'requests for attempts',
                'ordering': ['-asked_at'],
            },
        ),
        migrations.AddField(
            model_name='attempt',
            name='quiz',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='academy_quizzes.quiz', verbose_name='quiz'),
        ),
        migrations.CreateModel(
            name='QuizOverride',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('time_factor', models.DecimalField(decimal_places=2, default=Decimal('1'), help_text='1.25 is a quarter more than the time limit.', max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('1')), django.core.validators.MaxValueValidator(Decimal('10'))], verbose_name='time factor')),
                ('extra_minutes', models.PositiveSmallIntegerField(default=0, verbose_name='extra minutes')),
                ('extra_attempts', models.PositiveSmallIntegerField(default=0, verbose_name='extra attempts')),
                ('opens_at', models.DateTimeField(blank=True, null=True, verbose_name='opens')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='closes')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('granted_at', models.DateTimeField(verbose_name='granted at')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back at')),
                ('granted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='granted by')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='academy_quiz_overrides', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
                ('quiz', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to='academy_quizzes.quiz', verbose_name='quiz')),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken back by')),
            ],
            options={
                'verbose_name': 'exception for a person',
                'verbose_name_plural': 'exceptions for persons',
                'ordering': ['-granted_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='QuizSlot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('section', academy.texts.LocalisedTextField(blank=True, default=dict, help_text='A title here begins a section that goes on until the next title.', verbose_name='new section')),
                ('include_children', models.BooleanField(default=False, verbose_name='with the banks inside it')),
                ('tags', models.JSONField(blank=True, default=list, help_text='Only questions with these tags, separated by commas.', verbose_name='tags')),
                ('tags_match', models.CharField(choices=[('any', 'any of them'), ('all', 'all of them')], default='any', max_length=3, verbose_name='tags match')),
                ('level', models.PositiveSmallIntegerField(blank=True, choices=[(1, 'recall'), (2, 'apply'), (3, 'judge')], help_text='Only questions of this level.', null=True, verbose_name='level')),
                ('draw', models.PositiveSmallIntegerField(default=1, help_text='How many questions are drawn from the bank.', verbose_name='draw')),
                ('points', quizzes.models.fields.FractionField(default=quizzes.models.fields.one_point, help_text='What each question here is worth, such as 1, 2.5 or 1/3.', max_length=200, verbose_name='points')),
                ('bank', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='academy_quizzes.questionbank', verbose_name='question bank')),
                ('question', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='academy_quizzes.question', verbose_name='question')),
                ('quiz', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='academy_quizzes.quiz', verbose_name='quiz')),
                ('version', models.ForeignKey(blank=True, help_text='Empty: always the newest. Chosen: attempts keep getting this wording.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='academy_quizzes.questionversion', verbose_name='version')),
            ],
            options={
                'verbose_name': 'part of a quiz',
                'verbose_name_plural': 'parts of a quiz',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Regrade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('method', models.CharField(choices=[('new_key', 'mark again with the key of a newer version'), ('full_marks', 'full marks for everybody'), ('drop', 'drop the question')], max_length=10, verbose_name='method')),
                ('keeps_higher', models.BooleanField(default=True, help_text='Where the new mark would be lower, the old one stays.', verbose_name='nobody loses')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('applied_at', models.DateTimeField(verbose_name='applied at')),
                ('finished_at', models.DateTimeField(blank=True, help_text='Empty while it is being applied.', null=True, verbose_name='finished at')),
                ('left_out', models.PositiveIntegerField(default=0, help_text='Whose attempts changed while it was being applied; they were left as they were.', verbose_name='learners left out')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='undone at')),
                ('applied_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='applied by')),
                ('quiz', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regrades', to='academy_quizzes.quiz', verbose_name='quiz')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by')),
                ('versions', models.ManyToManyField(related_name='regrades', to='academy_quizzes.questionversion', verbose_name='versions')),
            ],
            options={
                'verbose_name': 'regrade',
                'verbose_name_plural': 'regrades',
                'ordering': ['-applied_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RegradeLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField(help_text='points, key, dropped, given', verbose_name='before')),
                ('after', models.JSONField(help_text='points, key, dropped, given', verbose_name='after')),
                ('regrade', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='academy_quizzes.regrade', verbose_name='regrade')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regrade_lines', to='academy_quizzes.attemptslot', verbose_name='question of an attempt')),
            ],
            options={
                'verbose_name': 'line of a regrade',
                'verbose_name_plural': 'lines of regrades',
                'ordering': ['regrade_id', 'slot_id'],
            },
        ),
        migrations.CreateModel(
            name='RegradeVerdict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('points_before', quizzes.models.fields.FractionField(max_length=200, null=True, verbose_name='points before')),
                ('points_after', quizzes.models.fields.FractionField(max_length=200, null=True, verbose_name='points after')),
                ('most_before', quizzes.models.fields.FractionField(max_length=200, verbose_name='points to be had before')),
                ('most_after', quizzes.models.fields.FractionField(max_length=200, verbose_name='points to be had after')),
                ('passed_before', models.BooleanField(null=True, verbose_name='passed before')),
                ('passed_after', models.BooleanField(null=True, verbose_name='passed after')),
                ('counted_before', models.BooleanField(verbose_name='counted as a pass before')),
                ('counted_after', models.BooleanField(verbose_name='counts as a pass after')),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regrade_verdicts', to='academy_quizzes.attempt', verbose_name='attempt')),
                ('regrade', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='academy_quizzes.regrade', verbose_name='regrade')),
            ],
            options={
                'verbose_name': 'verdict of a regrade',
                'verbose_name_plural': 'verdicts of regrades',
                'ordering': ['regrade_id', 'attempt_id'],
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(verbose_name='revision')),
                ('kind', models.CharField(choices=[('save', 'saved'), ('try', 'checked'), ('late', 'too late')], default='save', max_length=5, verbose_name='kind')),
                ('answer', models.JSONField(help_text="In the ids of the version's specification; null means cleared.", null=True, verbose_name='answer')),
                ('certainty', models.PositiveSmallIntegerField(blank=True, help_text='1 low, 2 middle, 3 high.', null=True, verbose_name='certainty')),
                ('key', models.CharField(blank=True, max_length=64, verbose_name='idempotency key')),
                ('device', models.CharField(blank=True, max_length=32, verbose_name='device')),
                ('received_at', models.DateTimeField(verbose_name='received at')),
                ('client_at', models.DateTimeField(blank=True, help_text='Information only; nothing depends on it.', null=True, verbose_name='time on the device')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='academy_quizzes.attemptslot', verbose_name='question of an attempt')),
            ],
            options={
                'verbose_name': 'response',
                'verbose_name_plural': 'responses',
                'ordering': ['slot_id', 'revision'],
            },
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('file', models.FileField(max_length=200, storage=quizzes.models.evidence.upload_storage, upload_to='attempts', verbose_name='file')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('size', models.PositiveBigIntegerField(verbose_name='bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded at')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uploads', to='academy_quizzes.attemptslot', verbose_name='question of an attempt')),
            ],
            options={
                'verbose_name': 'handed-in file',
                'verbose_name_plural': 'handed-in files',
                'ordering': ['slot_id', 'uploaded_at'],
            },
        ),
        migrations.CreateModel(
            name='AttemptEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('start', 'begun'), ('resume', 'gone on with'), ('device_change', 'gone on with on another device'), ('takeover', 'taken over from another device'), ('focus_lost', 'page left for another window'), ('late_write', 'answer came too late'), ('extended', 'given more time'), ('submit', 'handed in'), ('time_up', 'ended by the clock')], max_length=15, verbose_name='kind')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('device', models.CharField(blank=True, max_length=32, verbose_name='device')),
                ('detail', models.JSONField(blank=True, default=dict, verbose_name='detail')),
                ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='academy_quizzes.attempt', verbose_name='attempt')),
            ],
            options={
                'verbose_name': 'event of an attempt',
                'verbose_name_plural': 'events of attempts',
                'ordering': ['attempt_id', 'at', 'pk'],
                'indexes': [models.Index(fields=['attempt', 'at'], name='events_of_an_attempt_by_time')],
            },
        ),
        migrations.AddConstraint(
            model_name='questiontag',
            constraint=models.UniqueConstraint(fields=('content_object', 'tag'), name='one_tag_once_on_a_question'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('bank', 'external_id'), name='one_question_per_bank_and_short_name'),
        ),
        migrations.AddConstraint(
            model_name='questionversion',
            constraint=models.UniqueConstraint(fields=('question', 'number'), name='one_question_version_per_number'),
        ),
        migrations.AddConstraint(
            model_name='questionversion',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='question_versions_count_from_one'),
        ),
        migrations.AddConstraint(
            model_name='attemptslot',
            constraint=models.UniqueConstraint(fields=('attempt', 'position'), name='one_attempt_slot_per_position'),
        ),
        migrations.AddConstraint(
            model_name='attemptslot',
            constraint=models.UniqueConstraint(fields=('attempt', 'version'), name='no_question_twice_in_an_attempt'),
        ),
        migrations.AddConstraint(
            model_name='attemptwindow',
            constraint=models.UniqueConstraint(fields=('quiz', 'learner', 'opened_at'), name='one_attempt_window_per_moment'),
        ),
        migrations.AddConstraint(
            model_name='attemptrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at', None)), fields=('quiz', 'learner'), name='one_open_request_per_learner_and_quiz'),
        ),
        migrations.AddConstraint(
            model_name='attemptrequest',
            constraint=models.CheckConstraint(condition=models.Q(('declined_because', ''), ('answered_at__isnull', False), _connector='OR'), name='a_request_that_is_declined_is_answered'),
        ),
        migrations.AddIndex(
            model_name='attempt',
            index=models.Index(condition=models.Q(('submitted_at', None)), fields=['ends_at'], name='open_attempts_by_end'),
        ),
        migrations.AddIndex(
            model_name='attempt',
            index=models.Index(fields=['learner', 'quiz', 'submitted_at'], name='attempts_of_a_learner'),
        ),
        migrations.AddIndex(
            model_name='attempt',
            index=models.Index(condition=models.Q(('graded_at', None), ('submitted_at__isnull', False)), fields=['quiz', 'submitted_at'], name='attempts_waiting_for_marks'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.UniqueConstraint(condition=models.Q(('submitted_at', None)), fields=('learner', 'quiz'), name='one_open_attempt_per_learner_and_quiz'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.UniqueConstraint(fields=('quiz', 'learner', 'number'), name='one_attempt_per_quiz_learner_and_number'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('counts_as_pass', False), ('graded_at', None), ('passed', None), ('points', None)), models.Q(('graded_at__isnull', False), ('passed__isnull', False), ('points__isnull', False), ('submitted_at__isnull', False)), _connector='OR'), name='attempt_has_a_verdict_only_when_graded'),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gte', models.F('deadline_at')), _connector='OR'), name='attempt_ends_after_its_deadline'),
        ),
        migrations.AddIndex(
            model_name='quizoverride',
            index=models.Index(condition=models.Q(('revoked_at', None)), fields=['learner', 'quiz'], name='standing_overrides_of_learner'),
        ),
        migrations.AddConstraint(
            model_name='quizoverride',
            constraint=models.CheckConstraint(condition=models.Q(('time_factor__gte', 1), ('time_factor__lte', 10)), name='override_never_takes_time_away'),
        ),
        migrations.AddConstraint(
            model_name='quizoverride',
            constraint=models.CheckConstraint(condition=models.Q(('time_factor__gt', 1), ('extra_minutes__gt', 0), ('extra_attempts__gt', 0), ('opens_at__isnull', False), ('closes_at__isnull', False), _connector='OR'), name='override_grants_something'),
        ),
        migrations.AddConstraint(
            model_name='quizoverride',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='override_is_taken_back_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='quizslot',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bank', None), ('question__isnull', False)), models.Q(('bank__isnull', False), ('question', None)), _connector='OR'), name='quiz_slot_is_fixed_or_drawn'),
        ),
        migrations.AddConstraint(
            model_name='quizslot',
            constraint=models.CheckConstraint(condition=models.Q(('version', None), ('question__isnull', False), _connector='OR'), name='quiz_slot_pins_a_version_of_its_question'),
        ),
        migrations.AddConstraint(
            model_name='quizslot',
            constraint=models.CheckConstraint(condition=models.Q(('draw__gte', 1)), name='quiz_slot_draws_at_least_one'),
        ),
        migrations.AddConstraint(
            model_name='regrade',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='regrade_is_undone_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='regradeline',
            constraint=models.UniqueConstraint(fields=('regrade', 'slot'), name='one_regrade_line_per_slot'),
        ),
        migrations.AddConstraint(
            model_name='regradeverdict',
            constraint=models.UniqueConstraint(fields=('regrade', 'attempt'), name='one_regrade_verdict_per_attempt'),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.UniqueConstraint(fields=('slot', 'revision'), name='one_response_per_slot_and_revision'),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('slot', 'key'), name='one_response_per_slot_and_key'),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.CheckConstraint(condition=models.Q(('revision__gte', 1)), name='response_revisions_count_from_one'),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.CheckConstraint(condition=models.Q(('certainty', None), ('certainty__range', (1, 3)), _connector='OR'), name='response_certainty_is_one_to_three'),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(fields=['slot', 'sha256'], name='uploads_of_a_slot_by_digest'),
        ),
    ]

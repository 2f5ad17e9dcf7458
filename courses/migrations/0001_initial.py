import academy.texts
import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import quizzes.models.fields
import uuid
import wagtail.fields
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('academy_quizzes', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AcademyIndexPage',
            fields=[
                ('intro', models.TextField(blank=True, verbose_name='introduction')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='academy_index_page', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'academy',
                'verbose_name_plural': 'academies',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='DealPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('currency', models.CharField(default='CNY', max_length=3, verbose_name='currency')),
                ('fast_deal_max_ticket', models.DecimalField(decimal_places=0, default=Decimal('40000'), help_text='A year, in the currency above.', max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('1'))], verbose_name='ticket limit of a fast deal')),
                ('fast_deal_max_cycle_days', models.PositiveSmallIntegerField(default=31, help_text='Days.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='cycle limit of a fast deal')),
                ('rule', models.CharField(choices=[('both', 'ticket and cycle'), ('ticket', 'ticket only'), ('cycle', 'cycle only')], default='both', max_length=10, verbose_name='rule')),
            ],
            options={
                'verbose_name': 'deal policy',
                'verbose_name_plural': 'deal policy',
            },
        ),
        migrations.CreateModel(
            name='Capability',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slug', models.SlugField(max_length=80, unique=True, verbose_name='slug')),
                ('kind', models.CharField(choices=[('product', 'product'), ('industry', 'industry'), ('sales_craft', 'sales craft'), ('trust', 'trust'), ('marketing', 'marketing')], max_length=20, verbose_name='kind')),
                ('title', academy.texts.LocalisedTextField(default=academy.texts.LocalisedText, verbose_name='title')),
                ('statement', academy.texts.LocalisedTextField(default=academy.texts.LocalisedText, help_text='“A rep can …”: a sentence that a stranger can test.', long=True, verbose_name='statement')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('field_testing', 'field testing'), ('validated', 'validated'), ('retired', 'retired')], default='draft', max_length=20, verbose_name='status')),
                ('review_every_days', models.PositiveSmallIntegerField(default=90, help_text='Days.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='review every')),
                ('last_reviewed', models.DateField(blank=True, null=True, verbose_name='last reviewed')),
                ('bank', models.ForeignKey(blank=True, help_text='The score per bank is the score per capability.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='capabilities', to='academy_quizzes.questionbank', verbose_name='question bank')),
                ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deputy')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='academy_owned_capabilities', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'capability',
                'verbose_name_plural': 'capabilities',
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='CoursePage',
            fields=[
                ('summary', models.TextField(verbose_name='summary')),
                ('outcomes', wagtail.fields.StreamField([('outcome', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'after this you can'})}, verbose_name='outcomes')),
                ('level', models.CharField(choices=[('foundation', 'foundation'), ('practitioner', 'practitioner'), ('update', 'update')], default='foundation', max_length=20, verbose_name='level')),
                ('deal_type', models.CharField(choices=[('fast', 'fast deals'), ('high', 'high-ticket deals'), ('any', 'any deal')], default='any', max_length=10, verbose_name='deal type')),
                ('product', models.CharField(blank=True, max_length=80, verbose_name='product')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('version_since', models.DateField(blank=True, null=True, verbose_name='version since')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='academy_course_page', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('capability', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='academy_courses.capability', verbose_name='capability')),
                ('owner_person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='academy_owned_courses', to=settings.AUTH_USER_MODEL, verbose_name='course owner')),
                ('quiz', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='academy_quizzes.quiz', verbose_name='course quiz')),
            ],
            options={
                'verbose_name': 'course',
                'verbose_name_plural': 'courses',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('product_design', 'product design'), ('star_seller', 'star seller'), ('seed_customer', 'seed customer'), ('field_validation', 'field validation')], max_length=20, verbose_name='source')),
                ('on', models.DateField(verbose_name='on')),
                ('note', academy.texts.LocalisedTextField(default=academy.texts.LocalisedText, long=True, verbose_name='note')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by')),
                ('capability', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='academy_courses.capability', verbose_name='capability')),
            ],
            options={
                'verbose_name': 'evidence',
                'verbose_name_plural': 'evidence',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course_key', models.UUIDField(blank=True, null=True, verbose_name='course')),
                ('slug', models.SlugField(allow_unicode=True, max_length=255, verbose_name='slug')),
                ('key', models.UUIDField(verbose_name='leads to')),
                ('left_at', models.DateTimeField(verbose_name='left at')),
            ],
            options={
                'verbose_name': 'former address',
                'verbose_name_plural': 'former addresses',
                'constraints': [models.UniqueConstraint(condition=models.Q(('course_key', None)), fields=('slug',), name='one_course_per_former_slug'), models.UniqueConstraint(fields=('course_key', 'slug'), name='one_lesson_per_former_slug_in_a_course')],
            },
        ),
        migrations.CreateModel(
            name='LessonPage',
            fields=[
                ('minutes', models.PositiveSmallIntegerField(default=5, verbose_name='minutes')),
                ('body', wagtail.fields.StreamField([('paragraph', 0), ('key_points', 2), ('table', 8), ('callout', 11), ('talk_track', 15), ('objection', 19), ('scenario', 26), ('checklist', 28), ('kit_item', 31), ('check', 32)], blank=True, block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul'], 'group': 'Explain', 'icon': 'pilcrow', 'label': 'Paragraph'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'point'}), 2: ('wagtail.blocks.ListBlock', (1,), {'group': 'Explain', 'icon': 'list-ul', 'label': 'Key points'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'head'}), 4: ('wagtail.blocks.ListBlock', (3,), {'label': 'heads', 'min_num': 1}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'cell', 'required': False}), 6: ('wagtail.blocks.ListBlock', (5,), {'label': 'row'}), 7: ('wagtail.blocks.ListBlock', (6,), {'label': 'rows', 'min_num': 1}), 8: ('wagtail.blocks.StructBlock', [[('head', 4), ('rows', 7)]], {}), 9: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('fact', 'fact'), ('tip', 'tip'), ('warning', 'warning')], 'label': 'tone'}), 10: ('wagtail.blocks.TextBlock', (), {'label': 'text'}), 11: ('wagtail.blocks.StructBlock', [[('tone', 9), ('text', 10)]], {}), 12: ('wagtail.blocks.TextBlock', (), {'label': 'say'}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'avoid', 'required': False}), 14: ('wagtail.blocks.TextBlock', (), {'label': 'why', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('say', 12), ('avoid', 13), ('why', 14)]], {}), 16: ('wagtail.blocks.TextBlock', (), {'label': 'you hear'}), 17: ('wagtail.blocks.TextBlock', (), {'label': 'you answer'}), 18: ('wagtail.blocks.TextBlock', (), {'label': 'proof', 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('hear', 16), ('answer', 17), ('proof', 18)]], {}), 20: ('wagtail.blocks.TextBlock', (), {'label': 'situation'}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'what you do'}), 22: ('wagtail.blocks.BooleanBlock', (), {'label': 'works', 'required': False}), 23: ('wagtail.blocks.TextBlock', (), {'label': 'what happens'}), 24: ('wagtail.blocks.StructBlock', [[('text', 21), ('good', 22), ('outcome', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {'label': 'options', 'min_num': 2}), 26: ('wagtail.blocks.StructBlock', [[('situation', 20), ('options', 25)]], {}), 27: ('wagtail.blocks.CharBlock', (), {'label': 'item'}), 28: ('wagtail.blocks.ListBlock', (27,), {'group': 'Sell', 'icon': 'tick', 'label': 'Checklist'}), 29: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Use small letters, digits and dashes.'}, 'label': 'short name', 'regex': '^[a-z0-9-]+$'}), 30: ('wagtail.blocks.CharBlock', (), {'label': 'title'}), 31: ('wagtail.blocks.StructBlock', [[('item', 29), ('title', 30)]], {}), 32: ('wagtail.snippets.blocks.SnippetChooserBlock', ('academy_quizzes.Question',), {'group': 'Check', 'icon': 'circle-check', 'label': 'Check'})}, verbose_name='body')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='checked on')),
                ('page_ptr', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, related_name='academy_lesson_page', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='checked by')),
            ],
            options={
                'verbose_name': 'lesson',
                'verbose_name_plural': 'lessons',
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='Prerequisite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('course', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='prerequisites', to='academy_courses.coursepage', verbose_name='course')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='academy_courses.coursepage', verbose_name='do first')),
            ],
            options={
                'verbose_name': 'course to do first',
                'verbose_name_plural': 'courses to do first',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CheckAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lesson_key', models.UUIDField(verbose_name='lesson')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('answer', models.JSONField(verbose_name='answer')),
                ('points', quizzes.models.fields.FractionField(max_length=200, verbose_name='points')),
                ('answered_at', models.DateTimeField(verbose_name='answered at')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='academy_check_answers', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='check_answers', to='academy_quizzes.questionversion', verbose_name='question version')),
            ],
            options={
                'verbose_name': 'answer to a check',
                'verbose_name_plural': 'answers to checks',
                'ordering': ['learner_id', 'lesson_key', 'number'],
                'constraints': [models.UniqueConstraint(fields=('learner', 'lesson_key', 'version', 'number'), name='one_check_answer_per_number'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='check_answers_count_from_one')],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course_key', models.UUIDField(verbose_name='course')),
                ('enrolled_at', models.DateTimeField(verbose_name='enrolled at')),
                ('completed_at', models.DateTimeField(blank=True, null=True, verbose_name='completed at')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='academy_enrolments', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
            ],
            options={
                'verbose_name': 'enrolment',
                'verbose_name_plural': 'enrolments',
                'ordering': ['-enrolled_at'],
                'indexes': [models.Index(fields=['course_key'], name='enrolments_of_a_course')],
                'constraints': [models.UniqueConstraint(fields=('learner', 'course_key'), name='one_enrolment_per_learner_and_course')],
            },
        ),
        migrations.CreateModel(
            name='StepCompletion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('course_key', models.UUIDField(verbose_name='course')),
                ('step_key', models.UUIDField(verbose_name='step')),
                ('completed_at', models.DateTimeField(verbose_name='completed at')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='academy_step_completions', to=settings.AUTH_USER_MODEL, verbose_name='learner')),
            ],
            options={
                'verbose_name': 'completed step',
                'verbose_name_plural': 'completed steps',
                'constraints': [models.UniqueConstraint(fields=('learner', 'course_key', 'step_key'), name='one_completion_per_learner_and_step')],
            },
        ),
    ]

"""Deleting what is used: refused with the list of uses, never an error."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from courses.actions import enrol
from courses.models import AcademyIndexPage, Capability, CoursePage, LessonPage, Prerequisite
from quizzes.actions import create_question, open_window, start_attempt
from quizzes.models import Question, QuestionVersion, QuizSlot

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(pmm):
    """A course with one lesson, below an academy that authors may write in."""
    index = Page.get_first_root_node().add_child(instance=AcademyIndexPage(title="Academy", slug="academy-pages"))
    index.save_revision().publish()
    capability = Capability.objects.create(
        slug="desk", kind="product", title={"en": "Desk"}, statement={"en": "A rep can"}, owner=pmm, status="validated"
    )
    page = index.add_child(instance=CoursePage(title="Desk essentials", slug="desk", summary="Desk", capability=capability))
    page.add_child(instance=LessonPage(title="One page", slug="one-page"))
    return page


@pytest.fixture
def root(django_user_model):
    """May do everything, and still loses nothing."""
    return django_user_model.objects.create_superuser("root", "root@example.com", "open sesame")


def delete(page):
    return reverse("wagtailadmin_pages:delete", args=[page.pk])


def test_a_course_that_nobody_uses_is_deleted(client, root, course):
    client.force_login(root)

    answer = client.post(delete(course))

    assert answer.status_code == 302
    assert not CoursePage.objects.exists()


def test_a_course_with_learners_is_kept_and_the_page_says_why(client, root, course, rep, now):
    enrol(learner=rep, course_key=course.translation_key, now=now)
    client.force_login(root)

    answer = client.post(delete(course))

    assert answer.status_code == 409
    assert "1 enrolment" in answer.content.decode()
    assert "retire it instead" in answer.content.decode()
    assert CoursePage.objects.filter(pk=course.pk).exists()


def test_a_page_above_a_used_course_is_kept_too(client, root, course, rep, now):
    enrol(learner=rep, course_key=course.translation_key, now=now)
    client.force_login(root)

    answer = client.post(delete(course.get_parent()))

    assert answer.status_code == 409


def test_a_lesson_that_questions_are_about_is_kept(client, root, course, questions):
    lesson = LessonPage.objects.get()
    Question.objects.update(topic=lesson.translation_key)
    client.force_login(root)

    answer = client.post(delete(lesson))

    assert answer.status_code == 409
    assert "question" in answer.content.decode()


def test_several_pages_at_once_are_kept_too(client, root, course, rep, now):
    enrol(learner=rep, course_key=course.translation_key, now=now)
    client.force_login(root)

    answer = client.post(f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={course.pk}")

    assert answer.status_code == 409
    assert CoursePage.objects.filter(pk=course.pk).exists()


def test_a_capability_with_courses_is_kept(client, root, course):
    client.force_login(root)

    answer = client.post(reverse("wagtailsnippets_academy_courses_capability:delete", args=[course.capability.pk]))

    assert answer.status_code == 409
    assert "Desk essentials" in answer.content.decode()


def test_a_person_and_the_account_behind_are_kept(client, root, rep):
    client.force_login(root)

    person = client.post(reverse("wagtailsnippets_academy_people_person:delete", args=[rep.academy_person.pk]))
    account = client.post(reverse("wagtailusers_users:delete", args=[rep.pk]))

    assert (person.status_code, account.status_code) == (409, 409)


def test_a_certification_with_rules_is_kept(client, root, certification):
    client.force_login(root)

    answer = client.post(reverse("wagtailsnippets_academy_certification_certification:delete", args=[certification.pk]))

    assert answer.status_code == 409
    assert "FDS v1" in answer.content.decode()


def test_a_question_that_a_quiz_pins_is_kept_and_the_quiz_is_named(client, root, exam_quiz, questions):
    pinned = questions[0].versions.get()
    QuizSlot.objects.create(quiz=exam_quiz, question=questions[0], version=pinned, sort_order=1)
    client.force_login(root)

    answer = client.post(reverse("wagtailsnippets_academy_quizzes_question:delete", args=[questions[0].pk]))

    assert answer.status_code == 409
    assert f"{exam_quiz.title['en']}: " in answer.content.decode()
    assert Question.objects.filter(pk=questions[0].pk).exists()


def test_a_question_that_was_asked_is_kept_and_its_attempts_are_counted(client, root, exam_quiz, questions, rep, now):
    open_window(quiz=exam_quiz, learner=rep, now=now)
    start_attempt(learner=rep, quiz=exam_quiz, now=now)
    client.force_login(root)

    answer = client.post(reverse("wagtailsnippets_academy_quizzes_question:delete", args=[questions[0].pk]))

    assert answer.status_code == 409
    assert "1 attempt" in answer.content.decode()


@pytest.mark.references
def test_a_question_that_a_lesson_shows_is_kept_and_the_lesson_is_named(client, root, course, questions):
    lesson = LessonPage.objects.get()
    lesson.body = [("check", questions[0])]
    lesson.save_revision().publish()
    client.force_login(root)

    answer = client.post(reverse("wagtailsnippets_academy_quizzes_question:delete", args=[questions[0].pk]))

    assert answer.status_code == 409
    assert "One page" in answer.content.decode()
    assert Question.objects.filter(pk=questions[0].pk).exists()


def test_a_bank_that_is_drawn_from_is_kept_and_the_quiz_is_named(client, root, exam_quiz, bank):
    client.force_login(root)

    answer = client.post(reverse("wagtailsnippets_academy_quizzes_questionbank:delete", args=[bank.pk]))

    assert answer.status_code == 409
    assert f"{exam_quiz.title['en']}: 8 × " in answer.content.decode()


@pytest.fixture
def spare(bank, questions, now):
    """A question more than any quiz draws, which nobody has met."""
    return create_question(bank=bank, external_id="spare", kind="single", spec=questions[0].versions.get().spec, now=now)


def delete_question(question):
    return reverse("wagtailsnippets_academy_quizzes_question:delete", args=[question.pk])


def test_a_question_that_nobody_has_met_is_deleted_with_its_versions(client, pmm, exam_quiz, spare):
    client.force_login(pmm)

    answer = client.post(delete_question(spare))

    assert answer.status_code == 302
    assert not Question.objects.filter(pk=spare.pk).exists()
    assert not QuestionVersion.objects.filter(question=spare.pk).exists()


def test_questions_that_nobody_has_met_are_deleted_at_once(client, pmm, exam_quiz, spare):
    client.force_login(pmm)

    answer = client.post(f"{reverse('wagtail_bulk_action', args=['academy_quizzes', 'question', 'delete'])}?id={spare.pk}")

    assert answer.status_code == 302
    assert not Question.objects.filter(pk=spare.pk).exists()


def test_a_question_without_which_a_published_quiz_could_not_be_started_is_kept(client, pmm, exam_quiz, questions):
    client.force_login(pmm)

    answer = client.post(delete_question(questions[0]))

    assert answer.status_code == 409
    assert f"1 quiz\n          ({exam_quiz.title['en']})" in answer.content.decode()
    assert Question.objects.filter(pk=questions[0].pk).exists()


def test_a_draft_course_that_names_itself_is_deleted(client, pmm, course):
    draft = course.get_parent().add_child(
        instance=CoursePage(title="Draft", slug="draft", summary="Draft", capability=course.capability, live=False)
    )
    draft.save_revision(user=pmm)
    Prerequisite.objects.create(course=draft, first=draft, sort_order=0)
    client.force_login(pmm)

    answer = client.post(delete(draft))

    assert answer.status_code == 302
    assert not CoursePage.objects.filter(pk=draft.pk).exists()


def test_a_draft_course_that_another_one_names_is_kept(client, pmm, course):
    draft = course.get_parent().add_child(
        instance=CoursePage(title="Draft", slug="draft", summary="Draft", capability=course.capability, live=False)
    )
    Prerequisite.objects.create(course=course, first=draft, sort_order=0)
    client.force_login(pmm)

    answer = client.post(delete(draft))

    assert answer.status_code == 409
    assert "1 course to do first" in answer.content.decode()


def test_courses_that_only_name_each_other_go_together(client, root, course):
    other = course.get_parent().add_child(instance=CoursePage(title="Other", slug="other", summary="Other", capability=course.capability))
    Prerequisite.objects.create(course=course, first=other, sort_order=0)
    Prerequisite.objects.create(course=other, first=course, sort_order=0)
    client.force_login(root)

    answer = client.post(delete(course.get_parent()))

    assert answer.status_code == 302
    assert not CoursePage.objects.exists()

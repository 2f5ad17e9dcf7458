"""The pages of certifications, through the doors people use."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from academy.certification.actions import begin_exam, open_cycle, review_standing, revoke_award, submit_practice
from academy.certification.models import Award, Cycle, PracticeReview, SignOff
from quizzes.models import Quiz
from tests.certification.conftest import days, requirement


@pytest.fixture
def advisor(make_certification):
    """Asks for an exam, a practice and a sign-off."""
    return make_certification("CSA", practice=True, sign_off=True, renewal=["exam", "sign_off"])


@pytest.fixture
def run(advisor, rep, now):
    return open_cycle(learner=rep, certification=advisor, path="initial", now=now)


@pytest.fixture
def handed_in(run, now):
    return submit_practice(cycle=run, requirement=requirement(run, "practice"), note="I circled three places.", now=now)


def page_of(client, user, certification):
    client.force_login(user)
    return client.get(reverse("academy_certification:certification", args=[certification.slug]))


def test_the_page_names_the_steps_and_leads_to_the_rules_of_the_exam(client, rep, cycle, certification, exam_quiz):
    page = page_of(client, rep, certification)
    led = client.post(reverse("academy_certification:exam_start", args=[certification.slug]))
    rules = reverse("academy_quizzes:quiz", args=[exam_quiz.slug])

    assert f'<a class="button" href="{rules}"' in page.content.decode()
    assert led.url == rules
    assert not rep.academy_quiz_attempts.exists()


def test_an_exam_under_way_is_gone_on_with_at_once(client, rep, cycle, certification, now):
    attempt = begin_exam(learner=rep, certification=certification, now=timezone.now())

    page = page_of(client, rep, certification).content.decode()

    assert "Go on with the exam" in page
    assert f'class="button" href="{reverse("academy_quizzes:attempt", args=[attempt.uuid])}"' in page


def test_the_exam_is_the_second_button_while_steps_before_it_are_open(client, rep, make_certification, now):
    certification = make_certification("CSA", practice=True)
    version = certification.versions.get()
    version.requirements.filter(path="initial", kind="exam").update(sort_order=9)
    run = open_cycle(learner=rep, certification=certification, path="initial", now=now)
    hand_in = reverse("academy_certification:practice_submit", args=["csa", requirement(run, "practice").uuid])

    before = page_of(client, rep, certification).content.decode()
    submit_practice(cycle=run, requirement=requirement(run, "practice"), note="Done.", now=now)
    after = page_of(client, rep, certification).content.decode()

    assert [href for shape, href in buttons(before)] == [hand_in, "/academy/quizzes/fds-exam/"]
    assert [shape for shape, href in buttons(before)] == ["", " is-plain"]
    assert buttons(after) == [("", "/academy/quizzes/fds-exam/")]


def buttons(page):
    """Shape and address of what the thread of requirements ends with."""
    return re.findall(r'<a class="button([^"]*)"\s+href="([^"]+)"', page.split("</ol>")[-1].split("</section>")[0])


def test_no_tap_on_the_page_of_a_certification_or_a_result_begins_the_clock(client, rep, cycle, certification, sit, exam_quiz, now):
    Quiz.objects.filter(pk=exam_quiz.pk).update(cooloff_minutes=0)
    failed = sit(rep, certification, at=timezone.now() - timedelta(hours=2), right=0)
    page = page_of(client, rep, certification)
    result = client.get(reverse("academy_quizzes:attempt_result", args=[failed.uuid]))

    for answer in (page, result):
        for address in re.findall(r'<form[^>]*action="([^"]+)"', answer.content.decode().split("<main")[1]):
            client.post(address)

    assert reverse("academy_quizzes:quiz", args=[exam_quiz.slug]) in result.content.decode()
    assert rep.academy_quiz_attempts.count() == 1


@pytest.mark.parametrize(("right", "line", "said"), [(7, 90, "with 88 % · pass line 80 %"), (6, 70, "75 % · pass line 80 %")])
def test_an_exam_is_told_with_the_line_that_it_was_held_to(client, rep, advisor, run, sit, exam_quiz, now, right, line, said):
    sit(rep, advisor, at=now, right=right)
    Quiz.objects.filter(pk=exam_quiz.pk).update(pass_percent=line)

    assert said in page_of(client, rep, advisor).content.decode()


def test_the_page_of_a_certification_that_nobody_asked_for_lets_one_begin(client, rep, certification):
    page = page_of(client, rep, certification)
    client.post(reverse("academy_certification:cycle_open", args=[certification.slug]))

    assert "Go to the exam" in page.content.decode()
    assert Cycle.objects.open().get(learner=rep).certification == certification


def test_an_exam_too_early_says_when_the_renewal_opens(client, rep, award, certification):
    client.force_login(rep)

    answer = client.post(reverse("academy_certification:exam_start", args=[certification.slug]), follow=True)

    assert "Renewal opens on" in answer.content.decode()


@pytest.mark.parametrize("later", [1, 330, 400])
def test_the_page_of_a_holder_says_how_long(client, rep, award, certification, clock_at, now, later):
    review_standing(learner=rep, now=now + days(later))
    clock_at(now + days(later))

    text = page_of(client, rep, certification).content.decode()

    assert {1: "You are certified until", 330: "Your certificate ends in 35 days", 400: "Your certificate ended 35 days ago"}[later] in text
    assert ("day of passing + " if later == 400 else "old end + ") in text


def test_the_page_of_a_revoked_person_says_why_and_who_can_help(client, rep, admin, award, certification, now):
    revoke_award(award, by=admin, public_text="To be repeated.", internal_note="secret", now=now)

    text = page_of(client, rep, certification).content.decode()

    assert "was revoked" in text
    assert "To be repeated." in text
    assert "secret" not in text
    assert "Go to the exam" not in text


def test_a_rep_hands_a_practice_in_once(client, rep, run, advisor):
    client.force_login(rep)
    address = reverse("academy_certification:practice_submit", args=[advisor.slug, requirement(run, "practice").uuid])

    empty = client.post(address, {"note": "", "link": ""})
    for _time in range(2):
        client.post(address, {"note": "Ready.", "link": ""})

    assert empty.status_code == 422
    assert run.practice_submissions.count() == 1


def test_a_manager_reviews_a_practice_row_by_row(client, manager, rep, handed_in):
    client.force_login(manager)
    address = reverse("academy_certification:practice_review", args=[handed_in.uuid])

    shown = client.get(address)
    incomplete = client.post(address, {"row-listens": "3", "verdict": "pass"})
    too_low = client.post(address, {"row-listens": "1", "row-next": "1", "verdict": "pass"})
    done = client.post(address, {"row-listens": "3", "row-next": "2", "comment": "Keep the pen.", "verdict": "pass"})

    assert "Customer takes the pen" in shown.content.decode()
    assert (incomplete.status_code, too_low.status_code) == (422, 422)
    assert "do not reach the pass line of 4" in too_low.content.decode()
    assert done.url == reverse("academy_desk:person", args=[rep.academy_person.uuid])
    assert PracticeReview.objects.get().total == 5


def test_a_second_review_changes_nothing_and_says_by_whom_it_was_done(client, manager, rep, handed_in):
    client.force_login(manager)
    address = reverse("academy_certification:practice_review", args=[handed_in.uuid])
    client.post(address, {"row-listens": "3", "row-next": "2", "verdict": "pass"})

    client.post(address, {"row-listens": "0", "row-next": "0", "verdict": "again"})
    text = client.get(address).content.decode()

    assert "Already reviewed by Manager." in text
    assert PracticeReview.objects.get().passed


@pytest.mark.parametrize("who", ["rep", "stranger", "pmm"])
def test_nobody_else_reviews_a_practice(client, request, handed_in, who):
    client.force_login(request.getfixturevalue(who))

    client.post(
        reverse("academy_certification:practice_review", args=[handed_in.uuid]), {"row-listens": "3", "row-next": "3", "verdict": "pass"}
    )

    assert not PracticeReview.objects.exists()


def test_the_sign_off_of_a_manager_earns_the_award(client, manager, rep, run, advisor, handed_in, sit, standing_of, now):
    sit(rep, advisor, at=now)
    client.force_login(manager)
    client.post(
        reverse("academy_certification:practice_review", args=[handed_in.uuid]), {"row-listens": "3", "row-next": "3", "verdict": "pass"}
    )
    before = standing_of(rep, advisor)

    client.post(reverse("academy_certification:sign_off", args=[run.uuid, requirement(run, "sign_off").uuid]))

    assert (before.state, before.done, before.total) == ("awaiting_signoff", 2, 3)
    assert Award.objects.get().learner == rep
    assert standing_of(rep, advisor).state == "certified"


@pytest.mark.parametrize("who", ["rep", "stranger", "pmm"])
def test_nobody_else_signs_off(client, request, run, who):
    client.force_login(request.getfixturevalue(who))

    answer = client.post(reverse("academy_certification:sign_off", args=[run.uuid, requirement(run, "sign_off").uuid]))

    assert answer.status_code == 404
    assert not SignOff.objects.exists()


def test_the_owner_revokes_with_a_sentence_and_opens_again(client, owner, rep, award, certification):
    client.force_login(owner)
    address = reverse("academy_certification:revoke", args=[award.serial])

    silent = client.post(address, {"public_text_en": "", "internal_note": "x"})
    text = client.get(address).content.decode()
    assert 'name="public_text_en"' in text
    client.post(address, {"public_text_en": "To be repeated.", "internal_note": "x"})
    client.post(reverse("academy_certification:cycle_open", args=[certification.slug]), {"person": rep.academy_person.uuid})

    assert silent.status_code == 422
    assert Award.objects.whole().get(pk=award.pk).is_revoked
    assert Cycle.objects.open().get(learner=rep).path == "initial"


def test_the_owner_finds_a_certificate_by_its_code(client, owner, rep, award, certification):
    client.force_login(owner)
    page = reverse("academy_certification:certification", args=[certification.slug])
    search = reverse("academy_certification:revoke_search", args=[certification.slug])

    shown = client.get(page).content.decode()
    found = client.get(search, {"code": award.serial.lower()})
    unknown = client.get(search, {"code": "nonsense"})
    client.force_login(rep)

    assert search in shown
    assert found.url == reverse("academy_certification:revoke", args=[award.serial])
    assert unknown.url == f"{page}?code=nonsense"
    assert search not in client.get(page).content.decode()
    assert client.get(search, {"code": award.serial}).status_code == 404


@pytest.mark.parametrize("who", ["rep", "manager", "stranger"])
def test_nobody_else_revokes_or_opens_again(client, request, rep, award, certification, who):
    client.force_login(request.getfixturevalue(who))

    revoked = client.post(reverse("academy_certification:revoke", args=[award.serial]), {"public_text_en": "No."})
    opened = client.post(reverse("academy_certification:cycle_open", args=[certification.slug]), {"person": rep.academy_person.uuid})

    assert (revoked.status_code, opened.status_code) == (404, 404)


def test_my_certificates_lists_what_i_hold(client, rep, stranger, award):
    client.force_login(rep)
    mine = client.get(reverse("academy_certification:certificates")).content.decode()
    client.force_login(stranger)
    theirs = client.get(reverse("academy_certification:certificates")).content.decode()

    assert award.snapshot["certification"]["title"]["en"] in mine
    assert "No certificate yet" in theirs


@pytest.mark.parametrize(("who", "status"), [("rep", 200), ("manager", 200), ("admin", 200), ("stranger", 404), ("pmm", 404)])
def test_who_gets_the_pdf(client, request, award, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse("academy_certification:certificate_pdf", args=[award.serial])).status_code == status


def test_the_same_award_gives_the_same_bytes_and_needs_no_second_download(client, rep, award):
    client.force_login(rep)
    address = reverse("academy_certification:certificate_pdf", args=[award.serial])

    first, second = client.get(address), client.get(address)
    chinese = client.get(address, {"lang": "zh-hans"})
    kept = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert first.content == second.content
    assert first.content.startswith(b"%PDF")
    assert chinese.content != first.content
    assert kept.status_code == 304
    assert first["Content-Disposition"].startswith('inline; filename="FDS-')


def test_there_is_no_pdf_of_a_revoked_certificate(client, rep, admin, award, now):
    revoke_award(award, by=admin, public_text="To be repeated.", now=now)
    client.force_login(rep)

    page = client.get(reverse("academy_certification:certificate_pdf", args=[award.serial]))

    assert page.status_code == 410
    assert "To be repeated." in page.content.decode()


def test_the_page_costs_at_most_twelve_queries(client, rep, handed_in, advisor, sit, now, django_assert_max_num_queries):
    sit(rep, advisor, at=now)
    page_of(client, rep, advisor)

    with django_assert_max_num_queries(12):
        client.get(reverse("academy_certification:certification", args=[advisor.slug]))


def test_a_manager_is_told_when_only_the_name_is_in_the_way(client, manager, rep, run, advisor, sit, now):
    rep.academy_person.certificate_name = "𠮷田"
    rep.academy_person.save()
    sit(rep, advisor, at=now)
    client.force_login(manager)

    page = client.post(reverse("academy_certification:sign_off", args=[run.uuid, requirement(run, "sign_off").uuid]), follow=True)

    assert "cannot print these characters of the name: 𠮷" in page.content.decode()


def test_a_manager_gets_the_pdf_from_the_page_of_a_person_and_an_administrator_may_revoke_there(client, manager, admin, rep, award):
    pdf = reverse("academy_certification:certificate_pdf", args=[award.serial])
    revoke = reverse("academy_certification:revoke", args=[award.serial])
    client.force_login(manager)
    for_manager = client.get(reverse("academy_desk:person", args=[rep.academy_person.uuid])).content.decode()
    client.force_login(admin)
    for_admin = client.get(reverse("academy_desk:person", args=[rep.academy_person.uuid])).content.decode()

    assert (pdf in for_manager, revoke in for_manager) == (True, False)
    assert (pdf in for_admin, revoke in for_admin) == (True, True)

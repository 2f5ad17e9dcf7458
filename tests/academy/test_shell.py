"""The shell every page stands in, as readers meet it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.content.decode()))


def test_a_wrong_password_is_answered_in_a_sentence_and_keeps_the_way_back(client, rep):
    page = client.post("/academy/account/sign-in/", {"username": rep.username, "password": "sesame", "next": "/academy/catalogue/"})

    assert "User name and password do not match." in text_of(page)
    assert f'value="{rep.username}"' in page.content.decode()
    assert '<input type="hidden" name="next" value="/academy/catalogue/">' in page.content.decode()


def test_whoever_signs_in_with_a_kept_answer_is_told_so(client):
    session = client.session
    session["academy_kept_answer"] = {"attempt": "", "position": 1, "data": {}, "revision": 0}
    session.save()

    page = client.get("/academy/account/sign-in/")

    assert "Your answer is kept. Sign in and go on where you were." in text_of(page)


def test_a_visitor_sees_no_navigation_but_a_way_to_other_languages(client):
    html = client.get("/academy/account/sign-in/").content.decode()

    assert 'class="mainnav"' not in html
    assert re.search(r'<button class="iconlink"\s+name="language"\s+value="zh-hans"\s+lang="zh-Hans">中文</button>', html)


def test_the_header_names_who_is_signed_in_and_signs_out_by_post(client, rep):
    client.force_login(rep)

    html = client.get(reverse("academy_courses:catalogue")).content.decode()

    assert 'aria-current="page">Catalogue</a>' in html
    assert re.search(r'<form method="post" action="/academy/account/sign-out/">\s*<input type="hidden" name="csrfmiddlewaretoken"', html)
    assert reverse("academy_desk:team") not in html


def test_a_manager_finds_the_team_and_an_author_the_administration(client, manager, team, pmm):
    client.force_login(manager)
    for_manager = client.get(reverse("academy_desk:home")).content.decode()
    client.force_login(pmm)
    for_author = client.get(reverse("academy_desk:home")).content.decode()

    assert f'href="{reverse("academy_desk:team")}"' in for_manager
    assert f'href="{reverse("wagtailadmin_home")}"' not in for_manager
    assert f'href="{reverse("wagtailadmin_home")}"' in for_author


def test_a_missing_page_says_what_to_do_in_the_readers_language(client, rep):
    client.force_login(rep)
    client.cookies["django_language"] = "zh-hans"

    page = client.get("/academy/courses/nowhere/")

    assert page.status_code == 404
    assert '<html lang="zh-Hans">' in page.content.decode()
    assert "There is no page here" not in text_of(page)
    assert 'class="mainnav"' in page.content.decode()


def test_a_form_that_was_open_too_long_says_so(rep):
    client = Client(enforce_csrf_checks=True)

    page = client.post("/academy/account/sign-in/", {"username": rep.username, "password": "open sesame"})

    assert page.status_code == 403
    assert "This form was open too long" in text_of(page)


def test_a_page_holds_no_inline_script_or_style(client, rep):
    client.force_login(rep)

    html = client.get(reverse("academy_desk:home")).content.decode()

    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", html)

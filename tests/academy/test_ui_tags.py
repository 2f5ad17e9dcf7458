"""The small things every page is made of."""

import re
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

from academy.templatetags import academy_ui
from academy.texts import LocalisedText

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 23)


def drawn(source: str, **context: object) -> str:
    return Template("{% load i18n academy_ui %}" + source).render(Context(context))


def test_an_icon_is_hidden_from_screen_readers_and_comes_from_our_own_sprite():
    html = drawn('{% icon "done" small=True %}')

    assert html == '<svg class="icon is-small" aria-hidden="true"><use href="/static/academy/icons.svg#done"/></svg>'


def test_an_icon_follows_the_static_storage_of_the_moment(settings):
    drawn('{% icon "done" %}')

    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": settings.STORAGES["staticfiles"]["BACKEND"], "OPTIONS": {"base_url": "/s2/"}},
    }

    assert 'href="/s2/academy/icons.svg#done"' in drawn('{% icon "done" %}')


def test_a_state_is_an_icon_a_word_and_a_colour():
    html = drawn('{% state "superseded" _("superseded") boxed=True sr="now: " %}')

    assert 'class="state is-superseded is-boxed"' in html
    assert "#update-due" in html
    assert '<span><span class="sr">now: </span>superseded</span>' in html


def test_what_a_person_wrote_is_escaped_inside_a_state():
    html = drawn('{% state "good" words %}', words="<b>bold</b>")

    assert "&lt;b&gt;bold&lt;/b&gt;" in html


def test_there_is_one_piece_for_each_thing():
    html = drawn("{% segments done=2 total=4 here=3 %}")

    assert re.findall(r"<i[^>]*>", html) == ['<i class="is-done">', '<i class="is-done">', '<i class="is-here">', "<i>"]


@pytest.mark.parametrize("total", [0, 30])
def test_nothing_and_too_many_have_no_pieces(total):
    assert drawn("{% segments done=0 total=total %}", total=total) == ""


def test_pieces_that_were_missed_are_coloured_too():
    html = drawn('{% segments done=1 total=2 kind="good" rest="bad" %}')

    assert re.findall(r"is-(\w+)", html) == ["good", "bad"]


def test_a_ring_says_its_count_to_those_who_do_not_see_it():
    html = drawn('{% ring done=2 total=4 kind="in-progress" %}')

    assert 'class="ring is-in-progress"' in html
    assert 'stroke-dasharray="88 12 88 400"' in html
    assert '<span class="sr">2 of 4</span>' in html


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 12, 2), "in 9 days (2 Dec)"),
        (date(2026, 11, 24), "tomorrow (24 Nov)"),
        (date(2026, 11, 23), "today (23 Nov)"),
        (date(2026, 11, 22), "yesterday (22 Nov)"),
        (date(2026, 11, 17), "6 days ago (17 Nov)"),
        (date(2027, 1, 27), "in 65 days (27 Jan 2027)"),
        (None, ""),
    ],
)
def test_a_date_says_how_far_away_it_is(day, said):
    assert academy_ui.in_days(day, TODAY) == said


def test_a_moment_is_counted_by_the_day_it_has_here(settings):
    settings.TIME_ZONE = "Asia/Shanghai"

    assert academy_ui.in_days(datetime(2026, 11, 23, 17, 0, tzinfo=UTC), TODAY) == "tomorrow (24 Nov)"


def test_a_moment_has_the_time_of_day_here(settings):
    settings.TIME_ZONE = "Asia/Shanghai"

    assert academy_ui.short_moment(datetime(2026, 11, 23, 17, 5, tzinfo=UTC), TODAY) == "24 Nov, 01:05"


def test_dates_are_written_as_chinese_writes_them():
    with translation.override("zh-hans"):
        assert academy_ui.short_date(date(2026, 12, 2), TODAY) == "12月2日"
        assert "12月2日" in academy_ui.in_days(date(2026, 12, 2), TODAY)
        assert academy_ui.short_date(date(2027, 1, 27), TODAY) == "2027年1月27日"


@pytest.mark.parametrize(("share", "said"), [(Fraction(17, 20), "85 %"), (Fraction(8, 9), "88 %"), (1, "100 %"), (0.9, "90 %"), (None, "")])
def test_a_share_is_never_rounded_up_over_a_pass_line(share, said):
    assert academy_ui.percent(share) == said


@pytest.mark.parametrize(("count", "said"), [(10, "10 min"), (90, "90 min"), (240, "4 h"), (1440, "1 day"), (2880, "2 days"), (None, "")])
def test_a_length_of_time_is_said_short(count, said):
    assert academy_ui.minutes(count) == said


def test_words_of_others_stand_in_quotation_marks():
    assert academy_ui.quoted("how much") == "“how much”"


def test_what_is_borrowed_from_another_language_says_so():
    with translation.override("zh-hans"):
        assert drawn("{% borrowed text %}", text=LocalisedText({"en": "Send"})).endswith("</span>EN</span>")
        assert drawn("{% borrowed text %}", text=LocalisedText({"en": "Send", "zh-hans": "发送"})) == ""
        assert "EN" in drawn('{% borrowed "en" %}')
        assert drawn('{% borrowed "zh-hans" %}') == ""


def test_html_names_the_language_in_its_own_way():
    with translation.override("zh-hans"):
        assert drawn("{% html_language %}") == "zh-Hans"


def test_the_academy_is_called_by_its_name_or_by_its_issuer(settings):
    settings.ACADEMY = {"ISSUER": {"en": "Merrowick", "zh-hans": "美罗维克"}}
    issuer = drawn("{% academy_name %}")

    settings.ACADEMY["NAME"] = {"en": "Merrowick Academy"}

    assert (issuer, drawn("{% academy_name %}")) == ("Merrowick", "Merrowick Academy")


def test_every_icon_that_a_template_asks_for_is_drawn():
    sprite = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "academy/static/academy/icons.svg").read_text()))
    asked = {
        name for page in (ROOT / "templates").rglob("*.html") for kind, name in re.findall(r'{% (icon|state) "([\w-]+)"', page.read_text())
    }

    assert {academy_ui.icon_of(name) for name in asked} <= sprite


def test_a_broken_site_says_so_without_any_context():
    html = render_to_string("500.html")

    assert "Something broke on our side" in html
    assert 'class="mainnav"' not in html

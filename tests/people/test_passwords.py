"""A forgotten password, and another one."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.test import Client, RequestFactory, override_settings

from academy.people.actions import AccountProtected, change_account, open_account, register_person
from academy.people.views import PasswordResetView
from tests.editing import loaded

pytestmark = pytest.mark.django_db

SIGN_IN = "/academy/account/sign-in/"
RESET = "/academy/account/password/reset/"
CHANGE = "/academy/account/password/"
PERSON = {"name_en": "Rep", "username": "rep", "email": "rep@example.com", "active": "on", "job_role": "rep", "time_zone": "UTC"}
NEW = {"new_password1": "a mild autumn", "new_password2": "a mild autumn"}


def link_in(message):
    return re.search(r"^http://\S+$", message.body, re.MULTILINE)[0]


def path_of(link):
    return link.removeprefix(settings.WAGTAILADMIN_BASE_URL)


def test_a_rep_comes_back_in_with_a_link_that_holds_once(client, rep):
    client.post(RESET, {"email": "REP@example.com"})
    path = path_of(link_in(mail.outbox[0]))

    form = client.get(path, follow=True)
    done = client.post(form.redirect_chain[-1][0], NEW, follow=True)
    signed_in = client.post(SIGN_IN, {"username": "rep", "password": "a mild autumn"})
    again = Client().get(path, follow=True)

    assert mail.outbox[0].to == ["rep@example.com"]
    assert "Your password is set" in done.content.decode()
    assert signed_in.status_code == 302
    assert "This link no longer works" in again.content.decode()


def test_the_mail_speaks_the_language_of_its_reader(client, django_user_model, now):
    user = django_user_model.objects.create_user("xu.an", "xu.an@example.com", "open sesame")
    register_person(user=user, name={"en": "Xu An"}, locale="zh-hans", now=now)

    client.post(RESET, {"email": "xu.an@example.com"})

    assert mail.outbox[0].subject == "Wagtail 学院：设置新密码"
    assert "您的登录名：xu.an" in mail.outbox[0].body


def test_the_link_leads_to_the_configured_site_whatever_the_request_says(rep):
    with override_settings(ALLOWED_HOSTS=["*"]):
        Client().post(RESET, {"email": "rep@example.com"}, HTTP_HOST="evil.example.com")

    assert "evil" not in mail.outbox[0].body
    assert link_in(mail.outbox[0]).startswith(settings.WAGTAILADMIN_BASE_URL)


def asked_for(email):
    request = RequestFactory().post(RESET, {"email": email})
    request.user = AnonymousUser()
    request._dont_enforce_csrf_checks = True
    return PasswordResetView.as_view()(request)


def test_known_and_unknown_get_one_answer_before_anybody_is_looked_up(rep, django_assert_num_queries):
    with django_assert_num_queries(0):
        known, unknown = asked_for("rep@example.com"), asked_for("nobody@example.com")

    assert (known.status_code, known.url, known.content) == (unknown.status_code, unknown.url, unknown.content)
    assert mail.outbox == []
    for answer in (known, unknown):
        answer.close()
    assert [message.to for message in mail.outbox] == [["rep@example.com"]]


def test_closed_accounts_and_those_that_sign_in_elsewhere_get_no_mail(client, make_person):
    closed, elsewhere = make_person("closed"), make_person("elsewhere")
    closed.is_active = False
    elsewhere.set_unusable_password()
    for user in (closed, elsewhere):
        user.save()
        client.post(RESET, {"email": user.email})

    assert mail.outbox == []


def test_an_account_that_is_closed_after_the_mail_cannot_use_its_link(client, rep):
    client.post(RESET, {"email": rep.email})
    rep.is_active = False
    rep.save()

    page = client.get(path_of(link_in(mail.outbox[0])), follow=True)

    assert "This link no longer works" in page.content.decode()


def test_an_account_that_was_made_without_a_password_gets_its_first_one(client, now):
    open_account(username="new", email="new@example.com", by=None, now=now)
    client.post(RESET, {"email": "new@example.com"})

    form = client.get(path_of(link_in(mail.outbox[0])), follow=True)
    client.post(form.redirect_chain[-1][0], NEW)

    assert client.post(SIGN_IN, {"username": "new", "password": "a mild autumn"}).status_code == 302


def test_nobody_is_flooded_with_mails_and_the_answer_stays_the_same(client, rep):
    answers = [client.post(RESET, {"email": rep.email}, REMOTE_ADDR=f"192.0.2.{number}") for number in range(5)]

    assert len(mail.outbox) == 3
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, f"{RESET}sent/")}


def test_one_address_asks_for_so_many_mails_and_no_more(client, make_person):
    people = [make_person(f"rep{number}") for number in range(4)]
    with override_settings(ACADEMY={**settings.ACADEMY, "RESET_MAILS_PER_ADDRESS": 2}):
        answers = [client.post(RESET, {"email": person.email}) for person in people]

    assert len(mail.outbox) == 2
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, f"{RESET}sent/")}


def test_where_no_mail_is_sent_nobody_is_promised_one_and_the_page_says_whom_to_ask(client, admin):
    administrator = Client()
    administrator.force_login(admin)
    with override_settings(ACADEMY={**settings.ACADEMY, "PASSWORD_RESET": False}):
        without, page = client.get(SIGN_IN).content.decode(), client.get(RESET)
        form = administrator.get("/cms/snippets/academy_people/person/add/").content.decode()

    assert "Forgotten password?" not in without + form
    assert "Forgotten your password? Whoever runs this site can give you a new one." in without
    assert page.status_code == 404
    assert f'href="{RESET}"' in client.get(SIGN_IN).content.decode()


@pytest.mark.parametrize(("sends_mail", "password"), [(False, "a mild autumn"), (True, "open sesame")])
def test_where_no_mail_is_sent_an_administrator_gives_a_new_password(client, admin, rep, sends_mail, password):
    client.force_login(admin)
    address = f"/cms/snippets/academy_people/person/edit/{rep.academy_person.pk}/"
    with override_settings(ACADEMY={**settings.ACADEMY, "PASSWORD_RESET": sends_mail}):
        shown = client.get(address)
        form = shown.context["form"]
        saved = client.post(address, {**PERSON, **loaded(shown), "password": "a mild autumn"})

    assert saved.status_code == 302
    assert ("password" in form.fields) is not sends_mail
    assert Client().login(username="rep", password=password)


def test_nobody_gives_a_password_to_oneself_or_beyond_the_own_rights(client, admin, make_person):
    above = make_person("root")
    above.is_superuser = True
    above.save()
    client.force_login(admin)
    with override_settings(ACADEMY={**settings.ACADEMY, "PASSWORD_RESET": False}):
        forms = [
            client.get(f"/cms/snippets/academy_people/person/edit/{user.academy_person.pk}/").context["form"] for user in (admin, above)
        ]

    assert [form.fields.get("password") for form in forms] == [None, None]


def test_the_action_itself_gives_nobody_a_password_of_their_own(admin, now):
    with pytest.raises(AccountProtected, match="asks for the old one"):
        change_account(admin, username="admin", email=admin.email, active=True, password="a mild autumn", by=admin, now=now)

    admin.refresh_from_db()
    assert admin.check_password("open sesame")


def test_something_that_is_no_address_is_answered_at_its_field(client):
    page = client.post(RESET, {"email": "rep\0@"})

    assert page.status_code == 200
    assert 'id="id_email-error"' in page.content.decode()


def test_a_changed_password_keeps_this_device_and_signs_out_the_others(client, rep):
    other = Client()
    for device in (client, other):
        device.force_login(rep)

    page = client.post(CHANGE, {"old_password": "open sesame", **NEW}, follow=True)

    assert page.redirect_chain == [("/academy/", 302)]
    assert "Your password has been changed." in page.content.decode()
    assert other.get("/academy/").status_code == 302


def test_a_weak_password_is_refused_in_sentences_at_its_field(client, rep):
    client.force_login(rep)

    page = client.post(CHANGE, {"old_password": "open sesame", "new_password1": "123", "new_password2": "123"})

    assert page.status_code == 200
    assert 'id="id_new_password2-error"' in page.content.decode()


def test_a_short_password_is_refused_in_the_language_of_the_page(client, rep):
    client.force_login(rep)
    client.cookies["django_language"] = "zh-hans"

    page = client.post(CHANGE, {"old_password": "open sesame", "new_password1": "abc", "new_password2": "abc"})

    assert "密码太短，至少需要 8 个字符。" in page.text
    assert "characters" not in page.text


def test_the_account_menu_leads_to_it_where_the_password_is_kept_here(client, rep, make_person):
    client.force_login(rep)
    own = client.get("/academy/").content.decode()
    elsewhere = make_person("elsewhere")
    elsewhere.set_unusable_password()
    elsewhere.save()
    client.force_login(elsewhere)

    assert f'href="{CHANGE}"' in own
    assert f'href="{CHANGE}"' not in client.get("/academy/").content.decode()
    assert client.get(CHANGE).status_code == 404


def test_wagtails_own_pages_for_passwords_are_shut_in_our_site(client, pmm):
    client.force_login(pmm)

    account = client.get("/cms/account/").content.decode()

    assert client.get("/cms/password_reset/").status_code == 404
    assert "old_password" not in account
    assert f'href="{CHANGE}"' in account


def test_nobody_takes_another_address_on_wagtails_account_page(client, pmm):
    client.force_login(pmm)

    client.post("/cms/account/", {"name_email-email": "rep@example.com", "name_email-first_name": "Grace", "name_email-last_name": "O"})
    pmm.refresh_from_db()

    assert pmm.email == "pmm@example.com"

"""Pictures and documents of the site by their addresses: for whoever may see them, and never by the address of a private file."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page
from wagtail.users.models import UserProfile

from academy.people.actions import ensure_media_collection
from courses.models import AcademyIndexPage, Capability, CoursePage, LessonPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """Files lie in a folder, as in production."""
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def ours():
    return ensure_media_collection()


@pytest.fixture
def document(ours):
    return get_document_model().objects.create(title="Prices", file=ContentFile(b"%PDF-1.4 secret", name="prices.pdf"), collection=ours)


@pytest.fixture
def picture(ours):
    """An image of the academy, as a page shows it."""
    image = get_image_model().objects.create(title="Desk", file=get_test_image_file("desk.png"), collection=ours)
    return image.get_rendition("max-20x20")


def test_a_document_of_an_author_is_opened_by_those_who_have_signed_in(client, document, rep):
    before = client.get(document.url)
    client.force_login(rep)
    after = client.get(document.url)

    assert (before.status_code, before.url.split("?")[0]) == (302, "/academy/account/sign-in/")
    assert after.status_code == 200
    assert after.getvalue() == b"%PDF-1.4 secret"
    assert after.headers["Cache-Control"] == "private"


@pytest.mark.parametrize("who", ["nobody", "rep", "admin"])
def test_no_document_is_opened_by_the_address_of_its_file(client, document, who, request):
    if who != "nobody":
        client.force_login(request.getfixturevalue(who))

    answers = [client.get(f"/media/{path}").status_code for path in (document.file.name, f"images/../{document.file.name}")]

    assert default_storage.exists(document.file.name)
    assert answers == [404, 404]


def test_a_picture_of_the_academy_is_shown_to_those_who_have_signed_in(client, picture, rep):
    before = client.get(picture.url)
    client.force_login(rep)
    after = client.get(picture.url)

    assert picture.url.startswith("/media/images/")
    assert before.status_code == 404
    assert (after.status_code, after.headers["Content-Type"]) == (200, "image/png")
    assert after.headers["Cache-Control"] == "private, max-age=3600"
    assert after.getvalue().startswith(b"\x89PNG")


def test_a_picture_of_the_host_is_for_everybody_and_one_for_a_group_for_nobody_else(client, picture, ours, rep):
    root = Collection.get_first_root_node()
    image = get_image_model().objects.create(title="Logo", file=get_test_image_file("logo.png"), collection=root)
    CollectionViewRestriction.objects.filter(collection=ours).update(restriction_type=CollectionViewRestriction.GROUPS)

    public = client.get(image.get_rendition("max-20x20").url)
    client.force_login(rep)
    closed = client.get(picture.url)

    assert public.status_code == 200
    assert closed.status_code == 404


def test_originals_are_for_those_who_enter_the_administration(client, picture, rep, pmm):
    answers = []
    for person in (rep, pmm):
        client.force_login(person)
        answers.append(client.get(picture.image.file.url).status_code)

    assert picture.image.file.url.startswith("/media/original_images/")
    assert answers == [404, 200]


def test_a_portrait_is_shown_to_those_who_have_signed_in(client, rep, pmm):
    profile = UserProfile.get_for_user(pmm)
    profile.avatar.save("pmm.png", get_test_image_file("pmm.png"))

    before = client.get(profile.avatar.url)
    client.force_login(rep)
    after = client.get(profile.avatar.url)

    assert [before.status_code, after.status_code] == [404, 200]


@pytest.mark.parametrize("path", ["", "documents/", "images/", "images/none.png", "original_images/x", "uploads/x", "//x"])
def test_what_is_no_picture_of_ours_is_not_found(client, admin, path):
    client.force_login(admin)

    assert client.get(f"/media/{path}").status_code == 404


def test_a_file_that_is_lost_is_not_found(client, picture, rep):
    default_storage.delete(picture.file.name)
    client.force_login(rep)

    assert client.get(picture.url).status_code == 404


def test_a_rep_opens_a_document_from_a_lesson(client, document, rep, pmm):
    root = Page.objects.get(depth=1).get_children().first()
    academy = root.add_child(instance=AcademyIndexPage(title="Academy", slug="learn", locale=Locale.get_default()))
    capability = Capability.objects.create(slug="sell", kind="product", title={"en": "Sell"}, statement={"en": "Sells."}, owner=pmm)
    course = academy.add_child(instance=CoursePage(title="Desk", slug="desk", summary="Desk.", capability=capability))
    link = f'<p><a linktype="document" id="{document.pk}">The price list</a></p>'
    course.add_child(instance=LessonPage(title="Prices", slug="prices", body=[("paragraph", link)]))
    client.force_login(rep)

    page = client.get("/academy/courses/desk/prices/").content.decode()

    assert f'href="{document.url}"' in page
    assert client.get(document.url).status_code == 200

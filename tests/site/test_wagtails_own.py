"""What Wagtail's administration would answer with a 500, our site answers with a sentence."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.models import Collection

pytestmark = pytest.mark.django_db


def drawn(kind):
    kept = BytesIO()
    Picture.effect_noise((60, 60), 50).convert("P" if kind == "GIF" else "L").save(kept, kind)
    return kept.getvalue()


@pytest.fixture
def author(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("root", "root@example.com", "x"))
    return client


def upload(author, content, name):
    """Send a picture through each of the three doors; give the pages."""
    file = lambda: SimpleUploadedFile(name, content, f"image/{name.rpartition('.')[2]}")  # noqa: E731 - a file is read once
    place = Collection.get_first_root_node().pk
    chosen = {"image-chooser-upload-title": "Cover", "image-chooser-upload-collection": place}
    return (
        author.post(reverse("wagtailimages:add"), {"title": "Cover", "collection": place, "file": file()}),
        author.post(
            reverse("wagtailimages:add_multiple"), {"collection": place, "files[]": file()}, headers={"x-requested-with": "XMLHttpRequest"}
        ),
        author.post(reverse("wagtailimages_chooser:create"), {**chosen, "image-chooser-upload-file": file()}),
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.gif", drawn("GIF")[:13]),
        ("a.gif", drawn("GIF")[:-20]),
        ("a.gif", b"GIF89a" + bytes(range(256))),
        ("a.png", drawn("PNG")[:300]),
        ("a.jpg", drawn("JPEG")[:500]),
    ],
    ids=["only a head", "cut", "noise", "png", "jpg"],
)
def test_a_broken_picture_is_told_at_its_field(author, name, content):
    pages = upload(author, content, name)

    for page in pages:
        assert page.status_code == 200
        assert "Upload a valid image." in page.content.decode()
    assert not Image.objects.exists()


def test_a_whole_picture_is_taken_at_each_door(author):
    upload(author, drawn("GIF"), "cover.gif")

    assert Image.objects.count() == 3


@pytest.mark.parametrize(
    "name", ["wagtailadmin_pages:search", "wagtailimages:index", "wagtaildocs:index", "wagtailadmin_choose_page_search"]
)
def test_a_search_for_a_thousand_words_is_refused_in_a_sentence(author, name):
    many = " ".join(f"word{number}" for number in range(1000))

    refused = author.get(reverse(name), {"q": many})
    taken = author.get(reverse(name), {"q": " ".join(many.split()[:50])})

    assert (refused.status_code, taken.status_code) == (400, 200)
    assert "A search takes at most 50 words." in refused.content.decode()

"""The collection in which the academy keeps its images and documents, and who may do what in it."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

from academy.people.actions import ensure_groups, ensure_media_collection

pytestmark = pytest.mark.django_db

Image, Document = get_image_model(), get_document_model()


@pytest.fixture
def ours():
    return ensure_media_collection()


@pytest.fixture
def pictures(ours):
    """One of the host and one of the academy."""
    root = Collection.get_first_root_node()
    return [
        Image.objects.create(title=title, file=get_test_image_file(f"{title}.png"), collection=collection)
        for title, collection in (("host-banner", root), ("desk-screen", ours))
    ]


@pytest.mark.parametrize("who", ["pmm", "admin"])
def test_the_hosts_images_are_neither_offered_nor_edited(client, pictures, who, request):
    client.force_login(request.getfixturevalue(who))
    host, desk = pictures

    chooser = client.get(reverse("wagtailimages_chooser:choose_results")).content.decode()
    edits = [client.get(reverse("wagtailimages:edit", args=[image.pk])).status_code for image in (host, desk)]
    sent = client.post(reverse("wagtailimages:edit", args=[host.pk]), {"title": "taken over", "collection": host.collection_id})

    assert "desk-screen" in chooser
    assert "host-banner" not in chooser
    assert edits == [302, 200]
    assert sent.status_code == 302
    assert Image.objects.get(pk=host.pk).title == "host-banner"


def test_what_an_author_uploads_with_the_defaults_lies_in_the_academys_collection(client, pmm, ours):
    client.force_login(pmm)
    sent = {"title": "Price list", "file": ContentFile(b"%PDF-1.4", name="prices.pdf"), "tags": ""}

    client.post(reverse("wagtaildocs:add"), sent)

    assert Document.objects.get(title="Price list").collection == ours


def test_the_collection_is_found_by_what_it_is_and_not_by_its_name(ours):
    Collection.get_first_root_node().add_child(name="Academy")  # the host's own
    Collection.objects.filter(pk=ours.pk).update(name="学院")
    before = Collection.objects.count()

    ensure_groups()

    assert ensure_media_collection() == ours
    assert Collection.objects.count() == before


def test_it_asks_for_a_sign_in_from_its_first_moment_and_keeps_the_privacy_that_somebody_chose(ours):
    kinds = CollectionViewRestriction.objects.filter(collection=ours)
    made = [kind.restriction_type for kind in kinds]
    kinds.delete()

    ensure_groups()

    assert made == [CollectionViewRestriction.LOGIN]
    assert not kinds.exists()

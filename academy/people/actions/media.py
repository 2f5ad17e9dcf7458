"""The collection in which the academy keeps its images and documents."""

from typing import Final

from django.db import transaction
from wagtail.models import Collection, CollectionViewRestriction

from academy.people.models import MediaCollection

NAME: Final = "Academy"


@transaction.atomic
def ensure_media_collection() -> Collection | None:
    """Find the academy's collection, or make it below the root, open to whoever has signed in.

    Harmless to repeat: a collection that was renamed, moved or given another
    privacy stays as it is, and one of the same name that belongs to the host is
    never taken. None where Wagtail has no root collection.
    """
    known = MediaCollection.objects.select_related("collection").first()
    if known is not None:
        return known.collection
    root = Collection.get_first_root_node()
    if root is None:
        return None
    made: Collection = root.add_child(name=NAME)
    CollectionViewRestriction.objects.create(collection=made, restriction_type=CollectionViewRestriction.LOGIN)
    MediaCollection.objects.create(pk=MediaCollection.ONLY, collection=made)
    return made

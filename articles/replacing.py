"""Another file for a picture, which stays the same picture: guides that show it show the new file
from their next version on, and versions that there are go on showing the file they were made with.
"""

from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Member
from articles import publishing, removing, renditions
from articles.models import Guide, GuideQuerySet, Image, PictureUse, Revision


def guides_with(image: Image) -> GuideQuerySet:
    """Those whose working copy shows a picture: each gets a new version, and is a draft again."""
    return Guide.objects.filter(
        Q(pk__in=Guide.objects.filter(hero=image).values("pk"))
        | Q(pk__in=image.blocks.values("guide"))
    )


def replace(image: Image, upload: ContentFile, *, by: Member, **told: Any) -> list[Guide]:
    """Give a picture the file that `images.taken` returned, and return the guides it changed.

    `told` are fields that hold for the new file: who made it, what lets us show it.
    """
    new = None
    try:
        with transaction.atomic():
            guides = [
                Guide.objects.locked(pk)
                for pk in guides_with(image).order_by("pk").values_list("pk", flat=True)
            ]
            held = Image.objects.select_for_update().get(pk=image.pk)
            kept = _keep_what_is_shown(held)
            for name, value in told.items():
                setattr(held, name, value)
            held.version, held.renditions = held.version + 1, []
            held.file.save(str(upload.name), upload, save=False)
            new = held.file
            held.save()
            renditions.ask_for(held)
            note = _("The picture “%(picture)s” has a new file.") % {"picture": held.title}
            for guide in guides:
                publishing.record(guide, by=by, note=note[:200])
            if not kept.uses.exists():
                removing.forget(kept)
    except BaseException:
        if new:
            new.storage.delete(str(new.name))
        raise
    return guides


def _keep_what_is_shown(held: Image) -> Image:
    """A row of its own for the file that was shown until now, with all that was said of it."""
    kept = Image.objects.get(pk=held.pk)
    kept.pk, kept.current, kept._state.adding = None, held, True
    kept.save()
    # The worker may be about to make its sizes, under the number that goes to the new file.
    renditions.ask_for(kept)
    PictureUse.objects.filter(image=held).update(image=kept)
    Revision.objects.keep_hero(held, kept)
    return kept

"""What notifications holds about a member: a copy of it, and forgetting them."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.leaving.parts import copies, erases
from accounts.models import Leaving, Member
from comments.shown import path_of
from notifications.letters.sending import rhythms
from notifications.models import (
    Device,
    Digest,
    LetterWish,
    Notice,
    Postbox,
    QuietDiscussion,
    Rhythm,
)

AT_ONCE = 1_000


@copies(
    "notices",
    _("Your notices"),
    {
        "about": _("About"),
        "comment": _("Comment"),
        "told_at": _("Told"),
        "read_at": _("Read"),
    },
)
def notices(member: Member) -> Iterator[Any]:
    for each in Notice.objects.of(member).iterator(AT_ONCE):
        address = settings.SITE_URL + path_of(each.comment_id) if each.comment_id else ""
        yield each.get_kind_display(), address, each.created_at, each.read_at


@erases("notices")
def erase_notices(leaving: Leaving) -> bool:
    """All that they were told."""
    pks = list(Notice.objects.of(leaving.member).values_list("pk", flat=True)[:AT_ONCE])
    Notice.objects.filter(pk__in=pks).delete()
    return bool(pks)


@copies("letters", _("Your wishes for letters"), {"about": _("About"), "comes": _("Comes")})
def letters(member: Member) -> Iterator[Any]:
    for subject, rhythm in rhythms(member).items():
        yield subject.label, Rhythm(rhythm).label


@copies(
    "devices", _("Devices that tell you what is new"), {"device": _("Device"), "since": _("Since")}
)
def devices(member: Member) -> Iterator[Any]:
    yield from Device.objects.of(member).values_list("label", "since")


@copies("quiet", _("Discussions you want no letters about"), {"in": _("Number of the discussion")})
def quiet(member: Member) -> Iterator[Any]:
    found = QuietDiscussion.objects.filter(member=member).order_by("pk")
    yield from found.values_list("discussion_id")


@erases("letters")
def erase_letters(leaving: Leaving) -> bool:
    """What they chose, and the key of the links in letters they got."""
    for model in (LetterWish, QuietDiscussion, Digest, Postbox, Device):
        model.objects.filter(member=leaving.member).delete()
    return False

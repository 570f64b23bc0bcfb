"""What a guide has changed since a member read it, for members who asked to be told.

Nothing is remembered of anybody who did not ask, nothing is written by the opening of a page, and
nobody but the member is shown any of it. All of it comes with the guide in one query.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from django.db import models, transaction
from django.db.models import Exists, OuterRef, StringAgg, Subquery, Value
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.models import Member
from articles.changed_blocks import Changed, changed_blocks
from articles.models import (
    Guide,
    GuideQuerySet,
    LastRead,
    ReadingMemory,
    Revision,
    Significance,
)

# People who read a guide take at least this part of the time that reading is said to take.
PART_OF_READING = 4
FEW = 5
_LINE = "\n"


@dataclass(frozen=True)
class Reading:
    """What the page of a guide says to one member about their reading of it."""

    remembers: bool = False
    read_on: date | None = None
    # What readers were told about the major changes since, the newest first. None without one.
    notes: list[str] | None = None
    changed: list[Changed] = field(default_factory=list)
    short: str = ""
    rest: str = ""
    seconds: int = 0

    @property
    def shows_parts(self) -> bool:
        """A few are in sight at once; many are folded away below the words about them."""
        return not self.notes or len(self.changed) <= FEW

    @property
    def has_news(self) -> bool:
        return self.notes is not None


def with_reading(guides: GuideQuerySet, member: int) -> GuideQuerySet:
    """Fetch with the guides what is remembered of this member's reading. No query of its own."""
    last = LastRead.objects.filter(memory=member, guide=OuterRef("pk"))
    older = last.exclude(revision=OuterRef("live_revision"))
    read = LastRead.objects.filter(memory=member, guide=OuterRef("guide"))
    major = Revision.objects.published().filter(
        guide=OuterRef("pk"),
        significance=Significance.MAJOR,
        number__gt=Subquery(read.values("revision__number")),
    )
    told = StringAgg("change_note", Value(_LINE), order_by="-number")
    notes = major.order_by().values("guide").annotate(told=told).values("told")
    return guides.annotate(
        remembers=Exists(ReadingMemory.objects.filter(pk=member)),
        read_on=Subquery(last.values("read_on")),
        read_data=Subquery(older.values("revision__data")),
        major_notes=Subquery(notes, output_field=models.TextField()),
    )


def reading_of(guide: Guide) -> Reading:
    """It, as `with_reading` fetched it with a live guide."""
    told = vars(guide)
    live = guide.live_revision
    assert live is not None  # noqa: S101 -- `live` gives no others
    known = Reading(
        remembers=told["remembers"],
        read_on=told["read_on"],
        seconds=live.minutes * 60 // PART_OF_READING,
    )
    if told["major_notes"] is None or told["read_data"] is None:
        return known
    placed = {place["block"] for place in live.places}
    changed = [
        one if one.block in placed else replace(one, id="")
        for one in changed_blocks(told["read_data"], live.data)
    ]
    short, rest = marked(live, changed)
    return Reading(
        remembers=True,
        read_on=known.read_on,
        notes=[note for note in told["major_notes"].split(_LINE) if note],
        changed=changed,
        short=short,
        rest=rest,
    )


def marked(revision: Revision, changed: list[Changed]) -> tuple[str, str]:
    """The page with a mark at each block that is new or changed: "In short", and the rest."""
    html, short = revision.html, len(revision.short)
    places = {place["block"]: place["at"] for place in revision.places}
    there = [one for one in changed if one.id]
    following = dict(pairwise(there))
    for one in reversed(there):
        mark = render_to_string("articles/_mark.html", {"mark": one, "next": following.get(one)})
        at = places[one.block]
        if at < short:
            at = html.index(">", at) + 1  # inside the box, which is one of the page's own parts
            short += len(mark)
        html = html[:at] + mark + html[at:]
    return html[:short], html[short:]


@transaction.atomic
def remember(member: Member, revision: Revision, *, begin: bool = False, seen: bool = True) -> bool:
    """Note that a member has read this version today; forward only. False where nothing is noted:
    they did not ask for it (`begin` asks), or there are major changes that they did not say they
    have `seen`."""
    if begin:
        ReadingMemory.objects.get_or_create(member=member)
    memory = ReadingMemory.objects.select_for_update().filter(member=member).first()
    if memory is None:
        return False
    last = LastRead.objects.filter(memory=memory, guide=revision.guide_id)
    known = last.values_list("revision__number", flat=True).first()
    if known is None:
        LastRead.objects.create(memory=memory, guide_id=revision.guide_id, revision=revision)
        return True
    later = Revision.objects.published().filter(guide=revision.guide_id, number__gt=known)
    major = later.filter(number__lte=revision.number, significance=Significance.MAJOR)
    if revision.number < known or (not seen and major.exists()):
        return False
    last.update(revision=revision, read_on=timezone.localdate())
    return True


def is_remembered(member: Member) -> bool:
    return ReadingMemory.objects.filter(member=member).exists()


def how_many(member: Member) -> int:
    """How many guides are remembered of this member."""
    return LastRead.objects.filter(memory=member.pk).count()


def choose(member: Member, *, remembers: bool) -> None:
    """Begin to remember, or end it and erase all of it."""
    if remembers:
        ReadingMemory.objects.get_or_create(member=member)
    else:
        ReadingMemory.objects.filter(member=member).delete()

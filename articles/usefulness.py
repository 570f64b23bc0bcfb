"""Readers' answers to "Was this page useful?": taken, counted, forgotten."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from articles.models import PAGE_OF_A_GUIDE, Guide, Lack, Revision, Usefulness
from outbox import put

FORGET = "forget_old_words"
# Long enough for the next review of a guide; then the words have done their work.
WORDS_KEPT = timedelta(days=365)


@transaction.atomic
def take(revision: Revision, *, useful: bool, lack: str = "", words: str = "") -> Usefulness:
    """Keep one answer, and see to it that old words go."""
    put(FORGET, key=timezone.localdate().isoformat())
    if useful:
        return Usefulness.objects.create(revision=revision, useful=True)
    return Usefulness.objects.create(revision=revision, useful=False, lack=lack, words=words)


def forget_old_words() -> None:
    """Empty what was written more than a year ago. The counts stay."""
    old = Usefulness.objects.filter(answered_on__lt=timezone.localdate() - WORDS_KEPT)
    old.exclude(words="").update(words="")


@dataclass
class Verdict:
    """How one version did."""

    number: int
    useful: int = 0
    lacking: dict[str, int] = field(default_factory=dict)

    @property
    def not_useful(self) -> int:
        return sum(self.lacking.values())

    @property
    def cells(self) -> list[int]:
        """One number for each reason, in their order."""
        return [self.lacking.get(lack, 0) for lack in Lack.values]


def verdicts(guide: Guide) -> list[Verdict]:
    """What readers said of each version, the newest first. One query."""
    rows = Usefulness.objects.filter(revision__guide=guide)
    grouped = rows.values_list("revision__number", "useful", "lack").annotate(Count("id"))
    found: dict[int, Verdict] = {}
    for number, useful, lack, many in grouped.order_by("-revision__number"):
        told = found.setdefault(number, Verdict(number))
        if useful:
            told.useful = many
        else:
            told.lacking[lack] = many
    return list(found.values())


def said(guide: Guide) -> QuerySet[Usefulness]:
    """What readers wrote, the newest first."""
    heavy = [f"revision__{name}" for name in PAGE_OF_A_GUIDE]
    rows = Usefulness.objects.filter(revision__guide=guide).exclude(words="")
    return rows.select_related("revision").defer(*heavy).order_by("-answered_on", "-id")

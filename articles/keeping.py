"""What stands in an open form of a guide is kept, so that no crash and no log-out loses it.

Each page with the form carries a signed `opening`: who opened it, which guide, and a number of its
own. It proves who typed even when the session is over meanwhile, and it lets its bearer do one
thing only: keep words for that author.
"""

import re
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core import signing
from django.http import QueryDict
from django.utils import timezone

from articles.models import Guide, GuideDraft

_SALT = "articles.keeping"
# A tab that stays open over a long weekend and a week of illness.
_LONGEST_OPEN = 14 * 24 * 3600
# Below what a request may be, and more than the longest guide.
MOST_CHARACTERS = 900_000
MOST_DRAFTS = 20
_OWN = {"topic", "title", "slug", "summary", "hero", "lay_terms", "note", "seen_version"}
# Whoever publishes without review can also publish.
_FOR_PUBLISHERS = {"owner", "is_demo", "significance", "change_note", "publish_at"} | {
    "override_reason"
}
_FIXED_WHEN_LIVE = {"topic", "slug"}
_OF_A_PART = re.compile(
    r"(?:blocks|contributions)-(?:\d{1,4}-\w{1,30}|(?:TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)"
    r"|(?:initial-)?question-\d{1,18}"
)


@dataclass(frozen=True)
class Opening:
    """One opening of the form: by whom, of which guide (None: a new one), and its number."""

    author_id: int
    guide_id: int | None
    number: UUID

    @classmethod
    def new(cls, author_id: int, guide_id: int | None) -> "Opening":
        return cls(author_id, guide_id, uuid4())

    @classmethod
    def read(cls, signed: str) -> "Opening | None":
        """None for what we did not sign, and what is too old."""
        try:
            author, guide, number = signing.loads(signed, salt=_SALT, max_age=_LONGEST_OPEN)
            return cls(author, guide, UUID(number))
        except (signing.BadSignature, ValueError, TypeError):
            return None

    @property
    def signed(self) -> str:
        return signing.dumps([self.author_id, self.guide_id, str(self.number)], salt=_SALT)


def keep(opening: Opening, words: QueryDict) -> bool:
    """Keep what was typed. False when this page's words were saved before: nothing is kept then."""
    GuideDraft.objects.old().delete()
    form = words.urlencode()
    draft, made = GuideDraft.objects.get_or_create(
        opening=opening.number,
        defaults={"author_id": opening.author_id, "guide_id": opening.guide_id, "form": form},
    )
    if draft.saved_at:
        return False
    if made:
        _only_the_newest(draft)
    else:
        unsaved = GuideDraft.objects.unsaved().filter(pk=draft.pk)
        unsaved.update(form=form, kept_at=timezone.now())
    return True


def saved(opening: Opening) -> None:
    """The words are in the guide now; what still comes from that page is late."""
    GuideDraft.objects.update_or_create(
        opening=opening.number,
        defaults={"form": "", "saved_at": timezone.now()},
        create_defaults={
            "author_id": opening.author_id,
            "guide_id": opening.guide_id,
            "saved_at": timezone.now(),
        },
    )


def what_counts(posted: QueryDict, guide: Guide | None, *, may_publish: bool) -> QueryDict:
    """The fields of a form that its author may fill in, and nothing else."""
    names = _OWN | (_FOR_PUBLISHERS if may_publish else set())
    if guide and guide.is_live:
        names -= _FIXED_WHEN_LIVE
    kept = QueryDict(mutable=True)
    for name, values in posted.lists():
        if name in names or _OF_A_PART.fullmatch(name):
            kept.setlist(name, values)
    return kept


def _only_the_newest(draft: GuideDraft) -> None:
    """An author has room for many, not for all the words of the world."""
    others = GuideDraft.objects.unsaved().filter(author_id=draft.author_id)
    surplus = others.values_list("pk", flat=True)[MOST_DRAFTS:]
    GuideDraft.objects.filter(pk__in=list(surplus)).delete()

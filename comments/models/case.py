from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from articles.models import PAGE_OF_A_GUIDE
from comments.models.cause import ADDS_UP, CaseKind, Cause, points_of

# Long enough to read and to write a note; short enough that a closed browser holds up nobody.
CLAIM = timedelta(minutes=10)
SEES_CONCERNS = "comments.see_concerns"
# The order of the queue; the index `cases_in_order` serves it.
IN_ORDER = ("-is_concern", "-score", "opened_at", "id")


class CaseQuerySet(models.QuerySet["Case"]):
    """Questions asked of many cases at once."""

    def open(self) -> Self:
        """What waits: worry about a person above all, then what weighs most, then age."""
        return self.filter(closed_at=None).order_by(*IN_ORDER)

    def after(self, case: "Case") -> Self:
        """Those of the queue that come after this case."""
        same = Q(is_concern=case.is_concern)
        alike = same & Q(score=case.score)
        aged = alike & Q(opened_at=case.opened_at, pk__gt=case.pk)
        later = (same & Q(score__lt=case.score)) | (alike & Q(opened_at__gt=case.opened_at)) | aged
        return self.filter(later | Q(is_concern=False) if case.is_concern else later)

    def free_for(self, member: Member, *, at: datetime | None = None) -> Self:
        """Those that nobody else has in hand now."""
        at = at or timezone.now()
        taken = Q(claimed_until__gt=at) & Q(claimed_by__isnull=False) & ~Q(claimed_by=member)
        return self.exclude(taken)

    def to_work_on(self, member: Member) -> Self:
        """What is theirs to decide next: open, in nobody else's hands, not with a clinician."""
        found = self.open().seen_by(member).filter(waits_for_clinician=False)
        return found.free_for(member)

    def not_about(self, member: Member) -> Self:
        """Nobody decides about their own words, or about themselves."""
        return self.exclude(comment__author=member).exclude(member=member)

    def seen_by(self, member: Member) -> Self:
        """Worry about a person is read only by those who have the right to it; and nobody is handed
        the second look at their own decision."""
        cases = self.not_about(member).exclude(appeal__decision__by=member)
        return cases if member.has_perm(SEES_CONCERNS) else cases.filter(is_concern=False)

    def with_comments(self) -> Self:
        """Fetch what a list shows of comment and member, without the text of the guide."""
        discussion = "comment__discussion"
        revision = f"{discussion}__guide__live_revision"
        return self.select_related(
            *("comment__author", f"{discussion}__guide", revision, f"{discussion}__topic"),
            *("member", "claimed_by"),
        ).defer(*(f"{revision}__{field}" for field in PAGE_OF_A_GUIDE))

    @transaction.atomic
    def open_for(  # noqa: PLR0913 -- what a cause is, in words of its own
        self,
        comment: models.Model,
        cause: Cause,
        *,
        at: datetime,
        kind: str = CaseKind.COMMENT,
        points: int | None = None,
        source: str = "",
        words: Sequence[str] = (),
    ) -> "Case":
        """The comment's open case of this kind, with this cause added; a new one if there is none.

        `points` is what the cause adds to the score (None: what such a cause weighs), `source`
        what said so, as a short key: the reason of a report, the name of a rule. `words` are those
        of the comment that it found: the desk marks them.
        """
        case = self._opened({"comment": comment}, kind, at)
        case.weigh(cause, points_of(cause) if points is None else points, source, words)
        return case

    @transaction.atomic
    def open_for_member(
        self,
        member: Member,
        cause: Cause,
        *,
        kind: str,
        at: datetime,
        points: int | None = None,
        source: str = "",
    ) -> "Case":
        """The same about a person: a profile, a worry, a sanction they ask about."""
        case = self._opened({"member": member}, kind, at)
        case.weigh(cause, points_of(cause) if points is None else points, source)
        return case

    def _opened(self, about: dict[str, Any], kind: str, at: datetime) -> "Case":
        fresh = {"opened_at": at, "is_concern": kind == CaseKind.CONCERN}
        case, _made = self.get_or_create(**about, kind=kind, closed_at=None, defaults=fresh)
        # The row is held, so that two reports at once both count.
        return self.select_for_update().get(pk=case.pk)


class Case(models.Model):
    """The moderators' work item: one comment or member, everything said about it, one decision."""

    comment = models.ForeignKey(
        "comments.Comment", models.CASCADE, related_name="cases", null=True, blank=True
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="cases", null=True, blank=True
    )
    kind = models.CharField(_("about"), max_length=12, choices=CaseKind, default=CaseKind.COMMENT)
    is_concern = models.BooleanField(_("worry about a person"), default=False)
    causes = models.JSONField(_("causes"), default=list)
    # The higher, the sooner somebody should look; `score_reasons` says what it is the sum of:
    # {"cause", "source", "points", "times"} and, where a rule found some, "words".
    score = models.IntegerField(_("weight"), default=0)
    score_reasons = models.JSONField(_("what it weighs"), default=list)
    opened_at = models.DateTimeField(_("waits since"), default=timezone.now)
    closed_at = models.DateTimeField(_("decided"), null=True, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="cases_in_hand",
        verbose_name=_("in the hands of"),
    )
    claimed_until = models.DateTimeField(_("until"), null=True, blank=True)
    # A moderator asked a clinician, who has not answered yet: nobody need decide before.
    waits_for_clinician = models.BooleanField(_("with a clinician"), default=False)
    # A decision names the version it saw; a stale one is refused.
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        permissions = [("see_concerns", _("Can open worries about a person"))]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "kind"],
                condition=Q(closed_at=None, comment__isnull=False),
                name="one_open_case_per_comment",
            ),
            models.UniqueConstraint(
                fields=["member", "kind"],
                condition=Q(closed_at=None, member__isnull=False),
                name="one_open_case_per_member",
            ),
            models.CheckConstraint(
                condition=Q(comment__isnull=False, member__isnull=True)
                | Q(comment__isnull=True, member__isnull=False),
                name="a_case_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(is_concern=True, kind=CaseKind.CONCERN)
                | (Q(is_concern=False) & ~Q(kind=CaseKind.CONCERN)),
                name="a_concern_is_marked_as_one",
            ),
        ]
        indexes = [
            models.Index(fields=[*IN_ORDER], condition=Q(closed_at=None), name="cases_in_order"),
            models.Index(
                fields=["-closed_at", "-id"],
                condition=Q(closed_at__isnull=False),
                name="cases_decided",
            ),
            models.Index(
                fields=["claimed_by", "claimed_until"],
                condition=Q(closed_at=None, claimed_by__isnull=False),
                name="cases_in_hand",
            ),
        ]

    def __str__(self) -> str:
        return self.causes_in_words

    @property
    def causes_in_words(self) -> str:
        return "; ".join(str(Cause(cause).label) for cause in self.causes)

    @property
    def words_found(self) -> list[str]:
        """The words of the comment that rules noticed."""
        return [word for told in self.score_reasons for word in told.get("words", [])]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def is_claimed_from(self, member: Member, *, at: datetime | None = None) -> bool:
        """Whether somebody else has it in hand now."""
        if self.claimed_by_id in {None, member.pk} or self.claimed_until is None:
            return False
        return self.claimed_until > (at or timezone.now())

    def weigh(self, cause: str, points: int, source: str = "", words: Sequence[str] = ()) -> None:
        """Add a cause and what it weighs. What was said once weighs once, but reports add up."""
        told = next(
            (one for one in self.score_reasons if (one["cause"], one["source"]) == (cause, source)),
            None,
        )
        if told is not None and cause not in ADDS_UP:
            return
        if told is None:
            told = {"cause": str(cause), "source": source, "points": 0, "times": 0}
            self.score_reasons = [*self.score_reasons, told]
        if words:
            told["words"] = list(dict.fromkeys([*told.get("words", []), *words]))
        told["points"] += points
        told["times"] += 1
        if cause not in self.causes:
            self.causes = [*self.causes, str(cause)]
        self._weighed()

    def lighten(self, cause: str, points: int, source: str = "") -> None:
        """Take away what somebody took back. The cause goes with the last that said so."""
        for told in self.score_reasons:
            if (told["cause"], told["source"]) == (cause, source):
                told["points"] -= points
                told["times"] -= 1
        self.score_reasons = [told for told in self.score_reasons if told["times"] > 0]
        left = {told["cause"] for told in self.score_reasons}
        self.causes = [each for each in self.causes if each != cause or each in left]
        self._weighed()

    def _weighed(self) -> None:
        self.score = sum(told["points"] for told in self.score_reasons)
        self.version += 1
        self.save(update_fields=["causes", "score", "score_reasons", "version"])

    def hold_for_clinician(self, yes: bool) -> None:
        """Set it aside until a clinician has answered, or put it back among what waits."""
        self.waits_for_clinician = yes
        self.version += 1
        self.save(update_fields=["waits_for_clinician", "version"])

    def reopen(self) -> None:
        """Its decision was undone: it waits again, where it stood."""
        self.closed_at = None
        self.version += 1
        self.save(update_fields=["closed_at", "version"])

    def close(self, *, at: datetime) -> None:
        self.closed_at = at
        self.claimed_by = self.claimed_until = None
        self.waits_for_clinician = False
        self.version += 1
        kept = ["closed_at", "claimed_by", "claimed_until", "waits_for_clinician", "version"]
        self.save(update_fields=kept)

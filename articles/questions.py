"""Questions that readers ask: passed on to a guide, answered in a version of it, or declined.

The only module that moves them. Each verb holds the guide, so two people at once take turns, and
the second is told what the first did. What an author says answers a question counts from the
version on that was saved with it, and closes the question when such a version goes live.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Member
from articles.models import Answered, Guide, GuideQuestion, Revision
from articles.rendering import anchors
from articles.signals import question_answered, question_opened_again


class Refused(Exception):
    """A sentence that says why not."""


@transaction.atomic
def ask(guide: Guide, words: str, *, by: Member, asked_in: str = "") -> GuideQuestion:
    """Put a question into the backlog of a guide. Where the same is open already, that one."""
    copy = Guide.objects.locked(guide.pk)
    for known in copy.questions.open():
        if _same(known.words) == _same(words):
            return known
    return GuideQuestion.objects.create(guide=copy, words=words, asked_by=by, asked_in=asked_in)


@transaction.atomic
def plan(question: GuideQuestion, place: str, *, revision: Revision) -> None:
    """Say what answers it from this version on: a block, the guide as a whole, or nothing yet.

    `place` is one of the values of `GuideQuestion.plan`. Nothing is closed by it.
    """
    found = _open(question)
    found.block = UUID(place) if place not in {GuideQuestion.NOT_YET, GuideQuestion.WHOLE} else None
    found.answered_in = revision if place != GuideQuestion.NOT_YET else None
    found.save(update_fields=["block", "answered_in"])


@transaction.atomic
def say_it_is_there(question: GuideQuestion, place: str, *, by: Member) -> None:
    """Close it at once: what readers have now answers it."""
    found = _open(question)
    live = found.guide.live_revision
    if live is None:
        raise Refused(_("Readers do not have this guide yet."))
    plan(found, place, revision=live)
    settle(live, by=by, only=[found.pk])
    question.refresh_from_db()
    if question.is_open:
        raise Refused(_("Readers do not have this section yet. Publish it first."))


@transaction.atomic
def decline(question: GuideQuestion, *, by: Member, note: str) -> None:
    """Say that this guide will not answer it, and why."""
    if not note.strip():
        raise Refused(_("Write why, for colleagues."))
    found = _open(question)
    _move(found, Answered.DECLINED, by=by, note=note.strip())


@transaction.atomic
def open_again(question: GuideQuestion) -> None:
    """It waits for an answer again."""
    Guide.objects.locked(question.guide_id)
    found = GuideQuestion.objects.select_related("guide").get(pk=question.pk)
    if found.is_open:
        return
    found.block = found.answered_in = found.settled_by = found.settled_at = None
    found.anchor = found.note = ""
    found.state = Answered.OPEN
    found.save()
    question_opened_again.send(GuideQuestion, question=found)


def answered_by(revision: Revision) -> QuerySet[GuideQuestion]:
    """What will be closed when this version goes live."""
    planned = revision.guide.questions.open()
    return planned.filter(answered_in__number__lte=revision.number)


def settle(revision: Revision, *, by: Member | None, only: Iterable[int] | None = None) -> None:
    """Close what this version answers, and follow the sections that answer the others.

    For whoever puts a version before the public, with the guide held.
    """
    places = anchors(revision.data, revision.html)
    planned = Q(state=Answered.OPEN, answered_in__number__lte=revision.number)
    found = revision.guide.questions.filter(planned | Q(state=Answered.ANSWERED))
    if only is not None:
        found = found.filter(pk__in=only)
    for question in found.select_related("guide__topic"):
        block = str(question.block or "")
        if question.is_open and block and block not in places:
            continue  # the section was taken out again before anybody read it
        question.anchor = places.get(block, "")
        if question.is_open:
            question.answered_in = revision
            _move(question, Answered.ANSWERED, by=by)
            question_answered.send(GuideQuestion, question=question)
        else:
            question.save(update_fields=["anchor"])


def _move(question: GuideQuestion, state: Answered, *, by: Member | None, note: str = "") -> None:
    question.state, question.note = state, note
    question.settled_by, question.settled_at = by, timezone.now()
    question.save()


def _open(question: GuideQuestion) -> GuideQuestion:
    """It as it is now, with its guide held. Refused where somebody has settled it meanwhile."""
    Guide.objects.locked(question.guide_id)
    found = GuideQuestion.objects.select_related("guide__live_revision").get(pk=question.pk)
    if not found.is_open:
        state = found.get_state_display()
        raise Refused(
            _("Somebody has settled this question meanwhile: %(state)s.") % {"state": state}
        )
    return found


def _same(words: str) -> str:
    """What counts when two questions are compared."""
    return " ".join(words.casefold().split()).rstrip("?!. ")

"""From a draft to the public: submit, take back, approve, send back, publish, override.

The only module that moves a guide through its stages (scheduling moves the last one). Each verb
locks the guide, so two people at once cannot both be right. What counts is the revision that
somebody read: an approval holds for exactly these words.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from accounts.models import Member
from articles import mending, publishing, questions, reminding
from articles.checks import Finding, Severity, stopping
from articles.models import (
    Approval,
    Guide,
    Override,
    Revision,
    Significance,
    Stage,
    Step,
    Verdict,
)
from articles.models.review import ApprovalQuerySet
from articles.signals import guide_approved, guide_rejected, guide_submitted

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Knowledge about a disease ages; other health publishers set three years at most.
MOST_MONTHS = 36
CHANGED_MEANWHILE = _l("The guide was changed since you opened this page. Read it again first.")
MAY_APPROVE = {
    Step.EDITORIAL: "articles.approve_editorial",
    Step.CLINICAL: "articles.approve_clinical",
}
# Whose turn it is, stage by stage.
WAITS_FOR = {Stage.SUBMITTED: Step.EDITORIAL, Stage.EDITED: Step.CLINICAL}


class Refused(Exception):
    """A sentence that says why not; `findings` are what has to be mended first."""

    def __init__(self, message: "StrOrPromise", findings: Sequence[Finding] = ()) -> None:
        self.findings = list(findings)
        super().__init__(str(message))


class NotTheirs(Refused):
    """Whoever saved the words last, or gave the other approval, does not give this one."""


class Stale(Refused):
    """What was read is not what stands there now."""


def submit(guide: Guide, *, by: Member) -> Revision:
    """Hand the working copy to the reviewers; what they said of these very words still counts."""
    with _locked(guide) as copy:
        if copy.stage != Stage.DRAFT:
            raise Refused(_("This guide is submitted already."))
        refuse_what_is_merged(copy)
        _refuse_what_must_be_mended(copy, Severity.SUBMIT)
        revision = publishing.record(copy, by=by)
        _move(copy, _stage_after(_steps_taken(copy, revision)))
        guide_submitted.send(Guide, guide=copy, revision=revision, by=by)
    return revision


def take_back(guide: Guide, *, by: Member) -> None:
    """Write on: the guide waits for nobody any more."""
    with _locked(guide) as copy:
        if copy.stage == Stage.SCHEDULED:
            raise Refused(_("This guide is scheduled. Cancel that first."))
        if copy.stage == Stage.DRAFT:
            raise Refused(_("This guide is not submitted, so there is nothing to take back."))
        _move(copy, Stage.DRAFT)


def approve_editorial(revision: Revision, *, by: Member, note: str = "") -> Approval:
    """An editor has read these words and stands by them."""
    return _approve(Approval(revision=revision, step=Step.EDITORIAL, by=by, note=note))


def approve_clinical(
    revision: Revision,
    *,
    by: Member,
    review_due_on: date,
    answers: Mapping[str, str],
    note: str = "",
) -> Approval:
    """A clinician has read these words, and says until when they may be relied on."""
    today = timezone.localdate()
    if not today < review_due_on <= months_after(today, MOST_MONTHS):
        told = _("The next review is due within %(months)s months, and not before tomorrow.")
        raise Refused(told % {"months": MOST_MONTHS})
    given = dict(answers)
    found = Approval(revision=revision, step=Step.CLINICAL, by=by, note=note, answers=given)
    found.review_due_on = review_due_on
    return _approve(found)


def reject(revision: Revision, *, by: Member, reason: str) -> Approval:
    """Send it back to its author, who is told why."""
    reason = reason.strip()
    if not reason:
        raise Refused(_("Write why. The author is told."))
    with _locked(revision.guide) as copy:
        step = WAITS_FOR.get(Stage(copy.stage), Step.CLINICAL)
        demand(by, MAY_APPROVE[step])
        _refuse_what_is_stale(copy, revision)
        if copy.stage not in {*WAITS_FOR, Stage.CHECKED}:
            raise Refused(_("This guide does not wait for a review."))
        said = Approval(revision=revision, step=step, by=by, note=reason)
        said.verdict, said.sha256 = Verdict.REJECTED, revision.sha256
        said.save()
        _move(copy, Stage.DRAFT)
        guide_rejected.send(Guide, guide=copy, approval=said)
    return said


def publish(
    guide: Guide,
    *,
    by: Member,
    change_note: str = "",
    significance: str = Significance.MAJOR,
) -> Revision:
    """Put what both reviewers approved before the public."""
    demand(by, "articles.publish_guide")
    with _locked(guide) as copy:
        refuse_unless_approved(copy)
        return _put_live(copy, by, change_note, significance)


def override(
    guide: Guide,
    *,
    by: Member,
    reason: str,
    change_note: str = "",
    significance: str = Significance.MAJOR,
) -> Override:
    """Put it before the public without the reviewers. That is kept on a list, with the reason."""
    demand(by, "articles.override_review")
    reason = reason.strip()
    if not reason:
        raise Refused(_("Write why it goes live without review."))
    with _locked(guide) as copy:
        refuse_what_is_merged(copy)
        _refuse_what_must_be_mended(copy, Severity.PUBLISH)
        revision = publishing.record(copy, by=by)
        if revision.pk == copy.live_revision_id and not copy.is_withdrawn:
            raise Refused(_("Readers have exactly this already."))
        _put_live(copy, by, change_note, significance)
        return Override.objects.create(revision=revision, by=by, reason=reason)


def refuse_unless_approved(guide: Guide) -> Revision:
    """The revision that may go live: approved twice, word for word, with nothing to mend."""
    refuse_what_is_merged(guide)
    revision = guide.current_revision
    if revision is None or _steps_taken(guide, revision) != set(Step):
        raise Refused(_("An editor and a clinician have to approve exactly these words first."))
    if publishing.fingerprint(publishing.snapshot(guide)) != revision.sha256:
        raise Refused(_("The guide was changed after it was approved. Submit it again."))
    _refuse_what_must_be_mended(guide, Severity.PUBLISH)
    return revision


def refuse_what_is_merged(guide: Guide) -> None:
    if guide.is_merged:
        raise Refused(_("This guide is part of another one now. Undo that first."))


def not_theirs(guide: Guide, revision: Revision, member: Member) -> str:
    """Why somebody with the right does not give the approval that is missing; "" if they may."""
    if revision.created_by_id == member.pk:
        return _("You saved these words last, so somebody else has to approve them.")
    missing = WAITS_FOR.get(Stage(guide.stage))
    if _given(guide, revision).exclude(step=missing).filter(by=member).exists():
        return _("You gave the other approval of these words, so somebody else gives this one.")
    return ""


def demand(by: Member | None, right: str) -> None:
    """PermissionDenied for whoever was not given this right."""
    if by is None or not by.has_perm(right):
        raise PermissionDenied


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of the month where there is no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _approve(said: Approval) -> Approval:
    by, revision = said.by, said.revision
    with _locked(revision.guide) as copy:
        demand(by, MAY_APPROVE[Step(said.step)])
        _refuse_what_is_stale(copy, revision)
        if WAITS_FOR.get(Stage(copy.stage)) != said.step:
            raise Refused(_("This guide does not wait for your approval now."))
        if by and (why := not_theirs(copy, revision, by)):
            raise NotTheirs(why)
        said.verdict, said.sha256 = Verdict.APPROVED, revision.sha256
        said.save()
        _move(copy, _stage_after(_steps_taken(copy, revision)))
        guide_approved.send(Guide, guide=copy, approval=said)
    return said


def _put_live(copy: Guide, by: Member, change_note: str, significance: str) -> Revision:
    """The same words again: the review counts all the same."""
    was_live = copy.live_revision_id
    revision = publishing.publish(
        copy, by=by, change_note=change_note, significance=Significance(significance)
    )
    if revision.pk == was_live:
        publishing.use_the_approvals(copy, revision)
        copy.save(update_fields=["reviewed_on", "review_due_on"])
        reminding.remember(copy)
        if copy.is_withdrawn:
            copy.put_back()
        questions.settle(revision, by=by)
        _move(copy, Stage.DRAFT)
    return revision


def _move(copy: Guide, stage: Stage) -> None:
    copy.stage = stage
    copy.waiting_since = None if stage == Stage.DRAFT else timezone.now()
    copy.save(update_fields=["stage", "waiting_since"])


def _steps_taken(guide: Guide, revision: Revision) -> set[str]:
    return set(_given(guide, revision).values_list("step", flat=True))


def _given(guide: Guide, revision: Revision) -> ApprovalQuerySet:
    """What was said before a guide was withdrawn says nothing of whether it can come back."""
    given = Approval.objects.standing(revision).unused()
    return given.filter(at__gt=guide.withdrawn_at) if guide.withdrawn_at else given


def _stage_after(taken: set[str]) -> Stage:
    if Step.EDITORIAL not in taken:
        return Stage.SUBMITTED
    return Stage.CHECKED if Step.CLINICAL in taken else Stage.EDITED


def _refuse_what_is_stale(copy: Guide, revision: Revision) -> None:
    now = copy.current_revision
    if now is None or now.pk != revision.pk:
        raise Stale(CHANGED_MEANWHILE)


def _refuse_what_must_be_mended(guide: Guide, severity: Severity) -> None:
    if found := stopping(severity, mending.report_on_guide(guide)):
        raise Refused(_("Some things have to be mended first."), found)
    if not guide.blocks.exists():
        raise Refused(_("Add a block first: there is nothing to read yet."))
    if severity == Severity.PUBLISH and (troubles := publishing.troubles_of(guide.blocks.all())):
        what = " ".join(str(trouble.message) for trouble in troubles)
        raise Refused(_("Some things have to be mended first: %(what)s") % {"what": what})


@contextmanager
def _locked(guide: Guide) -> Iterator[Guide]:
    """The row of the guide, nobody else's until the verb is done; then `guide` knows, too."""
    with transaction.atomic():
        yield Guide.objects.locked(guide.pk)
        guide.refresh_from_db(fields=[*publishing.WHERE_IT_STANDS, "reviewed_on", "review_due_on"])

"""Asking a moderator to look, and taking that back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments import deciding
from comments.models import Case, CaseKind, Cause, Comment, Report
from comments.models.cause import points_of
from comments.refusing import Refused, let_write
from comments.reports import together
from comments.reports.weight import weight_of
from comments.visibility import Reader, Sight, sight_of

# What the team looked at so lately, it need not look at again for the same reason.
SETTLED_FOR = timedelta(days=1)
# Nobody reads so much that they must report more.
MOST_AN_HOUR = 20


@transaction.atomic
def report(
    comment: Comment,
    reporter: Member,
    *,
    reason: str,
    words: str = "",
    at: datetime | None = None,
) -> Report:
    """Ask a moderator to look at what stands there now. Once per member and version; the same
    again is no error. Where the team has looked at these very words for this reason within a day,
    it is noted and opens nothing.

    Refused when the comment can no longer be read, too much was reported in an hour, or the member
    may not write for now.
    """
    at = at or timezone.now()
    deciding.lock(comment)
    if made := made_before(comment, reporter):
        return made
    if sight_of(comment, Reader.of(reporter)) is not Sight.WORDS or not comment.is_published:
        raise Refused(_("This comment is no longer there, so there is nothing to look at."))
    let_write(reporter)
    refuse_too_many(reporter, at)
    made = Report(
        comment=comment,
        reporter=reporter,
        revision_number=comment.approved_number,
        reason=reason,
        words=words,
        made_at=at,
    )
    if settled := settled_lately(made, at):
        made.case, made.answered_at = settled.case, at
        made.save()
        return made
    add(made, at)
    together.hide_if_trusted_agree(comment, made.case, at)
    return made


def add(made: Report, at: datetime) -> None:
    """Put it into the open case, with its weight."""
    if made.reporter:
        made.weight = weight_of(made.reporter)
    cause = Cause.REPORTED if made.comment else Cause.PROFILE
    made.points = round(points_of(cause) * made.weight)
    told = {"at": at, "points": made.points, "source": made.reason}
    if made.comment:
        made.case = Case.objects.open_for(made.comment, cause, **told)  # type: ignore[arg-type]
    elif made.member:
        made.case = Case.objects.open_for_member(
            made.member,
            cause,
            kind=CaseKind.PROFILE,
            **told,  # type: ignore[arg-type]
        )
    made.save()


def made_before(comment: Comment, reporter: Member) -> Report | None:
    """What this member said about these very words, and did not take back."""
    mine = Report.objects.standing().filter(comment=comment, reporter=reporter)
    return mine.filter(revision_number=comment.approved_number).first()


def settled_lately(made: Report, at: datetime) -> Report | None:
    """Another report of the same for the same reason, which the team has just answered."""
    same = Report.objects.standing().filter(
        comment=made.comment, revision_number=made.revision_number, reason=made.reason
    )
    return same.filter(upheld=False, answered_at__gt=at - SETTLED_FOR).first()


def refuse_too_many(reporter: Member, at: datetime) -> None:
    lately = Report.objects.filter(reporter=reporter, made_at__gt=at - timedelta(hours=1))
    if lately.count() >= MOST_AN_HOUR:
        raise Refused(
            _("You have reported a lot within an hour. Moderators are reading it. Come back later.")
        )


@transaction.atomic
def report_profile(
    member: Member, reporter: Member, *, reason: str, words: str = "", at: datetime | None = None
) -> Report:
    """The same about somebody's profile or picture: once until the team has looked."""
    at = at or timezone.now()
    mine = Report.objects.unanswered().filter(member=member, reporter=reporter)
    if made := mine.first():
        return made
    let_write(reporter)
    refuse_too_many(reporter, at)
    made = Report(
        member=member, reporter=reporter, revision_number=0, reason=reason, words=words, made_at=at
    )
    add(made, at)
    return made


@transaction.atomic
def take_back(report: Report) -> bool:
    """It counts no longer. What nobody else asked for needs no decision then. False when it was
    answered before, which stands."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=report.case_id)
    report.refresh_from_db()
    if not report.waits:
        return False
    report.withdrawn_at = timezone.now()
    report.save(update_fields=["withdrawn_at"])
    if case.is_open:
        cause = Cause.REPORTED if report.comment_id else Cause.PROFILE
        case.lighten(cause, report.points, report.reason)
        if not case.causes:
            case.close(at=report.withdrawn_at)
    return True

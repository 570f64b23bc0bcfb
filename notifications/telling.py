"""Who is told what: the rules. Asked twice: is it news at all, when it happens; and may it still
be told, when the worker comes to it."""

from django.urls import reverse

from accounts.models import Member, Suspension
from accounts.suspending import is_closed_to
from articles.models import GuideQuestion
from comments.mentions import people_called
from comments.models import Appeal, Comment, Decision, Message, Mute, Report, Status
from comments.visibility import Reader, Sight, sight_of
from notifications.letters.planning import plan
from notifications.models import Kind, Notice
from notifications.push.planning import plan as plan_knocks

# What a decision means to the author. Taking back is the author's own, keeping changes nothing.
NEWS = {
    "publish": Kind.PUBLISHED,
    "restore": Kind.PUBLISHED,
    "hide": Kind.TAKEN_DOWN,
    "reject": Kind.NOT_PUBLISHED,
    "ask": Kind.ASKED,
}


# What becomes of their own words, and what the team writes to them: they may answer that.
CONCERNS_THEMSELVES = {*NEWS.values(), Kind.TEAM, Kind.APPEAL}


def is_news_to_its_author(comment: Comment, decision: Decision) -> bool:
    """Whether the author does not know yet: not what went out at once, nor what they decided."""
    if comment.author_id is None or decision.by_id == comment.author_id:
        return False
    return decision.verb in NEWS and not went_out_at_once(decision)


def went_out_at_once(decision: Decision) -> bool:
    """Published in the moment it was sent, or changed so: no person decided, no case waited."""
    if decision.verb != "publish" or decision.by_id is not None:
        return False
    return decision.case_id is None or decision.old_status == Status.PUBLISHED


def is_news_to_whom_it_answers(comment: Comment, decision: Decision, *, first: bool) -> bool:
    """Whether it is a reply that others could not read before."""
    if comment.parent_id is None:
        return False
    return first or decision.old_status == Status.HIDDEN


def tell_the_author(decision: Decision) -> None:
    """Unless it does not hold any more, or the author cannot read what is said to be published."""
    comment = decision.comment
    author, kind = comment.author, NEWS[decision.verb]
    if author is None or comment.status != decision.new_status:
        return
    if kind == Kind.PUBLISHED and not can_read(author, comment):
        return
    tell(author, kind, decision, event=f"decision:{decision.pk}")


def tell_the_person_replied_to(decision: Decision) -> None:
    """Unless they wrote it themselves, or cannot read it by now. Once, however often it went."""
    comment = decision.comment
    whom = comment.parent.author if comment.parent else None
    if whom is None or whom.pk == comment.author_id:
        return
    if has_muted(whom, comment):
        return
    if comment.is_published and can_read(whom, comment):
        tell(whom, Kind.REPLIED, decision, event=f"reply:{comment.pk}")


def tell_the_person_mentioned(decision: Decision, whom: Member) -> None:
    """Once for each comment, whatever is edited, and not who was told of it in another way: above
    all not whom it answers."""
    comment = decision.comment
    answered = comment.parent.author_id if comment.parent else None
    if whom.pk in {comment.author_id, answered} or whom not in people_called(comment):
        return
    if has_muted(whom, comment) or not (comment.is_published and can_read(whom, comment)):
        return
    if not Notice.objects.filter(recipient=whom, comment=comment).exists():
        tell(whom, Kind.MENTIONED, decision, event=f"mention:{comment.pk}")


def has_muted(member: Member, comment: Comment) -> bool:
    """Whether they would rather not meet whoever wrote it. Not where the name was left out."""
    muted = Mute.objects.of(member).filter(muted=comment.author_id)
    return not comment.anonymous and muted.exists()


def tell_who_asked(question: GuideQuestion) -> None:
    """Whoever wrote a comment that asks it, and whoever passed it on; once each. Not about a
    comment that they cannot read by now."""
    asking = Comment.objects.filter(question=question).order_by("pk")
    comments = list(asking.select_related("author", "discussion"))
    told = [(comment.author, comment) for comment in comments]
    told += [(question.asked_by, comment) for comment in comments[:1]]
    for member, comment in told:
        if member and comment.is_published and can_read(member, comment):
            event = f"answered:{question.pk}:{comment.pk}"
            write(Notice(recipient=member, kind=Kind.ANSWERED, comment=comment, event_key=event))


def tell_who_reported(report: Report) -> None:
    """That a moderator has looked, and nothing of what was done. Unless they took it back."""
    if report.reporter and report.withdrawn_at is None:
        event = f"report:{report.pk}"
        facts = {"comment_id": report.comment_id, "event_key": event}
        write(Notice(recipient=report.reporter, kind=Kind.REPORT_READ, **facts))


def can_read(member: Member, comment: Comment) -> bool:
    return sight_of(comment, Reader(member.pk)) is Sight.WORDS


def tell(member: Member, kind: Kind, decision: Decision, *, event: str) -> None:
    notice = Notice(
        recipient=member,
        kind=kind,
        comment=decision.comment,
        decision=decision,
        event_key=event,
        created_at=decision.at,
    )
    write(notice)


def may_be_told(member: Member, kind: str) -> bool:
    """Who may not log in is told nothing; who is suspended, only what concerns themselves."""
    if not member.is_active:
        return False
    return kind in CONCERNS_THEMSELVES or not is_closed_to(member)


def write(notice: Notice) -> None:
    """Keep the notice, if it may be told; a second time changes nothing."""
    if may_be_told(notice.recipient, notice.kind):
        Notice.objects.bulk_create([notice], ignore_conflicts=True)
        plan([notice])
        plan_knocks([notice])


def tell_who_is_concerned(suspension: Suspension, *, lifted: bool) -> None:
    """The team reminded or suspended them. Whoever was banned reads it where they log in."""
    path = reverse("comments:standing")
    event = f"suspension:{suspension.pk}" + (":lifted" if lifted else "")
    write(Notice(recipient=suspension.member, kind=Kind.TEAM, path=path, event_key=event))


def tell_who_appealed(appeal: Appeal) -> None:
    """The outcome of the second look, either way."""
    if appeal.by and not appeal.is_open:
        path, event = appeal.get_absolute_url(), f"appeal:{appeal.pk}"
        write(Notice(recipient=appeal.by, kind=Kind.APPEAL, path=path, event_key=event))


def tell_the_other_side(message: Message) -> None:
    """The member, of what the team wrote; of what a member wrote, those of the team who wrote
    there before. What is new stands in the team's list anyway."""
    found, event = message.conversation, f"message:{message.pk}"
    if message.from_team:
        path = found.get_absolute_url()
        write(Notice(recipient=found.member, kind=Kind.TEAM, path=path, event_key=event))
        return
    earlier = found.messages.filter(from_team=True, pk__lt=message.pk).values("by")
    for member in Member.objects.filter(pk__in=earlier).exclude(pk=found.member_id).order_by("pk"):
        if member.has_perm("comments.moderate"):
            path = found.desk_url()
            write(Notice(recipient=member, kind=Kind.TO_TEAM, path=path, event_key=event))

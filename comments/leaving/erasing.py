"""Forgetting what a member said and did in discussions, a batch at a time."""

from django.db.models import F, Q, QuerySet

from accounts.leaving.parts import erases
from accounts.models import Leaving
from comments import deciding
from comments.leaving.quoting import take_out_quotes
from comments.models import (
    Case,
    CaseKind,
    Comment,
    CommentQuerySet,
    CommentRevision,
    ConcernStep,
    Decision,
    Discussion,
    Draft,
    Follow,
    Mute,
    Note,
    Opinion,
    Reaction,
    ReadMark,
    Remainder,
    Report,
    ReportReason,
    SecondLook,
    SeenFrom,
    Sketch,
    Worry,
)
from comments.withdrawing import withdraw_all

# Read, changed and written together: few enough that others wait for the pen a moment only.
COMMENTS = 200
ROWS = 500
# Stands where the database wants words ("something else" is said in words).
GONE = "…"


@erases("comments")
def erase_comments(leaving: Leaving) -> bool:
    """Take their comments back, and their name from those that stay. What hangs on them stays in
    its place."""
    batch = some_of(Comment.objects.filter(author=leaving.member_id))
    # Discussions are locked in one order, so that two who leave do not wait for each other.
    for discussion in sorted({comment.discussion_id for comment in batch}):
        here = [comment for comment in batch if comment.discussion_id == discussion]
        staying = [one for one in here if leaving.keeps_words and one.is_published]
        going = [one for one in here if one not in staying]
        if staying:
            let_go_of(discussion, staying)
        if going:
            take_away(discussion, going, leaving.member_id)
    return bool(batch)


def some_of(theirs: CommentQuerySet) -> list[Comment]:
    """The next ones: each time in the order of an index, so that none are sorted, and most of them
    of one discussion."""
    theirs = theirs.only("discussion_id", "status")
    published = list(theirs.published().order_by("discussion", "number")[:COMMENTS])
    return published or list(theirs.order_by("submission")[:COMMENTS])


def let_go_of(discussion: int, comments: list[Comment]) -> None:
    """They stay, as the words of nobody; only as readers have them now."""
    Discussion.objects.locked(discussion)
    these = Comment.objects.filter(pk__in=[comment.pk for comment in comments])
    versions = CommentRevision.objects.filter(comment__in=these)
    earlier = versions.exclude(number=F("comment__approved_number"))
    blank_versions(earlier)
    forget_notes(these)
    these.update(author=None, author_label="", pending_number=0, keeps_earlier_words=True)
    Discussion.objects.filter(pk=discussion).update(version=F("version") + 1)


def take_away(discussion: int, comments: list[Comment], author: int) -> None:
    """No words of them are left, here or quoted by others. If one was reported, the team keeps its
    words a while, without the name."""
    pks = {comment.pk for comment in comments}
    these = Comment.objects.filter(pk__in=pks)
    reported = set(Report.objects.filter(comment__in=pks).values_list("comment_id", flat=True))
    take_out_quotes(pks, author)
    withdraw_all(discussion, comments, deciding.Why(rule="left"))
    Remainder.objects.bulk_create(
        [Remainder(comment_id=pk) for pk in sorted(reported)], ignore_conflicts=True
    )
    blank(Comment.objects.filter(pk__in=pks - reported))
    these.update(author=None, author_label="")


def blank(comments: CommentQuerySet) -> None:
    """Nothing that was said is left of them."""
    blank_versions(CommentRevision.objects.filter(comment__in=comments))
    forget_notes(comments)
    comments.update(html="", title="", keeps_earlier_words=True)


def blank_versions(versions: QuerySet[CommentRevision]) -> None:
    pks = list(versions.order_by().values_list("pk", flat=True))
    CommentRevision.objects.filter(pk__in=pks).update(source="", html="")
    Sketch.objects.filter(revision__in=pks).delete()


def forget_notes(comments: CommentQuerySet) -> None:
    """What the team wrote to them, and about it. That it decided, and why, stays."""
    pks = list(comments.values_list("pk", flat=True))
    Decision.objects.filter(comment__in=pks).forget_notes()
    cases = list(Case.objects.filter(comment__in=pks).values_list("pk", flat=True))
    if not cases:
        return
    Note.objects.filter(case__in=cases).delete()
    opinions = Opinion.objects.filter(case__in=cases)
    opinions.exclude(words="").update(words=GONE)
    opinions.exclude(question=GONE).update(question=GONE)


@erases("presses")
def erase_presses(leaving: Leaving) -> bool:
    """That it helped stays true; that it was them is forgotten."""
    some = Reaction.objects.filter(member=leaving.member_id).values("pk")[:ROWS]
    return bool(
        Reaction.objects.filter(pk__in=list(some.values_list("pk", flat=True))).update(member=None)
    )


@erases("reports")
def erase_reports(leaving: Leaving) -> bool:
    """That somebody reported stays, with the reason from the list."""
    pks = list(
        Report.objects.filter(reporter=leaving.member_id).values_list("pk", flat=True)[:ROWS]
    )
    theirs = Report.objects.filter(pk__in=pks)
    theirs.filter(reason=ReportReason.OTHER).update(words=GONE)
    theirs.exclude(reason=ReportReason.OTHER).update(words="")
    return bool(theirs.update(reporter=None))


@erases("worries")
def erase_worries(leaving: Leaving) -> bool:
    """What they told the team about others, without them; and what was told about them."""
    member = leaving.member_id
    Worry.objects.filter(said_by=member).update(said_by=None, words="")
    ConcernStep.objects.filter(by=member).update(by=None)
    Case.objects.filter(member=member, kind__in=[CaseKind.CONCERN, CaseKind.PROFILE]).delete()
    return False


@erases("decisions")
def erase_decisions(leaving: Leaving) -> bool:
    """What they decided stays decided, by nobody in particular."""
    SecondLook.objects.filter(by=leaving.member_id).update(by=None)
    theirs = Decision.objects.filter(by=leaving.member_id).values_list("pk", flat=True)
    return bool(Decision.objects.filter(pk__in=list(theirs[:ROWS])).forget_who())


@erases("own_things")
def erase_own_things(leaving: Leaving) -> bool:
    """What was only theirs, and what others had to do with them."""
    member = leaving.member_id
    for model, whose in (
        (Draft, Q(member=member)),
        (ReadMark, Q(member=member)),
        (SeenFrom, Q(member=member)),
        (Follow, Q(member=member) | Q(person=member)),
        (Mute, Q(member=member) | Q(muted=member)),
    ):
        pks = list(model.objects.filter(whose).order_by().values_list("pk", flat=True)[:ROWS])
        if pks:
            model.objects.filter(pk__in=pks).delete()
            return True
    return False

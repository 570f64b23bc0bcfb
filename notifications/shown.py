"""A notice as the inbox shows it: plain sentences, and what can be opened. What vanished since
is told without its words and without the name of whoever wrote them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.models import Member
from articles.models import PAGE_OF_A_GUIDE
from comments.models import Comment, Status
from comments.shown import written
from comments.visibility import Reader, Sight, sights_of
from notifications.models import Kind, Notice


@dataclass(frozen=True)
class Shown:
    """One notice on the page."""

    sentence: str
    unread: bool
    told_at: str
    told: str
    reason: str = ""
    note: str = ""
    url: str = ""
    link: str = ""
    about: str = ""  # for ears, after the link: links that must not be mixed up
    may_be_questioned: bool = False


def rows(notices: Sequence[Notice], member: Member) -> list[Shown]:
    """What the page shows of these. Two queries for any number of them."""
    comments = comments_of(notices)
    sights = sights_of(list(comments.values()), Reader(member.pk))
    return [
        row(notice, comments.get(notice.comment_id or 0), sights.get(notice.comment_id or 0))
        for notice in notices
    ]


def comments_of(notices: Sequence[Notice]) -> dict[int, Comment]:
    """The comments they are about, with what names their place; none of a guide that is gone."""
    revision = "discussion__guide__live_revision"
    heavy = [f"{revision}__{name}" for name in PAGE_OF_A_GUIDE]
    places = ["discussion__guide__topic", revision, "discussion__topic"]
    wanted = {notice.comment_id for notice in notices if notice.comment_id}
    found = Comment.objects.filter(pk__in=wanted).select_related("author", "parent", *places)
    return {
        comment.pk: comment
        for comment in found.defer("html", "parent__html", *heavy)
        if comment.discussion.topic_id or comment.discussion.guide.live_revision_id  # type: ignore[union-attr]
    }


def row(notice: Notice, comment: Comment | None, sight: Sight | None) -> Shown:
    told_at = notice.created_at.isoformat(timespec="minutes")
    unread, told = notice.is_unread, written(notice.created_at)
    if comment is None:
        gone = _("This was about a comment that is no longer here.")
        return Shown(gone, unread, told_at, told)
    readable = sight is Sight.WORDS
    bad_news = notice.kind in {Kind.TAKEN_DOWN, Kind.NOT_PUBLISHED}
    decision = notice.decision if bad_news else None
    title = comment.discussion.title
    url, link, about = comment.discussion.get_absolute_url(), _("Go to the discussion"), title
    if readable:
        url = comment.get_absolute_url()
        link = _("Read comment %(number)s") % {"number": comment.number}
    if notice.kind == Kind.ANSWERED and (place := answer_to(comment)):
        url, link = place, _("Read the answer in the guide")
    return Shown(
        sentence(notice, comment, readable=readable) % named(comment, title),
        unread,
        told_at,
        told,
        reason=decision.reason_in_words if decision else "",
        note=decision.note if decision else "",
        url=url,
        link=link,
        about=_("in “%(title)s”") % {"title": about},
        may_be_questioned=bad_news,
    )


def answer_to(comment: Comment) -> str:
    """Where the guide answers it; nothing of a guide that nobody should rely on."""
    guide = comment.discussion.guide
    return "" if guide and guide.is_withdrawn else comment.answered_in


def named(comment: Comment, title: str) -> dict[str, object]:
    return {
        "number": comment.number,
        "title": title,
        "name": comment.byline,
        "own": comment.parent.number if comment.parent else "",
    }


# What others said: while it can be read, and afterwards.
SAID = {
    Kind.REPLIED: (
        _lazy("%(name)s replied to your comment %(own)s in “%(title)s”."),
        _lazy(
            "Somebody replied to your comment %(own)s in “%(title)s”. "
            "The reply can no longer be read."
        ),
    ),
    Kind.MENTIONED: (
        _lazy("%(name)s called you by name in comment %(number)s in “%(title)s”."),
        _lazy("Somebody called you by name in “%(title)s”. It can no longer be read."),
    ),
    Kind.FOLLOWED: (
        _lazy("New in “%(title)s”, which you follow: comment %(number)s by %(name)s."),
        _lazy("Something new was said in “%(title)s”, which you follow. It can no longer be read."),
    ),
}


def sentence(notice: Notice, comment: Comment, *, readable: bool) -> str:
    """What happened, in one sentence or two."""
    if said := SAID.get(Kind(notice.kind)):
        return str(said[0] if readable else said[1])
    if notice.kind == Kind.ANSWERED:
        return answered_sentence(notice, comment)
    if notice.kind == Kind.TAKEN_DOWN:
        return taken_down_sentence(notice, readable=readable)
    if notice.kind == Kind.NOT_PUBLISHED:
        return not_published_sentence(notice)
    return published_sentence(notice, readable=readable)


def answered_sentence(notice: Notice, comment: Comment) -> str:
    if comment.is_by(notice.recipient_id):
        return _("The guide now answers what you asked in your comment %(number)s in “%(title)s”.")
    return _("The guide now answers what you passed on: comment %(number)s in “%(title)s”.")


def published_sentence(notice: Notice, *, readable: bool) -> str:
    old = notice.decision.old_status if notice.decision else ""
    if not readable:
        return _("Your comment %(number)s in “%(title)s” was published. It can no longer be read.")
    if old == Status.HIDDEN:
        return _("Your comment %(number)s in “%(title)s” is back. It can be read again.")
    if old == Status.PUBLISHED:
        return _("The new words of your comment %(number)s in “%(title)s” are published.")
    return _("Your comment %(number)s in “%(title)s” is published.")


def taken_down_sentence(notice: Notice, *, readable: bool) -> str:
    if readable:
        return _("Your comment %(number)s in “%(title)s” was taken down. It is back by now.")
    if notice.decision and notice.decision.whole_branch:
        return _(
            "The team took down your comment %(number)s in “%(title)s”, and all replies to it."
        )
    return _("The team took down your comment %(number)s in “%(title)s”.")


def not_published_sentence(notice: Notice) -> str:
    if notice.decision and notice.decision.old_status == Status.PUBLISHED:
        return _("The new words of your comment %(number)s in “%(title)s” were not published.")
    return _("Your comment %(number)s in “%(title)s” was not published.")

"""A notice as the inbox shows it: plain sentences, and what can be opened. What vanished since
is told without its words and without the name of whoever wrote them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.models import Member
from articles.admin.rights import may_see
from articles.models import PAGE_OF_A_GUIDE
from comments.models import Comment, Status
from comments.shown import written
from comments.visibility import Reader, Sight, sights_of
from notifications import desk_shown
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
    note_by: str = ""
    url: str = ""
    link: str = ""
    about: str = ""  # for ears, after the link: links that must not be mixed up
    place: str = ""  # the discussion or guide it belongs to


def rows(notices: Sequence[Notice], member: Member) -> list[Shown]:
    """What the page shows of these. Two queries for any number of them."""
    comments = comments_of(notices)
    sights = sights_of(list(comments.values()), Reader(member.pk))
    return [
        of_the_desk(notice, member)
        if notice.kind in desk_shown.KINDS
        else row(notice, comments.get(notice.comment_id or 0), sights.get(notice.comment_id or 0))
        for notice in notices
    ]


def by_place(shown: Sequence[Shown]) -> list[tuple[str, list[Shown]]]:
    """The same, what belongs to one discussion together: as many places as there are on the page,
    the one with the newest first."""
    groups: dict[str, list[Shown]] = {}
    for each in shown:
        groups.setdefault(each.place, []).append(each)
    return [(place or _("Other things"), notices) for place, notices in groups.items()]


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
    if notice.kind == Kind.COPY_READY:
        return copy_ready(notice)
    if notice.path:
        said, way = LEADING[Kind(notice.kind)]
        return Shown(str(said), unread, told_at, told, url=notice.path, link=str(way))
    if comment is None and notice.kind == Kind.REPORT_READ:
        looked = _("A moderator has looked at what you reported. Thank you for telling us.")
        return Shown(looked, unread, told_at, told)
    if comment is None:
        gone = _("This was about a comment that is no longer here.")
        return Shown(gone, unread, told_at, told)
    readable = sight is Sight.WORDS
    bad_news = notice.kind in {Kind.TAKEN_DOWN, Kind.NOT_PUBLISHED, Kind.ASKED}
    decision = notice.decision if bad_news else None
    title = comment.discussion.title
    url, link, about = comment.discussion.get_absolute_url(), _("Go to the discussion"), title
    if readable:
        url = comment.get_absolute_url()
        link = _("Read comment %(number)s") % {"number": comment.number}
    if decision and not (readable and notice.kind == Kind.TAKEN_DOWN):
        url, link = reverse("comments:decision", args=[decision.pk]), _("What you can do now")
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
        place=title,
    )


def copy_ready(notice: Notice) -> Shown:
    """About no comment. The page it leads to knows whether the copy is still there."""
    return Shown(
        _("The copy of your data is ready. It can be fetched for a day after you asked for it."),
        notice.is_unread,
        notice.created_at.isoformat(timespec="minutes"),
        written(notice.created_at),
        url=reverse("data"),
        link=_("Go to my data"),
    )


def of_the_desk(notice: Notice, member: Member) -> Shown:
    """About a guide, for those who work on guides."""
    when = (notice.is_unread, notice.created_at.isoformat(timespec="minutes"))
    told = written(notice.created_at)
    if notice.guide is None or not may_see(member):
        return Shown(desk_shown.gone(notice), *when, told)
    return Shown(
        desk_shown.sentence(notice, notice.guide),
        *when,
        told,
        note=desk_shown.reason(notice),
        note_by=_("The reviewer writes:"),
        url=desk_shown.address(notice.guide),
        link=_("Go to the review"),
        about=_("of “%(title)s”") % {"title": notice.guide.title},
        place=notice.guide.title,
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


# What is not about a comment: the sentence, and the words of the link.
LEADING = {
    Kind.APPEAL: (
        _lazy("Somebody took a second look at a decision about your comment."),
        _lazy("Read the outcome"),
    ),
    Kind.TO_TEAM: (_lazy("A member answered the team, and you."), _lazy("Read and answer")),
    Kind.LETTERS_STOPPED: (
        _lazy("We send you no letters for now: one came back, or was marked as unwanted."),
        _lazy("Switch letters on again"),
    ),
    Kind.TEAM: (_lazy("The team has written to you."), _lazy("Read what it says")),
}

# Nobody learns here what became of somebody else: the same whatever was decided.
LOOKED_AT = _lazy(
    "A moderator has looked at what you reported in “%(title)s”. Thank you for telling us."
)
# What others said: while it can be read, and afterwards.
SAID = {
    Kind.REPORT_READ: (LOOKED_AT, LOOKED_AT),
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
    if notice.kind == Kind.ASKED:
        return _("The team asks you to change something in your comment %(number)s in “%(title)s”.")
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
    if notice.decision and notice.decision.rule:
        return _(
            "Your comment %(number)s in “%(title)s” was taken down automatically. "
            "A moderator will look at it and decide."
        )
    if notice.decision and notice.decision.whole_branch:
        return _(
            "The team took down your comment %(number)s in “%(title)s”, and all replies to it."
        )
    return _("The team took down your comment %(number)s in “%(title)s”.")


def not_published_sentence(notice: Notice) -> str:
    if notice.decision and notice.decision.old_status in {Status.PUBLISHED, Status.HIDDEN}:
        return _("The new words of your comment %(number)s in “%(title)s” were not published.")
    return _("Your comment %(number)s in “%(title)s” was not published.")

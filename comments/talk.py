"""The discussion as it stands on the page of a guide."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Member
from articles.models import Guide
from comments import alike, keeping, landing, marks, reacting, reading, titled
from comments.duty.promises import next_step
from comments.forms import CommentForm
from comments.marks import News
from comments.models import Audience, Comment, Discussion, DiscussionQuerySet, ReactionKind
from comments.own import own_of, with_own_of
from comments.places import BadPlace
from comments.showing import Showing
from comments.shown import Shown, look_url, named
from comments.team import Team, team_of, with_team
from comments.threads import Node, Page
from comments.visibility import Reader, Sight, may_pin, may_read_discussion
from queries.committed import Version
from queries.prepared import prepared

# Numbers with fewer digits than this fit into a database.
MOST_DIGITS = 19


def under(guide: Guide, request: HttpRequest, as_of: Version = None) -> dict[str, Any]:
    """Everything the page shows of the discussion; empty when the guide has none. `as_of` is the
    version of the database from before the guide was asked for."""
    if isinstance(request.user, Member):
        now, first = timezone.now(), settings.COMMENTS_HELD_FIRST
        found = found_under(first, guide=guide.pk, member=request.user.pk, now=now)
    else:
        found = found_under(0, guide=guide.pk)
    if not found:
        return {}
    discussion = found[0]
    discussion.guide = guide
    told = {"guide": guide} | frame(discussion, request, guide.get_absolute_url())
    if told["may_read"]:
        told |= listed(discussion, Reader.of(request.user), request, as_of)
    return told


@prepared
def found_under(
    held_first: int, *, guide: int, member: int = 0, now: datetime | None = None
) -> DiscussionQuerySet:
    """The discussion of this guide, if it has one; for a member with what is only theirs."""
    found = with_team(Discussion.objects.filter(guide=guide).with_pinned())
    return with_own_of(found, member, held_first, now) if now else found


def frame(discussion: Discussion, request: HttpRequest, url: str) -> dict[str, Any]:
    """What the page of any discussion says around what was said; `url` is where it stands. For
    members who may read it: whether they follow it, and the form, where it is open."""
    reader = Reader.of(request.user)
    told: dict[str, Any] = {
        "discussion": discussion,
        "members_only": discussion.who_may_read == Audience.MEMBERS,
        "may_read": may_read_discussion(discussion, reader),
        "is_member": reader.is_member,
        "next": urlencode({"next": f"{url}#compose"}),
    }
    if isinstance(request.user, Member):  # who may read every discussion
        own = own_of(discussion, request.user)
        told |= {"follows": own.follows, "held_back": own.held_back}
        told["done"] = landing.told(request, landing.TALK)
        if discussion.is_open and not own.held_back:
            told |= compose(request, request.user, discussion)
    return told


def listed(
    discussion: Discussion, reader: Reader, request: HttpRequest, as_of: Version = None
) -> dict[str, Any]:
    """The heading, the order, one page of conversations, and where the next one begins. `as_of` is
    the version of the database from before the discussion was asked for."""
    order = request.GET.get("order", "")
    order = order if order in reading.ORDERS else reading.ORDERS[0]
    after = request.GET.get("after", "")
    try:
        page = reading.page_of(discussion, reader, order=order, after=after, as_of=as_of)
    except BadPlace:
        raise Http404(_("There is no such place in this discussion.")) from None
    count = discussion.count_for(member=reader.is_member)
    news = news_for(discussion, request, order=order)
    team = team_of(discussion, discussion)
    threads = rows_of(page, reader, discussion, team=team, news=news)
    return {
        **told_of(news, page, request, discussion),
        "heading": heading(count),
        "order": order if threads else "",
        "here_url": request.get_full_path() if can_press(threads) else "",
        "look_url": look_url(discussion, discussion.version) if discussion.is_open else "",
        "threads": threads,
        "moved": moved_up(page.risen, is_lost=page.is_lost),
        "start_url": f"?order={order}#talk" if after else "",
        "next_url": f"?order={order}&after={page.after}#talk" if page.after else "",
    }


def moved_up(risen: int, *, is_lost: bool) -> str:
    """What changed places between two pages of the helpful order, in words."""
    if is_lost:
        return _(
            "Much has changed places since the page before. "
            "To be sure that you see everything, go back to the start."
        )
    told = ngettext(
        "One conversation moved up past you since the page before. It comes first here.",
        "%(n)s conversations moved up past you since the page before. They come first here.",
        risen,
    )
    return told % {"n": risen} if risen else ""


def heading(count: int) -> str:
    if not count:
        return _("Discussion: no comments yet")
    return ngettext("Discussion: %(n)s comment", "Discussion: %(n)s comments", count) % {"n": count}


def conversation(head: Comment, reader: Reader) -> str:
    """The heading over a thread on a page of its own."""
    count = head.count_replies_for(member=reader.is_member)
    told = ngettext("The conversation: %(n)s reply", "The conversation: %(n)s replies", count)
    return told % {"n": count} if count else _("The conversation: no replies yet")


def rows_of(
    page: Page,
    reader: Reader,
    discussion: Discussion,
    *,
    team: Team,
    here: int = 0,
    news: News | None = None,
) -> tuple[Shown, ...]:
    """The comments of a page, ready to be placed."""
    heads = {node.comment.pk: node.comment for node in page.threads}
    showing = showing_in(discussion, reader, heads, page.ids)
    showing = replace(showing, on_page=page.on_page, here=here, found=page.answers, team=team)
    if news is not None:
        following = news.following(page.on_page)
        showing = replace(showing, can_mark=True, news=following, muted=news.muted)
    return alike.rows_of(page, showing)


def can_press(rows: Iterable[Shown]) -> bool:
    """Whether any of these, or of their replies, has a button of support for the reader."""
    return any(row.can_press or can_press(row.below) for row in rows)


def row_of(comment: Comment, reader: Reader, *, marking: bool = False) -> Shown:
    """One comment that this reader can read, by itself."""
    head = comment.root or comment
    showing = showing_in(comment.discussion, reader, {head.pk: head}, [comment.pk])
    showing = replace(showing, can_mark=marking and reader.is_member)
    return showing.row(Node(comment, Sight.WORDS))


def showing_in(
    discussion: Discussion, reader: Reader, heads: dict[int, Comment], ids: list[int]
) -> Showing:
    """What holds in the whole discussion for this reader."""
    guide = discussion.guide
    return Showing(
        reader,
        can_write=discussion.is_open,
        heads=heads,
        own=reacting.own_reactions(reader, ids),
        pins=may_pin(discussion, reader),
        pinned=discussion.pinned_id,
        guide_answers=not (guide and guide.is_withdrawn),
    )


def news_for(discussion: Discussion, request: HttpRequest, *, order: str = "oldest") -> News | None:
    """What is new to whoever reads; nothing is, to visitors."""
    if not isinstance(request.user, Member):
        return None
    return marks.news_of(discussion, own_of(discussion, request.user), order=order)


def told_of(
    news: News | None, page: Page, request: HttpRequest, discussion: Discussion
) -> dict[str, Any]:
    """What is said of the new above and below the conversations."""
    if news is None:
        return {}
    new = set(news.ids)
    few = ngettext("%(n)s new comment", "%(n)s new comments", news.count) % {"n": news.count}
    more = _("More than %(n)s new comments") % {"n": news.count}
    return {
        "has_mark": news.has_mark,
        "new_told": (more if news.is_more else few) if news.count else "",
        "first_new": news.first(page.on_page),
        "upto": str(discussion.last_number),
        "read_url": reverse("comments:read", args=[discussion.pk]),
        "new_here": ",".join(str(pk) for pk in page.ids if pk in new),
        "back": request.get_full_path(),
        "marked": tuple(landing.told(request, landing.MARK)),
    }


def compose(request: HttpRequest, author: Member, discussion: Discussion) -> dict[str, Any]:
    """The form for a new comment, with what was kept for it, and what will happen next."""
    url = post_url(discussion)
    kept = keeping.kept_for(request, url)
    own = own_of(discussion, author)
    draft = "" if kept else own.words
    chosen = keeping.chosen_for(request, url) if kept else own.choices

    def form() -> CommentForm:
        begun = begun_with(kept or draft, discussion)
        return CommentForm(initial={**chosen, **begun}, discussion=discussion, author=author)

    return {
        # Most of these are drawn already: then nobody looks at the form itself.
        "form": SimpleLazyObject(form),
        "is_blank": not (kept or draft or chosen),
        "post_url": url,
        "kept": kept,
        "draft": draft,
        "begun": own.version if draft else "",
        "next_step": next_step(author, discussion),
        "member_id": f"{author.pk}",
    }


def begun_with(words: str, discussion: Discussion, parent: Comment | None = None) -> dict[str, str]:
    """What stands in the form already."""
    if titled.wants_title(discussion, parent):
        return titled.parted(words)
    return {"body": words}


def post_url(discussion: Discussion) -> str:
    """Where a new comment of this discussion is sent."""
    if discussion.topic:
        return reverse("comments:post_topic", args=[discussion.topic.slug])
    guide = discussion.guide
    assert guide is not None  # noqa: S101 -- a constraint of the table keeps it so
    return reverse("comments:post", args=[guide.topic.slug, guide.slug])


# Sentences after something was done ---------------------------------------------------------------


def thanks_for_reaction(kind: str, comment: Comment, *, undone: bool) -> str:
    what = {"what": ReactionKind(kind).label, "number": comment.number}
    if undone:
        return _("Taken back: “%(what)s”, comment %(number)s.") % what
    return _("Said: “%(what)s”, comment %(number)s.") % what


def too_late(comment: Comment) -> str:
    """Why its author cannot change it any more."""
    if comment.is_published:
        return _(
            "A comment can be changed for one day, and this one is older. "
            "You can still reply to it, or take it back."
        )
    return _("This comment is no longer there to change.")


def quoted(comment: Comment) -> str:
    """The words that readers have, as a quotation to begin a reply with."""
    words = comment.revisions.get(number=comment.approved_number).source
    return "".join(f"> {line}".rstrip() + "\n" for line in words.splitlines()) + "\n"


def title_of(form: CommentForm) -> str:
    if form.parent is None:
        return _("Write a comment")
    return _("Reply to %(who)s") % {"who": named(form.parent)}


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def number_in(text: str) -> int:
    """The number somebody sent; one that nothing has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < MOST_DIGITS else 0

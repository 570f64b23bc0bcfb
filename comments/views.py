"""Reading one comment, and everything a member does to one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import MemberRequest, cacheable
from comments import deciding, drafting, drafts, keeping, landing, mentions, reading, talk, titled
from comments.asking import for_members, for_writers, page, refused
from comments.concern import crisis
from comments.concern.support import arrival, support_for
from comments.deciding import CannotDecide, Why
from comments.drafts import Spot
from comments.duty import promises
from comments.fetched import answered_or_404, comment_or_404
from comments.forms import AlreadyPosted, CommentForm, OfferingForm
from comments.marks import News
from comments.mentions import with_people
from comments.models import Audience, Comment, Discussion, Status
from comments.places import BadPlace
from comments.posting import Refused
from comments.sanctions import networks
from comments.shown import look_url, numbered, path_of
from comments.team import team_of
from comments.visibility import Reader, Sight, may_open, sight_of

ask_or_take = require_http_methods(["GET", "HEAD", "POST"])

# Longer than this, what is answered is folded away so that the form is near.
LONG = 1_200


@require_safe
@cacheable
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """One comment in its conversation: what it answers, and what was said after it."""
    shown = comment_or_404(pk, team=True)
    reader = Reader.of(request.user)
    after = request.GET.get("after", "")
    # A long conversation under a comment that was taken down goes on here, under its stub.
    holds_replies = bool(after) and sight_of(shown, reader) is Sight.STUB
    if not (holds_replies or may_open(shown, reader)):
        raise Http404
    try:
        found = reading.around(shown, reader, after, opened=not holds_replies)
    except BadPlace:
        raise Http404(_("There is no such place in this conversation.")) from None
    # Only whoever wrote it was led here with this.
    needed = "support" in request.GET and shown.is_by(reader.member_id)
    news = talk.news_for(shown.discussion, request)
    team = team_of(shown, shown.discussion)
    threads = talk.rows_of(found, reader, shown.discussion, team=team, here=pk, news=news)
    if reader.is_member:
        threads = landing.beside(threads, pk, landing.told(request, landing.COMMENT))
    return page(
        request,
        "comments/comment.html",
        shown.discussion,
        numbered=talk.capital(numbered(shown)),
        heading=heading_of(shown, news, is_gone=holds_replies),
        conversation=talk.conversation(shown.root or shown, reader),
        threads=threads,
        look_url=look_url(shown.discussion, shown.discussion.version, thread=shown.thread_id),
        here_url=request.get_full_path() if talk.can_press(threads) else "",
        is_member=reader.is_member,
        made_by=f"{shown.submission or ''}" if shown.is_by(reader.member_id) else "",
        **talk.told_of(news, found, request, shown.discussion),
        support=support_for(request) if needed else None,
        away_url=shown.get_absolute_url(),
        after=after,
        thread_url="" if shown.root_id is None and not after else path_of(shown.thread_id),
        next_url=f"{path_of(pk)}?after={found.after}#conversation" if found.after else "",
    )


def heading_of(shown: Comment, news: News | None, *, is_gone: bool) -> str:
    """What a page about one comment is called: a conversation by its title, where that is shown."""
    if is_gone:
        return talk.capital(numbered(shown))
    is_muted = news is not None and shown.author_id in news.muted and not shown.anonymous
    return (not is_muted and shown.title) or talk.capital(str(shown))


@ask_or_take
@for_writers
def post(request: MemberRequest, topic: str, guide: str = "") -> HttpResponse:
    """Take a comment on a guide or a topic. With a `parent` it is a reply to that comment."""
    discussion = get_object_or_404(Discussion.objects.at(topic, guide))
    if asked := request.POST.get("parent"):
        parent = Comment.objects.for_its_page().filter(pk=talk.number_in(asked)).first()
        if parent is None or parent.discussion_id != discussion.pk:
            reason = _("The comment you answer belongs to another discussion.")
            return refused(request, discussion, reason, words=typed(request), anew=True)
        return take(request, discussion, parent)
    return take(request, discussion, None)


@ask_or_take
@for_writers
def reply(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the comment that is answered, and take the answer."""
    parent = answered_or_404(pk) if request.method == "POST" else comment_or_404(pk)
    return take(request, parent.discussion, parent)


def take(request: MemberRequest, discussion: Discussion, parent: Comment | None) -> HttpResponse:
    """The form for a comment or a reply: shown, come back with a problem, or posted."""
    if parent and not answerable(parent, request):
        return gone(request, parent)
    if not discussion.is_open:
        reason = _("This discussion is closed, so nothing more can be posted here.")
        return refused(request, discussion, reason, words=typed(request))
    if request.method != "POST":
        return begin(request, discussion, parent)
    if "people" in request.POST:
        return with_names(request, discussion, parent)
    form = CommentForm(request.POST, discussion=discussion, author=request.user, parent=parent)
    told = look_again(request, form) if form.is_valid() else {"status": 422}
    if told is None:
        return put(request, form)
    drafting.keep_typed(request, Spot(discussion, parent))
    return ask(request, form, **told)


def begin(request: MemberRequest, discussion: Discussion, parent: Comment | None) -> HttpResponse:
    """The form, with what was kept for it and what was chosen then, or with a quotation."""
    kept = keeping.kept_for(request, request.path)
    draft = None if kept else drafts.draft_for(request.user, Spot(discussion, parent))
    chosen = draft.choices if draft else keeping.chosen_for(request, request.path)
    quoted = talk.quoted(parent) if parent and "quote" in request.GET else ""
    words = draft.body if draft else ""
    begun = "\n\n".join(each for each in (words, quoted) if each)
    form = CommentForm(
        initial=chosen | talk.begun_with(kept or begun, discussion, parent),
        discussion=discussion,
        author=request.user,
        parent=parent,
    )
    return ask(request, form, kept=kept, draft=words, begun=draft.version if draft else "")


def with_names(
    request: MemberRequest, discussion: Discussion, parent: Comment | None
) -> HttpResponse:
    """The form as it was sent, with the names of those it can call: for who has no script."""
    typed = request.POST.dict()
    form = CommentForm(initial=typed, discussion=discussion, author=request.user, parent=parent)
    among_members = "members_only" in typed or "members_only" not in form.fields
    readers = Audience.MEMBERS if among_members else Audience.EVERYONE
    names = mentions.names_in(discussion, readers, besides=request.user, parent=parent)
    return ask(request, form, names_asked=True, names=names)


def look_again(request: MemberRequest, form: OfferingForm) -> dict[str, Any] | None:
    """What the form is shown with once more, where its writer wanted to look, or might want to
    change something; None where it is to be sent."""
    if "preview" in request.POST:
        return {"preview": with_people(form.html, form.discussion, form.readers)}
    left_out = "leave_out" in request.POST
    if left_out:
        form.leave_out()
    if form.offers or left_out:
        form.remember_offers()
        return {"left_out": left_out}
    return None


def put(request: MemberRequest, form: CommentForm) -> HttpResponse:
    networks.note(request, request.user)  # before, because a rule may ask
    try:
        made = form.save()
    except AlreadyPosted as problem:
        form.add_error("body", str(problem))
        form.renew()
        return ask(request, form, status=409)
    except Refused as reason:
        return refused(request, form.discussion, reason, words=typed(request), anew=True)
    keeping.forget(request, request.path)
    sent = drafting.sent_by(request)
    spot = Spot(form.discussion, form.parent)
    drafts.forget(request.user, spot, sent, words=typed(request))
    if not form.is_repeat:
        landing.tell(request, promises.thanks(made), landing.COMMENT)
    return redirect(arrival(made, form.cleaned_data["body"]))


def ask(
    request: MemberRequest, form: CommentForm, *, status: int = 200, **told: object
) -> HttpResponse:
    """The form on a page of its own. `told` is what stands in it already (`kept`, `draft`), and
    what is shown with it (`preview`, `names`)."""
    parent = form.parent
    told.setdefault("begun", request.POST.get("begun", ""))
    return page(
        request,
        "comments/post.html",
        form.discussion,
        status=status,
        heading=talk.title_of(form),
        form=form,
        post_url=request.path,
        next_step=promises.next_step(form.author, form.discussion),
        submit=_("Post reply") if parent else "",
        parent=parent,
        answer=talk.row_of(parent, Reader.of(request.user)) if parent else None,
        is_long=parent is not None and len(parent.html) > LONG,
        support=support_for(request) if needs_support(request) else None,
        back_url=(parent or form.discussion).get_absolute_url(),
        **told,
    )


def needs_support(request: HttpRequest) -> bool:
    """Whether somebody looks at words of theirs that sound like danger."""
    return "preview" in request.POST and bool(crisis.found_in(typed(request)))


def answerable(parent: Comment, request: MemberRequest) -> bool:
    return parent.is_published and may_open(parent, Reader.of(request.user))


def gone(request: MemberRequest, parent: Comment) -> HttpResponse:
    """What was to be answered cannot be. To those who never could read it, it was never there."""
    own = parent.is_by(request.user.pk)
    if own and parent.is_waiting:
        reason = _("Your comment waits for a moderator. You can add to it once it is published.")
    elif typed(request) and parent.approved_number:
        reason = _("The comment you answer was taken away while you were writing.")
    else:
        raise Http404
    return refused(request, parent.discussion, reason, words=typed(request), anew=True)


@ask_or_take
@for_members
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Let its author take it back, after one look at what that means."""
    own = comment_or_404(pk, author=request.user.pk)
    if own.status == Status.HIDDEN:
        return refused(request, own.discussion, talk.too_late(own))
    if request.method == "POST" or own.status == Status.WITHDRAWN:
        try:
            deciding.withdraw(own, Why(by=request.user))
        except CannotDecide as reason:
            return refused(request, own.discussion, reason)
        landing.tell(request, _("You took your comment back."), landing.TALK)
        return redirect(own.discussion)
    heading = _("Take back comment %(number)s?") % {"number": own.number}
    back_url = own.get_absolute_url()
    return page(
        request,
        "comments/withdraw.html",
        own.discussion,
        heading=heading,
        comment=own,
        back_url=back_url,
    )


def sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def typed(request: HttpRequest) -> str:
    """What somebody wrote, whatever becomes of it."""
    words = request.POST.get("body") or request.POST.get("words") or ""
    return titled.joined(request.POST.get("title", ""), words)

"""Reading one comment, and everything a member does to one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import MemberRequest
from comments import deciding, drafts, keeping, reading, talk, titled
from comments.acts import may_edit
from comments.asking import for_members, page, refused
from comments.deciding import CannotDecide, Why
from comments.forms import AlreadyPosted, CommentForm, EditForm, ReportForm
from comments.mentions import with_people
from comments.models import Comment, Discussion, Status
from comments.posting import Refused
from comments.reading import BadPlace
from comments.shown import numbered, path_of
from comments.team import rights_told, team_of
from comments.visibility import Reader, Sight, may_open, sight_of
from markup import to_html

ask_or_take = require_http_methods(["GET", "HEAD", "POST"])

# Longer than this, what is answered is folded away so that the form is near.
LONG = 1_200


@require_safe
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """One comment in its conversation: what it answers, and what was said after it."""
    shown = get_object_or_404(Comment.objects.for_its_page().annotate(team=rights_told()), pk=pk)
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
    news = talk.news_for(shown.discussion, request)
    team = team_of(shown, shown.discussion)
    threads = talk.rows_of(found, reader, shown.discussion, team=team, here=pk, news=news)
    return page(
        request,
        "comments/comment.html",
        shown.discussion,
        numbered=talk.capital(numbered(shown)),
        heading=talk.capital(str(shown) if not holds_replies else numbered(shown)),
        conversation=talk.conversation(shown.root or shown, reader),
        threads=threads,
        here_url=request.get_full_path() if talk.can_press(threads) else "",
        is_member=reader.is_member,
        **talk.told_of(news, found, request, shown.discussion),
        after=after,
        thread_url="" if shown.root_id is None and not after else path_of(shown.thread_id),
        next_url=f"{path_of(pk)}?after={found.after}#conversation" if found.after else "",
    )


@ask_or_take
@for_members
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
@for_members
def reply(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the comment that is answered, and take the answer."""
    parent = get_object_or_404(Comment.objects.for_its_page(), pk=pk)
    return take(request, parent.discussion, parent)


def take(request: MemberRequest, discussion: Discussion, parent: Comment | None) -> HttpResponse:
    """The form for a comment or a reply: shown, come back with a problem, or posted."""
    if parent and not answerable(parent, request):
        return gone(request, parent)
    if not discussion.is_open:
        reason = _("This discussion is closed, so nothing more can be posted here.")
        return refused(request, discussion, reason, words=typed(request))
    if request.method != "POST":
        kept = keeping.kept_for(request, request.path)
        draft = "" if kept else drafts.words_for(request.user, discussion, parent)
        quoted = talk.quoted(parent) if parent and "quote" in request.GET else ""
        begun = "\n\n".join(words for words in (draft, quoted) if words)
        form = CommentForm(
            initial=talk.begun_with(kept or begun, discussion, parent),
            discussion=discussion,
            author=request.user,
            parent=parent,
        )
        return ask(request, form, kept=kept, draft=draft)
    form = CommentForm(request.POST, discussion=discussion, author=request.user, parent=parent)
    if not form.is_valid():
        return ask(request, form, status=422)
    return look_again(request, form) or put(request, form)


def look_again(request: MemberRequest, form: CommentForm) -> HttpResponse | None:
    """The form once more, where its writer wanted to look, or might want to change something."""
    if "preview" in request.POST:
        html = to_html(form.cleaned_data["body"])
        return ask(request, form, preview=with_people(html, form.discussion, form.readers))
    left_out = "leave_out" in request.POST
    if left_out:
        form.leave_out()
    if form.offers or left_out:
        form.remember_offers()
        return ask(request, form)
    return None


def put(request: MemberRequest, form: CommentForm) -> HttpResponse:
    try:
        made = form.save()
    except AlreadyPosted as problem:
        form.add_error("body", str(problem))
        form.renew()
        return ask(request, form, status=409)
    except Refused as reason:
        return refused(request, form.discussion, reason, words=typed(request), anew=True)
    keeping.forget(request, request.path)
    drafts.forget(request.user, form.discussion, form.parent)
    if not form.is_repeat:
        messages.success(request, talk.thanks(made))
    return redirect(made)


def ask(
    request: MemberRequest,
    form: CommentForm,
    *,
    status: int = 200,
    kept: str = "",
    preview: str = "",
    draft: str = "",
) -> HttpResponse:
    """The form on a page of its own."""
    parent = form.parent
    return page(
        request,
        "comments/post.html",
        form.discussion,
        status=status,
        heading=talk.title_of(form),
        form=form,
        post_url=request.path,
        next_step=talk.next_step(form),
        submit=_("Post reply") if parent else "",
        parent=parent,
        answer=talk.row_of(parent, Reader.of(request.user)) if parent else None,
        is_long=parent is not None and len(parent.html) > LONG,
        kept=kept,
        preview=preview,
        draft=draft,
        member_id=f"{request.user.pk}",
        back_url=(parent or form.discussion).get_absolute_url(),
    )


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
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Let its author change the words."""
    own = get_object_or_404(Comment.objects.for_its_page(), pk=pk, author=request.user)
    if not may_edit(own):
        return refused(request, own.discussion, talk.too_late(own), words=typed(request))
    form = EditForm(sent(request), comment=own, kept=keeping.kept_for(request, request.path))
    if form.is_valid():
        try:
            form.save()
        except Refused as reason:
            return refused(request, own.discussion, reason, words=typed(request))
        keeping.forget(request, request.path)
        messages.success(request, talk.thanks_for_edit(own))
        return redirect(own)
    return page(
        request,
        "comments/edit.html",
        own.discussion,
        status=422 if form.is_bound else 200,
        heading=_("Edit comment %(number)s") % {"number": own.number},
        form=form,
        post_url=request.path,
        next_step=talk.next_step_of_edit(form),
        kept=form.kept,
        back_url=own.get_absolute_url(),
    )


@ask_or_take
@for_members
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Let its author take it back, after one look at what that means."""
    own = get_object_or_404(Comment.objects.for_its_page(), pk=pk, author=request.user)
    if own.status == Status.HIDDEN:
        return refused(request, own.discussion, talk.too_late(own))
    if request.method == "POST" or own.status == Status.WITHDRAWN:
        try:
            deciding.withdraw(own, Why(by=request.user))
        except CannotDecide as reason:
            return refused(request, own.discussion, reason)
        messages.success(request, _("You took your comment back."))
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


@ask_or_take
@for_members
def report(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask a moderator to look at a comment."""
    said = get_object_or_404(Comment.objects.for_its_page(), pk=pk)
    if not said.is_published or not may_open(said, Reader.of(request.user)):
        return gone(request, said)
    if said.is_by(request.user.pk):
        messages.info(request, _("You wrote this comment. You can change it or take it back."))
        return redirect(said)
    kept = keeping.kept_for(request, request.path)
    form = ReportForm(sent(request), comment=said, reporter=request.user, kept=kept)
    if form.is_valid():
        return pass_on(request, form)
    return page(
        request,
        "comments/report.html",
        said.discussion,
        status=422 if form.is_bound else 200,
        heading=_("Report comment %(number)s") % {"number": said.number},
        form=form,
        comment=said,
        is_long=len(said.html) > LONG,
        back_url=said.get_absolute_url(),
    )


def pass_on(request: MemberRequest, form: ReportForm) -> HttpResponse:
    again = form.is_repeat()
    try:
        form.save()
    except Refused as reason:
        return refused(request, form.comment.discussion, reason, words=typed(request))
    keeping.forget(request, request.path)
    messages.success(request, talk.thanks_for_report(again=again))
    return redirect(form.comment)


def sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def typed(request: HttpRequest) -> str:
    """What somebody wrote, whatever becomes of it."""
    words = request.POST.get("body") or request.POST.get("words") or ""
    return titled.joined(request.POST.get("title", ""), words)

"""The page on which a note is put beside a comment, changed or taken away."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from comments import keeping, landing
from comments.asking import for_writers, page, refused
from comments.checks import causes_to_hold
from comments.context import noting
from comments.context.forms import NoteForm
from comments.context.noting import StaleNote
from comments.fetched import comment_or_404
from comments.models import Comment, ContextNote
from comments.refusing import Refused
from comments.talk import number_in
from comments.views import sent, typed
from comments.visibility import Reader, may_open

LONG = 1_200


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def context(request: MemberRequest, pk: int) -> HttpResponse:
    """Put a note beside a comment, or take it away."""
    said = comment_or_404(pk)
    reader = Reader.of(request.user)
    if not may_open(said, reader) or not (reader.moderates or said.is_by(request.user.pk)):
        raise Http404
    if problem := why_not(said, request):
        return refused(request, said.discussion, problem, words=typed(request))
    from_team = not said.is_by(request.user.pk)
    now = noting.standing_note(said, from_team=from_team)
    if "remove" in request.POST:
        return removed(request, said, now)
    kept = keeping.kept_for(request, request.path)
    form = NoteForm(sent(request), from_team=from_team, kept=kept, initial=begun_with(now))
    if form.is_valid():
        try:
            noting.put(said, request.user, form.told, seen=form.known)
        except Refused as reason:
            return refused(request, said.discussion, reason, words=typed(request))
        except StaleNote:
            return show(request, said, form, now, behind=True)
        keeping.forget(request, request.path)
        landing.tell(request, _("The note stands beside the comment."), landing.COMMENT)
        return redirect(said)
    return show(request, said, form, now, behind="seen" in form.errors)


def removed(request: MemberRequest, said: Comment, now: ContextNote | None) -> HttpResponse:
    """Take it away, unless it is another one by now."""
    told = request.POST.get("seen", "")
    known = number_in(told) if told else -1
    try:
        if noting.take_away(said, request.user, seen=known):
            landing.tell(request, _("The note is taken away."), landing.COMMENT)
    except StaleNote:
        from_team = not said.is_by(request.user.pk)
        form = NoteForm(request.POST, from_team=from_team, initial=begun_with(now))
        return show(request, said, form, now, behind=True)
    return redirect(said)


def begun_with(now: ContextNote | None) -> dict[str, Any]:
    return {"body": now.source, "link": now.link, "seen": now.pk} if now else {"seen": 0}


def show(
    request: MemberRequest,
    said: Comment,
    form: NoteForm,
    now: ContextNote | None,
    *,
    behind: bool = False,
) -> HttpResponse:
    """The page. One that was `behind` shows the note that stands there now, beside one's own
    words."""
    if form.is_bound:
        form.data = {**form.data.dict(), "seen": f"{now.pk if now else 0}"}  # type: ignore[attr-defined]
    from_team = not said.is_by(request.user.pk)
    return page(
        request,
        "context/note.html",
        said.discussion,
        status=409 if behind else 422 if form.is_bound else 200,
        heading=_("Note beside comment %(number)s") % {"number": said.number},
        form=form,
        comment=said,
        is_long=len(said.html) > LONG,
        has_note=bool(said.context) if from_team else now is not None,
        behind=behind,
        stands_now=now.html if now and behind else "",
        back_url=said.get_absolute_url(),
    )


def why_not(said: Comment, request: MemberRequest) -> str:
    """Why there can be no note. What nobody has read may not come in beside what was read."""
    if not said.is_published:
        return _("Readers cannot read this comment, so there is nothing to put a note beside.")
    if said.is_by(request.user.pk) and causes_to_hold(request.user, said.discussion):
        return _(
            "What you write is read by a moderator first, and notes cannot wait. "
            "Edit your comment, or reply to it."
        )
    return ""

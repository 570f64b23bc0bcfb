"""Changing one's own comment, for a while after it was posted."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from comments import drafting, drafts, keeping, landing, talk
from comments.acts import may_edit
from comments.asking import for_writers, page, refused
from comments.concern.support import arrival
from comments.drafts import Spot
from comments.duty import promises
from comments.fetched import comment_or_404
from comments.forms import EditForm
from comments.models import Draft
from comments.posting import Refused
from comments.views import look_again, sent, typed


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Let its author change the words."""
    own = comment_or_404(pk, author=request.user.pk)
    spot = Spot(own.discussion, edited=own)
    if not may_edit(own):
        return too_late(request, spot)
    kept = keeping.kept_for(request, request.path)
    draft = None if kept else drafts.draft_for(request.user, spot)
    form = EditForm(sent(request), comment=own, **begun_edit(request, kept, draft))
    told: dict[str, Any] = {}
    if form.is_bound:
        again = look_again(request, form) if form.is_valid() else {"status": 422}
        if again is None:
            return change(request, form, spot)
        told = again
        drafting.keep_typed(request, spot)
    version = draft.version if draft else ""
    return page(
        request,
        "comments/edit.html",
        own.discussion,
        heading=_("Edit comment %(number)s") % {"number": own.number},
        form=form,
        post_url=request.path,
        next_step=promises.next_step_of_edit(form),
        kept=kept,
        draft=draft.body if draft and not form.is_bound else "",
        begun=request.POST.get("begun", version),
        back_url=own.get_absolute_url(),
        is_edit=True,
        settled_told=_("Earlier words"),
        **told,
    )


def begun_edit(request: MemberRequest, kept: str, draft: Draft | None) -> dict[str, Any]:
    """What stands in the form already, and what was chosen with it."""
    if draft:
        return {"kept": draft.body, "chosen": {"keeps_earlier_words": ""} | draft.choices}
    return {"kept": kept, "chosen": keeping.chosen_for(request, request.path)}


def change(request: MemberRequest, form: EditForm, spot: Spot) -> HttpResponse:
    try:
        form.save()
    except Refused as reason:
        drafting.keep_typed(request, spot)
        return not_saved(request, spot, reason, words=typed(request))
    keeping.forget(request, request.path)
    drafts.forget(request.user, spot, drafting.sent_by(request), words=typed(request))
    drafting.note_saved(request)
    landing.tell(request, promises.thanks_for_edit(form.comment), landing.COMMENT)
    return redirect(arrival(form.comment, form.cleaned_data["body"]))


def too_late(request: MemberRequest, spot: Spot) -> HttpResponse:
    """It can be changed no more. What was typed, or kept from before, is given back."""
    assert spot.edited is not None  # noqa: S101 -- whoever asks has it
    words = typed(request)
    if words:
        drafting.keep_typed(request, spot)
    elif draft := drafts.draft_for(request.user, spot):
        words = draft.body
    return not_saved(request, spot, talk.too_late(spot.edited), words=words)


def not_saved(request: MemberRequest, spot: Spot, reason: object, *, words: str) -> HttpResponse:
    heading = _("Your new words were not saved") if words else ""
    return refused(request, spot.discussion, reason, words=words, heading=heading)

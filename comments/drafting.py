"""The pages of drafts: keeping one, seeing them all, throwing one away."""

from dataclasses import replace
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import MemberRequest
from comments import drafts, titled
from comments.acts import may_edit
from comments.asking import for_members
from comments.choices import chosen_in
from comments.drafts import KeptElsewhere, Sent, Spot
from comments.fetched import comment_or_404
from comments.models import Discussion, Draft
from comments.shown import beginning, numbered, path_of, written
from comments.visibility import Reader, Sight, sight_of, sights_of
from markup import tidy

# Enough to know one's own words again.
SHORT = 200
# The numbers of the last forms that new words were saved with, in the session.
SAVED = "saved_forms"
MOST_SAVED = 5


@require_POST
@for_members
def keep_comment(request: MemberRequest, topic: str, guide: str = "") -> HttpResponse:
    """Keep the words of a new comment."""
    return keep(request, Spot(get_object_or_404(Discussion.objects.at(topic, guide))))


@require_POST
@for_members
def keep_reply(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep the words of an answer."""
    parent = comment_or_404(pk)
    seen = sight_of(parent, Reader.of(request.user)) is not Sight.NOTHING
    # What was taken away while they wrote is no reason to lose their words.
    if not (seen or parent.approved_number):
        raise Http404
    return keep(request, Spot(parent.discussion, parent))


@require_POST
@for_members
def keep_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep new words for one's own comment, also where it can be changed no more: what was typed
    is then there to be copied."""
    own = comment_or_404(pk, author=request.user.pk)
    return keep(request, Spot(own.discussion, edited=own))


def keep_typed(request: MemberRequest, spot: Spot) -> Draft | None:
    """Keep what a form was sent with and did not post: whoever leaves that page finds it again,
    without a script, too. Where other words were kept meanwhile, these are on the page anyway."""
    try:
        return keep_sent(request, spot)
    except KeptElsewhere:
        return None


def keep_sent(
    request: MemberRequest, spot: Spot, *, below: str = "", used: bool = False
) -> Draft | None:
    """Keep what a form was sent with, `below` other words that stand there already. Words of a form
    that was `used` before, and that somebody pressed a button to keep, are new ones."""
    words = titled.joined(request.POST.get("title", ""), request.POST.get("body", ""))
    sent = sent_by(request)
    if used:
        sent = replace(sent, number=None)
    if below:
        words, sent = f"{below.rstrip()}\n\n{words}".rstrip(), replace(sent, begun=None)
    return drafts.keep(request.user, spot, words, sent)


def sent_by(request: HttpRequest) -> Sent:
    """What a form said with its words."""
    return Sent(chosen_in(request.POST), submission_in(request), request.POST.get("begun"))


def note_saved(request: MemberRequest) -> None:
    """New words for a comment were saved with this form: what it still says brings nothing back."""
    if number := submission_in(request):
        numbers = [*request.session.get(SAVED, []), str(number)]
        request.session[SAVED] = numbers[-MOST_SAVED:]


def is_used(request: MemberRequest) -> bool:
    """Whether this form has posted, or saved new words, before."""
    number = submission_in(request)
    if "form_number" in request.POST:
        return str(number) in request.session.get(SAVED, [])
    return drafts.was_posted(request.user, number)


def keep(request: MemberRequest, spot: Spot) -> HttpResponse:
    by_script = request.headers.get("Accept") == "application/json"
    used = is_used(request)
    if used and by_script:
        # A late message of it; or somebody came back to it and types on, as the script knows.
        return JsonResponse({"kept": False, "used": True})
    try:
        kept = keep_sent(request, spot, used=used)
    except KeptElsewhere as other:
        if by_script:  # which puts them into the form
            told = {"kept": False, "other": other.draft.body, "begun": other.draft.version}
            return JsonResponse(told)
        kept = keep_sent(request, spot, below=other.draft.body, used=used)
    if by_script:
        return JsonResponse({"kept": kept is not None})
    if kept:
        messages.success(request, _("Your words are kept. Only you can see them."))
        return redirect("comments:drafts")
    messages.info(request, _("There was nothing to keep."))
    return redirect(spot.edited or spot.parent or spot.discussion)


def submission_in(request: HttpRequest) -> UUID | None:
    """The number of the form, which for a new comment is the one it is posted with."""
    number = request.POST.get("submission") or request.POST.get("form_number", "")
    try:
        return UUID(number)
    except ValueError:
        return None


@require_safe
@login_required
def all_drafts(request: MemberRequest) -> HttpResponse:
    """What one has begun and not posted."""
    places = ["discussion__guide__topic", "discussion__topic", "parent__author", "edited"]
    found = Draft.objects.of(request.user).select_related(*places, "parent__discussion")
    kept = list(found.select_related("discussion__guide__live_revision"))
    answered = [draft.parent for draft in kept if draft.parent]
    sights = sights_of(answered, Reader(request.user.pk))
    rows = [row(draft, sights) for draft in kept]
    return render(request, "comments/drafts.html", {"drafts": rows, "path": request.path})


def row(draft: Draft, sights: dict[int, Sight]) -> dict[str, str]:
    """One draft: where it belongs, how it begins, when it was kept, and the way on. Of words that
    lead nowhere any more all are shown, to be copied."""
    words, parent, edited = tidy(draft.body), draft.parent, draft.edited
    place, url = _("A new comment in “%(title)s”"), f"{draft.discussion.get_absolute_url()}"
    if edited and may_edit(edited):
        place, url = _("New words for your %(whom)s in “%(title)s”"), f"{path_of(edited.pk)}edit/"
    elif edited:
        place = _("New words for your %(whom)s in “%(title)s”, which cannot be changed any more")
        url = ""
    elif not parent:
        url = url.removesuffix("#talk") + "#compose"
    elif sights[parent.pk] is Sight.WORDS:
        place, url = _("An answer to %(whom)s in “%(title)s”"), f"{path_of(parent.pk)}reply/"
    else:
        place = _("An answer in “%(title)s”. What it answers, %(whom)s, is no longer there.")
        url = ""
    answered = edited or parent
    told = {"title": draft.discussion.title, "whom": numbered(answered) if answered else ""}
    return {
        "id": f"{draft.pk}",
        "place": place % told,
        "url": url,
        "words": beginning(words, SHORT) if url else "",
        "all_words": "" if url else words,
        "kept_at": draft.kept_at.isoformat(timespec="minutes"),
        "kept": written(draft.kept_at),
    }


@require_POST
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one of one's own drafts."""
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?next={quote(reverse('comments:drafts'))}")
    get_object_or_404(Draft.objects.of(request.user), pk=pk).delete()
    messages.success(request, _("The draft is deleted."))
    return redirect("comments:drafts")

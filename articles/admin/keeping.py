"""The open form at the desk: its words are kept, found again, put back, or thrown away."""

from collections.abc import Callable, Iterable
from copy import copy
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.models import Member
from articles import keeping
from articles.admin.rights import may_edit, may_publish
from articles.keeping import Opening
from articles.models import Guide, GuideDraft, Presence

OPENING = "opening"
# A message without this one only says that somebody is there.
_ANY_FIELD = "seen_version"
_PAGES = {"articles_guide_change", "articles_guide_add"}


# The signed opening proves more than a token in a cookie would, and outlives logging in again.
@csrf_exempt
@never_cache
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what stands in a form, and tell who else has it open."""
    opening = Opening.read(request.POST.get(OPENING, ""))
    if opening is None or request.user.pk not in {None, opening.author_id}:
        raise PermissionDenied
    is_kept = _keep(opening, request.POST)
    told: dict[str, object] = {"kept": is_kept is True, "others": ""}
    if is_kept is False:
        told[OPENING] = Opening.new(opening.author_id, opening.guide_id).signed
    if opening.guide_id:
        Presence.objects.touch(opening.author_id, opening.guide_id, opening.number)
        told["others"] = " ".join(others(opening.guide_id, opening.author_id))
    return JsonResponse(told)


@require_POST
def throw_away(request: HttpRequest, draft: int) -> HttpResponse:
    """Somebody does not want their unsaved words any more."""
    mine = GuideDraft.objects.unsaved().filter(author_id=request.user.pk)
    found = get_object_or_404(mine, pk=draft)
    found.delete()
    messages.success(request, _("Thrown away."))
    if found.guide_id:
        return redirect("admin:articles_guide_change", found.guide_id)
    return redirect("admin:articles_guide_add")


def kept_when_logged_out(patterns: Iterable[URLPattern]) -> list[URLPattern]:
    """The pages of the form: what comes after the session is over is kept before they ask who."""
    patterns = list(patterns)
    for pattern in patterns:
        if getattr(pattern, "name", None) in _PAGES:
            pattern.callback = _keeps_first(pattern.callback)
    return patterns


def keep_posted(request: HttpRequest) -> bool:
    """Keep a whole form that could not be taken. True when its author finds it again."""
    opening = Opening.read(request.POST.get(OPENING, "")) if request.method == "POST" else None
    try:
        return opening is not None and _keep(opening, request.POST) is True
    except PermissionDenied:
        return False


def after_saving(request: HttpRequest, guide: Guide) -> None:
    """The words of this opening are in the guide. Whoever saved was there."""
    opening = Opening.read(request.POST.get(OPENING, ""))
    if opening and opening.author_id == request.user.pk:
        keeping.saved(opening)
        Presence.objects.touch(opening.author_id, guide.pk, opening.number)


def others(guide_id: int, member_id: int) -> list[str]:
    """Who else has the form open, a sentence each."""
    there = Presence.objects.now().filter(guide_id=guide_id).exclude(member_id=member_id)
    return [presence.told for presence in there]


def asked_for(request: HttpRequest, object_id: str | None) -> GuideDraft | None:
    """The words that somebody wants back in the form: their own, of this guide."""
    asked = request.GET.get("draft", "")
    if request.method != "GET" or not asked.isdecimal():
        return None
    guide = int(object_id) if object_id and object_id.isdecimal() else None
    mine = GuideDraft.objects.unsaved().filter(author=cast(Member, request.user))
    mine = mine.filter(guide=guide) if guide else mine.filter(guide=None)
    return mine.filter(pk=int(asked)).first()


def as_typed(request: HttpRequest, draft: GuideDraft) -> HttpRequest:
    """The request that would have saved those words; the form refuses it, with all in it."""
    typed = cast(Any, copy(request))
    typed.method = "POST"
    typed.POST = QueryDict(draft.form)
    typed._files = MultiValueDict()
    typed.draft = draft
    return cast(HttpRequest, typed)


def told(request: HttpRequest, guide: Guide | None) -> dict[str, Any]:
    """What the page of the form needs: its opening, unsaved words, who else is there."""
    member = cast(Member, request.user)
    guide_id = guide.pk if guide else None
    draft: GuideDraft | None = getattr(request, "draft", None)
    opening = Opening.read(request.POST.get(OPENING, ""))
    if draft:
        opening = Opening(member.pk, guide_id, draft.opening)
    elif opening is None or (opening.author_id, opening.guide_id) != (member.pk, guide_id):
        opening = Opening.new(member.pk, guide_id)
    mine = GuideDraft.objects.unsaved().of(member, guide if guide_id else None).defer("form")
    return {
        "opening": opening.signed,
        "restored": draft,
        "drafts": mine.exclude(opening=opening.number),
        "others": others(guide_id, member.pk) if guide_id else [],
    }


def without_mistakes(form: Any, formsets: Iterable[Any]) -> None:
    """Words that come back are not judged before somebody saves them."""
    form._errors = ErrorDict()
    for formset in formsets:
        formset._non_form_errors = ErrorList()
        for part in formset.forms:
            part._errors = ErrorDict()


def _keep(opening: Opening, posted: QueryDict) -> bool | None:
    """None: there were no words in it."""
    member = Member.objects.filter(pk=opening.author_id, is_active=True, is_staff=True).first()
    guide = Guide.objects.filter(pk=opening.guide_id).first() if opening.guide_id else None
    gone = opening.guide_id and guide is None
    if member is None or gone or not may_write(member, guide):
        raise PermissionDenied
    if _ANY_FIELD not in posted:
        return None
    words = keeping.what_counts(posted, guide, may_publish=may_publish(member))
    if sum(map(len, words.values())) > keeping.MOST_CHARACTERS:
        return None
    return keeping.keep(opening, words)


def may_write(member: Member, guide: Guide | None) -> bool:
    return may_edit(member, guide) if guide else member.has_perm("articles.add_guide")


def _keeps_first(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method == "POST" and not request.user.is_authenticated:
            keep_posted(request)
        return view(request, *args, **kwargs)

    return answer

"""A member's profile, as others see it, and the pages on which they change it."""

from typing import cast

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import typed
from accounts.http import MemberRequest
from accounts.models import Member, Profile, SeenBy
from accounts.profiles import avatars
from accounts.profiles.forms import PictureForm, PrivacyForm, ProfileForm

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def profile(request: HttpRequest, name: str) -> HttpResponse:
    """What this reader may see of somebody. The same "not found" for a name that nobody has, for
    somebody who was let in no more, and for somebody who shows nothing."""
    own = isinstance(request.user, Member) and request.user.name == name
    found = own_profile(cast(MemberRequest, request)) if own else find(name)
    seen = found.seen(audience_of(request))
    if seen.is_empty and not own:
        raise Http404
    context = {
        "owner": found.member,
        "seen": seen,
        "own": own,
        "report_url": "" if own else reverse("comments:report_profile", args=[name]),
    }
    return render(request, "accounts/profile.html", context)


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """Their picture, for whom they show it to."""
    found = find(name)
    own = found.member_id == request.user.pk
    if not found.avatar or not (own or found.shows("avatar", audience_of(request))):
        raise Http404
    try:
        file = avatars.opened(found)
    except OSError as error:
        raise Http404 from error
    response = FileResponse(file, content_type="image/webp")
    response.headers["Content-Disposition"] = "inline"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # It may be gone, or for fewer people, in a minute.
    response.headers["Cache-Control"] = "private, no-store"
    return response


def find(name: str) -> Profile:
    people = Profile.objects.select_related("member").filter(member__is_active=True)
    found = people.filter(member__name=name, member__leaving=None).first()
    if found is None:
        raise Http404
    return found


def audience_of(request: HttpRequest) -> str:
    return SeenBy.MEMBERS if request.user.is_authenticated else SeenBy.EVERYONE


# One's own --------------------------------------------------------------------------------------


def own_profile(request: MemberRequest) -> Profile:
    """Theirs, or an empty one that is kept as soon as they save something."""
    found = Profile.objects.filter(member=request.user).first()
    return found or Profile(member=request.user)


@require_http_methods(GET_OR_POST)
@typed.kept_when_logged_out
def about(request: MemberRequest) -> HttpResponse:
    """What a member says of themselves."""
    told = _("Saved. Under “Who sees what” you choose who sees it.")
    return ask(request, ProfileForm, "own_profile", told)


def ask(
    request: MemberRequest, form_of: type[ProfileForm | PrivacyForm], name: str, told: str
) -> HttpResponse:
    """One form about their profile: shown, come back with a problem, or saved and `told`. `name`
    is that of its address and of its template."""
    mine = own_profile(request)
    form = form_of(typed.sent_or_kept(request), profile=mine)
    if request.method == "POST" and form.is_valid():
        form.save()
        typed.forget(request)
        messages.success(request, told)
        return redirect(name)
    context = {"form": form, "profile": mine, "path": request.path}
    context["whose"] = typed.mark_of(request.user)
    return render(request, f"accounts/{name}.html", context, status=422 if form.errors else 200)


@require_http_methods(GET_OR_POST)
@login_required
def own_picture(request: MemberRequest) -> HttpResponse:
    """Give oneself a picture, or take it off."""
    mine = own_profile(request)
    if "remove" in request.POST:
        avatars.take_off(mine)
        messages.success(request, _("Your picture is gone."))
        return redirect("own_picture")
    is_sent = request.method == "POST"
    if is_sent and not ratelimit.consume(request, action="send_picture"):
        return picture_page(request, mine, PictureForm.too_many(), status=429, after=3600)
    form = PictureForm(request.POST, request.FILES) if is_sent else PictureForm()
    if form.is_valid():
        avatars.put(mine, form.cleaned_data["picture"])
        messages.success(request, _("Saved. Under “Who sees what” you choose who sees it."))
        return redirect("own_picture")
    if form.has_error("picture", "busy"):
        return picture_page(request, mine, form, status=503, after=60)
    return picture_page(request, mine, form, status=422 if form.errors else 200)


def picture_page(
    request: HttpRequest, mine: Profile, form: PictureForm, *, status: int, after: int = 0
) -> HttpResponse:
    """The page with the form; `after` so many seconds one may try again."""
    context = {"form": form, "profile": mine, "path": request.path}
    response = render(request, "accounts/own_picture.html", context, status=status)
    if after:
        response.headers["Retry-After"] = str(after)
    return response


@require_http_methods(GET_OR_POST)
@typed.kept_when_logged_out
def privacy(request: MemberRequest) -> HttpResponse:
    """Who sees what."""
    return ask(request, PrivacyForm, "privacy", _("Saved."))


@require_safe
@login_required
def hub(request: MemberRequest) -> HttpResponse:
    """All settings, each on a page of its own."""
    return render(request, "accounts/settings.html", {"path": request.path})

"""Telling the team that one is worried about somebody; and where help is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest, keep_in_browser
from comments import keeping, landing
from comments.asking import for_members, page, refused
from comments.concern import raising, support
from comments.concern.forms import CountryForm, WorryForm
from comments.concern.raising import CannotWorry
from comments.fetched import comment_or_404
from comments.views import LONG, ask_or_take, gone, sent, typed
from comments.visibility import Reader, may_open


@ask_or_take
@for_members
def concern(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that one is worried about whoever wrote a comment."""
    said = comment_or_404(pk)
    if not said.is_published or not may_open(said, Reader.of(request.user)):
        return gone(request, said)
    if said.is_by(request.user.pk):
        return redirect("comments:support")
    if said.author_id is None:
        told = _("Whoever wrote this has no account here any more.")
        landing.tell(request, told, landing.COMMENT)
        return redirect(said)
    kept = keeping.kept_for(request, request.path)
    form = WorryForm(sent(request), comment=said, member=request.user, kept=kept)
    if form.is_valid():
        return tell(request, form)
    return page(
        request,
        "comments/concern.html",
        said.discussion,
        status=422 if form.is_bound else 200,
        heading=_("You are worried about whoever wrote comment %(number)s")
        % {"number": said.number},
        form=form,
        comment=said,
        is_long=len(said.html) > LONG,
        back_url=said.get_absolute_url(),
    )


def tell(request: MemberRequest, form: WorryForm) -> HttpResponse:
    again = raising.said_before(form.comment, request.user) is not None
    try:
        form.save()
    except CannotWorry as reason:
        return refused(request, form.comment.discussion, reason, words=typed(request))
    keeping.forget(request, request.path)
    if again:
        told = _("You told us about this before. People of the team look after it.")
    else:
        told = _("Thank you for looking out for somebody. The team reads this before all else.")
    landing.tell(request, told, landing.COMMENT)
    return redirect(form.comment)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def help_now(request: HttpRequest) -> HttpResponse:
    """Whom one can call or write to, in one's own country."""
    form = CountryForm(sent(request), initial={"country": support.country_of(request)})
    if form.is_valid():
        response = redirect("comments:support")
        keep_in_browser(response, support.COOKIE, form.cleaned_data["country"])
        return response
    context = {"form": form, "support": support.support_for(request)}
    status = 422 if form.is_bound else 200
    return render(request, "comments/support.html", context, status=status)

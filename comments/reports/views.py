"""Asking a moderator to look, taking it back, and seeing what one has asked."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import MemberRequest
from accounts.models import Member
from comments import keeping, landing, said
from comments.asking import for_writers, page, refused, stopped
from comments.duty import hours
from comments.fetched import comment_or_404
from comments.models import Report
from comments.refusing import HeldBack, Refused
from comments.reports import asking
from comments.reports.forms import ProfileReportForm, ReportForm
from comments.shown import numbered, written
from comments.talk import number_in
from comments.views import LONG, ask_or_take, gone, sent, typed
from comments.visibility import Reader, Sight, may_open, sights_of

A_PAGE = 20


@ask_or_take
@for_writers
def report(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask a moderator to look at a comment."""
    said = comment_or_404(pk)
    if not said.is_published or not may_open(said, Reader.of(request.user)):
        return gone(request, said)
    if said.is_by(request.user.pk):
        told = _("You wrote this comment. You can change it or take it back.")
        landing.tell(request, told, landing.COMMENT)
        return redirect(said)
    made = asking.made_before(said, request.user)
    if made and request.method == "POST":
        keeping.forget(request, request.path)
        landing.tell(request, thanks(made, again=True), landing.COMMENT)
        return redirect(said)
    kept = keeping.kept_for(request, request.path)
    form = ReportForm(sent(request), comment=said, reporter=request.user, kept=kept)
    if form.is_valid():
        return take(request, form)
    return page(
        request,
        "comments/report.html",
        said.discussion,
        status=422 if form.is_bound else 200,
        heading=_("Report comment %(number)s") % {"number": said.number},
        form=form,
        made=made,
        comment=said,
        is_long=len(said.html) > LONG,
        back_url=said.get_absolute_url(),
    )


def take(request: MemberRequest, form: ReportForm) -> HttpResponse:
    try:
        made = form.save()
    except Refused as reason:
        return refused(request, form.comment.discussion, reason, words=typed(request))
    keeping.forget(request, request.path)
    # It may have been taken down by this very report: its page is then gone.
    form.comment.refresh_from_db()
    stays = form.comment.is_published
    landing.tell(request, thanks(made), landing.COMMENT if stays else landing.TALK)
    return redirect(form.comment if stays else form.comment.discussion)


def thanks(made: Report, *, again: bool = False) -> str:
    if made.answered_at:
        return _(
            "Thank you. A moderator has looked at these words for this reason already. "
            "You need do no more."
        )
    if again:
        return _("You asked about this comment before. A moderator knows; you need do no more.")
    return will_look()


def will_look() -> str:
    told, nobody = _("Thank you. A moderator will look."), _("Nobody is told who asked.")
    return f"{told} {hours.in_words()} {nobody}"


@ask_or_take
@for_writers
def profile(request: MemberRequest, name: str) -> HttpResponse:
    """Ask a moderator to look at somebody's name, profile or picture."""
    member = get_object_or_404(Member, name__iexact=name, is_active=True)
    if member.pk == request.user.pk or not said.is_known(member):
        raise Http404
    form = ProfileReportForm(sent(request), member=member, reporter=request.user)
    if not form.is_valid():
        context = {"form": form, "member": member}
        status = 422 if form.is_bound else 200
        return render(request, "comments/report_profile.html", context, status=status)
    try:
        form.save()
    except HeldBack as reason:
        return stopped(request, reason, typed(request))
    except Refused as reason:
        form.add_error(None, str(reason))
        context = {"form": form, "member": member}
        return render(request, "comments/report_profile.html", context, status=429)
    messages.success(request, will_look())
    return redirect("comments:reports")


@require_safe
@login_required
def mine(request: MemberRequest) -> HttpResponse:
    """What one has asked, newest first, and what became of the asking."""
    before = number_in(request.GET.get("before", ""))
    own = Report.objects.filter(reporter=request.user).order_by("-pk")
    if before:
        own = own.filter(pk__lt=before)
    places = ["comment__discussion__guide__live_revision", "comment__discussion__topic", "member"]
    found = list(own.select_related(*places)[: A_PAGE + 1])
    more, found = len(found) > A_PAGE, found[:A_PAGE]
    about = [made.comment for made in found if made.comment]
    sights = sights_of(about, Reader(request.user.pk))
    context = {
        "reports": [row(made, sights) for made in found],
        "path": request.path,
        "start_url": reverse("comments:reports") if before else "",
        "next_url": f"?before={found[-1].pk}" if more else "",
    }
    return render(request, "comments/reports.html", context)


def row(made: Report, sights: dict[int, Sight]) -> dict[str, Any]:
    """One report of one's own: about what, why, and whether somebody has looked."""
    comment = made.comment
    readable = comment is not None and sights.get(comment.pk) is Sight.WORDS
    if comment:
        about = _("%(comment)s in “%(title)s”") % {
            "comment": numbered(comment),
            "title": comment.discussion.title,
        }
    else:
        about = _("The profile of %(name)s") % {"name": made.member.name if made.member else ""}
    return {
        "pk": made.pk,
        "about": about,
        "url": comment.get_absolute_url() if comment and readable else "",
        "reason": made.get_reason_display(),
        "words": made.words,
        "when": written(made.made_at),
        "state": state(made),
        "waits": made.waits,
    }


def state(made: Report) -> str:
    if made.withdrawn_at:
        return _("You took it back.")
    if made.answered_at:
        return _("A moderator has looked at it.") if made.upheld is not None else _("Closed.")
    return _("Waits for a moderator.")


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one of one's own reports back."""
    if not isinstance(request.user, Member):
        return redirect(f"{reverse('account_login')}?next={reverse('comments:reports')}")
    made = get_object_or_404(Report, pk=pk, reporter=request.user)
    if asking.take_back(made):
        messages.success(request, _("You took it back."))
    elif made.answered_at:
        messages.info(request, _("A moderator has looked at it already, so it stands."))
    return redirect("comments:reports")

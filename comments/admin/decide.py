"""The page of a case, and of any comment: everything one needs to decide, and the decision."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.http import MemberRequest
from accounts.models import Member
from comments.admin import told
from comments.admin.asked import DecisionForm, form_for
from comments.admin.rights import is_own
from comments.admin.verdict import VERBS, Seen, Stale, decide, fitting
from comments.deciding import CannotDecide, Why, open_case
from comments.models import Case, Comment, Decision, Status
from comments.visibility import Reader

# The opposite of each decision, where there is one.
OPPOSITE = {"publish": "hide", "restore": "hide", "reject": "publish", "hide": "restore"}
DONE = {
    "publish": _lazy("Published: %(comment)s."),
    "reject": _lazy("Not published: %(comment)s."),
    "keep": _lazy("Kept as it is: %(comment)s."),
    "hide": _lazy("Taken down: %(comment)s."),
    "restore": _lazy("Put back: %(comment)s."),
}


def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Show what there is to know about a comment, or take the decision about it."""
    comment = found(pk)
    if is_own(comment, request.user):
        context = framed(request, _("Somebody else decides about this one"))
        return render(request, "admin/comments/own.html", context, status=403)
    if request.method != "POST":
        return page(request, comment)
    verb = request.POST.get("verb", "")
    if verb not in VERBS:
        return page(request, comment, problem=_("Choose what to do with it."), status=422)
    form = form_for(verb, request.POST, replies=told.with_replies(comment))
    if not form.is_valid():
        return page(request, comment, form=form, status=422)
    return take(request, comment, form)


def found(pk: int) -> Comment:
    comment = Comment.objects.for_its_desk().filter(pk=pk).first()
    if comment is None:
        raise Http404
    return comment


def take(request: MemberRequest, comment: Comment, form: DecisionForm) -> HttpResponse:
    """Take the decision, say so, and open what waits next."""
    why = Why(
        by=request.user,
        reason=form.cleaned_data.get("reason", ""),
        note=form.cleaned_data.get("note", ""),
    )
    case = open_case(comment)
    try:
        decision = decide(form.verb, comment, why, form.seen, whole_branch=form.hides_branch)
    except Stale:
        problem = meanwhile(found(comment.pk), form.seen)
        return page(request, found(comment.pk), form=form, problem=problem, status=409)
    except CannotDecide as reason:
        return page(request, found(comment.pk), form=form, problem=str(reason), status=409)
    tell(request, comment, form.verb, decision)
    if case is None:
        return redirect(request.path)
    return redirect(url_of_next(case, request.user))


def meanwhile(comment: Comment, seen: Seen) -> str:
    """Who did what while the moderator was reading."""
    if seen.revision is not None and seen.revision != comment.latest_number:
        told_words = _("The author has changed the words meanwhile. Read the new ones first.")
        return f"{told_words} {_NOTHING_DONE}"
    decisions = Decision.objects.filter(comment=comment).about_reading()
    last = decisions.select_related("by").order_by("-id").first()
    if last and seen.decision is not None and seen.decision != last.pk:
        facts = told.told_of(last)
        said = _("Decided meanwhile by %(who)s on %(when)s: %(what)s.") % facts
        return f"{said} {_NOTHING_DONE}"
    return f"{_('Something was added to this case meanwhile. Read it first.')} {_NOTHING_DONE}"


_NOTHING_DONE = _lazy("Nothing was changed by you. Your note is still here.")


def tell(request: MemberRequest, comment: Comment, verb: str, decision: Decision | None) -> None:
    """Say what was done, with the way to see it and to take it back."""
    if decision is None:
        messages.info(
            request,
            _("That was decided already, so nothing changed: %(comment)s.") % {"comment": comment},
        )
        return
    said = DONE[verb] % {"comment": comment}
    view = format_html('<a href="{}">{}</a>', comment.get_absolute_url(), _("View"))
    desk = reverse("admin:comments_comment_change", args=[comment.pk])
    undo = format_html('<a href="{}#decide">{}</a>', desk, _("Undo"))
    opposite = OPPOSITE.get(verb) in fitting(comment, None)
    # What was an edit has no way back: its author can send it again.
    links = [view, undo] if opposite and decision.old_status != decision.new_status else [view]
    messages.success(request, format_html("{} {}", said, format_html(" {} " * len(links), *links)))


def url_of_next(case: Case, member: Member) -> str:
    """What waits longest after this case, then what waits longest at all, then the list."""
    others = Case.objects.open().not_about(member).exclude(pk=case.pk)
    following = others.after(case).first() or others.first()
    if following is None:
        return reverse("admin:comments_case_changelist")
    return reverse("admin:comments_case_change", args=[following.pk])


def page(
    request: MemberRequest,
    comment: Comment,
    *,
    form: DecisionForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """Everything about a comment. A form that came back keeps what was typed in it."""
    case = open_case(comment)
    reports = list(case.reports.order_by("made_at")) if case else []
    gone = comment.status == Status.WITHDRAWN
    context = framed(request, told.reason_first(comment, case, reports)) | {
        "comment": comment,
        "case": case,
        "who": told.who(comment),
        "posted": told.written(comment.posted_at),
        "standing": comment.get_status_display(),
        "guide": told.guide_of(comment),
        "words": {} if gone else told.words_of(comment),
        "around": told.surroundings(comment, Reader.of(request.user)),
        "reports": told.what_reports_say(reports),
        "member": told.member_of(comment),
        "history": told.history_of(comment),
        "forms": forms(comment, case, form),
        "failed": form if form and form.errors else None,
        "problem": problem,
        "waits_since": told.written(case.opened_at) if case else "",
        "pass_on_url": pass_on_url(request, comment),
        "skip_url": url_of_next(case, request.user) if case else "",
    }
    return render(request, "admin/comments/case.html", context, status=status)


def pass_on_url(request: MemberRequest, comment: Comment) -> str:
    """Where the comment is passed on to the authors of the guide, and the way back here."""
    if not (comment.is_published and request.user.has_perm("articles.add_guidequestion")):
        return ""
    way_back = urlencode({"next": request.get_full_path()})
    return f"{reverse('comments:pass_on', args=[comment.pk])}?{way_back}"


def forms(
    comment: Comment, case: Case | None, came_back: DecisionForm | None
) -> list[dict[str, Any]]:
    """One form for each decision that fits, each with what the page shows now."""
    seen = Seen.of(comment, case)
    shown = {"version": seen.version, "revision": seen.revision, "decision": seen.decision}
    offered = []
    for verb in fitting(comment, case):
        replies = told.with_replies(comment) if verb == "hide" else ""
        form = form_for(verb, initial=shown, replies=replies)
        if came_back and came_back.verb == verb:
            came_back.data = {**came_back.data, **shown}
            form = came_back
        offered.append(
            {"verb": verb, "form": form, "label": label(verb, comment), "open": form is came_back}
        )
    if came_back and came_back.data.get("note") and came_back.verb not in fitting(comment, case):
        offered.append({"verb": "", "note": came_back.data["note"]})
    return offered


def label(verb: str, comment: Comment) -> str:
    """The words on a button."""
    newer = comment.has_newer_words
    words = {
        "publish": _("Publish the new words") if newer else _("Publish"),
        "reject": _("Do not publish the new words") if newer else _("Do not publish"),
        "keep": _("Keep"),
        "hide": _("Take down"),
        "restore": _("Put back"),
    }
    return words[verb]


def framed(request: MemberRequest, title: str) -> dict[str, Any]:
    return {**admin.site.each_context(request), "title": title, "opts": Case._meta}

"""Taking a decision about one comment, and opening what waits next."""

from django.contrib import messages
from django.http import HttpResponse
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
from comments.admin.verdict import VERBS, Seen, Stale, decide
from comments.deciding import CannotDecide, Why, open_case
from comments.desk.claiming import claim_next
from comments.desk.kinds import address_of
from comments.desk.last import LAST
from comments.desk.page import Opened, framed, page
from comments.models import Case, CaseQuerySet, Comment, Decision, Reason

DONE = {
    "publish": _lazy("Published: %(comment)s."),
    "reject": _lazy("Not published: %(comment)s."),
    "keep": _lazy("Kept as it is: %(comment)s."),
    "hide": _lazy("Taken down: %(comment)s."),
    "restore": _lazy("Put back: %(comment)s."),
    "ask": _lazy("The author is asked for an edit: %(comment)s."),
    "spam": _lazy("Removed as spam: %(comment)s."),
}
HIDDEN = ("version", "revision", "decision")


def answer(
    request: MemberRequest,
    comment: Comment,
    case: Case | None,
    *,
    queue: CaseQuerySet | None = None,
) -> HttpResponse:
    """Show what there is to know about a comment, or take the decision about it.

    `queue` is what waits beside this case; without one the page of the comment itself opens again.
    """
    if is_own(comment, request.user):
        context = framed(request, title=_("Somebody else decides about this one"))
        return render(request, "admin/comments/own.html", context, status=403)
    if request.method != "POST":
        return page(request, comment, case, Opened(queue))
    verb = request.POST.get("verb", "")
    if verb not in VERBS:
        problem = _("Choose what to do with it.")
        return page(request, comment, case, Opened(queue, problem=problem, status=422))
    replies = told.with_replies(comment) if verb == "hide" else ""
    form = form_for(verb, request.POST, replies=replies)
    if not form.is_valid() and not any(name in form.errors for name in HIDDEN):
        return page(request, comment, case, Opened(queue, form, status=422))
    return take(request, comment, case, form, queue)


def take(
    request: MemberRequest,
    comment: Comment,
    case: Case | None,
    form: DecisionForm,
    queue: CaseQuerySet | None,
) -> HttpResponse:
    """Take the decision, say so, and open what waits next."""
    try:
        decision = decided(request.user, comment, form)
    except Stale:
        problem = meanwhile(comment, form.seen)
    except CannotDecide as reason:
        problem = str(reason)
    else:
        tell(request, comment, form.verb, decision)
        return redirect(url_of_next(request, case, queue) if case else request.path)
    comment = Comment.objects.for_its_desk().get(pk=comment.pk)
    now = Case.objects.filter(pk=case.pk).first() if case else open_case(comment)
    return page(request, comment, now, Opened(queue, form, problem=problem, status=409))


def decided(member: Member, comment: Comment, form: DecisionForm) -> Decision | None:
    """Stale when the form does not say what its page showed."""
    if form.errors or not form.seen.is_whole:
        raise Stale
    given = form.cleaned_data
    reason = Reason.ADVERTISING if form.verb == "spam" else given.get("reason", "")
    why = Why(by=member, reason=reason, note=given.get("note", ""))
    return decide(form.verb, comment, why, form.seen, whole_branch=form.hides_branch)


def meanwhile(comment: Comment, seen: Seen) -> str:
    """Who did what while the moderator was reading."""
    comment.refresh_from_db()
    nothing = _("Nothing was changed by you. Your note is still here.")
    if seen.revision is not None and seen.revision != comment.latest_number:
        changed = _("The author has changed the words meanwhile. Read the new ones first.")
        return f"{changed} {nothing}"
    decisions = Decision.objects.filter(comment=comment).about_reading()
    last = decisions.select_related("by").order_by("-id").first()
    if last and seen.decision is not None and seen.decision != last.pk:
        facts = told.told_of(last)
        said = _("Decided meanwhile by %(who)s on %(when)s: %(what)s.") % facts
        return f"{said} {nothing}"
    if not seen.is_whole:
        return f"{_('The form did not say what you had seen. Here is how it stands.')} {nothing}"
    return f"{_('Something was added to this case meanwhile. Read it first.')} {nothing}"


def tell(request: MemberRequest, comment: Comment, verb: str, decision: Decision | None) -> None:
    """Say what was done, with the way to see it. Undoing is a button of the page that opens."""
    if decision is None:
        known = _("That was decided already, so nothing changed: %(comment)s.")
        messages.info(request, known % {"comment": comment})
        return
    remember(request, decision)
    said = DONE[verb] % {"comment": comment}
    view = format_html('<a href="{}">{}</a>', comment.get_absolute_url(), _("View"))
    messages.success(request, format_html("{} {}", said, view))


def remember(request: MemberRequest, decision: Decision) -> None:
    """What the button *Undo last* takes back. It goes with the session."""
    request.session[LAST] = {"pk": decision.pk, "verb": decision.verb}


def url_of_next(request: MemberRequest, case: Case, queue: CaseQuerySet | None) -> str:
    """What waits after this case, in this person's hands; the queue when nothing is left."""
    asked = request.GET.urlencode()
    query = f"?{asked}" if asked else ""
    following = None
    if queue is not None:
        waiting = queue.filter(closed_at=None, waits_for_clinician=False)
        following = claim_next(waiting, request.user, after=case)
    return f"{address_of(following) if following else reverse('desk:queue')}{query}"

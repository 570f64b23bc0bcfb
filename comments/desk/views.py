"""The pages of the desk: the queue, one case, and what is pressed there."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from comments.admin.rights import is_own, may_moderate
from comments.deciding import CannotDecide, Why
from comments.desk import advising, claiming, consulting, taking, undoing
from comments.desk.asking import ClinicianForm
from comments.desk.filtering import DECIDED, chosen
from comments.desk.header import counted, number_shown
from comments.desk.here import here
from comments.desk.kinds import PAGES, address_of, open_to
from comments.desk.last import LAST, undoable
from comments.desk.page import Opened, framed, hands, page
from comments.desk.pressing import pressed
from comments.desk.rights import for_moderators, for_the_desk
from comments.desk.rows import A_PAGE, CARE, rows
from comments.desk.ways import query_of, way_back
from comments.models import AtDesk, Case, CaseKind, CaseQuerySet, Comment, Decision
from comments.talk import number_in

PAGE_OF_QUEUE = ["GET", "HEAD"]
PAGE_OF_CASE = ["GET", "HEAD", "POST"]


@require_http_methods(PAGE_OF_QUEUE)
@for_the_desk
def queue(request: MemberRequest) -> HttpResponse:
    """What waits, in its order; as many as one reads in one go."""
    form, cases = chosen(request, request.user, choices=True)
    is_decided = form.is_bound and form.asked.get("state") == DECIDED
    total = counted(cases)
    start = min(number_in(request.GET.get("from", "")), max(total - 1, 0))
    shown = rows(cases[start : start + A_PAGE], request.user)
    asked = request.GET.copy()
    asked.pop("from", None)
    context = {
        "title": _("Waiting"),
        "form": form,
        "is_narrowed": bool(form.is_bound and form.asked),
        "is_decided": is_decided,
        "rows": shown,
        "has_concern": any(row.tone == CARE for row in shown),
        "total": number_shown(total),
        "asked": asked.urlencode(),
        "more_from": start + A_PAGE if start + A_PAGE < total else 0,
        "less_from": max(start - A_PAGE, 0) if start else None,
        "here": here(request.user),
        "last": undoable(request),
        "decides": may_moderate(request.user),
        "together": may_moderate(request.user) and not is_decided,
    }
    return render(request, "admin/comments/queue.html", framed(request, **context))


def found(request: MemberRequest, pk: int) -> Case:
    """The case, if this person may open it. 404 for all others, and for what does not exist."""
    case = open_to(request.user).filter(pk=pk).select_related("claimed_by").first()
    # About their own words they are told that somebody else decides, and nothing more.
    own = Case.objects.filter(pk=pk, comment__author=request.user, is_concern=False)
    case = case or own.filter(kind__in=PAGES).first()
    if case is None:
        raise Http404
    return case


def waiting(request: MemberRequest) -> CaseQuerySet:
    """What waits beside an open case, as it was narrowed."""
    _form, cases = chosen(request, request.user)
    return cases


@require_http_methods(PAGE_OF_CASE)
@for_the_desk
def case(request: MemberRequest, pk: int) -> HttpResponse:
    """One case. A decided one leads to its comment, unless somebody is just deciding it, too."""
    one = found(request, pk)
    if one.comment_id is None or address_of(one) != request.path:
        return redirect(address_of(one))
    comment = Comment.objects.for_its_desk().get(pk=one.comment_id)
    if not may_moderate(request.user):
        return consulting.answer(request, comment, one)
    if one.closed_at and request.method != "POST":
        return redirect("admin:comments_comment_change", one.comment_id)
    return taking.answer(request, comment, one, queue=waiting(request))


@for_moderators
@pressed
def begin(request: MemberRequest) -> HttpResponse:
    """Take the first that nobody else has, and open it."""
    free = waiting(request).filter(closed_at=None, waits_for_clinician=False)
    first = claiming.claim_next(free, request.user)
    if first is None:
        messages.info(request, _("Nothing is left that nobody else has in hand."))
        return redirect("desk:queue")
    return redirect(f"{address_of(first)}{query_of(request)}")


@for_moderators
@pressed
def skip(request: MemberRequest, pk: int) -> HttpResponse:
    """Decide nothing, give it back, and open the next."""
    one = found(request, pk)
    claiming.release(one, request.user)
    return redirect(taking.url_of_next(request, one, waiting(request)))


@for_the_desk
@pressed
def claim(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep the case for ten minutes. Asked by the page itself, it answers with who has it."""
    one = found(request, pk)
    quiet = "quiet" in request.POST
    if not (quiet and AtDesk.objects.is_resting(request.user)):
        claiming.claim(one, request.user)
    if not quiet:
        return redirect(f"{address_of(one)}{query_of(request)}")
    now = Case.objects.select_related("claimed_by").get(pk=pk)
    state = {"case": now, "here": here(request.user), "hands": hands(now, request)}
    return render(request, "admin/comments/_hands.html", state)


@for_the_desk
@pressed
def stay(request: MemberRequest) -> HttpResponse:
    """Say that one is there, and learn who else is: the queue asks this while it is open."""
    if not AtDesk.objects.is_resting(request.user):
        AtDesk.objects.touch(request.user)
    return render(request, "admin/comments/_hands.html", {"here": here(request.user)})


@for_moderators
@pressed
def keys(request: MemberRequest) -> HttpResponse:
    """Switch the one-letter keys on or off."""
    AtDesk.objects.set_keys(request.user, "on" in request.POST)
    return redirect(way_back(request))


@for_moderators
@pressed
def undo(request: MemberRequest) -> HttpResponse:
    """Take back what was decided last, at once, and open it again."""
    wanted = number_in(request.POST.get("decision", ""))
    if not wanted:
        # What stands on another page is never guessed: the one before would be undone by a repeat.
        messages.warning(request, _("Nothing was undone: this does not say what. Use the button."))
        return redirect(way_back(request))
    last = Decision.objects.filter(pk=wanted, by=request.user).select_related("case").first()
    if last is None:
        raise Http404
    if request.session.get(LAST, {}).get("pk", 0) in {last.pk, last.parent_id}:
        del request.session[LAST]
    take_back(request, last)
    reopened = Case.objects.filter(pk=last.case_id or 0, closed_at=None).first()
    if reopened is None:
        return redirect(way_back(request))
    claiming.claim(reopened, request.user)
    return redirect(f"{address_of(reopened)}{query_of(request)}")


def take_back(request: MemberRequest, last: Decision) -> None:
    """Undo it, with all that was decided together with it, and tell what became of each."""
    left = []
    for one in undoing.all_of(last):
        try:
            undoing.undo(one, Why(by=request.user))
        except CannotDecide as reason:
            left.append(str(reason))
        else:
            said = _("Undone: %(comment)s stands as before.") % {"comment": one.comment}
            messages.success(request, said)
    for why_not in dict.fromkeys(left):
        messages.warning(request, why_not)


@for_moderators
@pressed
def ask_clinician(request: MemberRequest, pk: int) -> HttpResponse:
    """Pass the case to a clinician with a question, and open the next."""
    one = found(request, pk)
    if one.kind != CaseKind.COMMENT:
        raise Http404
    form = ClinicianForm(request.POST)
    comment = Comment.objects.for_its_desk().get(pk=one.comment_id or 0)
    if is_own(comment, request.user):
        return taking.answer(request, comment, one)
    beside = waiting(request)
    if not form.is_valid() and "version" not in form.errors:
        return page(request, comment, one, Opened(beside, question=form, status=422))
    try:
        words = form.cleaned_data.get("words", "")
        advising.ask(one, request.user, words, version=form.seen)
    except CannotDecide as reason:
        one.refresh_from_db()
        came_back = Opened(beside, question=form, problem=str(reason), status=409)
        return page(request, comment, one, came_back)
    messages.success(request, _("A clinician will look: %(comment)s.") % {"comment": comment})
    return redirect(taking.url_of_next(request, one, beside))

"""The page of a case, and of any comment: everything one needs to decide."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.http import MemberRequest
from comments.admin import told
from comments.admin.asked import DecisionForm, form_for
from comments.admin.verdict import Seen, fitting
from comments.desk import surroundings
from comments.desk.asking import ClinicianForm
from comments.desk.here import here
from comments.desk.last import undoable
from comments.desk.rows import BESIDE, Row, rows, weighed
from comments.desk.similar import similar
from comments.models import Case, CaseQuerySet, Cause, Comment, Status
from comments.sanctions import networks

# One letter for each button, where somebody switched that on.
KEYS = {
    "publish": "K",
    "keep": "K",
    "restore": "K",
    "reject": "R",
    "hide": "H",
    "ask": "E",
    "spam": "S",
}


@dataclass(frozen=True)
class Opened:
    """How a page is opened: beside which queue, and with what came back."""

    queue: CaseQuerySet | None = None
    form: DecisionForm | None = None
    question: ClinicianForm | None = None
    problem: str = ""
    status: int = 200


def page(
    request: MemberRequest, comment: Comment, case: Case | None, opened: Opened
) -> HttpResponse:
    """Everything about a comment. A form that came back keeps what was typed in it."""
    form, question, queue = opened.form, opened.question, opened.queue
    open_case = case if case and case.is_open else None
    failed = next((each for each in (form, question) if each and each.errors), None)
    context = (
        about(request, comment, open_case)
        | deciding_bar(request, comment, open_case, form)
        | {
            "question": asking_again(question, open_case),
            "kept": question.data.get("words", "") if question else "",
            "failed": failed,
            "problem": opened.problem,
            "rows": beside(queue, request, case),
            "asked": request.GET.urlencode(),
        }
    )
    return render(
        request, "admin/comments/case.html", framed(request, **context), status=opened.status
    )


def asking_again(question: ClinicianForm | None, case: Case | None) -> ClinicianForm | None:
    """The form for a question, bound to what the page shows now; none where none can be asked."""
    if case is None or case.waits_for_clinician:
        return None
    if question is None:
        return ClinicianForm(initial={"version": case.version})
    question.data = dict(question.data.items()) | {"version": case.version}
    return question


def beside(queue: CaseQuerySet | None, request: MemberRequest, case: Case | None) -> list[Row]:
    """The beginning of the queue, as it was narrowed."""
    if queue is None or case is None:
        return []
    return rows(queue, request.user, limit=BESIDE, opened=case.pk)


def about(request: MemberRequest, comment: Comment, case: Case | None) -> dict[str, Any]:
    """What there is to know before anybody decides."""
    has_reports = case is not None and Cause.REPORTED in case.causes
    reports = list(case.reports.standing().order_by("made_at")) if case and has_reports else []
    hits = told.hits_on(comment)
    words = {} if comment.status == Status.WITHDRAWN else told.words_of(comment, case, hits)
    return {
        "title": told.reason_first(comment, case, reports),
        "comment": comment,
        "case": case,
        "weighed": weighed(case) if case else [],
        "who": told.who(comment),
        "posted": told.written(comment.posted_at),
        "standing": comment.get_status_display(),
        "guide": told.guide_of(comment),
        "words": words,
        "hits": hits,
        "around": surroundings.around(comment, request.user),
        "reports": told.what_reports_say(reports),
        "opinions": opinions(case),
        "member": told.member_of(comment),
        "networks": networks.others(comment.author, asks=request.user) if comment.author else None,
        "similar": similar(comment, case, words.get("plain", ""), reader=request.user),
        "waits_since": told.written(case.opened_at) if case else "",
        "hands": hands(case, request),
        "pass_on_url": pass_on_url(request, comment),
    }


def deciding_bar(
    request: MemberRequest, comment: Comment, case: Case | None, form: DecisionForm | None
) -> dict[str, Any]:
    """The decisions that fit, each bound to what the page shows now; and what came before."""
    history = told.decisions_on(comment)
    seen = Seen.of(comment, case, history)
    place = here(request.user)
    return {
        "history": [told.told_of(decision) for decision in history],
        "forms": forms(comment, case, form, seen),
        "here": place,
        "last": undoable(request),
    }


def framed(request: MemberRequest, **context: Any) -> dict[str, Any]:
    return {**admin.site.each_context(request), "opts": Case._meta, "at_desk": True, **context}


def hands(case: Case | None, request: MemberRequest) -> dict[str, str]:
    """In whose hands it is, and until when."""
    if case is None or case.claimed_by is None or case.claimed_until is None:
        return {}
    until = time_format(localtime(case.claimed_until), "H:i")
    if case.is_claimed_from(request.user):
        return {"other": case.claimed_by.name, "until": until}
    return {"mine": "1", "until": until} if case.claimed_by == request.user else {}


def opinions(case: Case | None) -> list[Any]:
    """What clinicians were asked, and what they said."""
    if case is None or Cause.CLINICIAN not in case.causes:
        return []
    return list(case.opinions.select_related("asked_by", "answered_by"))


def pass_on_url(request: MemberRequest, comment: Comment) -> str:
    """Where the comment is passed on to the authors of the guide, and the way back here."""
    if not (comment.is_published and request.user.has_perm("articles.add_guidequestion")):
        return ""
    way_back = urlencode({"next": request.get_full_path()})
    return f"{reverse('comments:pass_on', args=[comment.pk])}?{way_back}"


def forms(
    comment: Comment, case: Case | None, came_back: DecisionForm | None, seen: Seen
) -> list[dict[str, Any]]:
    """One form for each decision that fits, each with what the page shows now."""
    shown = {"version": seen.version, "revision": seen.revision, "decision": seen.decision}
    offered, fit = [], fitting(comment, case)
    for verb in fit:
        replies = told.with_replies(comment) if verb == "hide" else ""
        form = form_for(verb, initial=shown, replies=replies)
        if came_back and came_back.verb == verb:
            # Not `{**data}`, which makes lists of what was typed.
            came_back.data = dict(came_back.data.items()) | shown
            form = came_back
        offered.append(
            {
                "verb": verb,
                "form": form,
                "label": label(verb, comment),
                "key": KEYS[verb],
                "open": form is came_back,
                "main": verb == fit[0],
            }
        )
    if came_back and came_back.data.get("note") and came_back.verb not in fit:
        # Somebody was faster, and the decision no longer fits. The note is not lost.
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
        "ask": _("Ask for an edit"),
        "spam": _("Spam"),
    }
    return words[verb]

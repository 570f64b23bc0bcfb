"""One decision about many comments: the same verbs, one after the other."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from accounts.http import MemberRequest
from comments.admin import told
from comments.admin.asked import form_for
from comments.admin.listed import SEEN
from comments.admin.rights import is_own
from comments.admin.verdict import Seen, Stale, decide
from comments.deciding import CannotDecide, Why
from comments.models import Comment, Decision
from comments.talk import number_in

# More than anybody reads in one go.
MOST = 100
# What a row says of itself whose page told nothing: no words have this number.
UNSEEN = Seen(revision=0, decision=0)
WANT_A_REASON = {"reject": _lazy("Do not publish"), "hide": _lazy("Take down")}


@dataclass
class Result:
    """What a bulk decision did, and what it left alone."""

    done: int = 0
    already: int = 0
    left: Counter[str] = field(default_factory=Counter)
    parent: Decision | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether all of it was left alone."""
        return bool(self.left) and not self.done and not self.already

    def in_words(self) -> str:
        said = [
            ngettext("%(n)s comment done.", "%(n)s comments done.", self.done) % {"n": self.done}
        ]
        if self.already:
            kept = ngettext("%(n)s was so already.", "%(n)s were so already.", self.already)
            said.append(kept % {"n": self.already})
        for why, many in self.left.items():
            left = ngettext("%(n)s left alone: %(why)s", "%(n)s left alone: %(why)s", many)
            said.append(left % {"n": many, "why": why})
        return " ".join(said)


def answer(request: HttpRequest, verb: str, queryset: QuerySet[Any]) -> HttpResponse | None:
    """Do it at once, or ask for the reason first. None: back to the list."""
    chosen = list(queryset[: MOST + 1])
    if len(chosen) > MOST:
        messages.error(request, _("Choose %(most)s at most. Nothing was done.") % {"most": MOST})
        return None
    replies = told.with_replies_of(chosen) if verb == "hide" else ""
    form = form_for(verb, request.POST if "post" in request.POST else None, replies=replies)
    if verb in WANT_A_REASON and not form.is_valid():
        return ask(request, verb, chosen, form)
    seen = seen_in(request)
    cleaned = form.cleaned_data if form.is_bound else {}
    why = {"reason": cleaned.get("reason", ""), "note": cleaned.get("note", "")}
    whole = form.is_bound and form.hides_branch
    by = cast(MemberRequest, request).user
    result = Result()
    for comment in chosen:
        saw = seen.get(comment.pk, UNSEEN)
        one(result, verb, comment, Why(by=by, parent=result.parent, **why), saw, whole)
    if result.is_nothing:
        return left_alone(request, chosen, form, result)
    level = messages.WARNING if result.left else messages.SUCCESS
    messages.add_message(request, level, result.in_words())
    return None


def one(result: Result, verb: str, comment: Comment, why: Why, saw: Seen, whole: bool) -> None:
    """One comment of many. What cannot be done is left, and told why."""
    if why.by and is_own(comment, why.by):
        result.left[_("You wrote it yourself.")] += 1
        return
    if verb == "publish" and comment.is_published and not comment.has_newer_words:
        verb = "keep"
    try:
        decision = decide(verb, comment, why, saw, whole_branch=whole)
    except Stale:
        result.left[_("Something happened to it since you opened the list.")] += 1
    except CannotDecide as reason:
        result.left[str(reason)] += 1
    else:
        result.done += decision is not None
        result.already += decision is None
        result.parent = result.parent or decision


def ask(request: HttpRequest, verb: str, chosen: list[Any], form: Any) -> HttpResponse:
    """The page between the list and the act: why?"""
    context = {
        **admin.site.each_context(request),
        "title": WANT_A_REASON[verb],
        "chosen": chosen,
        "rows": [row.pk for row in chosen],
        "seen": request.POST.getlist(SEEN),
        "checkbox": helpers.ACTION_CHECKBOX_NAME,
        "action": request.POST.get("action", ""),
        "verb": WANT_A_REASON[verb],
        "form": form,
        "opts": type(chosen[0])._meta if chosen else None,
    }
    status = 422 if form.errors else 200
    return render(request, "admin/comments/bulk.html", context, status=status)


def left_alone(request: HttpRequest, chosen: list[Any], form: Any, result: Result) -> HttpResponse:
    """Nothing could be done. What was typed is not lost."""
    note = form.cleaned_data.get("note", "") if form.is_bound else ""
    context = {
        **admin.site.each_context(request),
        "title": _("Nothing was done"),
        "chosen": chosen,
        "problem": result.in_words(),
        "note": note,
        "opts": type(chosen[0])._meta,
    }
    return render(request, "admin/comments/bulk.html", context, status=409)


def seen_in(request: HttpRequest) -> dict[int, Seen]:
    """What stood in each row of the list: the version of its words, and what was decided last."""
    found = {}
    for row in request.POST.getlist(SEEN):
        numbers = [number_in(part) for part in row.split(":")]
        if len(numbers) == 3:  # noqa: PLR2004 -- comment, words, decision
            found[numbers[0]] = Seen(revision=numbers[1], decision=numbers[2])
    return found

"""What was decided, and what was reported: to be read, never to be changed."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from accounts.http import MemberRequest
from comments import verbs
from comments.admin import told
from comments.admin.rights import Desk
from comments.concern import veil
from comments.concern.veil import VEILED
from comments.models import Decision, Report
from comments.shown import written

# What a list shows of the comment a row is about. Its words stay in the database.
COMMENT = ["comment__author", "comment__discussion__guide", "comment__discussion__topic"]


class Record(Desk):
    """Rows that stand for ever, newest first, each with the way to its comment."""

    ordering = ["-pk"]
    sortable_by = ()
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related(*COMMENT)
        return rows.defer("comment__html")

    @admin.display(description=_("comment"))
    def about(self, row: Any) -> str:
        return str(row.comment)

    @admin.display(description=_("guide"))
    def guide(self, row: Any) -> str:
        return str(row.comment.discussion) if row.comment else ""


class VerbFilter(admin.SimpleListFilter):
    """What was decided, in the words of the list."""

    title = _("decision")
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(verbs.WORDS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(Decision)
class DecisionAdmin(Record):
    """Who decided what, and why."""

    list_display = ["what", "about", "guide", "who", "reason", "when"]
    list_filter = [VerbFilter, "reason", "at"]
    search_fields = ["by__name", "comment__author__name", "note", "rule"]
    search_help_text = _("A name, or words of a note.")
    fields = ["what", "comment", "who", "when", "reason", "note", "whole_branch"]
    fields += ["revision_number", "before", "after"]
    readonly_fields = ["what", "who", "when", "before", "after"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        return super().get_queryset(request).select_related("by")

    @admin.display(description=_("decision"))
    def what(self, decision: Decision) -> str:
        return verbs.in_words(decision.verb)

    @admin.display(description=_("by"))
    def who(self, decision: Decision) -> str:
        return told.who_decided(decision)

    @admin.display(description=_("when"))
    def when(self, decision: Decision) -> str:
        return written(decision.at)

    @admin.display(description=_("before"))
    def before(self, decision: Decision) -> str:
        return told.status_in_words(decision.old_status)

    @admin.display(description=_("after"))
    def after(self, decision: Decision) -> str:
        return told.status_in_words(decision.new_status)


@admin.register(Report)
class ReportAdmin(Record):
    """What members pointed at. Who did so stands nowhere here."""

    list_display = ["kind", "said", "about", "guide", "when"]
    list_filter = ["reason", "made_at"]
    search_fields = ["words", "comment__author__name"]
    search_help_text = _("The name of an author, or words of a report.")
    fields = ["reason", "own_words", "comment", "revision_number", "when"]
    readonly_fields = ["own_words", "when"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        """Nobody reads what was said about them."""
        mine = cast(MemberRequest, request).user
        others = super().get_queryset(request).exclude(comment__author=mine)
        return others.exclude(member=mine).select_related("member")

    @admin.display(description=_("about"))
    def about(self, row: Report) -> str:
        return str(row.comment) if row.comment else str(row.member)

    @admin.display(description=_("reason"))
    def kind(self, report: Report) -> str:
        return report.get_reason_display()

    @admin.display(description=_("in their own words"))
    def said(self, report: Report) -> str:
        return str(VEILED) if veil.in_words(report.words) else report.words

    @admin.display(description=_("in their own words"))
    def own_words(self, report: Report) -> str:
        whose = told.short(report.reason)
        told_so = {"words": report.words, "is_hard": veil.in_words(report.words), "whose": whose}
        return render_to_string("admin/comments/_own_words.html", {"said": told_so})

    @admin.display(description=_("when"))
    def when(self, report: Report) -> str:
        return written(report.made_at)

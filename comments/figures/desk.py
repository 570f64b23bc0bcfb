"""The team's page of figures."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from comments.desk.page import framed
from comments.desk.rights import for_moderators
from comments.figures import agreement, counting
from comments.figures.counting import Span
from comments.figures.plots import Plot

PERCENT = 100


@require_safe
@for_moderators
def figures(request: MemberRequest) -> HttpResponse:
    """Plots, each with its table. The number of queries is fixed."""
    now = timezone.now()
    span = Span.until(now)
    plots = [
        waiting(now),
        how_long(span),
        how_many(span),
        why(span),
        looked_at_again(span),
        found_by_rules(),
        alike(span),
    ]
    context = {"title": _("Figures"), "plots": plots, "weeks": counting.WEEKS}
    return render(request, "admin/comments/figures.html", framed(request, **context))


def waiting(now: datetime) -> Plot:
    labels = [
        _("up to an hour"),
        _("up to 4 hours"),
        _("up to a day"),
        _("up to 3 days"),
        _("up to a week"),
        _("longer"),
    ]
    many = counting.ages(now)
    return Plot(
        "waiting",
        _("What waits now, by how long"),
        _("Every open case, worry about people left out."),
        [_("Waiting"), _("Cases")],
        [(label, [n]) for label, n in zip(labels, many, strict=True)],
        bars=True,
    )


def how_long(span: Span) -> Plot:
    took = counting.times(span)
    return Plot(
        "times",
        _("Hours until a decision, week by week"),
        _("Half of the cases were decided within the first number, nine of ten within the second."),
        [_("Week from"), _("half"), _("nine of ten")],
        [(date_format(monday, "j M"), took[monday]) for monday in span.mondays],
        unit=_("h"),
    )


def how_many(span: Span) -> Plot:
    found = counting.volume(span)
    return Plot(
        "volume",
        _("Cases, week by week"),
        _("Where more is opened than decided, the queue grows."),
        [_("Week from"), _("opened"), _("decided")],
        [(date_format(monday, "j M"), found[monday]) for monday in span.mondays],
    )


def why(span: Span) -> Plot:
    return Plot(
        "reasons",
        _("Why something was not published or taken down"),
        _("Decisions of people that still stand."),
        [_("Reason"), _("Decisions")],
        [(reason, [n]) for reason, n in counting.reasons(span).items()],
        bars=True,
    )


def looked_at_again(span: Span) -> Plot:
    told = counting.appeals(span)
    overturned, stands = list(told.values())[:2]
    plot = Plot(
        "appeals",
        _("Appeals"),
        _("What became of those that authors made."),
        [_("Outcome"), _("Appeals")],
        [(outcome, [n]) for outcome, n in told.items()],
        bars=True,
    )
    if overturned + stands:
        share = round(PERCENT * overturned / (overturned + stands))
        plot.notes.append(_("%(share)s %% of the decided ones were overturned.") % {"share": share})
    return plot


def found_by_rules() -> Plot:
    """Of what people decided about: how much they did not want either."""
    rows: list[tuple[str, list[float | None]]] = []
    for name, found, right, wrong in counting.rules():
        share = PERCENT * right / (right + wrong) if right + wrong else None
        rows.append((name, [share, found, right, wrong]))
    return Plot(
        "rules",
        _("How often rules were right, in 90 days"),
        _("Of what people have decided since: how much of it they did not want either."),
        [_("Rule"), _("right, %"), _("found"), _("not wanted"), _("readers have it")],
        rows,
        bars=True,
    )


def alike(span: Span) -> Plot:
    """How often somebody who did not know what was decided would have decided the same."""
    found = agreement.since(span.begin)
    plot = Plot(
        "agreement",
        _("How alike the team decides"),
        _("Somebody else looked at one in twenty decisions without knowing what was decided."),
        [_("Readers should have it"), _("Looks")],
        [
            (_("both said so"), [found.both]),
            (_("neither said so"), [found.neither]),
            (_("only the first"), [found.first_only]),
            (_("only the second"), [found.second_only]),
        ],
        bars=True,
    )
    if found.looks:
        share = round(PERCENT * found.share)
        plot.notes.append(_("They agreed in %(share)s %%.") % {"share": share})
    plot.notes.append(_in_words(found))
    return plot


def _in_words(found: agreement.Agreement) -> str:
    if found.kappa is None or found.interval is None:
        facts = {"n": agreement.ENOUGH}
        return _("Cohen’s kappa can be told from %(n)s looks on, if not all are alike.") % facts
    low, high = found.interval
    facts_ = {"kappa": f"{found.kappa:.2f}", "low": f"{low:.2f}", "high": f"{high:.2f}"}
    return _("Cohen’s kappa: %(kappa)s (between %(low)s and %(high)s).") % facts_

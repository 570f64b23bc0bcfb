"""Where much is set apart, nothing stands out."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity
from articles.models import Kind

WEIGHT = Severity.ADVICE
MOST = 2


def about() -> str:
    return str(
        _("At most %(count)s pieces are set apart, so that they stand out.") % {"count": MOST}
    )


def findings(draft: Draft) -> Iterator[Finding]:
    for again in draft.of_kind(Kind.CALLOUT)[MOST:]:
        message = _("More than %(most)s callouts. Choose what really has to stand out.")
        yield Finding(WEIGHT, message % {"most": MOST}, again, "kind", again.block.heading)

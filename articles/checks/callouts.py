"""Where much is set apart, nothing stands out."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity
from articles.models import Kind

MOST = 2


def findings(draft: Draft) -> Iterator[Finding]:
    for again in draft.of_kind(Kind.CALLOUT)[MOST:]:
        message = _("More than two callouts. Choose what really has to stand out.")
        yield Finding(Severity.ADVICE, message, again, "kind", again.block.heading)

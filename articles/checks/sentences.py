"""Long sentences are lost on tired readers."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity

MOST_WORDS = 20


def findings(draft: Draft) -> Iterator[Finding]:
    for piece, name, _passage, sentence in draft.sentences():
        count = len(sentence.words)
        if count > MOST_WORDS:
            message = _("%(count)s words in one sentence. Make two of it; 20 are easy to read.")
            yield Finding(Severity.ADVICE, message % {"count": count}, piece, name, sentence.text)

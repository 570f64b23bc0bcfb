"""Long sentences are lost on tired readers."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity

WEIGHT = Severity.ADVICE

MOST_WORDS = 20


def about() -> str:
    return str(_("A sentence has at most %(count)s words.") % {"count": MOST_WORDS})


def findings(draft: Draft) -> Iterator[Finding]:
    for piece, name, _passage, sentence in draft.our_sentences():
        count = len(sentence.words)
        if count > MOST_WORDS:
            message = _(
                "%(count)s words in one sentence. Make two of it; %(most)s are easy to read."
            )
            yield Finding(
                WEIGHT, message % {"count": count, "most": MOST_WORDS}, piece, name, sentence.text
            )

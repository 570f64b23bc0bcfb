"""Say who does it: "your nurse reads the scan", not "the scan is read"."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity
from articles.language.passive import passive

WEIGHT = Severity.ADVICE


def about() -> str:
    return str(_("A sentence says who does something, not only what is done."))


def findings(draft: Draft) -> Iterator[Finding]:
    for piece, name, _passage, sentence in draft.our_sentences():
        if words := passive(sentence.text):
            message = _("“%(words)s”: say who does it, if you can.") % {"words": words}
            yield Finding(WEIGHT, message, piece, name, sentence.text)

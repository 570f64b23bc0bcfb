"""What each kind of block asks for: a care card ends in "if:" and holds a list, a figure is
described, don't items can be read after "do not"."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles import blocks
from articles.checks.draft import Draft
from articles.checks.finding import Finding, Severity
from articles.models import Kind

WEIGHT = Severity.PUBLISH


def about() -> str:
    return str(
        _(
            "Each kind of block is whole: a care card says when to call and lists the signs, a "
            "picture is described, and a list of what not to do says “do not” every time."
        )
    )


def findings(draft: Draft) -> Iterator[Finding]:
    if not draft.pieces:
        message = _("Add a block first: there is nothing to read yet.")
        yield Finding(WEIGHT, message, is_rule_of_the_kind=True)
    for piece in draft.pieces:
        for problem in blocks.problems(piece.block):
            yield Finding(WEIGHT, problem.message, piece, problem.field, is_rule_of_the_kind=True)
        for hint in blocks.hints(piece.block):
            yield Finding(Severity.ADVICE, hint.message, piece, hint.field)
    for again in draft.of_kind(Kind.KEY_POINTS)[1:]:
        message = _("A guide has one “In short”. Put all key points into one block.")
        yield Finding(WEIGHT, message, again, "kind", is_rule_of_the_kind=True)

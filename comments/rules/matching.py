"""Asking all rules about what was said, and writing down what they found."""

from contextlib import nullcontext

from django.db import transaction

from comments.models import Cause, RuleHit
from comments.rules import repeating
from comments.rules.ruleset import Looked, Ruleset, current
from comments.rules.said import Said, is_of_the_team


def check(said: Said) -> list[Cause]:
    """Why a moderator should look; empty when nobody has to. Nothing is asked about the team.
    `keep` writes down what was found, also by rules that only count."""
    rules = current()
    if not rules.rules or is_of_the_team(said.author):
        return []
    # So that a query that fails takes back no more than itself.
    with transaction.atomic() if rules.ask_the_database else nullcontext():
        looked = rules.look(said)
    said.found, said.keeps_sketch = looked.hits, rules.keeps_sketches
    causes = []
    if said.held_by:
        causes.append(Cause.RULE)
    if any(rule.is_on for rule in looked.failed):
        causes.append(Cause.CHECK_FAILED)
    return causes


@transaction.atomic
def keep(said: Said) -> None:
    """Write down beside the words, which are saved by now, what was found in them."""
    note(said)
    if said.keeps_sketch:
        repeating.keep(said)


def find(rules: Ruleset, said: Said) -> Looked:
    """What rules would find, for a trial: nothing is written."""
    return Looked() if is_of_the_team(said.author) else rules.look(said)


def note(said: Said) -> None:
    """Keep which rule found what and where."""
    rows = [
        RuleHit(
            rule=rule,
            revision=said.revision,
            spans=spans,
            held=rule.is_on,
            weight=rule.weight,
            at=said.at,
        )
        for rule, spans in said.found
    ]
    if rows:
        RuleHit.objects.bulk_create(rows, ignore_conflicts=True)

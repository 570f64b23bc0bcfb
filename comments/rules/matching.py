"""Asking all rules about what was said, and writing down what they found."""

from django.db import transaction

from comments.models import Cause, RuleHit
from comments.rules import repeating
from comments.rules.ruleset import Looked, Ruleset, current
from comments.rules.said import Said, is_of_the_team


def check(said: Said) -> list[Cause]:
    """Why a moderator should look; empty when nobody has to. What was found is written down, also
    by rules that only count. Nothing is asked about the team."""
    rules = current()
    if not rules.rules or is_of_the_team(said.author):
        return []
    # So that a query that fails takes back no more than itself.
    with transaction.atomic():
        looked = rules.look(said)
        note(said, looked)
        if rules.keeps_sketches:
            repeating.keep(said)
    said.held_by = [rule for rule, _spans in looked.hits if rule.is_on]
    causes = []
    if said.held_by:
        causes.append(Cause.RULE)
    if any(rule.is_on for rule in looked.failed):
        causes.append(Cause.CHECK_FAILED)
    return causes


def find(rules: Ruleset, said: Said) -> Looked:
    """What rules would find, for a trial: nothing is written."""
    return Looked() if is_of_the_team(said.author) else rules.look(said)


def note(said: Said, looked: Looked) -> None:
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
        for rule, spans in looked.hits
    ]
    if rows:
        RuleHit.objects.bulk_create(rows, ignore_conflicts=True)

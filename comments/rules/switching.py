"""Changing a rule, with who did it and what stood before."""

from typing import Any

from django.db import transaction

from accounts.models import Member
from comments.models import Rule, RuleChange
from comments.rules import ruleset

RECORDED = ("name", "kind", "state", "words", "number", "within", "about", "weight", "note")


@transaction.atomic
def save(rule: Rule, *, by: Member, untried: bool = False) -> RuleChange | None:
    """Save a rule as it now stands, new or changed. None when nothing about it changed.

    `untried`: somebody chose to switch it on without a trial of its present words.
    """
    before = told(Rule.objects.select_for_update(no_key=True).filter(pk=rule.pk).first())
    after = told(rule)
    rule.save()
    if before == after:
        return None
    changed = [name for name in after if before.get(name) != after[name]]
    change = RuleChange.objects.create(
        rule=rule,
        by=by,
        before={name: before[name] for name in changed if name in before},
        after={name: after[name] for name in changed},
        untried=untried,
    )
    ruleset.forget()
    transaction.on_commit(ruleset.forget)
    return change


def is_tried(rule: Rule) -> bool:
    """Whether it was tried with its present words, and the trial is done."""
    if rule.pk is None:
        return False
    tried = rule.trials.filter(fingerprint=rule.fingerprint, done_at__isnull=False)
    return tried.exists()


def told(rule: Rule | None) -> dict[str, Any]:
    """All of a rule that is recorded."""
    if rule is None:
        return {}
    values: dict[str, Any] = {name: getattr(rule, name) for name in RECORDED}
    values["owner"] = rule.owner.name if rule.owner else ""
    values["review_on"] = rule.review_on.isoformat() if rule.review_on else ""
    return values

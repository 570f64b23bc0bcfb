"""What a rule would have caught in the last 90 days: the dry run, done by the worker in portions.

It looks at each version of each comment as it was said then, with the same code that looks at new
ones. Nothing is held, and nothing of the words is copied.
"""

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Member
from comments.models import CommentRevision, Rule, RuleKind, RuleTrial, Status
from comments.models.rule import TRIED_OVER
from comments.rules import matching, repeating
from comments.rules.ruleset import Ruleset
from comments.rules.said import Said
from outbox import put

PORTION = 300
EXAMPLES = 20


def begin(rule: Rule, *, by: Member | None) -> RuleTrial:
    """Ask for a trial of the rule as it stands. One that waits or runs is not asked for twice."""
    waiting = rule.trials.filter(fingerprint=rule.fingerprint, done_at=None).first()
    if waiting:
        return waiting
    since = timezone.now() - TRIED_OVER
    trial = RuleTrial.objects.create(rule=rule, fingerprint=rule.fingerprint, by=by, since=since)
    put("try_rule", key=f"{trial.pk} from 0", trial=trial.pk)
    return trial


def go_on(trial: RuleTrial) -> None:
    """Look at one portion more, and ask for the next, or finish. A trial of words that have
    changed meanwhile ends where it is: it would say nothing about the rule."""
    rule = trial.rule
    if trial.done_at or rule.fingerprint != trial.fingerprint:
        return
    portion = list(_after(trial)[:PORTION])
    rules = Ruleset([rule])
    team: dict[int, Member] = {}
    for revision in portion:
        author = revision.comment.author
        assert author is not None  # noqa: S101 -- the query leaves those out
        said = Said(team.setdefault(author.pk, author), revision)
        _look(trial, rules, said)
    if len(portion) < PORTION:
        trial.done_at = timezone.now()
    else:
        trial.reached = portion[-1].pk
        put("try_rule", key=f"{trial.pk} from {trial.reached}", trial=trial.pk)
    trial.save()


def _look(trial: RuleTrial, rules: Ruleset, said: Said) -> None:
    trial.seen += 1
    for _rule, spans in matching.find(rules, said).hits:
        trial.found += 1
        trial.approved += _is_approved(said.revision)
        # The newest are the most telling, so the oldest make room.
        trial.examples = [*trial.examples, [said.revision.pk, spans]][-EXAMPLES:]
    if rules.rules[0].kind == RuleKind.REPEATS:
        repeating.keep(said)


def _is_approved(revision: CommentRevision) -> bool:
    """Somebody let readers have it, and they still do."""
    return revision.approved_at is not None and revision.comment.is_published


def _after(trial: RuleTrial) -> QuerySet[CommentRevision]:
    return (
        CommentRevision.objects.filter(
            pk__gt=trial.reached, created_at__gte=trial.since, comment__author__isnull=False
        )
        .select_related("comment__author")
        .order_by("pk")
    )


def examples_of(trial: RuleTrial) -> list[tuple[CommentRevision, list[tuple[int, int]]]]:
    """What it found, newest first, without what its author took back meanwhile."""
    spans = dict(trial.examples)
    found = (
        CommentRevision.objects.filter(~Q(comment__status=Status.WITHDRAWN), pk__in=spans)
        .select_related("comment__author", "comment__discussion")
        .order_by("-pk")
    )
    return [(revision, spans[revision.pk]) for revision in found]

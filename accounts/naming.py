"""Public names of people: who has which, which may be taken, and how one is changed for another.

A name that was given up stays theirs: nobody else can take it, or one that looks like it, and be
answered or trusted in their place. It is kept as a mark that nobody can read, so that it may stay
when they have left.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import new as hmac

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import names, private, pseudonyms, signals
from accounts.models import FreedName, Member

# Long enough that others can learn who somebody is; whoever slipped when they joined can change
# their name at once, because the first change is free.
REST = timedelta(days=30)
IDEAS = 3


class Taken(Exception):
    """Somebody has this name, had it, or has one that looks like it."""


class TooSoon(Exception):
    """They changed their name a short time ago."""


def is_taken(name: str, *, by: Member | None = None) -> bool:
    """Whether this name is, was or could pass for that of somebody other than `by`."""
    others = FreedName.objects.exclude(by=by.pk) if by else FreedName.objects.all()
    return Member.objects.has_name(name, besides=by) or others.filter(mark=mark_of(name)).exists()


def changeable_from(member: Member) -> datetime | None:
    """When they may change their name again; None: now."""
    if member.name_changed_at is None:
        return None
    then = member.name_changed_at + REST
    return then if then > timezone.now() else None


def rename(member: Member, name: str, *, for_team: bool = False) -> None:
    """Another public name. Raises `Taken` or `TooSoon`; the team (in the admin) does not wait, and
    does not use up the change of the member."""
    if name == member.name:
        return
    try:
        with transaction.atomic():
            current = Member.objects.select_for_update(no_key=True).get(pk=member.pk)
            if not for_team and changeable_from(current):
                raise TooSoon
            if is_taken(name, by=current):
                raise Taken
            give_up(current)
            member.name, member.skeleton = name, names.skeleton(name) or None
            fields = ["name", "skeleton"]
            if not for_team:
                member.name_changed_at = timezone.now()
                fields += ["name_changed_at"]
            member.save(update_fields=fields)
            FreedName.objects.filter(mark=mark_of(name)).delete()
            signals.member_renamed.send(Member, member=member, before=current.name)
    except IntegrityError as error:
        raise Taken from error


def give_up(member: Member) -> None:
    """Keep the mark of a name that nobody carries from now on."""
    made = {"by": member, "freed_at": timezone.now()}
    FreedName.objects.get_or_create(mark=mark_of(member.name), defaults=made)


def ideas(number: int = IDEAS) -> list[str]:
    """Names to begin with that nobody has."""
    offered = pseudonyms.ideas(number * 4)
    free = free_ones(offered) or free_ones(pseudonyms.with_numbers(offered))
    return free[:number]


def free_ones(offered: Iterable[str]) -> list[str]:
    """Those that nobody has or had. Two queries, whatever the number."""
    bones = {name: names.skeleton(name) for name in offered}
    marks = {name: mark_of(name) for name in bones}
    having = Member.objects.filter(skeleton__in=bones.values())
    had = FreedName.objects.filter(mark__in=marks.values())
    taken = {*having.values_list("skeleton", flat=True), *had.values_list("mark", flat=True)}
    return [name for name in bones if not {bones[name], marks[name]} & taken]


def mark_of(name: str) -> str:
    """The same for all names that pass for each other; it cannot be turned back."""
    return hmac(private.secret(), f"name {names.skeleton(name)}".encode(), sha256).hexdigest()

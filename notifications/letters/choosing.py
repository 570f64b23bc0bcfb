"""What a member chooses about letters, kept."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import Member
from comments.models import Discussion
from notifications.letters.sending import rhythms
from notifications.models import (
    About,
    Closed,
    LetterWish,
    Postbox,
    QuietDiscussion,
    Rhythm,
)


@transaction.atomic
def choose(member: Member, wishes: Mapping[str, str], **postbox: object) -> None:
    """Keep how soon each kind comes and what else was chosen. Whoever chooses wants letters, so
    a closed postbox is opened again."""
    for subject, rhythm in wishes.items():
        LetterWish.objects.update_or_create(
            member=member, about=subject, defaults={"rhythm": rhythm}
        )
    Postbox.objects.update_or_create(
        member=member, defaults={"closed_because": "", "closed_at": None, **postbox}
    )


@transaction.atomic
def stop(postbox: Postbox, scope: str) -> None:
    """No more letters of this scope. A second time changes nothing."""
    member = postbox.member
    if scope == "all":
        if not postbox.is_closed:
            postbox.close(Closed.ASKED)
    elif scope in About.values:
        choose_never(member, [scope])
    elif scope in {Rhythm.DAILY, Rhythm.WEEKLY}:
        choose_never(member, [each for each, chosen in rhythms(member).items() if chosen == scope])
    elif discussion := discussion_in(scope):
        QuietDiscussion.objects.get_or_create(member=member, discussion=discussion)


def choose_never(member: Member, subjects: list[str]) -> None:
    for subject in subjects:
        LetterWish.objects.update_or_create(
            member=member, about=subject, defaults={"rhythm": Rhythm.NEVER}
        )


def is_scope(scope: str) -> bool:
    known = {"all", Rhythm.DAILY.value, Rhythm.WEEKLY.value, *About.values}
    return scope in known or discussion_in(scope) is not None


def discussion_in(scope: str) -> Discussion | None:
    name, _dash, number = scope.partition("-")
    known = name == "discussion" and number.isascii() and number.isdigit() and len(number) < 10  # noqa: PLR2004
    return Discussion.objects.filter(pk=int(number)).first() if known else None

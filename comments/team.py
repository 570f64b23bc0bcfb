"""Who somebody is here: the words beside a name, and the only place that decides about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection, models
from django.db.models import CharField, Q, StringAgg, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from comments.acts import Link
from comments.models import Comment, Discussion, DiscussionQuerySet

# What a group must be allowed to do, for its people to be called so.
RIGHTS = {
    "change_guide": "articles",
    "approve_clinical": "articles",
    "moderate": "comments",
}


class Role(models.TextChoices):
    """In the order in which they stand beside a name. `/about/badges/` says what they mean."""

    AUTHOR = "author", _("Author of this guide")
    CLINICIAN = "clinician", _("Clinician")
    MODERATOR = "moderator", _("Moderator")


@dataclass(frozen=True)
class Team:
    """The rights of everybody on the team, and who keeps the guide that is talked about."""

    rights: Mapping[int, frozenset[str]] = field(default_factory=dict)
    keeper: int | None = None

    def roles_of(self, comment: Comment) -> list[Role]:
        """What to say of whoever wrote it. Nothing where they left their name out: it would tell
        who they are."""
        if comment.anonymous or comment.author_id is None:
            return []
        rights = self.rights.get(comment.author_id, frozenset())
        roles = []
        if comment.author_id == self.keeper and "change_guide" in rights:
            roles.append(Role.AUTHOR)
        if "approve_clinical" in rights:
            roles.append(Role.CLINICIAN)
        if "moderate" in rights:
            roles.append(Role.MODERATOR)
        return roles


NOBODY = Team()


def rights_told() -> RawSQL:
    """Every "member:right" of the team in one text, to be fetched with a row that a page asks for
    anyway. A team is small; superusers are on it by their groups alone, as everybody."""
    return RawSQL(*rights_sql(connection.vendor), output_field=CharField())  # noqa: S611 -- Django's


@lru_cache
def rights_sql(_vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The same in SQL, put together once: every page of a discussion asks it."""
    right = "group__permissions"
    wanted = Q()
    for codename, app in RIGHTS.items():
        wanted |= Q(**{f"{right}__codename": codename, f"{right}__content_type__app_label": app})
    held = Concat(Cast("member_id", CharField()), Value(":"), f"{right}__codename")
    team = Member.groups.through.objects.filter(wanted, member__is_active=True).order_by()
    everybody = team.values(everybody=Value(1)).annotate(told=StringAgg(held, Value(",")))
    # The plugin knows no annotations of a table between two models.
    told = everybody.values("told")  # type: ignore[misc]
    return told.query.sql_with_params()


def with_team(discussions: DiscussionQuerySet) -> DiscussionQuerySet:
    return discussions.annotate(team=rights_told())


def team_of(row: models.Model, discussion: Discussion) -> Team:
    """The team, from a row that was fetched with `team=rights_told()`."""
    rights: dict[int, set[str]] = {}
    for each in filter(None, (vars(row)["team"] or "").split(",")):
        member, _colon, right = each.partition(":")
        rights.setdefault(int(member), set()).add(right)
    keeper = discussion.guide.owner_id if discussion.guide else None
    return Team({pk: frozenset(held) for pk, held in rights.items()}, keeper)


@lru_cache
def badge_of(role: Role, _language: str) -> Link:
    """Its words, and where they are explained."""
    return Link(f"{reverse('about:page', args=['badges'])}#{role.value}", str(role.label))

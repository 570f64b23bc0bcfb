from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet, StringAgg, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat

from accounts.models import Member
from queries.prepared import prepared


@prepared
def members_at(*, member: int) -> QuerySet[Member]:
    """The member with this number, and with what they may do: every page asks for both."""
    held = permissions_of(member).annotate(everybody=Value(1)).values("everybody")
    name = Concat("content_type__app_label", Value("."), "codename")
    told = held.annotate(told=StringAgg(name, Value(","))).values("told")
    return Member.objects.filter(pk=member).annotate(
        told_permissions=Coalesce(
            Subquery(told, output_field=TextField()), Value(""), output_field=TextField()
        )
    )


@prepared
def named_permissions_of(*, member: int) -> QuerySet[Permission, tuple[str, str]]:
    return permissions_of(member).values_list("content_type__app_label", "codename")


def permissions_of(member: int) -> QuerySet[Permission]:
    """What somebody may do, by their groups or by themselves."""
    groups = Member.groups.through.objects.filter(member=member).values("group")
    of_groups = Group.permissions.through.objects.filter(group__in=groups)
    of_member = Member.user_permissions.through.objects.filter(member=member)
    found = Permission.objects.filter(
        Q(pk__in=of_groups.values("permission")) | Q(pk__in=of_member.values("permission"))
    )
    return found.order_by()


class AddressBackend(AuthenticationBackend):
    """Logs members in by address and password.

    One look-up and one hash, whether the address has an account or not: allauth's own look-up
    asks once for a known address and twice for an unknown one, which shows in the time.
    """

    def get_user(self, user_id: int) -> Member | None:
        """Whoever a session says it is, in one query with what they may do."""
        found = members_at(member=user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """In one query, where Django asks once for the member and once for their groups."""
        if user_obj.is_anonymous or user_obj.is_superuser or obj is not None:
            return super().get_all_permissions(user_obj, obj)
        if not user_obj.is_active:
            return set()
        if not hasattr(user_obj, "_perm_cache"):
            told = vars(user_obj).get("told_permissions")
            if told is None:  # not from a session
                found = named_permissions_of(member=user_obj.pk)
                user_obj._perm_cache = {f"{app}.{name}" for app, name in found}
            else:
                user_obj._perm_cache = set(filter(None, told.split(",")))
        return user_obj._perm_cache

    def _authenticate_by_email(self, email: str, password: str) -> Member | None:
        member = Member.objects.filter(email=email.lower()).first()
        return self._check_password(member, password)

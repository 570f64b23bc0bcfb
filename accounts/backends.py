from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

from accounts.models import Member
from queries.prepared import prepared


@prepared
def permissions_of(*, member: int) -> QuerySet[Permission, tuple[str, str]]:
    """What somebody may do, by their groups or by themselves: apps and names."""
    groups = Member.groups.through.objects.filter(member=member).values("group")
    of_groups = Group.permissions.through.objects.filter(group__in=groups)
    of_member = Member.user_permissions.through.objects.filter(member=member)
    found = Permission.objects.filter(
        Q(pk__in=of_groups.values("permission")) | Q(pk__in=of_member.values("permission"))
    )
    return found.values_list("content_type__app_label", "codename").order_by()


class AddressBackend(AuthenticationBackend):
    """Logs members in by address and password.

    One look-up and one hash, whether the address has an account or not: allauth's own look-up
    asks once for a known address and twice for an unknown one, which shows in the time.
    """

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """In one query, where Django asks once for the member and once for their groups."""
        if user_obj.is_anonymous or user_obj.is_superuser or obj is not None:
            return super().get_all_permissions(user_obj, obj)
        if not user_obj.is_active:
            return set()
        if not hasattr(user_obj, "_perm_cache"):
            found = permissions_of(member=user_obj.pk)
            user_obj._perm_cache = {f"{app}.{name}" for app, name in found}
        return user_obj._perm_cache

    def _authenticate_by_email(self, email: str, password: str) -> Member | None:
        member = Member.objects.filter(email=email.lower()).first()
        return self._check_password(member, password)

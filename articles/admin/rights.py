"""Who may do what with a guide. Asked by the guide's form and by everything inside it."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import Member
from articles.models import Guide


def may_publish(user: Member | AnonymousUser) -> bool:
    return user.has_perm("articles.publish_guide")


def may_override(user: Member | AnonymousUser) -> bool:
    return user.has_perm("articles.override_review")


def may_edit(user: Member | AnonymousUser, guide: Guide | None) -> bool:
    """Editors change every guide, authors their own (`guide` None: guides in general)."""
    if not user.has_perm("articles.change_guide"):
        return False
    return guide is None or guide.owner_id == user.pk or may_publish(user)


def may_see(user: Member | AnonymousUser) -> bool:
    """Any guide, also what was never published: those who write, check or publish guides."""
    rights = ("view_guide", "change_guide", "view_revision")
    return any(user.has_perm(f"articles.{right}") for right in rights)


def publishers() -> list[str]:
    """The names of the people an author can ask."""
    found = Member.objects.filter(
        groups__permissions__codename="publish_guide",
        groups__permissions__content_type__app_label="articles",
        is_active=True,
        is_staff=True,
    )
    return list(found.order_by("name").values_list("name", flat=True).distinct()[:5])

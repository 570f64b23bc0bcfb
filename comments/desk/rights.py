"""Who may come to the desk, and what each of them sees there."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.http import MemberRequest
from accounts.models import Member
from comments.admin.rights import may_moderate
from comments.desk.kinds import ADVISE

type View = Callable[..., HttpResponse]


def may_advise(member: Member) -> bool:
    return member.has_perm(ADVISE)


def for_moderators(view: View) -> Callable[..., Any]:
    """Login for visitors, 403 for everybody who does not decide about comments."""
    return _only(view, may_moderate)


def for_the_desk(view: View) -> Callable[..., Any]:
    """For moderators, and for clinicians, who see what they are asked and nothing else."""
    return _only(view, lambda member: may_moderate(member) or may_advise(member))


def _only(view: View, may: Callable[[Member], bool]) -> Callable[..., Any]:
    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return admin.site.admin_view(guarded)(request, *args, **kwargs)  # type: ignore[arg-type]

    return wraps(view)(enter)

"""What somebody reads who proves that an account is theirs, and the team has closed it."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts import suspending
from accounts.models import Member


def page_for(request: HttpRequest, user: AbstractBaseUser) -> HttpResponse | None:
    """Why it was closed, how to answer, and what they can still ask for. None without a ban."""
    ban = suspending.standing_of(user) if isinstance(user, Member) else None
    if ban is None or not ban.is_ban:
        return None
    return render(request, "account/banned.html", {"ban": ban}, status=403)

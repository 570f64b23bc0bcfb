"""Where a member is logged in, and logging out everywhere else.

No address and no full name of a browser is kept: a word such as "Firefox on Android" is enough to
know one's own devices again.
"""

import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Login, Member

KEY, USED = "login", "login_used"
# A session is made longer by what its owner does (never by reading), at most once a week (seconds).
ROLLS_AFTER = 7 * 24 * 3600
# The first that fits; the order matters, because browsers name each other.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def device(user_agent: str) -> str:
    """In two words what somebody used, and nothing that tells them from a million others."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("An unknown browser")


def remember(request: HttpRequest, member: Member) -> None:
    """Somebody has just logged in here."""
    login = Login.objects.create(
        member=member, device=device(request.META.get("HTTP_USER_AGENT", ""))
    )
    request.session[KEY] = login.pk
    request.session[USED] = time.time()


def roll(request: HttpRequest) -> None:
    """They have done something: their session lasts from now on."""
    if KEY in request.session and time.time() - request.session.get(USED, 0) > ROLLS_AFTER:
        request.session[USED] = time.time()
        Login.objects.filter(pk=request.session[KEY]).update(used_at=timezone.now())


def of(member: Member) -> QuerySet[Login]:
    """What is still open; the newest first."""
    oldest = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return member.logins.filter(used_at__gt=oldest).order_by("-used_at", "-pk")


def forget_this(request: HttpRequest) -> None:
    """They log out here."""
    Login.objects.filter(pk=request.session.get(KEY, 0)).delete()


def forget_others(member: Member, request: HttpRequest | None) -> None:
    """Something else has ended the other sessions: a new password."""
    here = request is not None and request.user == member
    keep = request.session.get(KEY, 0) if request is not None and here else 0
    member.logins.exclude(pk=keep).delete()


def end_elsewhere(request: HttpRequest) -> None:
    """Log this member out everywhere but here."""
    member: Any = request.user
    member.end_sessions()
    update_session_auth_hash(request, member)
    forget_others(member, request)

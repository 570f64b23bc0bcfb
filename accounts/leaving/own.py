"""What accounts itself holds about a member, and how it forgets them."""

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import typed
from accounts.joining import KEY as JOINING
from accounts.leaving import copying
from accounts.leaving.parts import copies, erases
from accounts.models import Consent, Copy, Leaving, Login, Member, Profile, SeenBy
from accounts.models.profile import FIELDS
from accounts.profiles import avatars
from outbox.models import Errand

AT_ONCE = 500


@copies(
    "account",
    _("Your account"),
    {
        "name": _("Public name"),
        "email": _("E-mail address"),
        "joined_at": _("Joined"),
        "last_login": _("Last logged in"),
        "groups": _("Groups"),
    },
)
def account(member: Member) -> Iterator[Any]:
    groups = ", ".join(member.groups.order_by("name").values_list("name", flat=True))
    yield member.name, member.email, member.joined_at, member.last_login, groups


@copies(
    "addresses",
    _("Your addresses"),
    {"email": _("E-mail address"), "verified": _("Proven"), "primary": _("In use")},
)
def addresses(member: Member) -> Iterator[Any]:
    yield from EmailAddress.objects.filter(user=member).values_list("email", "verified", "primary")


@copies(
    "profile",
    _("Your profile"),
    {"what": _("What"), "words": _("What you said"), "for": _("Who sees it")},
)
def profile(member: Member) -> Iterator[Any]:
    found = Profile.objects.filter(member=member).first()
    if found is None:
        return
    said = {
        "about": found.about,
        "avatar": _("a picture, beside this page") if found.avatar else "",
        "since_year": found.since_year or "",
        "ms_type": found.get_ms_type_display() if found.ms_type else "",
        "role": found.get_role_display() if found.role else "",
        "comments": "",
    }
    for field in FIELDS:
        audience = SeenBy(getattr(found, f"{field}_for")).label
        yield SAID_OF[field], said[field], audience


SAID_OF = {
    "about": _("A few words about you"),
    "avatar": _("Picture"),
    "since_year": _("Living with MS since"),
    "ms_type": _("Kind of MS"),
    "role": _("Why you are here"),
    "comments": _("The list of your comments"),
}


@copies(
    "consents",
    _("What you agreed to"),
    {"to": _("To what"), "version": _("Version"), "at": _("When")},
)
def consents(member: Member) -> Iterator[Any]:
    for each in Consent.objects.of(member):
        yield each.get_kind_display(), each.version, each.at


@copies(
    "copies",
    _("Copies that you asked for"),
    {"asked_at": _("Asked for"), "made_at": _("Made")},
)
def earlier_copies(member: Member) -> Iterator[Any]:
    yield from Copy.objects.of(member).values_list("asked_at", "made_at")


@copies(
    "logins",
    _("Where you are logged in"),
    {"device": _("Device"), "began_at": _("Since"), "used_at": _("Last used (to the week)")},
)
def logins(member: Member) -> Iterator[Any]:
    yield from member.logins.order_by("began_at").values_list("device", "began_at", "used_at")


@copies(
    "factors",
    _("Passkeys, apps and recovery codes"),
    {"what": _("What"), "created_at": _("Added"), "last_used_at": _("Last used")},
)
def factors(member: Member) -> Iterator[Any]:
    for each in Authenticator.objects.filter(user=member).order_by("created_at"):
        yield str(each), each.created_at, each.last_used_at


@copies(
    "others",
    _("Accounts elsewhere that you log in with"),
    {"where": _("Where"), "number": _("Your number there"), "since": _("Since")},
)
def others(member: Member) -> Iterator[Any]:
    found = SocialAccount.objects.filter(user=member).order_by("pk")
    yield from found.values_list("provider", "uid", "date_joined")


# Forgetting, from the top of the house down: these run when the other apps are done ---------------


@erases("copies")
def erase_copies(leaving: Leaving) -> bool:
    for copy in Copy.objects.of(leaving.member)[:AT_ONCE]:
        copying.throw_away(copy)
    return False


@erases("picture")
def erase_picture(leaving: Leaving) -> bool:
    if found := Profile.objects.filter(member=leaving.member_id).exclude(avatar="").first():
        avatars.take_off(found)
    return False


@erases("sessions")
def erase_sessions(leaving: Leaving) -> bool:
    """Their sessions, and those of somebody who is joining with their address."""
    after = leaving.progress.get("sessions", "")
    last = end_sessions(leaving.member, after=after)
    return keep(leaving, "sessions", last)


def end_sessions(member: Member, *, after: str = "") -> str:
    """Log a member out in some of all sessions; returns the last one that was looked at, or "".

    A session tells whose it is only when it is opened.
    """
    rows = Session.objects.filter(session_key__gt=after).order_by("session_key")[:AT_ONCE]
    theirs, last = [], ""
    for row in rows:
        told, last = row.get_decoded(), row.session_key
        joining = (told.get(JOINING) or {}).get("email")
        logged_in = told.get("_auth_user_id") == str(member.pk)
        if logged_in or joining == member.email or typed.holds(told, member):
            theirs.append(row.session_key)
    Session.objects.filter(session_key__in=theirs).delete()
    return last


@erases("factors")
def erase_factors(leaving: Leaving) -> bool:
    """How they got in, and where they were logged in."""
    Authenticator.objects.filter(user=leaving.member).delete()
    SocialAccount.objects.filter(user=leaving.member).delete()
    Login.objects.filter(member=leaving.member).delete()
    return False


@erases("letters")
def erase_letters(leaving: Leaving) -> bool:
    """What is on its way to them, or was given up."""
    member = leaving.member
    theirs = Q(payload__to=member.email) | Q(payload__member=member.pk)
    Errand.objects.filter(theirs).exclude(kind="erase_member").delete()
    return False


@erases("admin_log")
def erase_from_the_log(leaving: Leaving) -> bool:
    """The admin's log keeps what was done and when, and no name."""
    member = leaving.member
    about = Q(content_type=ContentType.objects.get_for_model(Member), object_id=str(member.pk))
    named = Q(object_repr__icontains=member.name) | Q(change_message__icontains=member.email)
    LogEntry.objects.filter(about | named).update(object_repr="", change_message="")
    return False


def keep(leaving: Leaving, step: str, place: Any) -> bool:
    """Remember how far a step is; answers whether it has to go on."""
    leaving.progress[step] = place
    leaving.save(update_fields=["progress"])
    return bool(place)

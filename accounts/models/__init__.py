from accounts.models.consent import Agreement, Consent
from accounts.models.freed import FreedName
from accounts.models.leaving import COPY_LASTS, GRACE, Copy, Erased, Leaving
from accounts.models.login import Login
from accounts.models.member import Member, MemberManager, SeenBy
from accounts.models.profile import MsType, Profile, Role
from accounts.models.suspension import (
    Suspension,
    SuspensionKind,
    SuspensionQuerySet,
    SuspensionReason,
)
from accounts.models.way_back import WAITS, WayBack

__all__ = [
    "COPY_LASTS",
    "GRACE",
    "WAITS",
    "Agreement",
    "Consent",
    "Copy",
    "Erased",
    "FreedName",
    "Leaving",
    "Login",
    "Member",
    "MemberManager",
    "MsType",
    "Profile",
    "Role",
    "SeenBy",
    "Suspension",
    "SuspensionKind",
    "SuspensionQuerySet",
    "SuspensionReason",
    "WayBack",
]

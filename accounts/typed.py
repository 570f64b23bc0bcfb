"""What somebody sends from a page of their settings after they were logged out elsewhere: kept in
their session until they are back, and shown to nobody else who logs in there."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict

from accounts.http import MemberRequest
from accounts.joining import KEPT
from accounts.models import Member

KEY = "typed_settings"
# Never a way to fill the database.
PLACES = 5
MOST_CHARACTERS = 20_000
WHOSE = "whose"
SALT = "accounts.typed"


def kept_when_logged_out[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """As `login_required`, and what was sent waits in the form when they are back. The form has to
    carry `mark_of` its owner, and to begin with `sent_or_kept`."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request: Any = args[0]
        if request.user.is_authenticated:
            return view(*args, **kwargs)
        if request.method == "POST":
            keep(request)
        return redirect_to_login(request.get_full_path())

    return answer


def keep(request: HttpRequest) -> None:
    sent = request.POST.copy()
    sent.pop("csrfmiddlewaretoken", None)
    if len(text := sent.urlencode()) <= MOST_CHARACTERS:
        kept = request.session.get(KEY, {}) | {request.path: text}
        request.session[KEY] = dict(list(kept.items())[-PLACES:])
        request.session.set_expiry(KEPT)


def sent_or_kept(request: MemberRequest) -> QueryDict | None:
    """What the form on this page is to be filled with: what was sent, else what was kept."""
    if request.method == "POST":
        return request.POST
    kept = QueryDict(request.session.get(KEY, {}).get(request.path, ""))
    return kept if kept and is_theirs(kept, request.user) else None


def forget(request: HttpRequest) -> None:
    """It was saved."""
    kept = request.session.get(KEY, {})
    if kept.pop(request.path, None) is not None:
        request.session[KEY] = kept


def holds(session: Mapping[str, Any], member: Member) -> bool:
    """Does this session keep anything of theirs?"""
    return any(is_theirs(QueryDict(text), member) for text in session.get(KEY, {}).values())


def mark_of(member: Member) -> str:
    return signing.dumps(member.pk, salt=SALT)


def is_theirs(sent: QueryDict, member: Member) -> bool:
    try:
        return bool(signing.loads(sent.get(WHOSE, ""), salt=SALT) == member.pk)
    except signing.BadSignature:
        return False

"""What members agreed to, and whether they have to be asked again.

When the house rules or the privacy page change so that people should know, raise the number here
and say in `CHANGED` what is new. Everybody is asked before the next thing they write, and nobody
while they read. Who has no row joined under the first version and agreed to it by joining.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Agreement, Consent, Member

Answer = Callable[[HttpRequest], HttpResponse]

FIRST = 1
VERSIONS: dict[Agreement, int] = {Agreement.PRIVACY: FIRST, Agreement.RULES: FIRST}
# What is new in the version that holds now, in a sentence or two, for who agreed to an older one.
CHANGED: dict[Agreement, Promise | str] = {
    Agreement.PRIVACY: _("Read what is new on the page about privacy."),
    Agreement.RULES: _("Read what is new in the house rules."),
}
# Where it stands.
PAGES: dict[Agreement, Any] = {
    Agreement.PRIVACY: ("about:page", None, ["privacy"]),
    Agreement.RULES: ("about:page", None, ["house-rules"]),
}


def agree(member: Member) -> None:
    """Note that they agree to all as it stands now."""
    Consent.objects.bulk_create(
        [Consent(member=member, kind=kind, version=version) for kind, version in VERSIONS.items()],
        ignore_conflicts=True,
    )


def outstanding(member: Member) -> list[Agreement]:
    """What has changed since they agreed. No query while nothing has ever changed."""
    if max(VERSIONS.values()) == FIRST:
        return []
    rows = Consent.objects.filter(member=member).order_by().values_list("kind")
    agreed = dict(rows.annotate(newest=Max("version")))
    return [kind for kind, version in VERSIONS.items() if agreed.get(kind, FIRST) < version]


# Addresses that people may always post to: their own settings, the way in and out, and what keeps
# words while they are typed.
ALWAYS = ("/accounts/", "/settings/", "/display/")
KEEPING = ("/draft/", "/read/")
FIELD = "agreed"


def is_exempt(path: str) -> bool:
    return path.startswith((*ALWAYS, f"/{settings.ADMIN_PATH}")) or path.endswith(KEEPING)


def ask_first(get_response: Answer) -> Answer:
    """Before the next thing a member writes: what has changed, with their words kept. Pressing the
    button there agrees, and sends the words to where they were going."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or is_exempt(request.path):
            return get_response(request)
        member = request.user
        asked = outstanding(member) if isinstance(member, Member) else []
        if not asked or not isinstance(member, Member):
            return get_response(request)
        if request.POST.get(FIELD) == now():
            agree(member)
            return get_response(request)
        return render(request, "accounts/agree.html", page(request, asked), status=409)

    return answer


def page(request: HttpRequest, asked: list[Agreement]) -> dict[str, object]:
    """What the page that asks needs: what is new, and the whole form as it was sent."""
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in {"csrfmiddlewaretoken", FIELD}
    ]
    news = [(kind.label, CHANGED[kind], reverse(*PAGES[kind])) for kind in asked]
    words = [value for name, value in sent if name in {"title", "body", "words"} and value.strip()]
    return {
        "news": news,
        "sent": sent,
        "words": words,
        "field": FIELD,
        "agreed": now(),
        "address": request.get_full_path(),
    }


def now() -> str:
    """The versions that hold now, as one word: what somebody agrees to who saw this page."""
    return "-".join(str(VERSIONS[kind]) for kind in Agreement)

"""The letters of a development site. They go into a folder, and this page shows them."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SHOWN = 30
LINE_BETWEEN = b"\n" + b"-" * 79 + b"\n"  # as Django's file backend writes it


@never_cache
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """What was sent on this computer, the newest first."""
    if not settings.LETTERS_ON_A_PAGE:
        raise Http404
    newest = [told(letter) for letter, _ in zip(sent(), range(SHOWN), strict=False)]
    return render(request, "pages/letters.html", {"letters": newest, "shown": SHOWN})


def sent() -> Iterator[EmailMessage]:
    """All letters in the folder; a file holds what was sent at one time."""
    files = Path(settings.MAIL_DIR).glob("*.log")
    for file in sorted(files, key=lambda each: each.stat().st_mtime_ns, reverse=True):
        written = file.read_bytes().split(LINE_BETWEEN)
        for letter in reversed([each for each in written if each.strip()]):
            yield message_from_bytes(letter, policy=policy.default)


def told(letter: EmailMessage) -> dict[str, str]:
    body = letter.get_body(preferencelist=("plain",))
    return {
        "subject": str(letter["Subject"] or ""),
        "to": str(letter["To"] or ""),
        "sent": str(letter["Date"] or ""),
        "text": body.get_content() if body else "",
    }

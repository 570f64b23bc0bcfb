"""Knocking: a request without a body to the service of a browser's maker, which wakes the browser.

The address comes from a browser, so from anybody: only addresses of known services are taken, and
no other machine is ever asked.
"""

import http.client
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings

from accounts.models import Member
from notifications.letters import worth
from notifications.models import Device, Notice
from notifications.push.keys import proof_for

# Chrome and its kin, Firefox, Edge, Safari; a name that begins with a dot stands for all below it.
SERVICES = (
    "fcm.googleapis.com",
    ".push.services.mozilla.com",
    ".notify.windows.com",
    "web.push.apple.com",
)
PATIENCE = 10.0  # seconds
# So long the service keeps the knock for a browser that is off; then the inbox has to do.
KEPT = 24 * 3600
GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}


class NotTaken(Exception):
    """The service did not take a knock. Says why, but not whose it was."""


def is_of_a_service(address: str) -> bool:
    """Whether an address belongs to a push service that is known."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = parts.scheme == "https" and port is None and parts.netloc == host
    return plain and any(
        host.endswith(known) if known.startswith(".") else host == known
        for known in (*SERVICES, *settings.PUSH_SERVICES)
    )


def knock(device: int, event: str) -> None:
    """If there is still something new, and they are still here."""
    found = Device.objects.select_related("member").filter(pk=device).first()
    if found is None or not settings.PUSH_KEY or not is_new(found.member, event):
        return
    status = send(found.address)
    if status in GONE:
        found.delete()
    elif not HTTPStatus(status).is_success:
        raise NotTaken(f"The push service answered {status}.")


def is_new(member: Member, event: str) -> bool:
    """The notice is unread, and may still be told."""
    found = list(Notice.objects.of(member).unread().filter(event_key=event))
    return member.is_active and bool(worth.still_worth_telling(found, member))


def send(address: str) -> int:
    """One request, followed nowhere; returns its status."""
    if not is_of_a_service(address):
        return HTTPStatus.GONE
    parts = urlsplit(address)
    connection = http.client.HTTPSConnection(parts.hostname or "", timeout=PATIENCE)
    headers = {
        "Authorization": proof_for(address),
        "Content-Length": "0",
        "TTL": str(KEPT),
        "Topic": "inbox",
        "Urgency": "normal",
    }
    try:
        connection.request("POST", f"{parts.path}?{parts.query}".rstrip("?"), headers=headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        # Its text may hold the address.
        raise NotTaken(type(error).__name__) from None
    finally:
        connection.close()

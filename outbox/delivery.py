"""The worker's side: take what is due, do it, note it."""

import logging

from outbox import errands
from outbox.models import TRIES, Errand

log = logging.getLogger("outbox")

BATCH = 50


def deliver_due(limit: int = BATCH) -> int:
    """Do what is due, one errand after the other; returns how many were tried.

    One failing errand never stops the next. Claims are short updates, so any number of workers
    can run beside each other.
    """
    tried = 0
    for errand in list(Errand.objects.due()[:limit]):
        if errand.take():
            deliver(errand)
            tried += 1
    return tried


def deliver(errand: Errand) -> None:
    """Do one claimed errand. What fails is written on it and tried again later."""
    if errand.attempts > TRIES:
        errand.postpone("Each time a worker ended while it did this.")
        return
    try:
        errands.do(errand.kind, **errand.payload)
    except Exception as error:
        log.exception("Errand %s (%s) failed, try %s", errand.pk, errand.kind, errand.attempts)
        errand.postpone(f"{type(error).__name__}: {error}")
    else:
        errand.finish()

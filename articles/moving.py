"""Addresses that change: what moves leaves the old address leading to the new one, and what became
part of another guide leads there.

Asked only when there is no page at an address, so pages that exist cost nothing more. What stands
below an old address (its history, its feed, a form that is sent) leads below the new one.
"""

import re
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from accounts.models import Member
from accounts.returning import is_ours
from articles.models import Guide, Redirect, Topic

LONGEST = 300
# Below this many parts of an address nobody has a page.
MOST_PARTS = 8
# Made by hand, one may lead to another. Nobody means more than a few.
MOST_STEPS = 5
# "history/3/": the third version of the guide that it was.
VERSION = re.compile(r"(?<=history/)\d+/$")
FEED_OF_A_TOPIC = re.compile(r"/feeds/([-\w]+)\.atom")


@transaction.atomic
def move(guide: Guide, *, topic: Topic, slug: str) -> None:
    """Give a guide another address. Readers who have the old one find it all the same.

    IntegrityError where another guide of the topic has this address.
    """
    copy = Guide.objects.select_related("topic").locked(guide.pk)
    old = copy.get_absolute_url()
    copy.topic, copy.slug = topic, slug
    copy.save(update_fields=["topic", "slug"])
    if copy.is_live and copy.get_absolute_url() != old:
        _forward([Redirect(old=trimmed(old), guide=copy)], now=[copy.get_absolute_url()])
        copy.draw_where_it_is_named()
    guide.topic, guide.slug = topic, slug


@transaction.atomic
def renamed(topic: Topic, *, was: str | None) -> None:
    """A topic got another address, and so did its guides. `was` is None where it is new."""
    ours = topic.get_absolute_url()
    if was is None:
        return set_free(ours)
    if was == topic.slug:
        return None
    live = list(topic.guides.filter(live_revision__isnull=False).only("slug"))
    old = reverse("articles:topic", args=[was])
    _forward(
        [
            Redirect(old=trimmed(old), topic=topic),
            *(Redirect(old=f"{old}{guide.slug}", guide=guide) for guide in live),
        ],
        now=[ours, *(f"{ours}{guide.slug}" for guide in live)],
    )
    for guide in live:
        guide.draw_where_it_is_named()
    return None


def set_free(address: str) -> None:
    """A page stands here now, so the address leads nowhere else."""
    Redirect.objects.filter(old=trimmed(address)).delete()


def put_up(old: str, *, place: str, by: Member) -> Redirect:
    """Let an old address lead to a page of ours; to a guide or topic wherever that will be."""
    subject = subject_at(place)
    return Redirect.objects.create(
        old=trimmed(old),
        guide=subject if isinstance(subject, Guide) else None,
        topic=subject if isinstance(subject, Topic) else None,
        path="" if subject else place,
        made_by=by,
        is_by_hand=True,
    )


def subject_at(address: str) -> Guide | Topic | None:
    """The guide that readers find at this address, or the topic."""
    match trimmed(address).split("/"):
        case ["", "guides", topic]:
            return Topic.objects.filter(slug=topic).first()
        case ["", "guides", topic, slug]:
            return Guide.objects.live().filter(topic__slug=topic, slug=slug).first()
    return None


def forwarded(address: str) -> str | None:
    """Where to look for what once stood at this address, where no page stands now.

    None where nothing is known of it, or where it leads round in a circle.
    """
    steps: list[str] = []
    while address not in steps and len(steps) < MOST_STEPS:
        steps.append(address)
        found = _nearest(address)
        if found is None:
            return address if len(steps) > 1 else None
        if not found.path:
            return found.place + _below(address, found)
        # The form lets nothing else in; a site that was carried here brings its own rows.
        if not is_ours(found.path):
            return None
        address = found.path
    return None


def trimmed(address: str) -> str:
    return address.rstrip("/")


def _nearest(address: str) -> Redirect | None:
    """The old address that this one is, or the nearest that it stands below."""
    if feed := FEED_OF_A_TOPIC.fullmatch(address):
        old = trimmed(reverse("articles:topic", args=[feed[1]]))
        found = Redirect.objects.with_place().filter(old=old, topic__isnull=False).first()
        return found and Redirect(old=address, path=_feed_of(found.topic))
    if "\0" in address:
        return None
    parts = trimmed(address).split("/")[: MOST_PARTS + 1]
    starts = ["/".join(parts[:count]) for count in range(2, len(parts) + 1)]
    known = Redirect.objects.with_place().filter(old__in=[s for s in starts if len(s) <= LONGEST])
    fits = [one for one in known if not one.path or one.old == trimmed(address)]
    return max(fits, key=lambda one: len(one.old), default=None) or _merged(parts)


def _merged(parts: list[str]) -> Redirect | None:
    """The guide that stood there until it became part of another one."""
    match parts:
        case ["", "guides", topic, slug, *_rest]:
            guides = Guide.objects.filter(merged_into__isnull=False, topic__slug=topic, slug=slug)
            if found := guides.select_related("merged_into__topic").first():
                return Redirect(old="/".join(parts[:4]), guide=found)
    return None


def _feed_of(topic: Topic | None) -> str:
    return reverse("articles:topic_feed", args=[topic.slug]) if topic else ""


def _below(address: str, found: Redirect) -> str:
    below = address[len(found.old) :].lstrip("/")
    is_merged = found.guide is not None and found.guide.is_merged
    return VERSION.sub("", below) if is_merged else below


def _forward(rows: Iterable[Redirect], *, now: Iterable[str]) -> None:
    """Let old addresses lead on. Where something stands `now`, nothing leads away."""
    Redirect.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["old"],
        update_fields=["guide", "topic", "path", "made_by", "made_at", "is_by_hand"],
    )
    Redirect.objects.filter(old__in=[trimmed(address) for address in now]).delete()

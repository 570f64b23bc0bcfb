"""Feeds (Atom) of what the public can read about guides. Asked for anew each time: what was
withdrawn since is not in them any more."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from articles.models import Guide, Topic

ITEMS = 20


class ListOfGuides(Feed):
    """What a feed says of one guide."""

    feed_type = Atom1Feed

    def item_title(self, item: Guide) -> str:
        return published(item).title

    def item_description(self, item: Guide) -> str:
        return published(item).summary

    def item_link(self, item: Guide) -> str:
        return whole(item.get_absolute_url())

    def item_updateddate(self, item: Guide) -> datetime:
        """The day of the last change that readers should hear of."""
        if item.changed_on is None:
            return published(item).published_at
        return datetime.combine(item.changed_on, time(), UTC)


class GuidesFeed(ListOfGuides):
    """All guides, the freshest first."""

    def title(self) -> str:
        return _("Guides of %(site)s") % {"site": settings.SITE_NAME}

    def link(self) -> str:
        return whole(reverse("articles:topics"))

    def feed_url(self) -> str:
        return whole(reverse("articles:guides_feed"))

    def items(self) -> Iterable[Guide]:
        return Guide.objects.on_offer().filter(topic__is_listed=True)[:ITEMS]


class TopicFeed(ListOfGuides):
    """The guides of one topic."""

    def get_object(self, request: HttpRequest, topic: str) -> Topic:
        return get_object_or_404(Topic, slug=topic)

    def title(self, topic: Topic) -> str:
        told = {"topic": topic.title, "site": settings.SITE_NAME}
        return _("Guides about “%(topic)s” of %(site)s") % told

    def link(self, topic: Topic) -> str:
        return whole(topic.get_absolute_url())

    def feed_url(self, topic: Topic) -> str:
        return whole(reverse("articles:topic_feed", args=[topic.slug]))

    def items(self, topic: Topic) -> Iterable[Guide]:
        return topic.guides.on_offer()[:ITEMS]


def published(guide: Guide) -> Any:
    """What readers have of it; there is one, because only guides on offer come here."""
    return guide.live_revision


def whole(path: str) -> str:
    """An address that means the same everywhere."""
    return f"{settings.SITE_URL}{path}"


def answer(feed: Feed) -> Callable[..., HttpResponse]:
    """A feed as a view, which says "not modified" to whoever has it already.

    It goes by a fingerprint of the whole feed and by no date: the date of the newest item goes
    back when that is taken down, and who asked "since" would keep what others may not read.
    """

    @require_safe
    @conditional_page
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = feed(request, *args, **kwargs)
        response.headers.pop("Last-Modified", None)
        return response

    return view


guides = answer(GuidesFeed())
topic = answer(TopicFeed())

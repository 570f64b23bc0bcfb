"""The feed (Atom) of what everyone may read in one discussion."""

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from articles.feeds import ITEMS, answer, whole
from comments.context.rows import rows_of
from comments.models import Comment, Discussion
from comments.shown import named
from comments.visibility import Reader, Sight, sights_of

# Looked at to find a page of them, where some stand under what was taken down.
LOOKED_AT = 5 * ITEMS


class CommentsFeed(Feed):
    """The newest comments on a guide, or in a topic's own discussion. Empty where it is for
    members: a feed reader does not log in."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, topic: str, guide: str = "") -> Discussion:
        return get_object_or_404(Discussion.objects.at(topic, guide))

    def title(self, discussion: Discussion) -> str:
        return _("Comments on “%(guide)s”") % {"guide": discussion.title}

    def link(self, discussion: Discussion) -> str:
        return whole(discussion.get_absolute_url())

    def feed_url(self, discussion: Discussion) -> str:
        if discussion.topic:
            return whole(reverse("comments:topic_feed", args=[discussion.topic.slug]))
        guide = discussion.guide
        assert guide is not None  # noqa: S101 -- a constraint of the table keeps it so
        return whole(reverse("comments:feed", args=[guide.topic.slug, guide.slug]))

    def items(self, discussion: Discussion) -> list[Comment]:
        newest = Comment.objects.filter(discussion=discussion).published().listed_for(member=False)
        found = list(newest.for_lists().order_by("-number")[:LOOKED_AT])
        sights = sights_of(found, Reader())
        return [comment for comment in found if sights[comment.pk] is Sight.WORDS][:ITEMS]

    def item_title(self, item: Comment) -> str:
        return item.title or named(item)

    def item_description(self, item: Comment) -> str:
        if not item.context:
            return item.html
        # A reader of feeds is on no page of ours.
        notes = [note | {"link": note["link"] and whole(note["link"])} for note in rows_of(item)]
        return item.html + render_to_string("context/_notes.html", {"notes": notes})

    def item_link(self, item: Comment) -> str:
        return whole(item.get_absolute_url())

    def item_author_name(self, item: Comment) -> str:
        return item.byline

    def item_pubdate(self, item: Comment) -> datetime:
        return item.posted_at

    def item_updateddate(self, item: Comment) -> datetime:
        return item.edited_at or item.posted_at


comments = answer(CommentsFeed())

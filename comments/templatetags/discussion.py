"""What pages of other rooms show of the talk: a guide's discussion, a few words."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template import Context
from django.utils.safestring import SafeString

from accounts.models import Member
from articles.models import Guide, Topic
from comments import composing, drawing, glimpses, marks, said, talk
from comments.glimpses import Glimpse
from comments.models import Discussion, Follow
from comments.shown import Shown
from comments.visibility import Reader
from fragments.late import late

register = template.Library()


@register.inclusion_tag("comments/_discussion.html", takes_context=True)
def discussion(context: Context, guide: Guide) -> dict[str, Any]:
    """Everything said under a guide, one page of it, and the place to write."""
    return talk.under(guide, context["request"], context.get("as_of"))


@register.simple_tag(takes_context=True)
def composer(context: Context, level: str, heading: str) -> SafeString:
    """The place to write a new comment."""
    told = {str(name): value for name, value in context.flatten().items()}
    told |= {"level": level, "heading": heading}
    return composing.composer(told, str(context["csrf_token"]))


@register.filter
def conversations(rows: Iterable[Shown]) -> SafeString:
    return late(drawing.conversations(rows))


@register.filter
def conversation(row: Shown) -> SafeString:
    return drawing.conversation(row)


@register.filter
def drawn(row: Shown) -> SafeString:
    return drawing.comment(row)


@register.inclusion_tag("comments/_ask.html", takes_context=True)
def ask_the_community(context: Context, topic: Topic) -> dict[str, Any]:
    """The way to a topic's own discussion, and for members the button that follows the topic. One
    query for visitors, two for members."""
    member, found = context["request"].user, Discussion.objects.filter(topic=topic)
    if isinstance(member, Member):
        found = marks.with_count(found, member)
    told: dict[str, Any] = {"discussion": found.first()}
    if told["discussion"]:
        told["discussion"].topic = topic
    if isinstance(member, Member):
        if told["discussion"]:
            told["news"] = marks.told(marks.count_in(told["discussion"]))
        told |= {
            "is_member": True,
            "pk": topic.pk,
            "follows": Follow.objects.of(member).filter(topic=topic).exists(),
            "csrf_token": context["csrf_token"],
        }
    return told


@register.inclusion_tag("comments/_said.html", takes_context=True)
def said_by(context: Context, member: Member) -> dict[str, Any]:
    """What a member has said under their name, a page of it."""
    request = context["request"]
    before = talk.number_in(request.GET.get("before", ""))
    told = said.said_by(member, Reader.of(request.user), before=before)
    return {"said": told, "name": member.name, "begins": not before}


@register.simple_tag
def recent_words(most: int = 3) -> list[Glimpse]:
    """The newest short comments that everyone may read. One query."""
    return glimpses.recent_words(most)


@register.simple_tag
def news_in(guides: Iterable[Guide], member: Member | AnonymousUser) -> dict[int, str]:
    """How much is new under each of these guides, in words. One query; none for visitors."""
    if not isinstance(member, Member):
        return {}
    counts = marks.counts_of([guide.pk for guide in guides], member)
    return {guide: marks.told(count) for guide, count in counts.items()}


@register.filter
def new_of(guide: Guide, news: dict[int, str]) -> str:
    """The words about one guide, from what `news_in` told."""
    return news.get(guide.pk, "")

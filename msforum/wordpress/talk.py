"""The comments under one post: who answers whom, in the order they were written."""

from collections.abc import Iterable

from django.utils import timezone

from articles.models import Guide
from comments.models import Comment, Discussion
from comments.planting import Seed, plant
from markup import Unusable, to_html
from msforum.wordpress.prose import markdown_of, shorten, strip_tags
from msforum.wordpress.report import Report
from msforum.wordpress.wxr import Item, WordPressComment

GUEST = "Guest"
NAME_LENGTH = 40
COMMENT_LENGTH = 10_000
LEFT_OUT = {"spam", "trash", "post-trashed"}


def take_talk(guide: Guide, item: Item, site: str, report: Report, *, is_new: bool) -> None:
    """Plant the comments that the guide's discussion does not hold yet.

    What answers a comment that is left out (spam, a pingback) answers the nearest one above it.
    """
    if not item.comments:
        return
    discussion, _made = Discussion.objects.select_for_update().get_or_create(guide=guide)
    grown: dict[str, Comment] = {}
    if not is_new:
        here = Comment.objects.filter(discussion=discussion).exclude(source_key="")
        grown = {comment.source_key: comment for comment in here}
    seeds = {
        seed.key: seed
        for comment in item.comments
        if (seed := seed_of(comment, item, key_of(site, comment.id), grown, report))
    }
    above = {key_of(site, c.id): key_of(site, c.parent) for c in item.comments}
    for seed in seeds.values():
        seed.parent = nearest(seed.key, above, seeds.keys() | grown.keys())
    if seeds:
        planted = plant(discussion, in_order(seeds), rule="import", grown=list(grown.values()))
        report.taken["comments"] += sum(comment.is_published for comment in planted)
        report.taken["waiting"] += sum(comment.is_waiting for comment in planted)


def key_of(site: str, comment_id: int) -> str:
    """The name under which an imported comment is known; empty for no comment."""
    return f"wordpress:{site}:comment:{comment_id}"[-200:] if comment_id else ""


def seed_of(
    comment: WordPressComment, item: Item, key: str, grown: dict[str, Comment], report: Report
) -> Seed | None:
    """The comment as it will stand here, or None when it is left out (the report says why)."""
    if comment.is_ping:
        report.left["pings"] += 1
    elif comment.approved in LEFT_OUT:
        report.left["spam"] += 1
    elif key in grown:
        report.left["known comments"] += 1
    else:
        source = markdown_of(comment.content)
        if len(source) > COMMENT_LENGTH:
            source = source[: COMMENT_LENGTH - 1].rsplit(None, 1)[0] + "…"
            report.changed["shortened comments"] += 1
        try:
            return Seed(
                key=key,
                parent="",
                source=source,
                html=to_html(source),
                author_label=shorten(strip_tags(comment.author), NAME_LENGTH) or GUEST,
                posted_at=comment.posted_at or item.posted_at or timezone.now(),
                is_published=comment.approved == "1",
            )
        except Unusable:
            report.left["empty comments"] += 1
    return None


def nearest(key: str, above: dict[str, str], kept: Iterable[str]) -> str:
    """The nearest kept comment above; empty for none, and where a broken file goes in circles."""
    seen = {key}
    parent = above.get(key, "")
    while parent and parent not in kept:
        if parent in seen:
            return ""
        seen.add(parent)
        parent = above.get(parent, "")
    return "" if parent in seen else parent


def in_order(seeds: dict[str, Seed]) -> list[Seed]:
    """By time, and each after what it answers, whatever the clocks of the old site said."""
    ordered: dict[str, Seed] = {}
    for seed in sorted(seeds.values(), key=lambda seed: (seed.posted_at, seed.key)):
        waiting: list[Seed] = []
        node: Seed | None = seed
        while node is not None and node.key not in ordered:
            if node in waiting:  # a circle of answers: cut it here
                waiting[-1].parent = ""
                break
            waiting.append(node)
            node = seeds.get(node.parent)
        for late in reversed(waiting):
            ordered[late.key] = late
    return list(ordered.values())

"""What rules found and how far the team knows an author, on the pages of the desk."""

from typing import Any

from django import template

from accounts.models import Member
from comments.models import Comment, Level, RuleHit
from comments.rules.said import segments
from comments.trust.standing import Standing, standing_of

register = template.Library()


@register.inclusion_tag("admin/comments/rule/_hits.html")
def rule_hits(comment: Comment, found: list[RuleHit], is_hard: bool = False) -> dict[str, Any]:
    """The rules that found something in the newest words, and where."""
    if not found:
        return {}
    title = comment.title
    source = found[0].revision.source
    text = f"{source}\n\n{title}" if title else source
    spans = [(start, end) for hit in found for start, end in hit.spans]
    pieces = segments(text, spans) if spans else []
    return {"hits": found, "pieces": pieces, "is_hard": is_hard}


@register.inclusion_tag("admin/comments/trust/_told.html")
def trust_of(member: Member | None, standing: Standing | None = None) -> dict[str, Any]:
    """Their level, with the way to its page. `standing`, where a page has it already."""
    if member is None:
        return {}
    standing = standing or standing_of(member)
    return {"member": member, "standing": standing, "level": Level(standing.level).label}

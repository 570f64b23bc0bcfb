"""What every page is framed with: icons, artwork, faces, the way back up."""

from functools import cache

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from msforum import artwork as drawing

register = template.Library()

ICONS = settings.BASE_DIR / "static" / "icons"
SVG = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">'


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A small picture beside words. It says nothing by itself, so screen readers skip it."""
    _, _, shapes = (ICONS / f"{name}.svg").read_text(encoding="utf-8").partition("\n>\n")
    drawn = "".join(line.strip() for line in shapes.splitlines())
    return mark_safe(SVG + drawn)  # noqa: S308 (our own files)


@register.simple_tag
def artwork(seed: object, kind: str = "card") -> SafeString:
    """The signal line of a topic or guide: `card`, `wide`, `hero` or `glyph`."""
    return drawing.draw(str(seed), kind)


@register.inclusion_tag("parts/_crumbs.html")
def crumbs(*path: str) -> dict[str, object]:
    """The way back up: address and name by turns, and last the name of this page alone."""
    *above, here = path
    return {"above": list(zip(above[::2], above[1::2], strict=True)), "here": here}


@register.filter
def initial(name: str) -> str:
    """The letter on a member's face."""
    return name[:1].upper()


@register.filter
def tone(name: str) -> str:
    """One of three quiet backgrounds for a face, always the same one for the same name."""
    return "abc"[sum(name.encode()) % 3]

"""`{% fragment %}` and `{% unchanged %}`, which every template has."""

from collections.abc import Hashable
from datetime import date
from secrets import token_hex

from django import template
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from fragments.kept import kept, setting
from queries.committed import Unchanged, Version

register = template.Library()

# Values that never change and that tell all there is to them.
PLAIN = (str, int, date, type(None))
# Where another token is put in each time. Nobody can guess it, so nobody has it put elsewhere.
TOKEN = f"place-{token_hex(16)}"
# Some parts of a few hundred guides.
MOST_PARTS = 1_000

parts = Unchanged[Hashable, SafeString](MOST_PARTS)


@register.simple_tag
def fragment(name: str, /, **told: object) -> SafeString:
    """As `{% include name with ... only %}`, but drawn once for all who are told the same.

    The part may ask for nothing but what it is told: no database, no request, nothing of the day.
    A `csrf_token` is put in afterwards. What is not a plain value makes it be drawn anew.
    """
    token = str(told["csrf_token"]) if "csrf_token" in told else ""
    told |= {"csrf_token": TOKEN} if token else {}
    told = {each: in_words(value) for each, value in told.items()}
    if all(is_plain(value) for value in told.values()):
        drawn = kept.get((setting(name), key_of(told)), lambda: draw(name, told))
    else:
        drawn = draw(name, told)
    return mark_safe(drawn.replace(TOKEN, escape(token))) if token else drawn  # noqa: S308


@register.simple_tag
def unchanged(name: str, as_of: Version | str, /, **told: object) -> SafeString:
    """The same for a part that is told rows of the database, which is drawn once for as long as
    nobody writes. `as_of` is the version from before the rows were asked for; without one it is
    drawn anew. The rows must be the same for everybody: only which ones they are is looked at."""
    if not as_of:
        return draw(name, told)
    rows = {each: value.pk if isinstance(value, Model) else value for each, value in told.items()}
    key = (setting(name), timezone.localdate(), key_of(rows))
    return parts.get(key, lambda: draw(name, told), as_of)


def draw(name: str, told: dict[str, object]) -> SafeString:
    return mark_safe(render_to_string(name, told))  # noqa: S308 -- a template wrote it


def is_plain(value: object) -> bool:
    return isinstance(value, PLAIN) or (isinstance(value, tuple) and all(map(is_plain, value)))


def in_words(value: object) -> object:
    return str(value) if isinstance(value, Promise) else value


def key_of(told: dict[str, object]) -> Hashable:
    """One and True are the same to a dictionary, and words that are safe and those that are not."""
    return tuple((each, kind_of(value), value) for each, value in told.items())


def kind_of(value: object) -> object:
    return tuple(map(kind_of, value)) if isinstance(value, tuple) else type(value)

"""What a form that came back tells: what to mend, and what somebody else saved meanwhile."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles import blocks
from articles.admin.blocks import BlockFormSet
from articles.comparing import words_of
from articles.language.differences import Piece
from articles.language.differences import differences as differ
from articles.models import Block, Guide


class Difference(NamedTuple):
    """A place where theirs is not what stands in the form, with both told word by word."""

    place: str
    pieces: list[Piece]

    @property
    def theirs(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind != "new"]

    @property
    def mine(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind != "gone"]


class Mistake(NamedTuple):
    """Something to mend, and where it is on the page."""

    target: str
    place: str
    message: str


def mistakes(form: BaseForm, formsets: Iterable[Any]) -> list[Mistake]:
    """What is wrong with the fields, in the order of the page."""
    found = [
        Mistake(form[name].auto_id, str(form[name].label), " ".join(map(str, errors)))
        for name, errors in form.errors.items()
        if name in form.fields
    ]
    for part in (part for formset in formsets for part in formset.forms):
        named = str(part.instance) if part.instance.pk else _("New")
        found += [
            Mistake(part.prefix, f"{named}, {part[name].label}", " ".join(map(str, errors)))
            for name, errors in part.errors.items()
            if name in part.fields
        ]
    return found


def differences(newer: Guide, form: BaseForm, formsets: Iterable[Any]) -> list[Difference]:
    """All of them, the guide's own fields first, then block by block."""
    found = _fields_that_differ("", newer, form, [name for name in form.fields if name in _FIELDS])
    for formset in formsets:
        if isinstance(formset, BlockFormSet):
            found += _blocks_that_differ(newer, formset)
    return found


def last_saved_by(guide: Guide) -> str:
    """The name of whoever saved it last, where the admin knows."""
    kind = ContentType.objects.get_for_model(Guide)
    entry = (
        LogEntry.objects.filter(content_type=kind, object_id=str(guide.pk))
        .select_related("user")
        .order_by("-action_time", "-pk")
        .first()
    )
    return str(entry.user) if entry else ""


def without_vanished(data: QueryDict, prefix: str, existing: set[str]) -> QueryDict:
    """Posted inline forms in which what others deleted meanwhile is new again, words and all.

    A form set wants the rows that exist first, so the forms are numbered anew.
    """
    total, initial = (
        int(number) if (number := data.get(f"{prefix}-{name}", "")).isdigit() else 0
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    )
    is_known = {
        index: index < initial and data.get(f"{prefix}-{index}-id") in existing
        for index in range(min(total, _MOST_FORMS))
    }
    if sum(is_known.values()) == initial:
        return data
    order = sorted(is_known, key=lambda index: not is_known[index])
    new_places = {f"{prefix}-{old}": f"{prefix}-{new}" for new, old in enumerate(order)}
    settled = QueryDict(mutable=True)
    for name, values in data.lists():
        head, _dash, field = name.rpartition("-")
        if head in new_places:
            lost = field == "id" and not is_known[int(head.rpartition("-")[2])]
            settled.setlist(f"{new_places[head]}-{field}", [""] if lost else values)
        else:
            settled.setlist(name, values)
    settled[f"{prefix}-INITIAL_FORMS"] = str(sum(is_known.values()))
    return settled


_FIELDS = {"topic", "title", "slug", "summary", "hero", "owner", "lay_terms", "is_demo"}
_MOST_FORMS = 1_000


def _blocks_that_differ(newer: Guide, formset: BlockFormSet) -> list[Difference]:
    mine = {form.instance.pk: form for form in formset.initial_forms}
    found = []
    for block in newer.blocks.all():
        if form := mine.get(block.pk):
            names = [*blocks.fields_of(block.kind), "kind"]
            found += _fields_that_differ(f"“{block}”, ", block, form, names)
        else:
            words = _together(block.heading, block.html, block.items)
            place = _("New block: %(block)s") % {"block": block}
            found.append(Difference(place, differ(words, "")))
    for form in formset.extra_forms:
        if form.has_changed():
            typed = [form[name].value() or "" for name in ("heading", "html", "items")]
            words = _together(*typed)
            found.append(Difference(_("A block that only you have"), differ("", words)))
    return found


def _together(heading: str, html: str, items: str) -> str:
    return " ".join(filter(None, [heading, words_of(html), items]))


def _fields_that_differ(
    place: str, theirs: Model, form: BaseForm, names: Iterable[str]
) -> list[Difference]:
    found = []
    for name in names:
        bound = form[name]
        saved = getattr(theirs, theirs._meta.get_field(name).attname)  # type: ignore[union-attr]
        if name == "html":
            differs = words_of(saved) != words_of(bound.data or "")
        else:
            differs = bound.field.has_changed(saved, bound.data)
        if differs:
            pieces = differ(_told(theirs, name), _typed(bound))
            found.append(Difference(f"{place}{bound.label}", pieces))
    return found


def _told(theirs: Model, name: str) -> str:
    """A saved value in words."""
    if name == "html" and isinstance(theirs, Block):
        return words_of(theirs.html)
    if display := getattr(theirs, f"get_{name}_display", None):
        return str(display()) or _("(empty)")
    return _in_words(getattr(theirs, name))


def _typed(bound: BoundField) -> str:
    """What stands in the form, in words."""
    if bound.name == "html":
        return words_of(bound.data or "") or _("(empty)")
    try:
        value = bound.field.to_python(bound.data)
    except ValidationError:
        value = bound.data
    choices = {} if isinstance(value, Model) else dict(getattr(bound.field, "choices", []))
    return _in_words(choices.get(value, value))


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value) if value not in (None, "") else _("(empty)")

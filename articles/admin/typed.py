"""A form as a browser sent it -> the snapshot that saving it would make. Writes nothing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from articles import publishing, uses
from articles.admin.blocks import BlockForm
from articles.models import Contribution, Guide, Image, Person, Topic

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_MOST_PARTS = 500
_WORDS = ("title", "summary", "lay_terms")


def snapshot_of(guide: Guide | None, words: QueryDict) -> dict[str, Any]:
    """Fields that were not sent are as they were saved."""
    data = publishing.snapshot(guide) if guide else _of_a_new_guide(words)
    data |= {name: words[name] for name in _WORDS if name in words}
    if "hero" in words:
        data["hero"] = _known_picture(words.get("hero", ""))
    if "owner" in words:
        # Only then the tick box was on the page, too: a box without a tick sends nothing.
        data["is_demo"] = "is_demo" in words
    data |= {"blocks": _blocks(guide, words), "byline": _byline(words)}
    return uses.with_files(data)


def _of_a_new_guide(words: QueryDict) -> dict[str, Any]:
    asked = words.get("topic", "")
    topic = Topic.objects.filter(pk=asked).first() if asked.isdecimal() else None
    return {
        "title": "",
        "slug": words.get("slug", ""),
        "topic": topic.slug if topic else "",
        "summary": "",
        "lay_terms": "",
        "is_demo": False,
        "hero": None,
    }


def _blocks(guide: Guide | None, words: QueryDict) -> list[dict[str, Any]]:
    saved = {str(block.pk): block for block in guide.blocks.all()} if guide else {}
    pictures: list[tuple[object, StrOrPromise]] = [
        ("", ""),
        *Image.objects.in_library().values_list("pk", "title"),
    ]
    found = []
    for prefix in _parts(words, "blocks"):
        instance = saved.get(words.get(f"{prefix}-id", ""))
        form = BlockForm(words, prefix=prefix, instance=instance, pictures=pictures)
        if not instance and not form.has_changed():
            continue
        form.is_valid()  # what is wrong is left out; the rest is in the instance
        found.append(form.instance)
    found.sort(key=lambda block: block.position)
    return [publishing.told(block) for block in found]


def _byline(words: QueryDict) -> list[dict[str, Any]]:
    sent = [
        (words.get(f"{prefix}-position", ""), words.get(f"{prefix}-person", ""), prefix)
        for prefix in _parts(words, "contributions")
    ]
    people = {str(one.pk): one for one in Person.objects.filter(pk__in=_numbers(sent))}
    sent.sort(key=lambda one: int(one[0]) if one[0].isdecimal() else 0)
    return [
        Contribution(role=words.get(f"{prefix}-role", ""), person=people[person]).told
        for _place, person, prefix in sent
        if person in people
    ]


def _numbers(sent: list[tuple[str, str, str]]) -> list[int]:
    return [int(person) for _place, person, _prefix in sent if person.isdecimal()]


def _parts(words: QueryDict, name: str) -> Iterator[str]:
    """The prefixes of the forms that are to stay."""
    total = words.get(f"{name}-TOTAL_FORMS", "")
    for number in range(min(int(total), _MOST_PARTS) if total.isdecimal() else 0):
        if not words.get(f"{name}-{number}-DELETE"):
            yield f"{name}-{number}"


def _known_picture(asked: str) -> int | None:
    found = Image.objects.in_library().filter(pk=asked).first() if asked.isdecimal() else None
    return found.pk if found else None

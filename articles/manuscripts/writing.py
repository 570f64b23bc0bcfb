"""What a guide says -> the text of its file."""

from collections.abc import Mapping
from typing import Any

from articles import uses
from articles.manuscripts import pieces, toml
from articles.manuscripts.sections import FENCE
from articles.models import Guide
from articles.publishing import fingerprint, snapshot

FORMAT = "msforum guide 1"
# The same on top of every file, in whatever order a database gives them.
_ORDER = ("title", "slug", "topic", "summary", "lay_terms", "is_demo", "hero")


def write(told: Mapping[str, Any], *, revision: int | None = None, verbatim: bool = False) -> str:
    """The file of a guide that is told with the names of its pictures.

    `revision` is the number of the one that says the same; `verbatim`: see `pieces.write`.
    """
    top = {name: told[name] for name in _ORDER if name in told}
    top |= {name: value for name, value in sorted(told.items()) if name != "blocks"}
    if people := top.get("byline"):
        top["byline"] = [dict(sorted(person.items(), key=_place)) for person in people]
    lines = [FENCE, *toml.written({"format": FORMAT, "revision": revision, **top}), FENCE]
    sections = [pieces.write(block, verbatim=verbatim) for block in told["blocks"]]
    return "\n\n".join(["\n".join(lines), *sections]) + "\n"


def _place(item: tuple[str, Any]) -> tuple[bool, str]:
    """Roles and names before what is said about people."""
    name, _value = item
    return name not in {"role", "name"}, name


def manuscript_of(guide: Guide) -> str:
    """The working copy as a file."""
    data = snapshot(guide)
    same = guide.revisions.filter(sha256=fingerprint(data)).only("number").first()
    told = with_names(data, names_of_pictures(data))
    return write(told, revision=same.number if same else None)


def with_names(data: Mapping[str, Any], names: Mapping[int, str]) -> dict[str, Any]:
    """A snapshot with the names of its pictures in the place of their numbers.

    A number without a picture names nothing, like no picture.
    """
    return {
        **{name: value for name, value in data.items() if name != uses.FILES},
        "hero": names.get(data["hero"]),
        "blocks": [{**block, "image": names.get(block["image"])} for block in data["blocks"]],
    }


def names_of_pictures(data: Mapping[str, Any]) -> dict[int, str]:
    return {pk: str(picture.file.name) for pk, picture in uses.shown_by(data).items()}

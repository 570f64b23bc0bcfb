"""A snapshot as readers would see it, drawn and kept nowhere."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from articles import uses
from articles.models import Guide, Revision
from articles.rendering import render


def drawn(guide: Guide, data: Mapping[str, Any], number: int = 0) -> Revision:
    """A revision that is not in the database: the guide's page can be made of it."""
    return Revision(
        guide=guide,
        number=number,
        title=data["title"],
        summary=data["summary"],
        hero=uses.shown_by(data).get(data["hero"]),
        data=dict(data),
        **asdict(render(data)),
    )

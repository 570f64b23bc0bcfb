"""Reads the files of the demo world. Knows nothing of Django or of the site."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def age(told: str) -> timedelta:
    """How long ago "5d 2h" or "40m" is."""
    parts = told.split()
    if not parts or not all(re.fullmatch(r"\d+[dhm]", part) for part in parts):
        raise ValueError(f"{told!r} is not an age such as '5d 2h'.")
    return timedelta(**{UNITS[part[-1]]: int(part[:-1]) for part in parts})


@dataclass(frozen=True)
class Topic:
    """A shelf of guides."""

    slug: str
    title: str
    intro: str


@dataclass(frozen=True)
class Term:
    """A hard word, said plainly."""

    term: str
    definition: str
    plain_word: str = ""
    other_forms: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Change:
    """Words of a guide that once were others, and what readers were told about it."""

    ago: str
    note: str
    before: str
    after: str

    @property
    def age(self) -> timedelta:
        return age(self.ago)


@dataclass(frozen=True)
class Guide:
    """One guide with its blocks as the file has them, from top to bottom."""

    topic: str
    slug: str
    title: str
    summary: str
    lay_terms: list[str]
    published_ago: str
    blocks: list[dict[str, Any]]
    change: Change | None = None

    @property
    def age(self) -> timedelta:
        return age(self.published_ago)


@dataclass(frozen=True)
class Member:
    """Somebody who does not exist. With a login, one can sign in as them."""

    name: str
    joined_ago: str
    login: str = ""
    groups: list[str] = field(default_factory=list)
    remembers: bool = False  # asked to be told what guides change

    @property
    def email(self) -> str:
        """An address under a name that is reserved for examples, so no mail can reach anybody."""
        return f"{self.login or re.sub(r'[^a-z0-9]+', '.', self.name.lower())}@demo.example"

    @property
    def age(self) -> timedelta:
        return age(self.joined_ago)


@dataclass(frozen=True)
class Edit:
    """A later version of a comment, let through or still waiting."""

    ago: str
    body: str
    state: str

    @property
    def age(self) -> timedelta:
        return age(self.ago)


@dataclass(frozen=True)
class Report:
    """A member asks a moderator to look at a comment."""

    by: str
    ago: str
    reason: str
    note: str = ""

    @property
    def age(self) -> timedelta:
        return age(self.ago)


@dataclass(frozen=True)
class Comment:
    """What somebody said under a guide, and what became of it."""

    key: str
    author: str
    ago: str
    body: str
    reply_to: str = ""
    kind: str = ""
    title: str = ""
    anonymous: bool = False
    members_only: bool = False
    state: str = "published"
    reason: str = ""
    note: str = ""
    decided_by: str = ""
    kept_by: str = ""
    pinned_by: str = ""
    answer: str = ""  # the key of the reply that answered it
    branch: bool = False
    # The question that a moderator made of it for the authors, and the section that answers it.
    asks: str = ""
    answered_in: str = ""
    edit: Edit | None = None
    reports: list[Report] = field(default_factory=list)

    @property
    def age(self) -> timedelta:
        return age(self.ago)


@dataclass(frozen=True)
class Discussion:
    """What was said in one place, in the order of the file, and whose comments wait there."""

    comments: list[Comment]
    hold: str = "new"

    def replies_to(self, comment: Comment) -> list[Comment]:
        return [reply for reply in self.comments if reply.reply_to == comment.key]


@dataclass(frozen=True)
class Waiting:
    """A change of a guide on its way to the readers, and how far it came."""

    guide: str
    stage: str
    paragraph: str
    reason: str = ""


@dataclass(frozen=True)
class Review:
    """A guide that was reviewed when it came out, and in how many days it is to be again."""

    guide: str
    due_in: int


@dataclass(frozen=True)
class Readers:
    """What readers answered when they were asked whether a guide was useful."""

    guide: str
    yes: int
    no: dict[str, int]
    words: str = ""


@dataclass(frozen=True)
class Aside:
    """A guide that no list offers: a first draft; with a reason, one that was withdrawn; one that
    became part of another guide."""

    topic: str
    slug: str
    title: str
    summary: str
    paragraph: str
    reason: str = ""
    instead: str = ""
    part_of: str = ""


@dataclass(frozen=True)
class World:
    """Everything under demo/, in the order in which it has to be loaded."""

    topics: list[Topic]
    guides: list[Guide]
    members: list[Member]
    password: str
    references: dict[str, dict[str, str]]
    discussions: dict[str, Discussion]
    communities: dict[str, Discussion]  # by topic
    glossary: list[Term]
    desk: dict[str, Waiting] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    readers: dict[str, Readers] = field(default_factory=dict)
    aside: list[Aside] = field(default_factory=list)


def read(root: Path = HERE) -> World:
    """The whole world. A misspelt key in a file is an error here, not a silent loss."""
    topics = [Topic(**topic) for topic in _toml(root / "topics.toml")["topics"]]
    members = _toml(root / "members.toml")
    desk = _toml(root / "desk.toml")
    return World(
        topics=topics,
        guides=[guide for topic in topics for guide in _guides(root / "guides" / topic.slug)],
        members=[Member(**member) for member in members["members"]],
        password=members["password"],
        references=_toml(root / "references.toml"),
        discussions=_talk(root / "discussions"),
        communities=_talk(root / "communities"),
        glossary=[Term(**term) for term in _toml(root / "glossary.toml")["terms"]],
        desk={told["guide"]: Waiting(**told) for told in desk["waiting"]},
        reviews={told["guide"]: Review(**told) for told in desk["reviews"]},
        readers={told["guide"]: Readers(**told) for told in desk["readers"]},
        aside=[Aside(**told) for told in desk["aside"]],
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _guides(shelf: Path) -> list[Guide]:
    """The guides of a shelf, the one that was published first at the top."""
    guides = [_guide(path) for path in shelf.glob("*.toml")]
    return sorted(guides, key=lambda guide: guide.age, reverse=True)


def _guide(path: Path) -> Guide:
    told = _toml(path)
    change = Change(**told.pop("change")) if "change" in told else None
    return Guide(path.parent.name, path.stem, change=change, **told)


def _talk(folder: Path) -> dict[str, Discussion]:
    return {path.stem: _discussion(**_toml(path)) for path in sorted(folder.glob("*.toml"))}


def _discussion(comments: list[dict[str, Any]], **rest: str) -> Discussion:
    return Discussion([_comment(told) for told in comments], **rest)


def _comment(told: Mapping[str, Any]) -> Comment:
    edit = Edit(**told["edit"]) if "edit" in told else None
    reports = [Report(**report) for report in told.get("reports", [])]
    return Comment(**{**told, "edit": edit, "reports": reports})

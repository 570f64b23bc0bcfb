"""Links whose words do not say where they lead."""

import re

_EMPTY = {
    *("click", "click here", "click this", "here", "this", "this link", "link", "the link"),
    *("read more", "more", "learn more", "find out more", "see more", "more info", "details"),
    *("more information", "continue", "go", "page", "this page", "website", "this website"),
    *("this article", "this guide", "see here", "read this", "follow this link", "download"),
    *("image", "info", "read on", "tap here", "press here", "visit", "webpage", "find out here"),
}
_CLICK = re.compile(
    r"\b(?:click|tap|press) (?:here|this|on this)\b|^(?:click|tap)\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)


def says_nothing(text: str) -> bool:
    """Whether somebody who hears only the link's words cannot tell where it leads."""
    said = " ".join(re.sub(r"[^\w\s]", " ", text.lower()).split())
    return said in _EMPTY or bool(_CLICK.search(said))


def is_address(text: str) -> bool:
    """Whether the words are only a web address: read aloud letter by letter."""
    return bool(_ADDRESS.match(text.strip()))

"""What an import took and what it left, told in sentences."""

from collections import Counter
from dataclasses import dataclass, field

TAKEN = {
    "topics": ("topic", "topics"),
    "guides": ("guide published", "guides published"),
    "drafts": ("draft kept for the authors", "drafts kept for the authors"),
    "comments": ("comment published", "comments published"),
    "waiting": ("comment waits for a moderator", "comments wait for a moderator"),
    "pictures": ("picture", "pictures"),
}
LEFT = {
    "known guides": "posts that were here already",
    "known comments": "comments that were here already",
    "pages": "pages, which are not guides",
    "other items": "menu entries, styles and other things of plugins",
    "bin": "posts in the bin",
    "empty posts": "posts without words",
    "pings": "pingbacks and trackbacks",
    "spam": "comments marked as spam or in the bin",
    "empty comments": "comments without words that can be shown",
    "comments of drafts": "comments under posts that are not public",
    "missing pictures": "pictures that are not in the media folder (--media)",
    "refused pictures": "pictures that could not be read",
    "unused pictures": "files of the media library that no post shows",
}
CHANGED = {
    "shortened titles": "titles were longer than 65 characters and were shortened",
    "shortened comments": "comments were longer than 10,000 characters and were shortened",
    "unpublished": "posts have something to mend first and became drafts; publishing says what",
    "undescribed pictures": "pictures have no description and count as decorative; write one",
}


@dataclass
class Report:
    """Counts what happens to each thing in the file."""

    taken: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)

    @property
    def took_something(self) -> bool:
        return sum(self.taken.values()) > 0

    def lines(self) -> list[str]:
        lines = ["Taken:" if self.took_something else "Nothing new was taken."]
        for key, (one, many) in TAKEN.items():
            count = self.taken[key]
            if count:
                lines.append(f"  {count:,} {one if count == 1 else many}")
        if any(self.left.values()):
            lines.append("Left:")
            lines += [
                f"  {self.left[key]:,} {what}" for key, what in LEFT.items() if self.left[key]
            ]
        if any(self.changed.values()):
            lines.append("Changed on the way:")
            lines += [
                f"  {self.changed[key]:,} {what}"
                for key, what in CHANGED.items()
                if self.changed[key]
            ]
        return lines

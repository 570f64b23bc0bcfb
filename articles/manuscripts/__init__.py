"""A guide as one Markdown file that a person can read and edit in any editor, and back.

    writing.write(told)      what a guide says -> the text of the file
    reading.read(text)       the text of a file -> what it says, or Unreadable, which names the line
    taking                   what a file says -> a draft, or a new guide. Never live

Nothing is lost on the way, whatever kinds of block there are: what Markdown has no mark for stands
in the file as TOML. The format: docs/decisions/0010-guides-as-markdown.md.
"""

from articles.manuscripts.unreadable import Unreadable

__all__ = ["Unreadable"]

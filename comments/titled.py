"""Words with a title over them, kept as one text wherever there is room for one text only."""

from comments.models import Comment, Discussion

MOST_CHARACTERS: int = Comment._meta.get_field("title").max_length or 0


def wants_title(discussion: Discussion, parent: Comment | None) -> bool:
    """Whether what is said here begins with a title: a conversation in a topic's discussion."""
    return discussion.topic_id is not None and parent is None


def joined(title: str, words: str) -> str:
    """Both as one text: the title is its first line."""
    title = " ".join(title.split())
    return f"{title}\n\n{words}" if title else words


def parted(words: str) -> dict[str, str]:
    """The text as fields of a form again: a short first line with nothing below it is the title."""
    title, gap, body = words.partition("\n\n")
    if gap and title and "\n" not in title and len(title) <= MOST_CHARACTERS:
        return {"title": title, "body": body}
    return {"body": words}

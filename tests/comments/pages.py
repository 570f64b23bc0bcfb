"""How a test reads a discussion: the parts of a page that were promised to stay."""

import re
from html.parser import HTMLParser


class Comments(HTMLParser):
    """Every comment and every stub of a page, in order: id -> what stands in it."""

    def __init__(self):
        super().__init__()
        self.attributes, self.words, self.links, self.lists = {}, {}, {}, 0
        self.depths = {}
        self._id, self._open = None, 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "ol" and "threads" in attrs.get("class", ""):
            self.lists += 1
        if "comment" in attrs.get("class", "").split():
            self._id, self._open = attrs["id"], 0
            self.attributes[self._id] = {"tag": tag, **attrs}
            self.words[self._id], self.links[self._id] = "", []
            self.depths[self._id] = self.lists - 1
        if self._id:
            self._open += tag == self.attributes[self._id]["tag"]
            if tag == "a":
                self.links[self._id].append(attrs["href"])

    def handle_endtag(self, tag):
        if tag == "ol" and self.lists and not self._id:
            self.lists -= 1
        if self._id and tag == self.attributes[self._id]["tag"]:
            self._open -= 1
            if not self._open:
                self._id = None

    def handle_data(self, data):
        if self._id:
            self.words[self._id] = " ".join(f"{self.words[self._id]} {data}".split())


def comments_in(response):
    found = Comments()
    found.feed(response.text)
    return found


def numbers_in(response):
    """The numbers of the comments and stubs of a page, in order."""
    return [
        int(re.search(r"comment (\d+)", words, re.IGNORECASE)[1])
        for words in comments_in(response).words.values()
    ]


def hash_of(comment):
    return f"comment-{comment.pk}"

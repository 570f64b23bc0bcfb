"""Fill in forms of the admin as a browser would: what is on the page goes back with the changes."""

from html.parser import HTMLParser

from django.http import HttpResponse
from django.urls import reverse


def address(guide):
    return reverse("admin:articles_guide_change", args=[guide.pk])


def posted(prefix, **fields):
    """The fields of one block, such as posted("blocks-0", kind="text")."""
    return {f"{prefix}-{name}": value for name, value in fields.items()}


def fill(client_or_page, path="", **changes):
    """Everything that the form on a page would send, with some fields changed."""
    page = client_or_page
    if not isinstance(page, HttpResponse):
        page = client_or_page.get(path)
    reader = FormReader()
    reader.feed(page.text)
    reader.finish()
    return reader.values | {name: str(value) for name, value in changes.items()}


class FormReader(HTMLParser):
    """Collects what the controls of a page hold. Buttons are pressed by the test."""

    def __init__(self):
        super().__init__()
        self.values = {}
        self._textarea = None
        self._select = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name")
        if tag == "input" and name and given.get("type") not in {"submit", "button"}:
            if given.get("type") not in {"checkbox", "radio"} or "checked" in given:
                self.values[name] = given.get("value") or ("on" if "checked" in given else "")
        elif tag == "textarea":
            self._textarea = name
            self.values[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.values[self._select] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            # A browser leaves out the line end that follows <textarea>.
            self.values[self._textarea] = self.values[self._textarea].removeprefix("\n").strip()
            self._textarea = None
        elif tag == "select":
            self.values.setdefault(self._select, "")
            self._select = None

    def handle_data(self, data):
        if self._textarea:
            self.values[self._textarea] += data

    def finish(self):
        """The form that waits to be copied is sent too, and means nothing."""
        self.values = {
            name: value for name, value in self.values.items() if "__prefix__" not in name
        }

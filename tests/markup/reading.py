"""Reads HTML as somebody would who trusts nothing, and says what is in it."""

from html.parser import HTMLParser

# What must never come through, whatever else an allow-list says.
NEVER = frozenset(
    {
        *("script", "style", "svg", "math", "iframe", "object", "embed", "applet", "base", "meta"),
        *(
            "link",
            "template",
            "noscript",
            "form",
            "input",
            "button",
            "textarea",
            "select",
            "option",
        ),
        *("frame", "frameset", "audio", "video", "source", "track", "dialog", "marquee", "portal"),
        *(
            "html",
            "head",
            "body",
            "title",
            "canvas",
            "details",
            "summary",
            "slot",
            "plaintext",
            "xmp",
        ),
    }
)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.others = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data):
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def tags_in(html):
    """All start tags with their attributes."""
    return _read(html).tags


def _read(html):
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def faults_in(html, profile):
    """What in this HTML the profile does not allow; an empty list when all is well."""
    read = _read(html)
    faults = [f"not a tag: {other!r}" for other in read.others]
    for tag, attributes in read.tags:
        if tag not in profile.tags or tag in NEVER:
            faults.append(f"<{tag}>")
        faults += [
            f"<{tag} {name}={value!r}>"
            for name, value in attributes.items()
            if not _is_allowed(tag, name, value, profile)
        ]
    return faults


def _is_allowed(tag, name, value, profile):
    if tag == "a" and name == "rel":
        return value == "nofollow ugc noopener noreferrer"
    if name not in profile.attributes.get(tag, ()):
        return False
    if name == "href":
        return _leads_somewhere_good(value)
    if name == "src":
        return value.startswith("/media/")
    return True


def _leads_somewhere_good(address):
    """Written again from the rules, so that a slip in the code's pattern is seen here."""
    if any(ord(character) < 33 or character in '\\"<>' for character in address):
        return False
    if address.startswith(("#", "/")):
        return not address.startswith("//")
    scheme, colon, rest = address.partition(":")
    if scheme.lower() in {"http", "https"}:
        host = rest.removeprefix("//").split("/")[0].split("?")[0].split("#")[0]
        return rest.startswith("//") and host != "" and "@" not in host
    return bool(colon) and scheme.lower() in {"mailto", "tel"}

"""The editor for running words: what it may make, and what its buttons are called."""

import json

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import (
    AdminProseEditorWidget,
    importmap,
    prose_editor_js,
    prose_editor_media,
)
from js_asset import Media

import markup

# Everything that a guide may hold and an import may have brought can be kept (a schema drops what
# it does not know); the buttons offer less: see WORDS.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "HardBreak": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Heading": {"levels": [3, 4]},
    "Link": {"protocols": ["https", "mailto", "tel"], "enableTarget": False},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    # The editor switches the browser's spelling check off unless this is False.
    "NoSpellCheck": False,
    # No drop-down: it cannot be reached by keyboard.
    "Menu": {
        "groups": [
            {"group": "marks"},
            {"group": "blockType"},
            {"group": "link"},
            {"group": "history"},
        ]
    },
}


def words() -> dict[str, str]:
    """What the buttons say, by the editor's name for them. A button without words is left out."""
    return {
        "bold": _("Bold"),
        "paragraph": _("Plain words"),
        "heading3": _("Heading"),
        "heading4": _("Small heading"),
        "bulletList": _("List"),
        "orderedList": _("Numbered list"),
        "link": _("Link"),
        "unlink": _("Remove link"),
        "history:undo": _("Undo"),
        "history:redo": _("Redo"),
    }


TOO_LONG = _l(
    "This is too long for one block. Cut the second half out and paste it into a new block. "
    "All of it still stands here."
)


class ProseWidget(AdminProseEditorWidget):
    """The editor, with words on its buttons. Without JavaScript: a field with HTML in it."""

    @property
    def media(self) -> Media:
        """Without the editor's style sheets: static/css/admin-editor.css is in their place."""
        base = Media(importmap=importmap, js=[prose_editor_js])
        return prose_editor_media(base=base, preset=self.preset)

    def get_context(self, name: str, value: object, attrs: dict[str, object]) -> dict[str, object]:
        attrs = {**attrs, "data-words": json.dumps(words())}
        context: dict[str, object] = super().get_context(name, value, attrs)
        return context


def prose_field(**fields: object) -> ProseEditorFormField:
    return ProseEditorFormField(
        config={"extensions": EXTENSIONS}, widget=ProseWidget, sanitize=cleaned, **fields
    )


def cleaned(html: str) -> str:
    """What the editor sent, cleaned; nothing, where nothing can be read.

    What is too long is refused before it is read (of so much only words would be left) and
    after, when links have got their marks: what was saved once can be saved again.
    """
    if not markup.fits(html, markup.GUIDE):
        raise ValidationError(TOO_LONG)
    html = markup.pasted(html, markup.GUIDE)
    if not markup.fits(html, markup.GUIDE):
        raise ValidationError(TOO_LONG)
    return html if markup.plain_text(html).strip() or "<img" in html else ""

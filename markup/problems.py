"""Why somebody's text cannot be taken as it is, in words they can act on."""

from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Unusable(ValidationError):
    """Text that cannot be shown; a form may let it pass through as its own error."""

    sentence: ClassVar["StrOrPromise"]
    code: str = "unusable"

    def __init__(self, **params: int) -> None:
        super().__init__(self.sentence, code=type(self).code, params=params or None)


class Empty(Unusable):
    """Nothing, or nothing that an eye can see."""

    sentence = _("Please write something first.")
    code = "empty"


class OnlyMarks(Unusable):
    """Formatting without a word in it."""

    sentence = _("There are only formatting marks here. Please add some words.")
    code = "only_marks"


class TooLong(Unusable):
    """More than one comment or one piece of a guide may hold."""

    sentence = _(
        "This text is too long: it has %(length)s characters, and %(limit)s fit. "
        "Please shorten it or send it in parts."
    )
    code = "too_long"


class NotText(Unusable):
    """A file's bytes, pasted or sent by a program."""

    sentence = _("This looks like the inside of a file. Please type or paste words.")
    code = "not_text"


class TooTangled(Unusable):
    """Marks so many or so deep that showing them would hold everybody up."""

    sentence = _(
        "There are too many formatting marks or very short lines in this text. "
        "Please take some out, such as * _ > [ or -."
    )
    code = "too_tangled"


class TooManyLinks(Unusable):
    """A list of links, which is what advertising sends."""

    sentence = _(
        "There are %(number)s links in this text, and %(limit)s fit. Please keep the ones that "
        "matter most, or send it in parts."
    )
    code = "too_many_links"


class TooManyLines(Unusable):
    """So many short lines that nothing else would be left on the screen."""

    sentence = _(
        "There are %(number)s lines in this text, and %(limit)s fit. Please put several into one, "
        "or send it in parts."
    )
    code = "too_many_lines"

"""Text as it was typed -> the same text without what no eye sees and some use to deceive.

Nothing here may cost a script its letters: marks that cannot be seen stay where writing
needs them (Persian and Indic joiners, emoji families, Thai and Khmer word breaks).
"""

import re
import unicodedata

# Line ends of every system; Word's own line break is a vertical tab.
_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n{4,}")

# Never seen and never needed: control characters, soft hyphens, marks that turn the reading
# order (overrides, embeddings, isolates), byte-order marks, invisible operators, code points
# that are not characters. They hide words from checks and break feeds.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u180e\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\ufffb\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
    )
    + "]"
)
# Letters spelt with tag characters are readable to machines only, but three flags need them.
_TAGS = re.compile("(\U0001f3f4[\U000e0061-\U000e007a]{5,6}\U000e007f)|[\U000e0020-\U000e007f]")
_VARIATION = re.compile(
    "([\ufe00-\ufe0f\U000e0100-\U000e01ef])[\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
)
_DIRECTION = re.compile("([\u200e\u200f\u061c])[\u200e\u200f\u061c]+")

_JOINERS = re.compile("[\u200b-\u200d]+")
_EMOJI = re.compile("[\xa9\xae\u200d\u203c-\u3299\ufe0f\U0001f000-\U0001faff\U000e007f]")
# Arabic, Syriac, N'Ko, Indic, Tibetan, Khmer, Mongolian and the like: letters change shape
# with a joiner or without one.
_JOINED = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u0fff\u1000-\u109f\u1780-\u18af\u1a20-\u1b7f\ua840-\ua87f"
    "\ua8e0-\ua8ff\uabc0-\uabff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff]"
)
# Thai, Lao, Tibetan, Burmese, Khmer and their neighbours write without blanks.
_UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\uaa60-\uaadf]"
)

# More marks on one letter than any word has, and the pile covers other people's lines.
# Latin needs three (Vietnamese two), Hebrew with its accents and Tibetan up to six.
_MOST_LATIN_MARKS = 4
_MOST_MARKS = 6
_LATIN_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)


def tidy(text: str) -> str:
    """Bring typed text into the one form in which it is kept, checked and shown."""
    text = _without_unseen(_LINE_END.sub("\n", text))
    if not text.isascii():
        # Marks are counted before composing too: sorting a pile of thousands takes minutes.
        text = _without_piles(unicodedata.normalize("NFC", _without_piles(text)))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n\n", text).strip("\n")


def tidy_html(html: str) -> str:
    """Take the unseen out of HTML; its blanks and line ends are left as they are."""
    return _without_piles(_without_unseen(html))


def _without_unseen(text: str) -> str:
    text = _UNSEEN.sub("", text)
    if text.isascii():
        return text
    # Taking one mark out brings its neighbours together, so look again; four looks are plenty.
    for _ in range(4):
        before = text
        text = _TAGS.sub(r"\1", text)
        text = _VARIATION.sub(r"\1", text)
        text = _DIRECTION.sub(r"\1", text)
        text = _JOINERS.sub(_needed_joiner, text)
        if text == before:
            break
    return text


def _needed_joiner(run: re.Match[str]) -> str:
    """Of a run of joiners, the one that writing needs there, if it needs one."""
    before = run.string[run.start() - 1 : run.start()]
    after = run.string[run.end() : run.end() + 1]
    if "\u200d" in run[0] and _EMOJI.match(before) and _EMOJI.match(after):
        return "\u200d"
    if _JOINED.match(before) and (shaping := run[0].strip("\u200b")):
        return shaping[0]
    if "\u200b" in run[0] and _UNSPACED.match(before) and _UNSPACED.match(after):
        return "\u200b"
    return ""


def _without_piles(text: str) -> str:
    """Keep on each letter as many combining marks as writing needs."""
    if text.isascii():
        return text
    kept: list[str] = []
    latin = other = 0
    for character in text:
        kind = "" if character.isascii() else unicodedata.category(character)
        if kind not in {"Mn", "Me"}:
            latin = other = 0
        elif _LATIN_MARKS.match(character):
            latin += 1
        else:
            other += 1
        if latin <= _MOST_LATIN_MARKS and other <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)

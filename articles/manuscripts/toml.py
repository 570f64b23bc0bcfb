"""The few lines of TOML that stand above a guide and its blocks: words, yes and no, numbers."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from articles.manuscripts.unreadable import Unreadable

_LINE_OF_ERROR = re.compile(r"\(at line (\d+), column \d+\)")
# A line that begins so would end the part of the file that the TOML stands in.
_ENDS_A_PART = re.compile(r"^(?:\+\+\+|```)", re.MULTILINE)
_KEY = re.compile(r"\s*(?:([A-Za-z0-9_-]+)\s*=|\[{1,2}([A-Za-z0-9_-]+)\])")


def written(values: Mapping[str, Any]) -> list[str]:
    """Lines of TOML. None is left out: there is no such thing in TOML."""
    told = [
        f"{name} = {_value(value)}"
        for name, value in values.items()
        if value is not None and not _is_table(value)
    ]
    for name, value in values.items():
        for table in value if _is_table(value) else ():
            told += ["", f"[[{name}]]", *written(table)]
    return "\n".join(told).split("\n") if told else []


def read(lines: list[str], first: int) -> dict[str, Any]:
    """What lines of TOML say; `first` is the number of the first one in its file."""
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        found = _LINE_OF_ERROR.search(str(error))
        line = first + (int(found[1]) if found else len(lines)) - 1
        what = _LINE_OF_ERROR.sub("", str(error)).strip()
        raise Unreadable(line, _("this is not TOML (%(what)s).") % {"what": what}) from None


def line_of(key: str, lines: list[str], first: int) -> int:
    """The number of the line that gives a value its name; the first, where none does."""
    for number, line in enumerate(lines, start=first):
        if (found := _KEY.match(line)) and key in found.groups():
            return number
    return first


def _is_table(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _lines(value) if _reads_as_lines(value) else _string(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return f"{{{_pairs(value.items())}}}"
    return json.dumps(value)


def _pairs(items: Iterable[tuple[str, Any]]) -> str:
    return ", ".join(f"{_string(name)} = {_value(value)}" for name, value in items)


def _string(value: str) -> str:
    """JSON's way to write a string is TOML's, too, but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _reads_as_lines(value: str) -> bool:
    return "\n" in value and '"""' not in value and not _ENDS_A_PART.search(value)


def _lines(value: str) -> str:
    """Several lines as several lines. A quotation mark at their end would join the closing ones."""
    inside = [_string(line)[1:-1].replace('\\"', '"') for line in value.split("\n")]
    if inside[-1].endswith('"'):
        inside[-1] = f'{inside[-1][:-1]}\\"'
    return '"""\n' + "\n".join(inside) + '"""'

"""A field of several lines whose line ends are ours, whatever the browser sends."""

from collections.abc import Mapping
from typing import Any

from django import forms


class Lines(forms.Textarea):
    """Browsers end lines with two characters, imports with one: the same words are no change."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value

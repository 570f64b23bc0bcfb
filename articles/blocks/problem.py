from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Problem(NamedTuple):
    """A sentence about one field of a block."""

    field: str
    message: "StrOrPromise"

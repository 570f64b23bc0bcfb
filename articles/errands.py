"""What the worker does for guides."""

from articles import renditions
from articles.models import Image
from outbox import handles


# Not in a transaction: encoding takes seconds, and nobody could write a comment meanwhile.
@handles(renditions.ERRAND, atomic=False)
def make_renditions(*, image: int) -> None:
    """Make the sizes and formats of a picture, if it is still in the library."""
    if found := Image.objects.filter(pk=image).first():
        renditions.make(found)

"""What saving a guide's form does besides writing the fields: counted, put in order."""

from collections.abc import Iterable
from typing import Any

from django.forms import BaseForm

from articles.admin.guide_form import GuideForm
from articles.models import Block


def typed(form: BaseForm) -> list[str]:
    """The fields of the guide itself that somebody changed."""
    return [name for name in form.changed_data if name in GuideForm.Meta.fields]


def settle(form: Any, formsets: Iterable[Any], *, is_new: bool) -> None:
    """Leave room between the blocks, and count the save. Without an edit nothing is written."""
    guide = form.instance
    places = [
        (place * Block.STEP, block) for place, block in enumerate(guide.blocks.all(), start=1)
    ]
    misplaced = [(place, block) for place, block in places if block.position != place]
    for place, block in misplaced:
        block.position = place
    Block.objects.bulk_update([block for _place, block in misplaced], ["position"])
    is_changed = typed(form) or any(formset.has_changed() for formset in formsets)
    if is_changed and not is_new:
        guide.version += 1
        guide.save(update_fields=["version"])

"""Two guides about one thing become one: the address of the older leads to the other, and what was
said under it stays readable.

Who merges chooses a guide that readers are offered, and what was merged is offered nowhere: so no
guide can become part of itself by a detour.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Member
from articles.models import Guide
from articles.reviewing import Refused, demand

MERGED = ["merged_into", "merged_at", "withdrawn_at"]


@transaction.atomic
def merge(guide: Guide, into: Guide, *, by: Member) -> None:
    """Let readers of a guide find another one in its place, until it is undone."""
    demand(by, "articles.publish_guide")
    copy, other = _locked(guide, into)
    if copy is other:
        raise Refused(_("A guide cannot become part of itself."))
    if not copy.is_live:
        raise Refused(_("Nobody has read this guide yet, so there is nothing to lead elsewhere."))
    if copy.is_merged:
        raise Refused(_("This guide is part of another one now. Undo that first."))
    if not other.is_readable:
        raise Refused(_("Choose a guide that readers are offered."))
    now = timezone.now()
    copy.merged_into, copy.merged_at = other, now
    # No list offers what is withdrawn. The same moment says that it was not withdrawn before.
    copy.withdrawn_at = copy.withdrawn_at or now
    copy.save(update_fields=MERGED)
    copy.stop_on_its_way()
    copy.draw_where_it_is_named()
    guide.refresh_from_db()


@transaction.atomic
def separate(guide: Guide, *, by: Member) -> None:
    """Undo it: the guide is what it was before, offered to readers or withdrawn."""
    demand(by, "articles.publish_guide")
    copy = Guide.objects.locked(guide.pk)
    if not copy.is_merged:
        raise Refused(_("This guide is part of no other one, so there is nothing to undo."))
    if copy.withdrawn_at == copy.merged_at:
        copy.withdrawn_at = None
    copy.merged_into, copy.merged_at = None, None
    copy.save(update_fields=MERGED)
    copy.draw_where_it_is_named()
    guide.refresh_from_db()


def _locked(guide: Guide, into: Guide) -> tuple[Guide, Guide]:
    """Both, always in the same order: two people who merge each into the other take turns."""
    pks = sorted({guide.pk, into.pk})
    rows = {pk: Guide.objects.locked(pk) for pk in pks}
    return rows[guide.pk], rows[into.pk]

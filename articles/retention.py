"""How long guides keep what (`accounts.retention`)."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.retention import keeps, some_deleted
from articles.models import GuideDraft, Presence, Usefulness
from articles.models.keeping import DAYS_KEPT
from articles.usefulness import WORDS_KEPT

AT_ONCE = 500


@keeps(
    "guide_drafts",
    _("Words typed in a guide's form and not saved"),
    days=DAYS_KEPT,
    since=_("the last time they changed"),
)
def old_guide_drafts(before: datetime) -> int:
    return some_deleted(GuideDraft.objects.filter(kept_at__lt=before), AT_ONCE)


@keeps("presence", _("That somebody had a guide's form open"), days=1, since=_("that moment"))
def old_presence(before: datetime) -> int:
    return some_deleted(Presence.objects.filter(seen_at__lt=before), AT_ONCE)


@keeps(
    "usefulness",
    _("What readers wrote when they were asked whether a page was useful"),
    days=WORDS_KEPT.days,
    since=_("the day they wrote it"),
)
def old_words(before: datetime) -> int:
    old = Usefulness.objects.filter(answered_on__lt=timezone.localdate(before)).exclude(words="")
    keys = list(old.values_list("pk", flat=True)[:AT_ONCE])
    return Usefulness.objects.filter(pk__in=keys).update(words="")

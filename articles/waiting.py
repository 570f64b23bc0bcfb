"""What waits for whom: the queue of the reviewers."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from accounts.models import Member
from articles.models import Guide, Revision, Stage

TURNS = {
    Stage.SUBMITTED: "articles.approve_editorial",
    Stage.EDITED: "articles.approve_clinical",
    Stage.CHECKED: "articles.publish_guide",
}


def waiting_for(member: Member) -> QuerySet[Guide]:
    """What this member can take a step further, the longest wait first; never their own words."""
    stages = [stage for stage, right in TURNS.items() if member.has_perm(right)]
    words = Revision.objects.filter(guide=OuterRef("pk"), sha256=OuterRef("sha256"))
    saved_by = Subquery(words.order_by("-number").values("created_by")[:1])
    own = Q(saved_by=member.pk) & ~Q(stage=Stage.CHECKED)
    theirs = Guide.objects.filter(stage__in=stages).annotate(saved_by=saved_by)
    strangers = theirs.filter(Q(saved_by=None) | ~own)
    return strangers.select_related("topic", "owner").order_by("waiting_since", "pk")


def reviewers_of(stage: Stage, revision: Revision) -> QuerySet[Member]:
    """Who is to be told that it is their turn."""
    return who_may(TURNS[stage]).exclude(pk=revision.created_by_id or 0)


def who_may(right: str) -> QuerySet[Member]:
    """Members who were given a right, alone or with a group; superusers, who have all, are not."""
    app, _dot, codename = right.partition(".")
    found = {"content_type__app_label": app, "codename": codename}
    by_group = Q(**{f"groups__permissions__{name}": value for name, value in found.items()})
    by_hand = Q(**{f"user_permissions__{name}": value for name, value in found.items()})
    return Member.objects.filter(by_group | by_hand, is_active=True).distinct().order_by("pk")

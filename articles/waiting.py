"""What waits for whom: the queue of the reviewers, what readers ask of an author."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from accounts.models import Member
from articles.models import Approval, Guide, GuideQuestion, Revision, Stage, Step, Verdict

TURNS = {
    Stage.SUBMITTED: "articles.approve_editorial",
    Stage.EDITED: "articles.approve_clinical",
    Stage.CHECKED: "articles.publish_guide",
}


def waiting_for(member: Member) -> QuerySet[Guide]:
    """What this member can take a step further, the longest wait first; never their own words, nor
    the second approval of words that they approved first."""
    stages = [stage for stage, right in TURNS.items() if member.has_perm(right)]
    words = Revision.objects.filter(guide=OuterRef("pk"), sha256=OuterRef("sha256"))
    saved_by = Subquery(words.order_by("-number").values("created_by")[:1])
    said = Approval.objects.filter(revision__guide=OuterRef("pk"), sha256=OuterRef("sha256"))
    edited = said.filter(step=Step.EDITORIAL, verdict=Verdict.APPROVED).order_by("-pk")
    edited_by = Subquery(edited.values("by")[:1])
    not_own = Q(saved_by=None) | ~Q(saved_by=member.pk) | Q(stage=Stage.CHECKED)
    not_both = Q(edited_by=None) | ~Q(edited_by=member.pk) | ~Q(stage=Stage.EDITED)
    theirs = Guide.objects.filter(stage__in=stages)
    strangers = theirs.annotate(saved_by=saved_by, edited_by=edited_by).filter(not_own, not_both)
    return strangers.select_related("topic", "owner").order_by("waiting_since", "pk")


def on_the_desk_of(member: Member) -> Q:
    """Everything that stands still until this member does something: what they can take a step
    further, and what of their own was sent back to them. For a filter of guides."""
    said = Approval.objects.filter(revision__guide=OuterRef("pk")).order_by("-pk")
    told = Guide.objects.filter(owner=member, stage=Stage.DRAFT).annotate(
        last=Subquery(said.values("verdict")[:1])
    )
    not_live = Q(live_revision=None) | ~Q(sha256=F("live_revision__sha256"))
    sent_back = told.filter(not_live, last=Verdict.REJECTED)
    turn = waiting_for(member).order_by()
    return Q(pk__in=turn.values("pk")) | Q(pk__in=sent_back.values("pk"))


def questions_for(member: Member) -> QuerySet[GuideQuestion]:
    """What readers ask, and no guide of this member answers yet."""
    return GuideQuestion.objects.open().filter(guide__owner=member)


def reviewers_of(stage: Stage, revision: Revision) -> QuerySet[Member]:
    """Who is to be told that it is their turn."""
    found = who_may(TURNS[stage]).exclude(pk=revision.created_by_id or 0)
    if stage != Stage.EDITED:
        return found
    editors = Approval.objects.standing(revision).filter(step=Step.EDITORIAL, by__isnull=False)
    return found.exclude(pk__in=editors.values("by"))


def who_may(right: str) -> QuerySet[Member]:
    """Members who were given a right, alone or with a group; superusers, who have all, are not."""
    app, _dot, codename = right.partition(".")
    found = {"content_type__app_label": app, "codename": codename}
    by_group = Q(**{f"groups__permissions__{name}": value for name, value in found.items()})
    by_hand = Q(**{f"user_permissions__{name}": value for name, value in found.items()})
    return Member.objects.filter(by_group | by_hand, is_active=True).distinct().order_by("pk")

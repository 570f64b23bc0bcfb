"""A blind second look at a small sample: how would you decide, not knowing what was decided?"""

from datetime import timedelta

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.models import Member
from comments.admin import told
from comments.concern import veil
from comments.desk import surroundings
from comments.desk.page import framed
from comments.desk.rights import for_moderators
from comments.hearing.told import words_decided_on
from comments.models import Comment, CommentRevision, Decision, SecondLook, Status
from comments.models.decision import DecisionQuerySet
from comments.talk import number_in

# Older ones were decided in another time, perhaps by other rules.
RECENT = timedelta(days=30)
ANSWERS = {"yes": True, "no": False}


def to_look_at(member: Member) -> DecisionQuerySet:
    """The sample, without what is one's own or somebody has looked at."""
    words = CommentRevision.objects.filter(
        comment=OuterRef("comment"), created_at__lte=OuterRef("at")
    ).order_by("-number")
    found = Decision.objects.sampled().that_count()
    found = found.filter(at__gte=timezone.now() - RECENT, second_look=None)
    found = found.exclude(by=member).exclude(comment__author=member)
    found = found.exclude(comment__status=Status.WITHDRAWN)
    found = found.annotate(words=Subquery(words.values("html")[:1])).exclude(words="")
    return found.order_by("-id")


@require_http_methods(["GET", "HEAD", "POST"])
@for_moderators
def second_look(request: MemberRequest) -> HttpResponse:
    """One of the sample, and two answers. Neither changes anything."""
    waiting = to_look_at(request.user)
    if request.method == "POST":
        return answer(request, waiting)
    before = number_in(request.GET.get("before", ""))
    found = waiting.filter(pk__lt=before) if before else waiting
    one = found.select_related("comment").first()
    if one is None:
        return show(request)
    comment = Comment.objects.for_its_desk().get(pk=one.comment_id)
    above = surroundings.above(comment)
    hard = veil.among([comment, *above], request.user)
    return show(
        request,
        pk=str(one.pk),
        who=told.who(comment),
        guide=told.guide_of(comment),
        comment_title=comment.title,
        words=words_decided_on(one).html,
        is_hard=comment.pk in hard,
        above=[surroundings.as_said(each, request.user, hard) for each in above],
    )


def answer(request: MemberRequest, waiting: DecisionQuerySet) -> HttpResponse:
    """Keep it, once for each decision, and show the next."""
    verdict = ANSWERS.get(request.POST.get("verdict", ""))
    one = waiting.filter(pk=number_in(request.POST.get("decision", ""))).first()
    if verdict is None:
        raise Http404
    try:
        with transaction.atomic():
            if one is not None:
                SecondLook.objects.create(decision=one, by=request.user, readers_get_it=verdict)
    except IntegrityError:
        one = None
    if one is None:
        messages.info(request, _("Somebody else has looked at that one meanwhile."))
    else:
        messages.success(request, _("Thank you. Nothing was changed by it."))
    return redirect(reverse("desk:second"))


def show(request: MemberRequest, **context: object) -> HttpResponse:
    title = _("How would you decide?")
    return render(
        request, "admin/comments/second_look.html", framed(request, title=title, **context)
    )

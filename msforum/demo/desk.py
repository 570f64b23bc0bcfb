"""Guides in every state that authors know, through the verbs of their desk."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import Member
from articles import merging, publishing, reviewing, scheduling, usefulness
from articles.models import Approval, Guide, Kind, Revision, Topic
from articles.self_score import QUESTIONS, Answer
from demo import world
from msforum.demo.guides import SOURCE
from msforum.demo.people import People
from msforum.demo.talk import Talk
from notifications.errands import SAID, TURN
from outbox.delivery import deliver
from outbox.models import Errand

AUTHOR, EDITOR, CLINICIAN = "Demo author", "Demo editor", "Demo clinician"
MONTHS = 24
SOON, LONG_AGO = timedelta(days=7), timedelta(days=300)


def lay(guide: Guide, told: world.Waiting, people: People) -> None:
    """Write the change, and take it as far as the story goes."""
    block = guide.blocks.filter(kind=Kind.TEXT).last()
    if block is None:
        return
    block.html += f"<p>{told.paragraph}</p>"
    block.save(update_fields=["html"])
    revision = publishing.record(guide, by=people[AUTHOR], note=told.paragraph)
    reviewing.submit(guide, by=people[AUTHOR])
    editor, clinician = people[EDITOR], people[CLINICIAN]
    if told.stage == "rejected":
        reviewing.reject(revision, by=editor, reason=told.reason)
    if told.stage in {"edited", "checked", "scheduled"}:
        reviewing.approve_editorial(revision, by=editor)
    if told.stage in {"checked", "scheduled"}:
        approve(revision, clinician)
    if told.stage == "scheduled":
        scheduling.schedule(guide, at=timezone.now() + SOON, by=editor, change_note=told.paragraph)


def approve(revision: Revision, clinician: Member) -> Approval:
    """A clinician finds a guide easy to understand, and less easy to act on."""
    answers = dict.fromkeys(QUESTIONS, Answer.YES.value) | {"steps": Answer.NO.value}
    return reviewing.approve_clinical(
        revision,
        by=clinician,
        review_due_on=reviewing.months_after(timezone.localdate(), MONTHS),
        answers=answers,
    )


def review(guide: Guide, told: world.Review, people: People) -> None:
    """As if it had been reviewed on the day it came out: the same words, through every step."""
    live = guide.live_revision
    if live is None or live.published_at is None:
        return
    reviewing.submit(guide, by=people[AUTHOR])
    reviewing.approve_editorial(live, by=people[EDITOR])
    said = approve(live, people[CLINICIAN])
    reviewing.publish(guide, by=people[EDITOR])
    due = timezone.localdate() + timedelta(days=told.due_in)
    Approval.objects.filter(pk=said.pk).update(at=live.published_at, review_due_on=due)
    day = timezone.localdate(live.published_at)
    Guide.objects.filter(pk=guide.pk).update(reviewed_on=day, review_due_on=due)


def answer(guide: Guide, told: world.Readers) -> None:
    """Readers say whether it was useful; one of those who say no writes why."""
    live = guide.live_revision
    if live is None:
        return
    for _number in range(told.yes):
        usefulness.take(live, useful=True)
    words = told.words
    for lack, many in told.no.items():
        for _number in range(many):
            usefulness.take(live, useful=False, lack=lack, words=words)
            words = ""


def put_aside(
    told: world.Aside, everything: world.World, topic: Topic, people: People, now: datetime
) -> None:
    """A guide that no list offers."""
    key = f"{SOURCE}{told.slug}"
    if Guide.objects.filter(source_key=key).exists():
        return
    names = {"title": told.title, "slug": told.slug, "summary": told.summary, "topic": topic}
    guide = Guide.objects.create(**names, owner=people[AUTHOR], is_demo=True, source_key=key)
    guide.blocks.create(kind=Kind.TEXT, position=10, html=f"<p>{told.paragraph}</p>")
    if not (told.reason or told.part_of):
        publishing.record(guide, by=people[AUTHOR])
        return
    publishing.publish(guide, by=people[EDITOR], at=now - LONG_AGO)
    if told.slug in everything.discussions:
        Talk(guide.discussion, everything.discussions[told.slug], people, now).replay()
    better = f"{SOURCE}{told.part_of or told.instead}"
    if told.part_of:
        merging.merge(guide, Guide.objects.get(source_key=better), by=people[EDITOR])
    else:
        instead = Guide.objects.filter(source_key=better).first()
        guide.withdraw(reason=told.reason, replaced_by=instead)


def hand_out() -> None:
    """Tell authors and reviewers in their inboxes. Nobody at demo.example reads letters."""
    for errand in Errand.objects.open().filter(kind__in=[SAID, TURN]).order_by("pk"):
        if errand.take():
            deliver(errand)
    letters = Errand.objects.open().filter(kind="send_letter")
    letters.filter(Q(key__startswith="waiting:") | Q(key__startswith="approval:")).delete()

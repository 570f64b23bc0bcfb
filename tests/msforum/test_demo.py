"""The demo world is loaded through the verbs of the site, once, and only where it may be."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Member
from articles import usefulness
from articles.models import Approval, Guide, GuideQuestion, Kind, Topic
from comments.models import Case, Cause, Comment, Decision, Report, Status
from demo import world
from msforum import demo
from notifications.models import Notice
from outbox.models import Errand
from tests import make

WORLD = world.read()
LOGINS = ("member", "moderator", "author", "editor", "clinician")
TALK = [*WORLD.discussions.values(), *WORLD.communities.values()]
SAID = [comment for talk in TALK for comment in talk.comments]


def small(slug="weak-and-tight-legs"):
    """One guide of the world with its talk: enough for most claims, and quick."""
    guides = [guide for guide in WORLD.guides if guide.slug == slug]
    return replace(WORLD, guides=guides, aside=[])


def run(*args):
    out = StringIO()
    call_command("demo", *args, stdout=out)
    return out.getvalue()


@pytest.fixture
def only_one_guide(monkeypatch):
    monkeypatch.setattr(world, "read", small)


def everything_kept():
    """How much there is of everything the demo makes."""
    kept = [Member, EmailAddress, Topic, Guide, Comment, Decision, Case, Report]
    return [model.objects.count() for model in kept]


@pytest.mark.slow
def test_the_whole_world_stands_as_its_files_tell_it(db):
    made = demo.load(WORLD, with_logins=True)

    assert made.guides == len(WORLD.guides) + len(WORLD.aside)
    assert made.topics == len(WORLD.topics)
    assert (made.members, made.comments) == (len(WORLD.members), len(SAID))
    assert Counter(Comment.objects.values_list("status", flat=True)) == Counter(
        comment.state for comment in SAID
    )
    assert Guide.objects.on_offer().count() == len(WORLD.guides)
    assert not Guide.objects.exclude(is_demo=True).exists()
    assert not any(guide.vouched_on for guide in Guide.objects.all())

    the_talk_has_its_order_its_times_and_its_decisions()


def the_talk_has_its_order_its_times_and_its_decisions():
    now = timezone.now()
    for comment in Comment.objects.select_related("author", "parent"):
        assert comment.posted_at < now
        if comment.parent:
            assert comment.posted_at > comment.parent.posted_at
            assert comment.pk > comment.parent.pk
        if not comment.is_waiting:
            assert comment.decisions.exists()
    assert not Decision.objects.filter(at__gt=now).exists()
    assert not Decision.objects.filter(new_status=Status.HIDDEN, reason="").exists()
    assert Comment.objects.filter(hides_branch=True).count() == 1
    edited = Comment.objects.filter(approved_number__gt=0, pending_number__gt=0)
    assert edited.count() == sum(c.edit.state == "waiting" for c in SAID if c.edit)
    open_causes = {cause for case in Case.objects.open() for cause in case.causes}
    assert open_causes == {
        Cause.NEW_MEMBER,
        Cause.EDITED,
        Cause.DISCUSSION_HOLDS,
        Cause.REPORTED,
        Cause.CONCERN,
        Cause.APPEAL,
    }


def test_a_comment_keeps_its_author_its_words_and_its_place(db):
    demo.load(small(), with_logins=False)

    reply = Comment.objects.get(author__name="old_salt")
    assert reply.title == "I needed some of the stiffness"
    answer = Comment.objects.get(parent=reply)
    assert answer.author.name == "Win"
    assert "Between plank and tent" in answer.html
    told = next(comment for comment in SAID if comment.key == "plank-tent")
    assert timedelta(0) <= timezone.now() - answer.posted_at - told.age < timedelta(minutes=1)


def test_a_guide_has_its_blocks_and_a_byline_without_an_invented_expert(db):
    demo.load(small(), with_logins=False)

    guide = Guide.objects.get()
    told = small().guides[0]
    assert [block.kind for block in guide.blocks.all()] == [block["kind"] for block in told.blocks]
    assert [str(one.person) for one in guide.contributions.all()] == ["Demo author"]
    assert guide.owner.name == "Demo author"
    assert guide.live_revision.published_at < timezone.now() - timedelta(days=170)
    figure = guide.blocks.get(kind=Kind.FIGURE)
    assert (figure.image.width, figure.image.height) == (1280, 720)
    assert figure.alt.startswith("Two lines cross")
    assert Errand.objects.filter(kind="make_renditions").count() == 1


def test_a_guide_that_was_changed_keeps_what_it_said_before(db):
    demo.load(small("stiff-muscles-in-the-morning"), with_logins=False)

    newer, older = Guide.objects.get().revisions.all()
    assert "For some it is mild." in older.html
    assert "That counts mild stiffness too." in newer.html
    assert "For some it is mild." not in newer.html
    assert newer.change_note.startswith("A member asked")
    assert newer.published_at - older.published_at == timedelta(days=200)
    assert Guide.objects.get().live_revision == newer


def test_a_second_run_adds_nothing_and_says_so(db, only_one_guide):
    first = run()
    before = everything_kept()

    second = run()

    assert "1 guides and 16 comments" in first
    assert "Nothing was added" in second
    assert everything_kept() == before


def test_people_were_told_of_their_talk_in_its_order_and_the_worker_is_spared(db):
    demo.load(small("pacing-a-day"), with_logins=False)

    assert not Errand.objects.open().filter(kind__startswith="tell_").exists()
    of_talk = Notice.objects.exclude(comment=None).order_by("id")
    moments = list(of_talk.values_list("created_at", flat=True))
    assert len(moments) > 5
    assert moments == sorted(moments)
    tansy = Notice.objects.filter(recipient__name="tansy").order_by("id")
    assert [(told.kind, told.is_unread) for told in tansy] == [
        ("published", True),
        ("replied", True),
    ]
    long_ago = timezone.now() - timedelta(days=14, hours=1)
    assert not Notice.objects.unread().filter(created_at__lt=long_ago).exists()
    assert Notice.objects.exclude(read_at=None).exists()


def test_a_run_that_was_cut_short_is_taken_up(db):
    demo.load(small(), with_logins=False)
    both = replace(small(), guides=[g for g in WORLD.guides if g.topic == "vision"])

    made = demo.load(replace(both, guides=[*small().guides, *both.guides]), with_logins=False)

    assert (made.members, made.guides) == (0, 2)
    assert Guide.objects.count() == 3


def test_a_guide_that_fails_leaves_nothing_of_itself(db):
    broken = small()
    comments = broken.discussions["weak-and-tight-legs"].comments
    broken = replace(
        broken,
        discussions={
            "weak-and-tight-legs": world.Discussion([*comments[:3], replace(comments[4], key="x")])
        },
    )

    with pytest.raises(KeyError):
        demo.load(broken, with_logins=False)

    assert (Guide.objects.count(), Comment.objects.count()) == (0, 0)


def test_where_debug_is_off_nobody_can_sign_in_with_a_public_password(db, only_one_guide, settings):
    settings.DEBUG = False

    told = run()

    assert "add --with-logins" in told
    assert WORLD.password not in told
    assert not [m for m in Member.objects.all() if m.has_usable_password()]


@pytest.mark.parametrize(("debug", "flags"), [(True, []), (False, ["--with-logins"])])
def test_three_members_can_sign_in_where_that_is_wanted(
    db, only_one_guide, settings, client, debug, flags
):
    settings.DEBUG = debug

    told = run(*flags)

    can = {m.email: m for m in Member.objects.all() if m.has_usable_password()}
    assert can.keys() == {f"{who}@demo.example" for who in LOGINS}
    for email, member in can.items():
        assert email in told
        assert member.check_password(WORLD.password)
        assert EmailAddress.objects.get(user=member).verified
    moderator, author = can["moderator@demo.example"], can["author@demo.example"]
    assert moderator.has_perm("comments.moderate")
    assert not moderator.has_perm("articles.publish_guide")
    assert author.has_perm("articles.change_guide")
    assert not author.has_perm("articles.publish_guide")
    assert can["editor@demo.example"].has_perm("articles.publish_guide")
    assert not author.has_perm("comments.moderate")
    assert not any(member.is_superuser for member in can.values())
    assert not can["member@demo.example"].is_staff


@pytest.mark.parametrize(
    ("slug", "stage"),
    [
        ("brain-fog", "submitted"),
        ("double-and-shaky-sight", "edited"),
        ("a-foot-that-catches", "checked"),
        ("pacing-a-day", "scheduled"),
        ("slow-bowels", "draft"),
    ],
)
def test_the_desk_has_a_guide_at_every_stage(db, slug, stage):
    demo.load(small(slug), with_logins=False)

    guide = Guide.objects.get(slug=slug)
    assert guide.stage == stage
    assert guide.current_revision != guide.live_revision
    assert [block.position for block in guide.blocks.all()[:3]] == [10, 20, 30]
    said = Approval.objects.filter(verdict="rejected").exists()
    assert said == (slug == "slow-bowels")
    assert not Errand.objects.open().filter(kind__startswith="tell_").exists()


def test_readers_questions_stand_with_the_authors_or_are_answered(db):
    demo.load(small("stiff-muscles-in-the-morning"), with_logins=False)

    asked = {question.state: question for question in GuideQuestion.objects.all()}
    assert asked.keys() == {"open", "answered"}
    told = Notice.objects.filter(kind="answered").values_list("recipient__name", flat=True)
    assert "kestrel" in told
    assert (
        Comment.objects.exclude(answered_in="")
        .get()
        .answered_in.endswith("#why-mornings-are-stiff")
    )


@pytest.mark.parametrize(
    ("slug", "overdue"), [("when-heat-makes-it-worse", True), ("steadier-on-your-feet", False)]
)
def test_a_pretended_review_is_due_and_never_taken_for_a_real_one(client, db, slug, overdue):
    demo.load(small(slug), with_logins=False)

    guide = Guide.objects.get(slug=slug)
    review = Approval.objects.get(step="clinical")
    assert (guide.is_overdue, guide.stage) == (overdue, "draft")
    assert guide.reviewed_on == timezone.localdate(guide.live_revision.published_at)
    assert (review.review_due_on, review.understandable) == (guide.review_due_on, 100)
    assert guide.revisions.count() == 1
    page = client.get(guide.get_absolute_url()).text
    assert "Only for show: Reviewed" in page
    assert "Demo content: not medically reviewed." in page
    assert "reviewed 2" not in client.get(guide.topic.get_absolute_url()).text


def test_what_no_list_offers_is_there_too(client, db):
    told = replace(small("when-heat-makes-it-worse"), aside=WORLD.aside)
    demo.load(told, with_logins=False)
    made = demo.load(told, with_logins=False)

    states = dict(Guide.objects.with_state().values_list("slug", "state"))
    gone = Guide.objects.get(slug="cold-baths")
    merged = Guide.objects.get(slug="getting-through-a-hot-summer")
    assert (made.guides, made.comments) == (0, 0)
    assert states == {
        "when-heat-makes-it-worse": "live",
        "sleep-that-does-not-rest": "draft",
        "cold-baths": "withdrawn",
        "getting-through-a-hot-summer": "merged",
    }
    assert gone.replaced_by.slug == "when-heat-makes-it-worse"
    assert gone.withdrawn_reason in client.get(gone.get_absolute_url()).text
    assert [guide.slug for guide in Guide.objects.on_offer()] == ["when-heat-makes-it-worse"]
    there = client.get(merged.get_absolute_url(), follow=True)
    assert there.redirect_chain == [(gone.replaced_by.get_absolute_url(), 301)]
    assert "Guides that became part of this one" in there.text
    assert "I close the curtains" in client.get(f"/discussions/{merged.discussion.pk}/").text


def test_the_files_tell_guides_in_every_editorial_state():
    """What each becomes is tried one by one, above."""
    stages = {told.stage for told in WORLD.desk.values()}
    due = [told.due_in for told in WORLD.reviews.values()]

    assert stages == {"submitted", "edited", "checked", "scheduled", "rejected"}
    assert min(due) < 0 < max(due)
    assert any(not (one.reason or one.part_of) for one in WORLD.aside)
    assert any(one.reason for one in WORLD.aside)
    assert any(one.part_of for one in WORLD.aside)
    assert {guide.slug for guide in WORLD.guides} - WORLD.desk.keys()


def test_readers_of_the_demo_have_answered(db):
    demo.load(small("steadier-on-your-feet"), with_logins=False)

    (verdict,) = usefulness.verdicts(Guide.objects.get())
    assert (verdict.useful, verdict.lacking) == (9, {"missing": 6})


def test_a_member_is_shown_what_changed_since_they_read_it(client, db):
    demo.load(small("stiff-muscles-in-the-morning"), with_logins=False)
    client.force_login(Member.objects.get(email="member@demo.example"))

    page = client.get(Guide.objects.get().get_absolute_url()).text

    assert "Since you last read this on" in page
    assert "mild stiffness is part of it" in page
    assert page.count('class="change-mark"') == 1


def test_passwords_can_be_given_later(db, only_one_guide):
    run()

    told = run("--with-logins")

    assert "Nothing was added" in told
    assert Member.objects.get(email="member@demo.example").check_password(WORLD.password)


def test_a_password_that_was_changed_stays_changed(db, only_one_guide):
    run("--with-logins")
    member = Member.objects.get(email="member@demo.example")
    member.set_password("something of my own")
    member.save()

    run("--with-logins")

    member.refresh_from_db()
    assert member.check_password("something of my own")


def test_a_site_with_members_of_its_own_is_left_alone(ada, only_one_guide):
    with pytest.raises(CommandError, match="members or guides of its own"):
        run()

    assert Member.objects.count() == 1


def test_a_site_with_guides_of_its_own_is_left_alone(fatigue, only_one_guide):
    with pytest.raises(CommandError, match="members or guides of its own"):
        run()

    assert Guide.objects.count() == 1


def test_the_first_account_of_the_team_is_no_reason_to_refuse(db, only_one_guide):
    make.moderator("mo")

    assert "Made" in run()

"""Reporting: bound to the words, counted by what became of earlier ones, and never told."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from accounts.models import Suspension, SuspensionKind
from comments import deciding, posting
from comments.deciding import Why
from comments.models import Case, Report, Status
from comments.reports import asking, weight
from notifications.models import Kind, Notice
from outbox.delivery import deliver_due
from tests import make
from tests.comments.desk import case_of

MINE = "/settings/reports/"


@pytest.fixture(autouse=True)
def trusted(settings):
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def comment(fatigue, ada):
    return make.comment(fatigue, ada)


@pytest.fixture
def as_ben(client, ben):
    client.force_login(ben)
    return client


def told(member):
    """What the inbox holds once the worker has been there."""
    while deliver_due():
        pass
    return list(Notice.objects.of(member).values_list("kind", flat=True))


def test_a_report_belongs_to_the_words_as_they_were(comment, ben):
    first = asking.report(comment, ben, reason="unkind")
    posting.edit(comment, "Other words.")
    comment.refresh_from_db()
    second = asking.report(comment, ben, reason="unkind")

    assert (first.revision_number, second.revision_number) == (1, 2)
    assert first.case == second.case


def test_the_reporter_is_told_that_somebody_looked_and_nothing_else(comment, ben, mo):
    asking.report(comment, ben, reason="unkind")
    deciding.hide(comment, Why(by=mo, reason="unkind"))

    assert told(ben) == [Kind.REPORT_READ]


@pytest.mark.parametrize("verb", ["keep", "hide"])
def test_the_sentence_is_the_same_whatever_was_decided(comment, ben, mo, client, verb):
    asking.report(comment, ben, reason="unkind")
    getattr(deciding, verb)(comment, Why(by=mo, reason="unkind"))
    told(ben)
    client.force_login(ben)

    page = client.get("/inbox/").text

    assert "A moderator has looked at what you reported in “Living with fatigue”." in page
    assert "taken down" not in page


def test_what_its_author_took_back_nobody_looked_at(comment, ada, ben):
    asking.report(comment, ben, reason="unkind")
    deciding.withdraw(comment, Why(by=ada))

    assert told(ben) == []
    assert not Report.objects.get().waits


def test_the_same_reason_about_the_same_words_does_not_come_back_within_a_day(comment, ben, mo):
    asking.report(comment, ben, reason="unkind")
    deciding.keep(comment, Why(by=mo))

    again = asking.report(comment, make.member("zoe"), reason="unkind")
    other = asking.report(comment, make.member("juno"), reason="medical")
    assert (again.waits, other.waits) == (False, True)
    assert Case.objects.filter(comment=comment, closed_at=None).get().reports.get() == other


def test_after_a_day_it_is_looked_at_again(comment, ben, mo):
    asking.report(comment, ben, reason="unkind")
    deciding.keep(comment, Why(by=mo, at=timezone.now() - timedelta(hours=25)))

    assert asking.report(comment, make.member("zoe"), reason="unkind").waits


def test_who_reports_what_was_looked_at_is_told_so(comment, ben, mo, client):
    asking.report(comment, make.member("zoe"), reason="unkind")
    deciding.keep(comment, Why(by=mo))
    client.force_login(ben)

    page = client.post(f"/comments/{comment.pk}/report/", {"reason": "unkind"}, follow=True).text

    assert "A moderator has looked at these words for this reason already." in page


def test_a_report_can_be_taken_back(as_ben, comment, ben):
    made = asking.report(comment, ben, reason="unkind")
    other = asking.report(comment, make.member("zoe"), reason="unkind")

    page = as_ben.post(f"{MINE}{made.pk}/take-back/", follow=True).text

    assert "You took it back." in page
    case = case_of(comment)
    assert (case.score, case.causes) == (other.points, ["reported"])
    asking.take_back(other)
    assert not Case.objects.filter(closed_at=None).exists()


def test_what_was_answered_stands(as_ben, comment, ben, mo):
    made = asking.report(comment, ben, reason="unkind")
    deciding.keep(comment, Why(by=mo))

    page = as_ben.post(f"{MINE}{made.pk}/take-back/", follow=True).text

    assert "A moderator has looked at it already" in page
    assert Report.objects.get().withdrawn_at is None


def test_taking_back_leaves_room_for_another_report(comment, ben):
    asking.take_back(asking.report(comment, ben, reason="unkind"))

    assert asking.report(comment, ben, reason="medical").waits


def test_nobody_takes_back_what_others_asked(as_ben, comment):
    made = asking.report(comment, make.member("zoe"), reason="unkind")

    assert as_ben.post(f"{MINE}{made.pk}/take-back/").status_code == 404
    assert Report.objects.get().waits


@pytest.mark.parametrize(
    ("upheld", "decided", "counts"), [(0, 0, 1.0), (5, 10, 1.0), (3, 3, 1.35), (0, 4, 0.71)]
)
def test_a_report_counts_by_what_became_of_earlier_ones(upheld, decided, counts):
    assert weight.weight_from(upheld, decided) == pytest.approx(counts, abs=0.01)


@pytest.mark.parametrize("share", [0, 1])
def test_no_report_counts_for_nothing_or_for_more_than_two(share):
    counted = weight.weight_from(share * 10_000, 10_000)

    assert weight.LEAST <= counted <= weight.MOST


def proven(name, fatigue, ada, mo):
    """A member whose three reports proved right."""
    member = make.member(name)
    for _ in range(3):
        bad = make.comment(fatigue, ada)
        asking.report(bad, member, reason="advertising")
        deciding.hide(bad, Why(by=mo, reason="advertising"))
    return member


def test_who_was_right_before_counts_more(fatigue, ada, ben, mo, comment):
    zoe = proven("zoe", fatigue, ada, mo)

    assert asking.report(comment, zoe, reason="unkind").points > 20
    assert asking.report(comment, ben, reason="unkind").points == 20


def test_what_was_put_back_proves_nobody_right(fatigue, ada, mo, comment):
    zoe = make.member("zoe")
    asking.report(comment, zoe, reason="unkind")
    deciding.hide(comment, Why(by=mo, reason="unkind"))
    assert weight.weight_of(zoe) > 1

    deciding.restore(comment, Why(by=mo))

    assert weight.weight_of(zoe) < 1


def test_no_number_of_reports_takes_anything_down_unless_the_site_says_so(
    fatigue, ada, mo, comment
):
    for name in ("zoe", "juno"):
        asking.report(comment, proven(name, fatigue, ada, mo), reason="unkind")

    comment.refresh_from_db()
    assert comment.status == Status.PUBLISHED


def test_members_who_were_right_take_it_down_until_a_moderator_looks(
    fatigue, ada, ben, mo, comment, settings
):
    settings.REPORTS_HIDE_AFTER = 2
    asking.report(comment, proven("zoe", fatigue, ada, mo), reason="unkind")
    asking.report(comment, ben, reason="unkind")
    comment.refresh_from_db()
    assert comment.status == Status.PUBLISHED  # ben has not proved right yet

    asking.report(comment, proven("juno", fatigue, ada, mo), reason="unkind")

    comment.refresh_from_db()
    assert comment.status == Status.HIDDEN
    case = case_of(comment)
    assert case.causes == ["reported", "hidden_by_rule"]
    assert case.reports.unanswered().count() == 3

    deciding.hide(comment, Why(by=mo, reason="unkind"))
    assert not Case.objects.filter(comment=comment, closed_at=None).exists()
    assert set(Report.objects.filter(case=case).values_list("upheld", flat=True)) == {True}


def test_a_flood_of_reports_is_stopped_with_the_words_given_back(as_ben, fatigue, ada, ben):
    for _ in range(asking.MOST_AN_HOUR):
        asking.report(make.comment(fatigue, ada), ben, reason="unkind")
    one_more = make.comment(fatigue, ada)

    data = {"reason": "other", "words": "My own words."}
    response = as_ben.post(f"/comments/{one_more.pk}/report/", data)

    assert response.status_code == 409
    assert "My own words." in response.text
    assert Report.objects.count() == asking.MOST_AN_HOUR


def test_who_may_not_write_for_now_reports_nothing(as_ben, comment, ben, mo):
    Suspension.objects.create(
        member=ben,
        kind=SuspensionKind.SUSPENSION,
        reason="unkind",
        words="Rest a while.",
        by=mo,
        until=timezone.now() + timedelta(days=2),
    )

    for path in (f"/comments/{comment.pk}/report/", "/members/ada/report/"):
        response = as_ben.post(path, {"reason": "other", "words": "My own words."})
        assert response.status_code in {403, 409}
        assert "My own words." in response.text
    assert not Report.objects.exists()


# Profiles -----------------------------------------------------------------------------------------


def test_a_profile_is_reported_into_a_case_of_its_own(as_ben, ada, comment):
    response = as_ben.post("/members/ada/report/", {"reason": "unkind"}, follow=True)

    made = Report.objects.get()
    assert "The profile of ada" in response.text
    assert (made.member, made.comment, made.case.kind) == (ada, None, "profile")
    assert made.case.member == ada


def test_a_profile_is_reported_once_until_somebody_looks(as_ben, ada, comment):
    for _ in range(2):
        as_ben.post("/members/ada/report/", {"reason": "unkind"})

    assert Report.objects.count() == 1


def test_a_report_of_a_profile_wants_a_reason(as_ben, ada, comment):
    response = as_ben.post("/members/ada/report/", {"reason": "other", "words": ""})

    assert (response.status_code, Report.objects.count()) == (422, 0)
    assert "Say in a few words what is wrong with it." in response.text


@pytest.mark.parametrize("name", ["nobody", "ben"])
def test_who_is_not_there_and_oneself_cannot_be_reported(as_ben, name):
    assert as_ben.get(f"/members/{name}/report/").status_code == 404


def test_who_speaks_only_without_a_name_is_not_given_away(settings, as_ben, fatigue, ada):
    make.comment(fatigue, ada, anonymous=True)
    assert as_ben.get("/members/ada/report/").status_code == 404

    make.comment(fatigue, ada)
    assert as_ben.get("/members/ada/report/").status_code == 200


def test_a_moderator_answers_a_report_of_a_profile(client, ada, ben, mo):
    made = asking.report_profile(ada, ben, reason="unkind", words="Rude <b>name</b>.")
    client.force_login(mo)
    url = f"/admin/moderation/profiles/{made.case.pk}/"
    assert url in client.get("/admin/moderation/").text
    page = client.get(url).text
    assert ("Rude &lt;b&gt;name&lt;/b&gt;." in page, "ben" in page) == (True, False)

    assert client.post(url, {"verdict": "done", "version": 999}).status_code == 409
    assert client.post(url, {"verdict": "done"}).status_code == 409
    assert "Choose what became of it." in client.post(url, {"version": 1}).text
    assert Report.objects.get().upheld is None
    client.post(url, {"verdict": "done", "version": Case.objects.get().version})

    assert Report.objects.get().upheld is True
    entry = LogEntry.objects.get()
    assert (entry.user, "something was done" in entry.change_message) == (mo, True)
    assert told(ben) == [Kind.REPORT_READ]


@pytest.mark.parametrize(("who", "status"), [("ada", 302), ("dee", 403)])
def test_a_reported_profile_is_for_moderators(client, ada, ben, dee, who, status):
    made = asking.report_profile(ada, ben, reason="unkind")
    client.force_login({"ada": ada, "dee": dee}[who])

    assert client.get(f"/admin/moderation/profiles/{made.case.pk}/").status_code == status


# The pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_my_reports_cost_the_same_queries_however_many(
    as_ben, fatigue, ada, ben, count, django_assert_num_queries
):
    for _ in range(count):
        asking.report(make.comment(fatigue, ada), ben, reason="unkind")

    with django_assert_num_queries(4):
        page = as_ben.get(MINE)

    assert page.text.count("Waits for a moderator.") == count


def test_pages_of_reports_are_for_those_who_are_logged_in(client, comment, ben):
    made = asking.report(comment, ben, reason="unkind")

    for path in (MINE, f"/comments/{comment.pk}/report/", "/members/ada/report/"):
        assert client.get(path).status_code == 302
    assert client.post(f"{MINE}{made.pk}/take-back/").status_code == 302
    assert client.get(f"{MINE}{made.pk}/take-back/").status_code == 405
    assert Report.objects.get().waits

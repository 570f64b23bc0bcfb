"""The team's pages about a member: shown before it is done, done at once, by whom it may be."""

import pytest

from accounts.models import Member, Suspension
from comments.models import Comment, Decision, Note, Status
from tests import make

ROOT = "/admin/accounts/suspension/"


def member_url(member, page=""):
    return f"{ROOT}member/{member.pk}/{page}"


def sent(**changed):
    words = {"kind": "suspension", "days": "7", "reason": "unkind", "words": "Please rest a week."}
    return words | changed


def token_in(page):
    return page.text.split('name="seen" value="')[1].split('"')[0]


def done(client, member, **changed):
    """Look at it first, and do what was shown."""
    page = client.post(member_url(member, "do/"), sent(**changed))
    assert page.status_code == 200
    return client.post(
        member_url(member, "do/"), sent(**changed) | {"seen": token_in(page), "do": "1"}
    )


def test_nothing_is_done_before_it_was_shown(client, fatigue, ada, mo):
    said = make.comment(fatigue, ada, "Buy this.")
    client.force_login(mo)

    page = client.post(member_url(ada, "do/"), sent(hides_days="30")).text

    for told in ("Please rest a week.", "1 comment goes with it", "cannot post, edit, react"):
        assert told in page
    assert Suspension.objects.count() == 0
    blind = client.post(member_url(ada, "do/"), sent(do="1"))
    assert blind.status_code == 409
    said.refresh_from_db()
    assert (Suspension.objects.count(), said.status) == (0, Status.PUBLISHED)


def test_what_goes_with_it_is_one_row_each_under_one_parent_and_stays_when_it_is_lifted(
    client, fatigue, ada, mo
):
    shown = [make.comment(fatigue, ada) for _ in range(2)]
    waits = make.comment(fatigue, ada, status=Status.WAITING)
    client.force_login(mo)

    done(client, ada, kind="ban", reason="advertising", hides_days="30", takes_waiting="on")

    made = list(Decision.objects.filter(by=mo).order_by("pk"))
    assert sorted(row.verb for row in made) == ["hide", "hide", "reject"]
    assert [row.parent_id for row in made] == [None, made[0].pk, made[0].pk]
    ban = Suspension.objects.get()
    assert not Member.objects.get(pk=ada.pk).is_active
    client.post(f"{ROOT}{ban.pk}/lift/", {"why": "It was somebody else."})
    assert Member.objects.get(pk=ada.pk).is_active
    standings = {c.pk: c.status for c in Comment.objects.filter(author=ada)}
    assert standings == {c.pk: Status.HIDDEN for c in shown} | {waits.pk: Status.REJECTED}


def test_two_moderators_at_once_do_it_once(client, ada, mo):
    client.force_login(mo)
    page = client.post(member_url(ada, "do/"), sent())
    seen = token_in(page)
    client.post(member_url(ada, "do/"), sent(seen=seen, do="1"))

    late = client.post(member_url(ada, "do/"), sent(seen=seen, do="1"))

    assert late.status_code == 409
    assert "Please rest a week." in late.text
    assert Suspension.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "exile"},
        {"days": ""},
        {"days": "4000"},
        {"reason": ""},
        {"words": " "},
        {"words": "x" * 2001},
        {"words": "a\0b"},
    ],
)
def test_what_does_not_fit_comes_back_with_every_word(client, ada, mo, wrong):
    client.force_login(mo)

    page = client.post(member_url(ada, "do/"), sent(**wrong) | {"do": "1"})

    assert page.status_code == 422
    assert wrong.get("words", "Please rest a week.").replace("\0", "").strip() in page.text
    assert Suspension.objects.count() == 0


def test_colleagues_the_operator_and_oneself_are_out_of_reach(client, mo):
    boss = make.member("boss", is_superuser=True)
    client.force_login(mo)

    for member in (mo, make.moderator("lena"), boss):
        assert client.get(member_url(member)).status_code == 200
        assert "Remind, suspend or ban</a>" not in client.get(member_url(member)).text
        assert client.post(member_url(member, "do/"), sent(do="1")).status_code == 403
    assert client.post(member_url(mo, "note/"), {"words": "I am good."}).status_code == 403
    assert (Suspension.objects.count(), Note.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", ["nobody", "ben", "dee", "eve"])
def test_nobody_but_moderators_comes_in(client, ada, ben, dee, eve, mo, who):
    row = Suspension.objects.create(member=ada, kind="reminder", reason="other", words="Hm.", by=mo)
    Note.objects.create(member=ada, by=mo, words="Secret of the team")
    if who != "nobody":
        client.force_login({"ben": ben, "dee": dee, "eve": eve}[who])

    pages = [ROOT, f"{ROOT}member/", f"{ROOT}{row.pk}/change/", f"{ROOT}{row.pk}/lift/"]
    pages += [member_url(ada, page) for page in ("", "do/", "note/")]
    for page in pages:
        for method in (client.get, client.post):
            answer = method(page, sent(do="1", why="x"))
            assert answer.status_code in {302, 403}
            assert "Secret of the team" not in answer.text
    row.refresh_from_db()
    assert row.lifted_at is None
    assert (Suspension.objects.count(), Note.objects.count()) == (1, 1)


def test_notes_are_plain_text_and_no_address_is_shown(client, ada, mo):
    client.force_login(mo)
    client.post(member_url(ada, "note/"), {"words": "<script>alert(1)</script>", "by": "1"})

    page = client.get(member_url(ada)).text

    assert "&lt;script&gt;alert(1)" in page
    assert ada.email not in page
    assert Note.objects.get().by == mo
    assert client.post(member_url(ada, "note/"), {"words": ""}).status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_the_record_and_the_list_cost_the_same_whatever_stands_there(
    client, ada, mo, count, django_assert_num_queries
):
    for number in range(count):
        Suspension.objects.create(
            member=ada, kind="reminder", reason="other", words=f"{number}", by=mo
        )
        Note.objects.create(member=ada, by=mo, words=f"note {number}")
    client.force_login(mo)
    client.get(ROOT)

    with django_assert_num_queries(15):
        client.get(member_url(ada))
    with django_assert_num_queries(5):
        client.get(ROOT)


def test_members_are_found_by_the_beginning_of_their_names(client, ada, ben, mo):
    client.force_login(mo)

    page = client.get(f"{ROOT}member/?q=AD").text

    assert member_url(ada) in page
    assert member_url(ben) not in page

"""Two moderators change the same row: the second reads what the first saved, and loses nothing."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.forms import model_to_dict
from django.test import Client

from comments.models import ConcernMessage, DutyTime, SupportContact, TeamText
from tests import make
from tests.crowd import at_once

ROWS = ["duty", "contact", "message", "text", "discussion"]


def an_input(value):
    return "" if value is None or value is False else "on" if value is True else str(value)


class Desk:
    """One row of the admin, and how it is changed there."""

    def __init__(self, row, field, mine, theirs, theirs_told=""):
        self.row, self.field, self.mine, self.theirs = row, field, mine, theirs
        self.theirs_told = theirs_told or theirs
        self.url = f"/admin/comments/{row._meta.model_name}/{row.pk}/change/"

    def typed(self, words, seen=None):
        data = {name: an_input(value) for name, value in model_to_dict(self.row).items()}
        data |= {self.field: words} | ({} if seen is None else {"seen": seen})
        return {name: value for name, value in data.items() if value or name == self.field}

    def stands(self):
        return str(getattr(type(self.row).objects.get(pk=self.row.pk), self.field))


def seen_in(page):
    return re.search(r'name="seen" value="(\w+)"', page.text)[1]


@pytest.fixture
def safe(mo):
    mo.groups.add(Group.objects.get(name="Safety"))
    return mo


@pytest.fixture
def lena(db):
    """Another of the team, who is quicker."""
    made = make.moderator("lena")
    made.groups.add(Group.objects.get(name="Safety"))
    return made


@pytest.fixture(params=ROWS)
def case(request, fatigue):
    if request.param == "duty":
        row = DutyTime.objects.create(at="08:30", zone="UTC")
        return Desk(row, "zone", "Europe/London", "Europe/Dublin")
    if request.param == "contact":
        row = SupportContact.objects.create(country="GB", name="Line", phone="116 123")
        return Desk(row, "phone", "111", "116 124")
    if request.param == "message":
        row = ConcernMessage.objects.create(title="First", body="Hello.")
        return Desk(row, "body", "Good day to you.", "Dear you, <b>we</b>", "Dear you, &lt;b&gt;we")
    if request.param == "text":
        row = TeamText.objects.create(key="welcome", words="Welcome.")
        return Desk(row, "words", "Welcome here.", "Be welcome.")
    row = fatigue.discussion
    return Desk(row, "hold", "everyone", "nobody", "Nobody&#x27;s")


@pytest.fixture
def as_both():
    def log_in(who):
        made = Client()
        made.force_login(who)
        return made

    return log_in


def test_what_a_colleague_saved_meanwhile_is_not_saved_over(as_both, case, safe, lena):
    mine, theirs = as_both(safe), as_both(lena)
    seen = seen_in(mine.get(case.url))
    first = theirs.post(case.url, case.typed(case.theirs, seen_in(theirs.get(case.url))))
    assert first.status_code == 302

    page = mine.post(case.url, case.typed(case.mine, seen))

    assert (page.status_code, case.stands()) == (409, case.theirs)
    assert "Somebody changed this meanwhile, so nothing was saved." in page.text
    now = page.text.partition('id="stands-now"')[2].partition("</section>")[0]
    assert "Changed last by lena" in now
    assert case.theirs_told in now
    assert now.count("<dt>") == 1
    form = page.text.partition("</section>")[2]
    assert case.mine in form
    again = mine.post(case.url, case.typed(case.mine, seen_in(page)))
    assert (again.status_code, case.stands()) == (302, case.mine)


@pytest.mark.parametrize("seen", [None, "", "x", "0" * 16])
def test_a_form_that_does_not_say_what_it_was_made_of_changes_nothing(
    as_both, case, safe, lena, seen
):
    before = case.stands()

    page = as_both(safe).post(case.url, case.typed(case.mine, seen))

    assert (page.status_code, case.stands()) == (409, before)


def test_saving_what_nobody_else_touched_goes_through(as_both, case, safe):
    client = as_both(safe)

    saved = client.post(case.url, case.typed(case.mine, seen_in(client.get(case.url))))

    assert (saved.status_code, case.stands()) == (302, case.mine)


def test_what_is_wrong_and_stale_is_told_both(as_both, safe, lena):
    row = SupportContact.objects.create(country="GB", name="Line", phone="116 123")
    client = as_both(safe)
    url = f"/admin/comments/supportcontact/{row.pk}/change/"
    seen = seen_in(client.get(url))
    SupportContact.objects.filter(pk=row.pk).update(name="Other line")

    page = client.post(url, {"country": "GB", "name": "", "phone": "1", "seen": seen})

    assert page.status_code == 409
    assert "Somebody changed this meanwhile" in page.text
    assert "This field is required." in page.text
    assert "Other line" in page.text
    assert "116 123" in page.text


def test_the_page_is_headed_by_what_stands_there_and_not_by_what_was_typed(as_both, safe):
    row = DutyTime.objects.create(at="08:30", zone="UTC")
    url = f"/admin/comments/dutytime/{row.pk}/change/"
    client = as_both(safe)
    seen = seen_in(client.get(url))
    DutyTime.objects.update(at="09:45")

    page = client.post(url, {"days": "daily", "at": "12:00", "zone": "UTC", "seen": seen}).text

    assert "<h2>Every day, 09:45 (UTC)</h2>" in page
    assert "<dt>About when</dt><dd" in page
    assert ">09:45</dd>" in page
    assert 'value="12:00"' in page


def test_what_was_typed_for_a_row_that_is_gone_becomes_a_new_one(as_both, safe):
    row = ConcernMessage.objects.create(title="First", body="Hello.")
    url = f"/admin/comments/concernmessage/{row.pk}/change/"
    client = as_both(safe)
    typed = {"title": "First", "body": "Good <day> to you.", "position": "3"}
    typed["seen"] = seen_in(client.get(url))
    before = ConcernMessage.objects.count()
    row.delete()

    page = client.post(url, typed)

    assert (page.status_code, ConcernMessage.objects.count()) == (409, before - 1)
    assert "Somebody deleted this meanwhile, so nothing was saved." in page.text
    assert "Good &lt;day&gt; to you.</textarea>" in page.text
    assert 'action="/admin/comments/concernmessage/add/"' in page.text
    assert 'name="seen"' not in page.text
    assert client.post("/admin/comments/concernmessage/add/", typed).status_code == 302
    assert ConcernMessage.objects.filter(body="Good <day> to you.", position=3).exists()
    assert client.get(url).status_code == 302


def test_who_may_not_change_such_rows_gets_nowhere_with_one_that_is_gone(as_both, mo):
    page = as_both(mo).post("/admin/comments/concernmessage/999999/change/", {"title": "First"})

    assert page.status_code in {302, 403}
    assert "deleted this meanwhile" not in page.text


def test_a_new_row_needs_no_such_thing(as_both, safe):
    client = as_both(safe)
    url = "/admin/comments/concernmessage/add/"

    assert 'name="seen"' not in client.get(url).text
    assert client.post(url, {"title": "New", "body": "Hello.", "position": "0"}).status_code == 302


def test_who_may_only_look_is_shown_no_such_thing(as_both, mo):
    row = SupportContact.objects.create(country="GB", name="Line", phone="116 123")
    mo.user_permissions.add(Permission.objects.get(codename="view_supportcontact"))

    page = as_both(mo).get(f"/admin/comments/supportcontact/{row.pk}/change/")

    assert page.status_code == 200
    assert "116 123" in page.text
    assert "seen" not in page.text.lower()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_many_who_save_at_the_same_moment_one_is_saved(transactional_db, as_both):
    row = DutyTime.objects.create(at="08:30", zone="UTC")
    url = f"/admin/comments/dutytime/{row.pk}/change/"
    team = [as_both(make.moderator(f"moderator {n}")) for n in range(8)]
    seen = seen_in(team[0].get(url))

    def save(n):
        typed = {"days": "daily", "at": f"1{n}:00", "zone": "UTC", "seen": seen}
        return lambda: team[n].post(url, typed).status_code

    answers = at_once([save(n) for n in range(8)])

    assert sorted(answers) == [302] + [409] * 7
    saved = f"1{answers.index(302)}:00"
    assert f"{DutyTime.objects.get().at:%H:%M}" == saved

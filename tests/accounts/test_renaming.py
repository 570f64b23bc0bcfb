"""Changing the public name, and that nobody passes for somebody else."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import naming
from accounts.leaving import going
from accounts.models import FreedName, Leaving, Member
from tests import make
from tests.accounts.conftest import PASSWORD
from tests.traces import traces_of

PAGE = "/settings/name/"


def change(client, name):
    return client.post(PAGE, {"username": name})


def test_a_member_takes_another_name_and_everything_of_theirs_shows_it(client, fatigue, ada):
    make.comment(fatigue, ada)
    client.force_login(ada)

    answer = change(client, " Quiet  Harbour ")

    assert answer.url == PAGE
    assert "Your name is Quiet Harbour now." in client.get(PAGE).text
    page = client.get(fatigue.get_absolute_url()).text
    assert "Quiet Harbour" in page
    assert ">ada<" not in page


def test_it_can_be_changed_once_in_thirty_days(client, ada):
    client.force_login(ada)
    change(client, "First change")

    early = change(client, "Second change")
    page = client.get(PAGE).text
    with time_machine.travel(timezone.now() + naming.REST + timedelta(minutes=1)):
        client.force_login(ada)
        late = change(client, "Second change")

    ada.refresh_from_db()
    assert early.status_code == 409
    assert "You can change it again from" in page
    assert "<form method" not in page.partition("<h1>")[2].partition("account-menu")[0]
    assert late.status_code == 302
    assert ada.name == "Second change"


@pytest.mark.parametrize("name", ["ben", "BEN", "B3n", "b-e-n", "Bén", "ben."])
def test_nobody_takes_a_name_that_passes_for_somebody_elses(client, ada, ben, name):
    client.force_login(ada)

    answer = change(client, name)

    ada.refresh_from_db()
    assert answer.status_code == 422
    assert "Somebody here has this name, or one that looks like it." in answer.text
    assert ada.name == "ada"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "Write the name that others will see."),
        ("ada", "This is your name already."),
        ("an\u200bna", "cannot be seen"),
        ("\u202eanna", "cannot be seen"),
        ("Moderator", "sounds like somebody who runs the site"),
        ("x" * 41, "Use 40 characters or fewer."),
    ],
)
def test_what_cannot_be_a_name_is_told(client, ada, name, told):
    client.force_login(ada)

    answer = change(client, name)

    assert answer.status_code == 422
    assert told in answer.text
    assert "<title>Error:" in answer.text


def test_capitals_of_ones_own_name_can_be_changed(client, ada):
    client.force_login(ada)

    assert change(client, "Ada").status_code == 302
    assert Member.objects.get().name == "Ada"


def test_a_name_that_was_given_up_is_nobody_elses(client, ada, ben, sign_up):
    naming.rename(ada, "Quiet Harbour")

    client.force_login(ben)
    refused = change(client, "Ad@")  # has a sign in it that no name has
    looks_alike = change(client, "A-da")
    client.logout()
    joining = sign_up(name="ada")

    assert (refused.status_code, looks_alike.status_code, joining.status_code) == (422, 422, 422)
    naming.rename(ada, "ada", for_team=True)
    assert ada.name == "ada"
    assert [each.mark for each in FreedName.objects.all()] == [naming.mark_of("Quiet Harbour")]


def test_the_name_of_somebody_who_left_stays_theirs_and_stands_nowhere(db, sign_up):
    zib = Member.objects.create_user("zib@example.org", "Zibbelwock")
    naming.rename(zib, "Wollentoft")

    assert going.erase(going.leave(zib, keeps_words=False, at_once=True), seconds=60)

    assert not Leaving.objects.exists()
    assert traces_of("zibbelwock", "wollentoft", "zib@example.org") == []
    assert [freed.by for freed in FreedName.objects.all()] == [None, None]
    assert sign_up(name="Zibbelwock").status_code == 422
    assert sign_up(name="W0llentoft").status_code == 422


def test_the_database_itself_keeps_names_apart(ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.member("A-D-A")


def test_two_who_want_one_name_at_once_do_not_both_get_it(monkeypatch, ada, ben):
    naming.rename(ada, "Quiet Harbour")
    monkeypatch.setattr(naming, "is_taken", lambda *args, **kwargs: False)

    with pytest.raises(naming.Taken):
        naming.rename(ben, "Quiet-Harbour")

    assert Member.objects.get(pk=ben.pk).name == "ben"


def test_the_admin_gives_another_name_and_keeps_the_old_one_apart(client, ada, ben):
    client.force_login(make.member("boss", is_staff=True, is_superuser=True))
    address = f"/admin/accounts/member/{ada.pk}/change/"

    taken = client.post(address, {"name": "B3n", "is_active": "on"})
    given = client.post(address, {"name": "Quiet Harbour", "is_active": "on"})

    ada.refresh_from_db()
    assert "looks like it" in taken.text
    assert given.status_code == 302
    assert (ada.name, ada.name_changed_at) == ("Quiet Harbour", None)
    assert naming.is_taken("ada")


def test_ideas_are_free_and_cost_two_queries(ada, django_assert_num_queries):
    with django_assert_num_queries(2):
        offered = naming.ideas()

    assert len(offered) == 3
    assert naming.free_ones(["ada", "a-da", "Quiet Harbour"]) == ["Quiet Harbour"]


def test_an_idea_comes_into_its_field_without_javascript_and_nothing_is_lost(client, db):
    told = {"email": "cas@example.org", "username": "Ca", "password1": PASSWORD, "next": "/about/"}

    page = client.post("/accounts/signup/", told | {"idea": "Quiet Harbour"})

    assert page.status_code == 200
    assert 'value="Quiet Harbour"' in page.text
    assert 'value="cas@example.org"' in page.text
    assert 'value="/about/"' in page.text
    assert PASSWORD not in page.text
    assert "Type it once more" in page.text
    assert 'id="errors"' not in page.text
    assert page.text.count('name="idea"') == 3


@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/signup/passkey/"])
def test_enter_in_a_field_never_takes_an_idea(client, db, address):
    page = client.get(address).text.partition("<form")[2]
    first = page.partition("<button")[2].partition("</button>")[0]

    assert "idea" not in first
    assert first.endswith("Go on")


def test_an_idea_is_taken_when_the_name_is_changed(client, ada):
    client.force_login(ada)

    page = client.post(PAGE, {"username": "x", "idea": "Quiet Harbour"})

    ada.refresh_from_db()
    assert page.status_code == 200
    assert 'value="Quiet Harbour"' in page.text
    assert ada.name == "ada"

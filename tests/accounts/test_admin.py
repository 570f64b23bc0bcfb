import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from accounts.models import Member
from tests import make
from tests.accounts.conftest import PASSWORD


@pytest.fixture
def boss(db):
    return make.member("boss", is_staff=True, is_superuser=True)


@pytest.fixture
def desk(client, boss):
    client.force_login(boss)
    return client


LIST = "/admin/accounts/member/"


def test_the_operator_finds_members_by_name_and_by_address(desk, ada, ben):
    by_name = desk.get(LIST, {"q": "ada"})
    by_address = desk.get(LIST, {"q": "ben@example.org"})

    assert "ada@example.org" in by_name.text
    assert "ben@example.org" not in by_name.text
    assert "ben@example.org" in by_address.text


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(desk, count, django_assert_max_num_queries):
    for number in range(count):
        make.member(f"member{number}")

    with django_assert_max_num_queries(9):
        assert desk.get(LIST).status_code == 200


@pytest.mark.parametrize("who", ["a member", "a moderator", "an author", "somebody who may view"])
def test_nobody_else_sees_members_or_their_addresses(client, ada, who):
    from django.contrib.auth.models import Permission

    person = make.member("jo", is_staff=who != "a member")
    if who == "a moderator":
        person.groups.add(Group.objects.get(name="Moderators"))
    if who == "an author":
        person.groups.add(Group.objects.get(name="Authors"))
    if who == "somebody who may view":
        person.user_permissions.set(Permission.objects.filter(codename__endswith="_member"))
    client.force_login(person)

    for path in (LIST, f"{LIST}{ada.pk}/change/", f"{LIST}{ada.pk}/history/", f"{LIST}add/"):
        answer = client.get(path)
        assert answer.status_code in {302, 403}
        assert "ada@example.org" not in answer.text
    assert "/admin/accounts/member/" not in client.get("/admin/").text


def test_the_operator_lets_somebody_in_no_more_and_again(desk, ada):
    pick = {"_selected_action": [ada.pk]}

    desk.post(LIST, pick | {"action": "deactivate"})
    out = Member.objects.get(pk=ada.pk).is_active
    desk.post(LIST, pick | {"action": "reactivate"})

    assert (out, Member.objects.get(pk=ada.pk).is_active) == (False, True)
    assert [entry.change_message for entry in LogEntry.objects.order_by("id")] == [
        "deactivated", "reactivated",
    ]  # fmt: skip


def test_the_operator_cannot_lock_themselves_out(desk, boss):
    desk.post(LIST, {"_selected_action": [boss.pk], "action": "deactivate"})
    desk.post(f"{LIST}{boss.pk}/change/", {"name": "boss"})

    boss.refresh_from_db()
    assert (boss.is_active, boss.is_staff, boss.is_superuser) == (True, True, True)


def test_the_operator_gives_work_but_no_password_and_no_address(desk, ada):
    form = desk.get(f"{LIST}{ada.pk}/change/")
    moderators = Group.objects.get(name="Moderators")
    told = {"name": "ada", "is_active": "on", "is_staff": "on", "groups": [moderators.pk]}
    more = {"password": "x", "email": "x@example.org", "last_login_0": "2020-01-01"}

    saved = desk.post(f"{LIST}{ada.pk}/change/", told | more)

    ada.refresh_from_db()
    assert saved.status_code == 302
    assert 'name="password"' not in form.text
    assert ada.password not in form.text
    assert ada.check_password(PASSWORD)
    assert (ada.email, ada.is_staff) == ("ada@example.org", True)
    assert list(ada.groups.all()) == [moderators]


@pytest.mark.parametrize("name", ["Moderator", "x", "BEN", "a@b"])
def test_the_rules_for_names_hold_for_the_operator_too(desk, ada, ben, name):
    told = {"name": name, "is_active": "on"}

    assert desk.post(f"{LIST}{ada.pk}/change/", told).status_code == 422
    assert Member.objects.get(pk=ada.pk).name == "ada"


def test_members_are_neither_made_nor_deleted_here(desk, ada):
    assert desk.get(f"{LIST}add/").status_code == 403
    assert desk.post(f"{LIST}{ada.pk}/delete/", {"post": "yes"}).status_code == 403
    assert desk.get("/admin/account/emailaddress/").status_code == 404


def test_an_operator_cannot_be_made_with_an_address_that_has_an_account(ada):
    with pytest.raises(CommandError, match="already taken"):
        call_command("createsuperuser", email="ADA@EXAMPLE.ORG", name="boss", interactive=False)


def test_the_admin_has_one_way_in_the_sites_own_login(client, mo):
    asked = client.get("/admin/comments/comment/", follow=True)

    assert asked.redirect_chain[-1][0] == "/accounts/login/?next=%2Fadmin%2Fcomments%2Fcomment%2F"
    client.force_login(mo)
    assert client.get(asked.redirect_chain[-1][0]).url == "/admin/comments/comment/"


@pytest.mark.parametrize("evil", ["//evil.example/", "https://evil.example/"])
def test_the_way_into_the_admin_leads_to_no_other_site(client, mo, evil):
    asked = client.get("/admin/login/", {"next": evil})
    client.force_login(mo)

    assert client.get(asked.url).url == "/"


def test_a_member_is_told_plainly_that_the_admin_is_not_for_them(client, ada):
    client.force_login(ada)

    answer = client.get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0] == "/"
    assert "That page is for people who work on this site." in answer.text


def test_staff_without_any_rights_find_an_empty_admin(client, db):
    client.force_login(make.member("jo", is_staff=True))

    index = client.get("/admin/")

    assert index.status_code == 200
    assert index.context["app_list"] == []
    assert client.get("/admin/auth/group/").status_code == 403


def test_the_admin_has_one_way_out_that_clears_the_browser(client, mo):
    client.force_login(mo)

    out = client.post("/admin/logout/")

    assert out["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session
    client.force_login(mo)
    assert client.get("/admin/password_change/").url == "/accounts/password/change/"

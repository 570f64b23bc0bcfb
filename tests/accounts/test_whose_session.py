"""Who a session belongs to, and what they may do, in two questions."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.backends import AddressBackend
from accounts.models import Member
from accounts.sessions import SessionStore
from tests import make

pytestmark = pytest.mark.django_db


def as_fetched(member):
    """As a request finds them."""
    return AddressBackend().get_user(member.pk)


@pytest.mark.parametrize("make_one", [make.member, make.moderator, make.author, make.editor])
def test_what_somebody_may_do_comes_with_them(make_one, django_assert_num_queries):
    member = make_one("kim")
    with django_assert_num_queries(1):
        found = as_fetched(member)
        allowed = found.get_all_permissions()

    assert found == member
    assert allowed == Member.objects.get(pk=member.pk).get_all_permissions()
    assert found.has_perm("comments.moderate") is (make_one is make.moderator)


def test_a_right_by_oneself_and_one_by_two_groups_count_once():
    kim = make.moderator("kim")
    moderate = Permission.objects.get(codename="moderate")
    other = Group.objects.create(name="Others")
    other.permissions.add(moderate)
    kim.groups.add(other)
    kim.user_permissions.add(moderate, Permission.objects.get(codename="add_topic"))

    allowed = as_fetched(kim).get_all_permissions()
    assert {"comments.moderate", "articles.add_topic"} <= allowed
    kim.groups.clear()
    kim.user_permissions.clear()
    assert as_fetched(kim).get_all_permissions() == set()


def test_nobody_is_let_in_by_the_number_of_somebody_gone_or_stopped(ada):
    assert as_fetched(ada) == ada
    Member.objects.filter(pk=ada.pk).update(is_active=False)
    assert as_fetched(ada) is None
    Member.objects.filter(pk=ada.pk).delete()
    assert as_fetched(ada) is None


def test_a_session_holds_until_its_last_day_and_nobody_chooses_its_key():
    store = SessionStore()
    store["words"] = "kept"
    store.save()
    key = store.session_key

    assert SessionStore(key)["words"] == "kept"
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    late = SessionStore(key)
    assert late.get("words") is None
    assert late.session_key is None
    for chosen in ("x" * 32, "", None):
        store = SessionStore(chosen)
        assert store.get("words") is None
        store["words"] = "mine"
        store.save()
        assert store.session_key not in {"x" * 32, "", None}

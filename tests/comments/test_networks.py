"""Who posted from the same network: kept only where wanted, as a mark, told to a few."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.utils import timezone

from accounts import retention
from comments.models import Comment, Rule, RuleKind, RuleState, SeenFrom, Status
from comments.rules import switching
from comments.rules.kinds import offered
from comments.sanctions import networks
from tests import make
from tests.comments import desk


@pytest.fixture
def wanted(settings):
    settings.NETWORK_HINTS = True
    settings.COMMENTS_HELD_FIRST = 0


@pytest.fixture
def sees(mo):
    mo.user_permissions.add(Permission.objects.get(codename="see_networks"))
    return mo


def post(client, guide, who, address):
    """With other words each time, and none that could be somebody's number."""
    client.force_login(who)
    number = str(uuid4())
    words = number.translate(str.maketrans("0123456789", "ghijklmnop"))
    form = {"body": f"Words {words}.", "submission": number}
    url = f"{guide.get_absolute_url()}comment/"
    assert client.post(url, form, REMOTE_ADDR=address).status_code == 302


def test_addresses_of_one_network_have_one_mark():
    assert networks.mark_of("192.0.2.7") == networks.mark_of("192.0.2.250")
    assert networks.mark_of("192.0.2.7") == networks.mark_of("::ffff:192.0.2.9")
    assert networks.mark_of("192.0.2.7") != networks.mark_of("192.0.3.7")
    assert networks.mark_of("2001:db8:1:2::1") == networks.mark_of("2001:db8:1:ffff::2")
    assert networks.mark_of("2001:db8:1::1") != networks.mark_of("2001:db8:2::1")


def test_the_mark_needs_the_key_of_the_site(settings):
    before = networks.mark_of("192.0.2.7")
    settings.SECRET_KEY = "another"
    assert networks.mark_of("192.0.2.7") != before


def test_nothing_is_kept_unless_the_operator_wants_it(client, fatigue, ada):
    post(client, fatigue, ada, "192.0.2.7")

    assert SeenFrom.objects.count() == 0
    assert "the same network" not in client.get("/about/privacy/").text


def test_a_post_leaves_one_mark_for_each_network_and_no_address(client, fatigue, ada, wanted):
    for address in ("192.0.2.7", "192.0.2.8", "198.51.100.1"):
        post(client, fatigue, ada, address)

    assert SeenFrom.objects.filter(member=ada).count() == 2
    assert not any("192.0" in str(value) for value in SeenFrom.objects.values_list("mark"))
    assert "the same network" in client.get("/about/privacy/").text


def test_those_with_the_right_read_it_beside_a_case_and_on_the_members_page(
    client, fatigue, ada, ben, sees, wanted
):
    zoe = make.member("zoe")
    post(client, fatigue, ada, "192.0.2.7")
    post(client, fatigue, ben, "192.0.2.9")
    post(client, fatigue, zoe, "198.51.100.1")
    waiting = make.comment(fatigue, ada, status=Status.WAITING)
    pages = [desk.comment_url(waiting), f"/admin/accounts/suspension/member/{ada.pk}/"]
    client.force_login(sees)

    for path in pages:
        told = client.get(path).text.partition("In 30 days these posted")[2].partition("</p>")[0]
        assert "<bdi>ben</bdi>" in told
        assert "zoe" not in told
    client.force_login(make.moderator("kit"))
    for path in pages:
        assert "The same network" not in client.get(path).text


def test_it_is_forgotten_after_thirty_days_and_with_the_member(client, fatigue, ada, ben, wanted):
    post(client, fatigue, ada, "192.0.2.7")
    post(client, fatigue, ben, "192.0.2.7")
    ben.delete()
    assert SeenFrom.objects.get().member == ada

    with time_machine.travel(timezone.now() + timedelta(days=30)):
        list(retention.purge())
        assert SeenFrom.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=32)):
        list(retention.purge())
    assert SeenFrom.objects.count() == 0


def test_a_rule_can_let_many_accounts_from_one_network_wait(
    client, fatigue, ada, ben, mo, wanted, settings
):
    Rule.objects.all().delete()
    rule = Rule(name="Many", kind=RuleKind.NETWORK, number=2, within=7, state=RuleState.ON)
    switching.save(rule, by=mo)
    for who, address in [(ada, "192.0.2.7"), (ben, "192.0.2.9"), (make.member("zoe"), "192.0.2.1")]:
        post(client, fatigue, who, address)
    post(client, fatigue, make.member("far"), "198.51.100.1")

    held = Comment.objects.waiting()
    assert [comment.author.name for comment in held] == ["zoe"]
    assert [told["source"] for told in held.get().cases.get().score_reasons] == ["Many"]
    settings.NETWORK_HINTS = False
    assert networks.many_others(ada, timezone.now() - timedelta(days=7)) == 0
    assert RuleKind.NETWORK not in dict(offered())

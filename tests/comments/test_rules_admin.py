"""The pages of rules and of trust at the desk."""

import pytest
from django.urls import reverse

from comments import deciding, posting
from comments.models import Level, Rule, RuleState, RuleTrial, Status, Trust, TrustChange
from comments.rules import switching, trying
from comments.trust import moving
from outbox.delivery import deliver_due
from tests import make

RULES = "/admin/comments/rule/"


@pytest.fixture
def as_mo(client, mo):
    client.force_login(mo)
    return client


@pytest.fixture
def rule(mo):
    """The only one: those that a site begins with are out of the way."""
    Rule.objects.all().delete()
    made = Rule(name="Sellers", kind="words", words="miracle cure")
    switching.save(made, by=mo)
    return made


def change(rule):
    return reverse("admin:comments_rule_change", args=[rule.pk])


def told(rule, **fields):
    """What the form of the page sends."""
    values = {"name": rule.name, "state": rule.state, "words": rule.words, "about": rule.about}
    values |= {"weight": rule.weight, "owner": "", "review_on": "", "note": rule.note}
    values["seen"] = rule.changes.values_list("pk", flat=True).first() or 0
    return values | fields


def errors(response):
    return response.context["adminform"].form.errors


def test_a_rule_is_made_in_two_steps_and_is_off(as_mo, mo):
    first = as_mo.post(f"{RULES}add/", {"name": "Haste", "kind": "fast", "note": ""})

    rule = Rule.objects.get(name="Haste")
    page = as_mo.get(change(rule))
    assert first.url == change(rule)
    assert (rule.state, rule.number, rule.within, rule.owner) == (RuleState.OFF, 5, 10, mo)
    assert list(page.context["adminform"].form.fields)[:3] == ["name", "number", "within"]
    assert rule.changes.get().by == mo


def test_a_rule_cannot_be_switched_on_untried(as_mo, rule):
    response = as_mo.post(change(rule), told(rule, state="on"))

    rule.refresh_from_db()
    assert "It was not tried" in errors(response)["state"][0]
    assert rule.state == RuleState.OFF


def test_a_rule_is_tried_and_then_switched_on_until_its_words_change(as_mo, rule, fatigue, ada):
    make.comment(fatigue, ada, "A miracle cure, they <said>.")
    asked = as_mo.post(change(rule), told(rule, _try="1"))
    assert asked.url == f"{RULES}{rule.pk}/trial/"
    assert "not finished" in as_mo.get(asked.url).text
    while deliver_due():
        pass

    page = as_mo.get(asked.url).text
    assert "<mark>miracle cure</mark>, they &lt;said&gt;." in page
    as_mo.post(change(rule), told(rule, state="on"))
    rule.refresh_from_db()
    assert rule.is_on
    assert not rule.changes.first().untried

    response = as_mo.post(change(rule), told(rule, words="tea"))
    assert "It was not tried" in errors(response)["state"][0]
    assert "was changed since" not in as_mo.get(asked.url).text


def test_switching_it_on_untried_takes_a_tick_that_is_written_down(as_mo, rule, mo):
    as_mo.post(change(rule), told(rule, state="on", untried="on"))

    rule.refresh_from_db()
    last = rule.changes.first()
    assert rule.is_on
    assert (last.untried, last.by, last.after) == (True, mo, {"state": "on"})
    assert "switched on without a trial" in as_mo.get(change(rule)).text


@pytest.mark.parametrize(
    ("kind", "words", "why"),
    [
        ("words", "fine\n...", "Line 2 has no word"),
        ("words", "a*", "three letters"),
        ("words", "", "required"),
        ("patterns", "fine\n(a", "Line 2: At character"),
        ("patterns", r"(a)\1", "cannot be used"),
        ("patterns", "x" * 301, "at most 300"),
        ("patterns", "\n".join(["ab"] * 51), "At most 50"),
    ],
)
def test_what_cannot_be_looked_for_is_not_saved(as_mo, mo, kind, words, why):
    rule = Rule(name="One", kind=kind, words="good")
    switching.save(rule, by=mo)

    response = as_mo.post(change(rule), told(rule, words=words))

    rule.refresh_from_db()
    assert why in errors(response)["words"][0]
    assert rule.words == "good"


def test_a_catastrophic_pattern_is_saved_because_it_is_none_here(as_mo, mo):
    rule = Rule(name="One", kind="patterns", words="good")
    switching.save(rule, by=mo)

    as_mo.post(change(rule), told(rule, words="(a+)+$"))

    rule.refresh_from_db()
    assert rule.words == "(a+)+$"


def test_the_list_tells_how_often_people_agreed(
    as_mo, rule, fatigue, ada, mo, settings, django_assert_max_num_queries
):
    settings.COMMENTS_HELD_FIRST = 0
    rule.state = RuleState.SHADOW
    switching.save(rule, by=mo)
    for _ in range(3):
        make.comment(fatigue, ada, "A miracle cure.")
    bad = posting.post(fatigue.discussion, ada, posting.Words("The miracle cure."))
    deciding.hide(bad, deciding.Why(by=mo, reason="advertising"))
    as_mo.get(RULES)

    with django_assert_max_num_queries(8):
        page = as_mo.get(RULES).text

    assert "1 of 4" in page


def test_a_case_shows_what_rules_found_with_marks(as_mo, rule, fatigue, ada, mo):
    rule.state = RuleState.ON
    switching.save(rule, by=mo)
    comment = make.comment(fatigue, ada, "A <b>miracle</b> cure.", status=Status.WAITING)

    page = as_mo.get(f"/admin/comments/comment/{comment.pk}/change/").text

    assert "What rules found" in page
    assert "A &lt;b&gt;<mark>miracle&lt;/b&gt; cure</mark>." in page


# Who may what -----------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["nobody", "member", "author", "editor"])
def test_nobody_but_moderators_comes_in(client, rule, ada, who, method):
    if who != "nobody":
        client.force_login(getattr(make, who)("zoe"))
    refused = 403 if who in {"author", "editor"} else 302
    pages = [RULES, f"{RULES}add/", change(rule), f"{RULES}{rule.pk}/trial/"]
    pages += ["/admin/comments/trust/", f"/admin/comments/trust/of/{ada.pk}/"]

    assert {getattr(client, method)(page).status_code for page in pages} == {refused}
    assert RuleTrial.objects.count() == TrustChange.objects.count() == 0


def test_no_rule_is_deleted(as_mo, rule):
    assert as_mo.post(f"{RULES}{rule.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Rule.objects.filter(pk=rule.pk).exists()


def test_who_may_only_look_changes_nothing(client, rule, mo, ada):
    mo.groups.get().permissions.filter(codename__in=["change_rule", "change_trust"]).delete()
    client.force_login(type(mo).objects.get(pk=mo.pk))

    assert client.get(change(rule)).status_code == 200
    assert client.post(change(rule), told(rule, words="tea")).status_code == 403
    assert client.post(f"{RULES}{rule.pk}/trial/").status_code == 403
    assert client.post(f"/admin/comments/trust/of/{ada.pk}/", {"note": "x"}).status_code == 403


def test_looking_writes_nothing(as_mo, rule, ada, writes_nothing):
    trying.begin(rule, by=None)
    as_mo.get("/admin/")

    with writes_nothing():
        for page in (RULES, change(rule), f"{RULES}{rule.pk}/trial/"):
            assert as_mo.get(page).status_code == 200
        assert as_mo.get(f"/admin/comments/trust/of/{ada.pk}/").status_code == 200


@pytest.mark.parametrize("seen", ["", "x", "0", "999999"])
def test_what_a_colleague_changed_meanwhile_is_not_saved_over(as_mo, rule, seen):
    lena = make.moderator("lena")
    rule.words = "miracle cure\nsnake oil"
    switching.save(rule, by=lena)

    page = as_mo.post(change(rule), told(rule, words="my own words", seen=seen))

    rule.refresh_from_db()
    assert (page.status_code, rule.words) == (409, "miracle cure\nsnake oil")
    assert "Somebody changed this rule meanwhile" in page.text
    assert "my own words</textarea>" in page.text
    number = page.text.split('name="seen" value="')[1].split('"')[0]
    assert as_mo.post(change(rule), told(rule, words="mine", seen=number)).status_code == 302


# Trust ------------------------------------------------------------------------------------------


def test_a_moderator_sets_a_level_with_a_reason(as_mo, ada, mo):
    url = f"/admin/comments/trust/of/{ada.pk}/"

    as_mo.post(url, {"level": "mentor", "always_review": "", "note": "Helps <many>", "seen": "0"})

    trust, row = Trust.objects.get(member=ada), TrustChange.objects.get()
    assert (trust.level, trust.by_hand) == (Level.MENTOR, True)
    assert (row.by, row.old_level, row.new_level) == (mo, "new", "mentor")
    assert "Helps &lt;many&gt;" in as_mo.get(url).text
    assert ada.name in as_mo.get("/admin/comments/trust/").text


def test_a_reason_is_asked_for_and_a_level_that_there_is(as_mo, ada):
    url = f"/admin/comments/trust/of/{ada.pk}/"

    response = as_mo.post(url, {"level": "king", "note": "", "seen": "0"})

    assert response.status_code == 422
    assert "Say in a few words why" in response.text
    assert "Choose one of the levels" in response.text
    assert not Trust.objects.exists()


@pytest.mark.parametrize("seen", ["", "x", "999999", "0"])
def test_a_level_set_since_the_page_was_made_stays_and_the_reason_is_kept(as_mo, ada, seen):
    url = f"/admin/comments/trust/of/{ada.pk}/"
    lena = make.moderator("lena")
    moving.set_by_hand(ada, by=lena, level="trusted", always_review=True, note="Asked for it.")

    page = as_mo.post(url, {"level": "mentor", "note": "Typed.", "seen": seen})

    assert page.status_code == 409
    assert "Typed." in page.text
    assert Trust.objects.get().level == Level.TRUSTED
    assert TrustChange.objects.get().by == lena


def test_nobody_sets_their_own_level_or_that_of_a_moderator(as_mo, mo):
    other = make.moderator("other")

    for person in (mo, other):
        url = f"/admin/comments/trust/of/{person.pk}/"
        assert as_mo.get(url).context["form"] is None
        assert as_mo.post(url, {"level": "mentor", "note": "me"}).status_code == 403
    assert not Trust.objects.exists()

"""Words that not everybody may read stand on no page, feed or list for those who may not, whatever
address they try. Each kind of secret carries a word that is found nowhere else."""

import re
from html import unescape
from urllib.parse import quote, urljoin

import pytest
from django.test import Client

from accounts.leaving import copying
from accounts.models import Member, Suspension
from articles.models import Guide
from comments import deciding, drafts, following, posting
from comments.models import (
    Audience,
    Comment,
    Conversation,
    Decision,
    Draft,
    Follow,
    Message,
    Report,
    Status,
)
from comments.reports import asking
from notifications.models import Device
from outbox.delivery import deliver_due
from tests import make
from tests.addresses import filled, is_admin, routes

# What nobody but its owner and the team may meet,
SECRETS = [
    "waitingquagga",
    "hiddenquagga",
    "withdrawnquagga",
    "rejectedquagga",
    "pendingquagga",
    "earlierquagga",
    "cutquagga",
    "draftquagga",
    "reportquagga",
    "notequagga",
    "guidequagga",
    "unseenquagga",
    "Namelessquagga",
    "addressquagga",
    "subjectquagga",
    "messagequagga",
    "sanctionquagga",
    "devicequagga",
    "labelquagga",
]
# and what members may.
FOR_MEMBERS = ["membersquagga", "hallquagga", "repliedquagga"]
# Pages with a form for somebody who is not logged in: it needs a cookie that shows it is theirs.
FORMS = ("/accounts/", "/display/", "/fact-check/", "/unsubscribe/", "/support/")
ELSEWHERE = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed|object|input)\b[^>]*\b(?:src|srcset|data)="(?:https?:)?//"""
    r"""|<link\b[^>]*rel="(?:stylesheet|icon|preload|preconnect|manifest)"[^>]*href="(?:https?:)?//"""
)


@pytest.fixture
def world(settings, fatigue, ada, ben, mo, dee):
    """A site with one of everything that not everybody may read."""
    settings.COMMENTS_HELD_FIRST = 0
    zoe = Member.objects.create_user("addressquagga@example.org", "Zoe")
    nameless = Member.objects.create_user("n@example.org", "Namelessquagga")
    seen = make.comment(fatigue, zoe, "Everybody reads this.")
    make.comment(fatigue, ben, "An answer of ben.", parent=seen)
    make.comment(fatigue, nameless, "Said without a name.", anonymous=True)
    members = make.comment(fatigue, zoe, "membersquagga", who_may_read=Audience.MEMBERS)
    make.comment(fatigue, zoe, "repliedquagga", parent=members)
    edited = make.comment(fatigue, zoe, "earlierquagga earlier")
    posting.edit(edited, "Other words now.")
    posting.keep_earlier_words(edited, True)
    cut = make.comment(fatigue, ben, "Taken down whole")
    make.comment(fatigue, zoe, "cutquagga", parent=cut)
    deciding.hide(cut, deciding.Why(by=mo, reason="unkind", note="notequagga"), whole_branch=True)
    asking.report(seen, zoe, reason="other", words="reportquagga")
    address = "https://web.push.apple.com/devicequagga"
    Device.objects.create(member=zoe, label="labelquagga", address=address)
    settings.COMMENTS_HELD_FIRST = 999
    for status in (Status.WAITING, Status.HIDDEN, Status.WITHDRAWN, Status.REJECTED):
        make.comment(fatigue, zoe, f"{status.value}quagga", status=status)
    posting.edit(make.comment(fatigue, zoe, "As it was."), "pendingquagga")
    settings.COMMENTS_HELD_FIRST = 0
    hall = make.guide("A hall for members")
    hall.discussion.who_may_read = Audience.MEMBERS
    hall.discussion.save()
    make.comment(hall, zoe, "hallquagga")
    drafts.keep(zoe, drafts.Spot(fatigue.discussion), "draftquagga")
    following.follow(zoe, ben)
    made = make.draft("Not yet guidequagga", owner=dee)
    Guide.objects.filter(pk=made.pk).update(slug="not-yet")
    fatigue.blocks.update(html="<p>unseenquagga</p>")
    private = Conversation.objects.create(member=zoe, subject="subjectquagga")
    said = {"source": "messagequagga", "html": "<p>messagequagga</p>"}
    Message.objects.create(conversation=private, from_team=False, by=zoe, **said)
    reason = {"kind": "reminder", "reason": "unkind", "words": "sanctionquagga"}
    Suspension.objects.create(member=nameless, by=mo, **reason)
    copying.ask(zoe)
    deliver_due()
    return zoe


@pytest.fixture
def samples(world, fatigue):
    """What fills the holes of addresses, by where they begin."""
    comments = list(Comment.objects.values_list("pk", flat=True))
    places = list(
        Comment.objects.order_by("discussion").values_list("discussion", flat=True).distinct()
    )
    guides = ["living-with-fatigue", "a-hall-for-members", "not-yet"]
    pages = ["house-rules", "badges", "how-we-write-guides", "privacy", "accessibility", "help"]
    number = {"pk": [1], "object_id": [1], "number": [1], "draft": [1], "check": [1]}
    return {
        "guides/": {"topic": ["fatigue-and-energy"], "guide": guides, "number": [1, 2]},
        "feeds/": {"topic": ["fatigue-and-energy"]},
        "comments/": {"pk": comments},
        "discussions/": {"pk": places, "member": [world.pk], "version": [1]},
        "settings/drafts/": {"pk": list(Draft.objects.values_list("pk", flat=True))},
        "settings/data/copy/": {"pk": list(world.copies.values_list("pk", flat=True))},
        "settings/devices/": {"pk": list(Device.objects.values_list("pk", flat=True))},
        "settings/reports/": {"pk": list(Report.objects.values_list("pk", flat=True))},
        "unsubscribe/": {"token": ["no-such-token"], "scope": ["all"]},
        "decisions/": {"pk": list(Decision.objects.values_list("pk", flat=True))},
        "inbox/team/": {"pk": list(Conversation.objects.values_list("pk", flat=True))},
        "inbox/standing/": {"pk": list(Suspension.objects.values_list("pk", flat=True)) or [1]},
        "inbox/following/": {"pk": list(Follow.objects.values_list("pk", flat=True))},
        "about/": {"slug": pages},
        "fact-check/": {"token": ["no-such-token"]},
        "media/": {"name": [world.copies.get().file, "guides/no.webp"]},
        "admin/": number | {"app_label": ["comments"], "content_type_id": [1], "url": ["x"]},
        "accounts/": number | {"key": ["x"], "uidb36": ["1"]},
        "members/": {"name": [world.name, "Namelessquagga", "nobody"]},
    }


@pytest.fixture
def everywhere(samples):
    return sorted({address for route in routes() for address in filled(route, samples)})


def crawl(client, addresses):
    """What each address answers: status, headers and body as one text, and the answer."""
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code < 500, address
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        # An address that was asked for may be named in the answer; that gives nothing away.
        text = f"{answer.headers}\n{body.decode(errors='replace')}".replace(address, "")
        text = text.replace(quote(address, safe="/"), "").replace(quote(address, safe=""), "")
        yield address, answer, text


def leaks(client, addresses, secrets):
    return [
        f"{address}: {secret}"
        for address, _answer, text in crawl(client, addresses)
        for secret in secrets
        if secret.lower() in text.lower()
    ]


def test_an_address_without_samples_is_noticed(samples):
    """Whoever adds an address says what to fill in: above, in `samples`."""
    with pytest.raises(KeyError):
        filled("nowhere/<int:pk>/", samples)


def test_a_visitor_meets_no_secret_and_gets_no_cookie_for_reading(everywhere, samples):
    visitor = Client()
    found, kept = [], []
    for address, answer, text in crawl(visitor, everywhere):
        found += [f"{address}: {word}" for word in SECRETS + FOR_MEMBERS if word in text]
        assert not ELSEWHERE.search(text), address
        if answer.cookies and not address.startswith(FORMS) and not is_admin(address):
            kept.append(address)
        visitor.cookies.clear()

    assert found == []
    assert kept == []


def test_another_member_meets_nothing_that_is_not_theirs(everywhere, ada):
    other = Client()
    other.force_login(ada)

    assert leaks(other, [each for each in everywhere if each != "/accounts/logout/"], SECRETS) == []


# With a question at its end, on this site.
LINK = re.compile(r"""\bhref="((?!https?:|//)[^"#]*\?[^"#]*)""")


def test_no_link_that_an_insider_sees_leads_others_to_a_secret(everywhere, world, mo, ada):
    """Addresses with a question at their end, such as orders and next pages, are in no resolver:
    they are those that stand on the pages of the owner and of a moderator."""
    asked = set()
    for insider in (world, mo):
        client = Client()
        client.force_login(insider)
        for address in (each for each in everywhere if "/logout/" not in each):
            answer = client.get(address)
            html = "" if answer.streaming else answer.content.decode(errors="replace")
            asked |= {urljoin(address, unescape(found)) for found in LINK.findall(html)}
    links = sorted(each for each in asked if "/logout/" not in each)
    other = Client()
    other.force_login(ada)

    assert any(each.startswith("/guides/") for each in links), links
    assert leaks(Client(), links, SECRETS + FOR_MEMBERS) == []
    assert leaks(other, links, SECRETS) == []


def test_the_secrets_are_there_to_be_found(world, mo, samples):
    """Otherwise nothing would be shown by not finding them."""
    owner, moderator = Client(), Client()
    owner.force_login(world)
    moderator.force_login(mo)
    addresses = [each for route in routes() for each in filled(route, samples)]
    mine = [each for each in addresses if each.startswith(("/guides/", "/comments/", "/settings/"))]
    shown = {address: text for address, _answer, text in crawl(owner, mine)}

    told = "\n".join(shown.values())
    assert {word for word in SECRETS + FOR_MEMBERS if word in told} >= {
        "waitingquagga",
        "pendingquagga",
        "draftquagga",
        *FOR_MEMBERS,
    }
    desk = "\n".join(t for _a, _b, t in crawl(moderator, addresses) if "hiddenquagga" in t)
    assert "hiddenquagga" in desk

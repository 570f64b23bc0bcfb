"""Being told on a device: a knock without words, by a known service, to who asked for it."""

from datetime import timedelta
from http import HTTPStatus

import jwt
import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import call_command
from django.utils import timezone

from comments import deciding
from notifications.letters.choosing import choose
from notifications.models import Device, Notice
from notifications.push import keys, knocking
from outbox.delivery import deliver_due
from outbox.models import Errand
from tests.msforum.test_settings import PRODUCTION, start
from tests.notifications.test_telling import say

CHROME = "https://fcm.googleapis.com/fcm/send/abc:def"
FIREFOX = "https://updates.push.services.mozilla.com/wpush/v2/gAAA"


class Service:
    """The push service, as far as we ask it."""

    status = HTTPStatus.CREATED

    def __init__(self, host, timeout=None):
        self.asked.append(host)

    def request(self, method, path, headers):
        self.sent.append((method, path, headers))

    def getresponse(self):
        if isinstance(self.status, Exception):
            raise self.status
        return self

    def close(self):
        self.closed.append(1)


@pytest.fixture
def service(monkeypatch, settings):
    settings.COMMENTS_HELD_FIRST = 0
    made = type("Made", (Service,), {"asked": [], "sent": [], "closed": []})
    monkeypatch.setattr(knocking.http.client, "HTTPSConnection", made)
    return made


@pytest.fixture
def told(ada):
    """Ada's phone. Her letters come at any hour."""
    choose(ada, {}, quiet_from=0, quiet_until=0)
    return Device.objects.create(member=ada, label="Firefox on Android", address=FIREFOX)


def work():
    while deliver_due():
        pass


def test_a_reply_knocks_once_without_words(service, told, fatigue, ada, ben):
    say(fatigue, ben, say(fatigue, ada))
    work()
    work()

    assert service.asked == ["updates.push.services.mozilla.com"]
    [(method, path, headers)] = service.sent
    assert (method, path) == ("POST", "/wpush/v2/gAAA")
    assert headers["Content-Length"] == "0"
    assert (headers["Topic"], headers["TTL"]) == ("inbox", "86400")
    assert "Content-Encoding" not in headers
    assert "fatigue" not in str(service.sent).lower()
    assert not Errand.objects.exclude(error="").exists()


def test_the_site_proves_who_knocks(service, told, fatigue, ada, ben, settings):
    say(fatigue, ben, say(fatigue, ada))
    work()

    header = service.sent[0][2]["Authorization"]
    token, key = header.removeprefix("vapid t=").split(", k=")
    number = keys.urlsafe_b64decode(key + "=")
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), number)
    said = jwt.decode(
        token, public, algorithms=["ES256"], audience="https://updates.push.services.mozilla.com"
    )
    assert said["sub"] == f"mailto:{settings.CONTACT_EMAIL}"
    assert 0 < said["exp"] - timezone.now().timestamp() <= 24 * 3600
    assert len(number) == 65


@pytest.mark.parametrize("status", [HTTPStatus.NOT_FOUND, HTTPStatus.GONE])
def test_a_browser_that_is_gone_is_forgotten(service, told, fatigue, ada, ben, status):
    service.status = status

    say(fatigue, ben, say(fatigue, ada))
    work()

    assert not Device.objects.exists()
    assert not Errand.objects.exclude(error="").exists()


@pytest.mark.parametrize(
    "status", [HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE, OSError("secret")]
)
def test_what_goes_wrong_is_tried_again_and_tells_no_address(
    service, told, fatigue, ada, ben, status, caplog
):
    service.status = status
    say(fatigue, ben, say(fatigue, ada))
    work()

    waiting = Errand.objects.exclude(error="").get()
    assert (waiting.kind, waiting.done_at) == ("knock", None)
    assert "gAAA" not in waiting.error + str(waiting.payload) + caplog.text
    assert "secret" not in waiting.error
    service.status = HTTPStatus.CREATED
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        work()
    assert Errand.objects.get(pk=waiting.pk).done_at
    assert Device.objects.exists()


def test_what_is_no_longer_public_does_not_knock(service, told, fatigue, ada, ben):
    reply = say(fatigue, ben, say(fatigue, ada))
    deciding.hide(reply, deciding.Why(rule="test", reason="unkind"))
    work()

    assert service.sent == []


def test_what_was_read_meanwhile_does_not_knock(service, told, fatigue, ada, ben):
    now = timezone.now()
    choose(ada, {}, quiet_from=now.hour, quiet_until=(now.hour + 2) % 24)
    say(fatigue, ben, say(fatigue, ada))
    work()
    assert Notice.objects.of(ada).mark_read() == 1

    with time_machine.travel(now + timedelta(hours=2, minutes=1)):
        work()
    assert service.sent == []


def test_quiet_hours_are_kept(service, told, fatigue, ada, ben):
    now = timezone.now()
    hour = now.hour
    choose(ada, {}, quiet_from=hour, quiet_until=(hour + 2) % 24)
    say(fatigue, ben, say(fatigue, ada))
    work()
    assert service.sent == []

    with time_machine.travel(now + timedelta(hours=2, minutes=1)):
        work()
    assert len(service.sent) == 1


def test_what_one_only_follows_waits_in_the_inbox(service, told, fatigue, ada, ben):
    from comments import following

    following.follow(ada, fatigue.discussion)
    say(fatigue, ben)
    work()

    assert Notice.objects.of(ada).count() == 1
    assert service.sent == []


def test_who_may_not_log_in_is_not_told(service, told, fatigue, ada, ben):
    say(fatigue, ben, say(fatigue, ada))
    ada.deactivate()
    work()

    assert service.sent == []


@pytest.mark.parametrize(
    "address",
    [
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evilfcm.googleapis.com/x",
        "https://name@fcm.googleapis.com/x",
        "https://fcm.googleapis.com@127.0.0.1/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://push.services.mozilla.com.example.org/",
        "https://x.notify.windows.com:443/x",
        "https://fcm.googleapis.com\\@evil.example/",
        "https://fcm.googleapis.com:port/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "",
        "x" * 501,
    ],
)
def test_no_other_machine_can_be_made_to_be_asked(client, service, ada, address):
    client.force_login(ada)

    answer = client.post("/settings/devices/", {"address": address})

    assert answer.status_code == 422
    assert not Device.objects.exists()
    Device.objects.create(member=ada, label="x", address=address[:500])
    assert knocking.send(address[:500]) == HTTPStatus.GONE
    assert service.asked == []


def test_a_device_is_added_moves_with_who_is_logged_in_and_goes(client, ada, ben):
    client.force_login(ada)
    page = client.get("/settings/devices/").text
    phone = {"User-Agent": "Mozilla/5.0 (Android 15; Mobile) Gecko Firefox/140.0"}
    added = client.post("/settings/devices/", {"address": CHROME}, headers=phone)
    client.post("/settings/devices/", {"address": CHROME}, headers=phone)

    assert f'data-key="{keys.public_key()}"' in page
    assert added.url == "/settings/devices/"
    assert Device.objects.get().member == ada
    assert Device.objects.get().label in client.get("/settings/devices/").text
    assert CHROME not in client.get("/settings/devices/").text
    client.force_login(ben)
    client.post("/settings/devices/", {"address": CHROME})
    made = Device.objects.get()
    assert made.member == ben
    client.force_login(ada)
    assert client.post(f"/settings/devices/{made.pk}/remove/").status_code == 404
    client.force_login(ben)
    assert client.post(f"/settings/devices/{made.pk}/remove/").url == "/settings/devices/"
    assert not Device.objects.exists()


def test_ten_devices_are_enough(client, ada):
    client.force_login(ada)
    for number in range(12):
        client.post("/settings/devices/", {"address": f"{CHROME}{number}"})

    left = set(Device.objects.values_list("address", flat=True))
    assert len(left) == 10
    assert f"{CHROME}11" in left


def test_the_worker_is_the_same_for_everybody_and_says_nothing(client, ada, writes_nothing):
    with writes_nothing():
        answer = client.get("/settings/devices/worker.js")

    assert answer["Content-Type"] == "text/javascript"
    assert "Something new for you" in answer.text
    assert "fetch" not in answer.text
    assert not answer.cookies
    client.force_login(ada)
    assert client.get("/settings/devices/worker.js").text == answer.text


@pytest.mark.parametrize("path", ["/settings/devices/", "/settings/devices/worker.js"])
def test_without_a_key_it_is_not_there(client, settings, ada, path):
    settings.PUSH_KEY = ""
    client.force_login(ada)

    assert client.get(path).status_code == 404
    assert "On your devices" not in client.get("/settings/").text


def test_without_a_key_notices_cost_no_query_more(settings, ada, told, django_assert_num_queries):
    from notifications.models import Kind
    from notifications.push.planning import plan

    settings.PUSH_KEY = ""
    with django_assert_num_queries(0):
        plan([Notice(recipient=ada, kind=Kind.REPLIED, event_key="x")])


def test_a_key_can_be_made(capsys, settings):
    call_command("push_key")

    settings.PUSH_KEY = capsys.readouterr().out.strip()
    assert len(settings.PUSH_KEY) == 43
    assert len(keys.public_key()) == 87


def test_a_key_that_is_none_stops_the_start(tmp_path):
    told = start(tmp_path, **PRODUCTION, PUSH_KEY="short")

    assert told.returncode != 0
    assert "PUSH_KEY is not understood. Make one: manage.py push_key" in told.stderr

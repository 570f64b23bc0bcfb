"""Pages kept whole for visitors: they cost one question, and are never older than the database."""

from threading import Barrier, Event, Semaphore, Thread

import pytest
from django.db import connection, connections
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.http import MAY_BE_KEPT
from comments import deciding, reacting
from msforum import page_cache
from queries import committed
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def keeping(settings):
    settings.PAGE_CACHE_SECONDS = 60
    page_cache.kept.pages.clear()


@pytest.fixture
def alone(monkeypatch):
    """As if nobody else wrote. PostgreSQL counts what is committed in all databases of a server,
    also in those of other tests that run meanwhile."""
    asked, versions = committed.asked, []

    def once():
        versions.append(asked())
        return versions[0]

    if connection.vendor == "postgresql":
        monkeypatch.setattr(committed, "asked", once)


@pytest.fixture
def said(fatigue, ada):
    return make.comment(fatigue, ada, "A fan by the bed.")


@pytest.fixture
def address(fatigue, said):
    return fatigue.get_absolute_url()


def words(client, address):
    return client.get(address).content.decode()


def made(address):
    """How many queries the page took."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = Client().get(address)
    assert answer.status_code == 200
    return len(queries)


def test_a_page_that_is_kept_costs_one_question(alone, address):
    first = words(Client(), address)
    asked = {"sqlite": 0, "postgresql": 1}[connection.vendor]  # SQLite is asked beside Django

    assert made(address) == asked
    assert made(address) == asked
    assert words(Client(), address) == first
    assert len(page_cache.kept.pages) == 1


def test_what_was_hidden_is_gone_with_the_next_request(address, said, mo):
    assert "A fan by the bed." in words(Client(), address)
    assert "A fan by the bed." in words(Client(), address)

    deciding.hide(said, deciding.Why(by=mo, reason="medical", note="Please leave doses out."))

    assert "A fan by the bed." not in words(Client(), address)


def change_name(said, **_):
    said.author.name = "Quiet Harbour"
    said.author.save()


def say_it_helped(said, ben, **_):
    reacting.react(said, ben, "helped")


def reply(said, ben, **_):
    make.comment(said.discussion.guide, ben, "Two fans.", parent=said)


def rename_topic(said, **_):
    said.discussion.guide.topic.title = "Tiredness"
    said.discussion.guide.topic.save()


def note(said, **_):
    said.discussion.guide.title = "Fatigue, again"
    said.discussion.guide.save()


@pytest.mark.parametrize("change", [change_name, say_it_helped, reply, rename_topic, note])
def test_whatever_changes_in_whatever_table_is_on_the_next_page(
    address, said, ben, settings, change
):
    before = words(Client(), address)
    assert words(Client(), address) == before

    change(said=said, ben=ben)
    kept = words(Client(), address)

    settings.PAGE_CACHE_SECONDS = 0
    assert kept == words(Client(), address)


def test_another_process_that_writes_is_seen(address):
    words(Client(), address)
    before = committed.version()

    def write():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE articles_topic SET title = 'From elsewhere'")
        connections.close_all()

    other = Thread(target=write)
    other.start()
    other.join()

    assert committed.version() != before
    assert "From elsewhere" in words(Client(), address)


def test_what_is_not_committed_is_shown_to_whoever_writes_it_and_kept_for_nobody(address, said):
    from django.db import transaction

    words(Client(), address)
    with transaction.atomic():
        change_name(said)
        assert "Quiet Harbour" in words(Client(), address)
        transaction.set_rollback(True)

    assert "Quiet Harbour" not in words(Client(), address)


def test_reading_makes_nothing_worthless(alone, address):
    before = committed.version()
    words(Client(), address)
    words(Client(), "/")

    assert committed.version() == before
    assert len(page_cache.kept.pages) == 2


def test_who_is_logged_in_gets_a_page_of_their_own(address, ada):
    words(Client(), address)
    client = Client()
    client.force_login(ada)

    answer = client.get(address)

    assert "Log out" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Log out" not in words(Client(), address)


def test_who_has_a_form_to_send_gets_a_page_of_their_own(address, settings):
    words(Client(), address)
    page_cache.kept.pages.clear()
    client = Client()
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32

    words(client, address)

    assert not page_cache.kept.pages


def test_each_look_is_a_page_of_its_own(address):
    light, dark = Client(), Client()
    dark.cookies["theme"] = "night"

    assert 'data-theme="night"' not in words(light, address)
    assert 'data-theme="night"' in words(dark, address)
    assert 'data-theme="night"' not in words(light, address)
    assert 'data-theme="night"' in words(dark, address)


def test_each_order_and_host_is_a_page_of_its_own(alone, address, settings):
    settings.ALLOWED_HOSTS = ["testserver", "forum.example"]
    words(Client(), address)
    words(Client(), f"{address}?order=newest")
    assert Client().get(address, headers={"host": "forum.example"}).status_code == 200
    assert Client().get(address, headers={"host": "evil.example"}).status_code == 400

    assert len(page_cache.kept.pages) == 3


def test_a_browser_that_has_it_gets_no_second_copy(address):
    first = Client().get(address)
    assert first.headers["Cache-Control"] == "no-cache"
    assert "Cookie" in first.headers["Vary"]

    again = Client().get(address, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "frame-ancestors 'none'" in again.headers["Content-Security-Policy"]


def test_a_kept_page_has_every_header_of_a_fresh_one(address):
    fresh = Client().get(address)
    kept = Client().get(address)

    assert kept.headers == fresh.headers
    assert kept.headers["X-Frame-Options"] == "DENY"
    assert not kept.cookies


def test_a_form_and_what_is_not_there_are_kept_for_nobody():
    assert Client().get("/accounts/login/").status_code == 200
    assert Client().get("/guides/nowhere/").status_code == 404
    assert Client().head("/").status_code == 200

    assert not page_cache.kept.pages


def test_a_file_that_comes_in_portions_is_handed_on(rf):
    from django.http import FileResponse

    file = FileResponse(iter([b"a", b"b"]))
    answer = page_cache.page_cache(lambda request: file)(rf.get("/feeds/"))

    assert answer is file
    assert not page_cache.kept.pages


def test_a_page_for_one_time_only_is_not_kept(rf):
    answer = HttpResponse("x", headers={"Content-Security-Policy": "script-src 'nonce-abc'"})
    setattr(answer, MAY_BE_KEPT, True)
    assert not page_cache.may_keep(answer)
    del answer.headers["Content-Security-Policy"]
    assert page_cache.may_keep(answer)
    answer.set_cookie("a", "b")
    assert not page_cache.may_keep(answer)


def test_a_page_grows_old(address, monkeypatch):
    words(Client(), address)
    now = page_cache.monotonic()
    monkeypatch.setattr(page_cache, "monotonic", lambda: now + 61)

    assert made(address) > 1


def test_memory_has_an_end(address, monkeypatch):
    monkeypatch.setattr(page_cache, "MOST_BYTES", 1)
    words(Client(), address)
    words(Client(), "/")

    assert len(page_cache.kept.pages) == 1


def test_many_at_once_wait_for_the_first(alone, address, monkeypatch):
    at_once, rendered = 8, []
    barrier = Barrier(at_once)
    of = page_cache.Page.of

    def count(response):
        rendered.append(1)
        return of(response)

    monkeypatch.setattr(page_cache.Page, "of", count)

    def ask():
        barrier.wait()
        assert Client().get(address).status_code == 200
        connections.close_all()

    everybody = [Thread(target=ask) for _ in range(at_once)]
    for each in everybody:
        each.start()
    for each in everybody:
        each.join()

    assert len(rendered) == 1
    assert not page_cache.kept.building


def test_a_database_that_is_away_is_told_as_always(address, monkeypatch):
    monkeypatch.setattr(committed, "asked", lambda: (_ for _ in ()).throw(committed.Error))

    assert committed.version() is None
    assert "A fan by the bed." in words(Client(), address)
    assert not page_cache.kept.pages


def test_what_visitors_choose_counts_as_memory(alone, monkeypatch, address):
    monkeypatch.setattr(page_cache, "MOST_BYTES", 300_000)
    for number in range(40):
        assert Client().get(f"/glossary/?{number}{'x' * 1_500}").status_code == 200

    kept = page_cache.kept.pages
    assert 1 < len(kept) < 40
    assert sum(page.size_with(key) for key, page in kept.items()) <= 300_000


def test_a_very_long_address_is_kept_for_nobody():
    assert Client().get(f"/glossary/?{'x' * 3_000}").status_code == 200

    assert not page_cache.kept.pages


def test_addresses_that_are_decoded_alike_are_two(rf, settings):
    raw, text = rf.get("/glossary/"), rf.get("/glossary/")
    raw.META["QUERY_STRING"], text.META["QUERY_STRING"] = "a=\xc3\xa9", "a=%C3%83%C2%A9"

    assert page_cache.key_of(raw) != page_cache.key_of(text)


def test_who_waits_for_something_that_is_not_kept_waits_for_one_only(rf, monkeypatch):
    """Two wait while the first is answered; then both are answered at the same time."""
    begun, go_on, together = Event(), Event(), Barrier(2, timeout=20)
    waiting = Semaphore(0)

    class Told(Event):
        def wait(self, timeout=None):
            waiting.release()
            return super().wait(timeout)

    monkeypatch.setattr(page_cache, "Event", Told)

    def view(request):
        if not begun.is_set():
            begun.set()
            assert go_on.wait(20)
        else:
            together.wait()
        return HttpResponse("not for others")

    ask = page_cache.page_cache(view)
    answers = []

    def visit():
        answers.append(ask(rf.get("/glossary/")))
        connections.close_all()

    everybody = [Thread(target=visit) for _ in range(3)]
    everybody[0].start()
    assert begun.wait(20)
    for each in everybody[1:]:
        each.start()
    for _ in everybody[1:]:
        assert waiting.acquire(timeout=20)
    go_on.set()
    for each in everybody:
        each.join()

    assert len(answers) == 3
    assert not page_cache.kept.building

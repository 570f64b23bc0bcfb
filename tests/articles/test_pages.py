import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

import markup
from articles import publishing
from articles.models import Contribution, Guide, Kind, Person, Topic
from tests import make


@pytest.fixture
def poison(monkeypatch):
    """Whoever cleans or renders guide text while this is in force fails."""

    def forbidden(*args, **kwargs):
        raise AssertionError("rendered at reading time")

    def use():
        monkeypatch.setattr(markup, "clean", forbidden)
        monkeypatch.setattr(publishing, "render", forbidden)
        monkeypatch.setattr("articles.rendering.render", forbidden)

    return use


def test_a_guide_page_shows_what_was_published(client, fatigue):
    page = client.get("/guides/fatigue-and-energy/living-with-fatigue/")

    assert page.status_code == 200
    assert page.text.count("<h1>") == 1
    assert "<title>Living with fatigue - msforum</title>" in page.text
    assert '<meta name="description" content="Why it happens and what helps.">' in page.text
    assert "<p>Rest before you must.</p>" in page.text
    assert "noindex" not in page.text
    assert (
        '<link rel="canonical"'
        ' href="http://localhost:8000/guides/fatigue-and-energy/living-with-fatigue/">'
    ) in page.text


def test_an_edit_that_was_not_published_is_on_no_page(client, fatigue):
    fatigue.title, fatigue.summary = "Unready title", "Unready summary."
    fatigue.save()
    fatigue.blocks.update(html="<p>Unready words.</p>")

    for path in ("/", "/guides/", "/guides/fatigue-and-energy/", fatigue.get_absolute_url()):
        assert "Unready" not in client.get(path).text


def test_a_guide_that_was_never_published_is_not_there(client, db):
    guide = make.draft()

    assert client.get(guide.get_absolute_url()).status_code == 404
    assert client.get("/guides/fatigue-and-energy/nothing/").status_code == 404
    assert guide.title not in client.get("/guides/fatigue-and-energy/").text


def test_a_guide_under_another_topic_is_not_there(client, fatigue):
    make.topic("Vision")

    assert client.get("/guides/vision/living-with-fatigue/").status_code == 404


def test_a_guide_costs_one_query_and_cleans_nothing(client, db, poison, django_assert_num_queries):
    guide = make.draft(hero=make.image())
    Contribution.objects.create(guide=guide, person=Person.objects.create(name="Sam"))
    for number in range(20):
        make.block(guide, heading=f"Part {number}")
    make.block(guide, Kind.FIGURE, image=make.image(), decorative=True)
    publishing.publish(guide, by=None)
    poison()

    with django_assert_num_queries(1):
        found = Guide.objects.live().get(topic__slug="fatigue-and-energy", slug=guide.slug)
        shown = (found.topic.title, found.live_revision.byline, found.live_revision.hero)
    page = client.get(guide.get_absolute_url())

    assert shown[1][0]["name"] == "Sam"
    assert page.text.count('<h2 id="part-') == 20


def test_the_byline_says_who_wrote_and_checked_it_and_when(client, db):
    guide = make.draft(reviewed_on=date(2026, 3, 12), review_due_on=date(2100, 3, 1))
    sam = Person.objects.create(name="Sam", credentials="nurse", interests="Paid by a <firm>")
    kim = Person.objects.create(name="Kim")
    Contribution.objects.create(guide=guide, person=sam)
    Contribution.objects.create(guide=guide, person=kim, role=Contribution.Role.CLINICAL)
    publishing.publish(guide, by=None, at=timezone.now())

    byline = client.get(guide.get_absolute_url()).text.split('class="byline"')[1].split("</ul>")[0]
    words = " ".join(re.sub(r"<[^>]*>", " ", byline).split())

    assert "Written by Sam , nurse (conflict of interest, see below)" in words
    assert "Checked by Kim" in words
    assert "Reviewed 12 March 2026, due again 1 March 2100" in words
    assert "1 minute to read" in words
    assert "Not yet reviewed" not in words


def test_each_person_says_whether_they_have_conflicts_of_interest(client, db):
    guide = make.draft()
    for name, fields in {
        "Sam": {"interests": "Paid by a <firm>", "declared_on": date(2026, 5, 3)},
        "Kim": {"declared_on": date(2026, 6, 4)},
        "Lou": {},
    }.items():
        person = Person.objects.create(name=name, credentials=f"{name}'s work", **fields)
        Contribution.objects.create(guide=guide, person=person)
    publishing.publish(guide, by=None)
    Person.objects.update(interests="Changed later", declared_on=date(2026, 7, 1))

    people = client.get(guide.get_absolute_url()).text.split("<dl>")[1].split("</dl>")[0]
    words = " ".join(re.sub(r"<[^>]*>", " ", people).split())

    assert words == (
        "Written by Sam, Sam&#x27;s work Conflicts of interest: Paid by a &lt;firm&gt; "
        "Said on 3 May 2026. "
        "Written by Kim, Kim&#x27;s work Says: no conflicts of interest. Said on 4 June 2026. "
        "Written by Lou, Lou&#x27;s work "
        "There is no statement about conflicts of interest yet."
    )


def test_a_guide_that_nobody_reviewed_says_so(client, fatigue):
    assert "Not yet reviewed by a clinician" in client.get(fatigue.get_absolute_url()).text


def test_demo_content_says_that_it_is_not_reviewed(client, db):
    guide = make.guide(is_demo=True)
    page = client.get(guide.get_absolute_url())

    assert "Demo content: not medically reviewed." in page.text
    assert "Not yet reviewed by a clinician" not in page.text


def test_an_overdue_review_is_told(client, db):
    guide = make.guide(reviewed_on=date(2020, 1, 1), review_due_on=date(2022, 1, 1))

    assert "A new check was due in January 2022." in client.get(guide.get_absolute_url()).text
    assert make.draft("Another", review_due_on=timezone.localdate() + timedelta(1)).is_overdue is (
        False
    )


def test_a_withdrawn_guide_stays_readable_and_says_so(client, fatigue):
    other = make.guide("Pacing a day")
    fatigue.withdrawn_at = timezone.now()
    fatigue.withdrawn_reason = "The advice on heat is <old>."
    fatigue.replaced_by = other
    fatigue.save()

    page = client.get(fatigue.get_absolute_url())

    assert page.status_code == 200
    assert '<meta name="robots" content="noindex">' in page.text
    assert "This guide was withdrawn on" in page.text
    assert "The advice on heat is &lt;old&gt;." in page.text
    assert f'<a href="{other.get_absolute_url()}">Pacing a day</a>' in page.text
    for path in ("/", "/guides/fatigue-and-energy/"):
        assert "Living with fatigue" not in client.get(path).text


def test_the_contents_lead_to_the_headings(client, db):
    guide = make.draft()
    make.block(guide, heading="What helps")
    publishing.publish(guide, by=None)

    page = client.get(guide.get_absolute_url()).text

    assert '<a href="#what-helps">What helps</a>' in page
    assert '<h2 id="what-helps">What helps</h2>' in page


def test_the_main_picture_is_on_the_page_and_in_lists_once_it_is_published(client, db):
    guide = make.guide()
    guide.hero = make.image()
    guide.save()
    assert "<picture>" not in client.get(guide.get_absolute_url()).text

    publishing.publish(guide, by=None)

    assert guide.hero.file.url in client.get(guide.get_absolute_url()).text
    assert guide.hero.file.url in client.get("/guides/fatigue-and-energy/").text


def test_home_lets_members_speak(client, ada, fatigue):
    assert "From the discussions" not in client.get("/").text
    make.comment(fatigue, ada, "One thing a day, <b>guarded</b>.")

    page = client.get("/").text

    assert "From the discussions" in page
    assert "One thing a day" in page
    assert "ada in “Living with fatigue”" in page


def test_a_short_guide_has_no_contents(client, fatigue):
    assert "On this page" not in client.get(fatigue.get_absolute_url()).text


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"), [("/", 4), ("/guides/", 1), ("/guides/fatigue-and-energy/", 4)]
)
def test_lists_cost_the_same_whatever_their_length(
    client, db, count, path, queries, django_assert_num_queries
):
    for number in range(count):
        make.guide(f"Guide {number}", hero=make.image(f"Picture {number}"))
        make.guide(f"Guide {number}", topic=make.topic(f"Topic {number}"))

    with django_assert_num_queries(queries):
        page = client.get(path)

    assert (
        page.text.count('<article class="card">')
        == {
            "/": min(5, 2 * count),
            "/guides/": 0,
            "/guides/fatigue-and-energy/": count,
        }[path]
    )


def test_a_card_tells_minutes_review_and_how_much_is_said(client, ada, db):
    guide = make.guide(reviewed_on=date(2026, 3, 12))
    make.comment(guide, ada)
    make.comment(guide, ada)
    make.comment(guide, ada, status="waiting")

    card = client.get("/guides/fatigue-and-energy/").text.split("<article")[1]

    words = " ".join(card.split())
    assert "1 minute to read · 2 comments · reviewed 12 March 2026" in words


def test_topics_are_listed_with_the_number_of_readable_guides(client, fatigue):
    make.draft("Not ready")
    Topic.objects.create(title="Secret shelf", slug="secret", is_listed=False)

    page = client.get("/guides/").text

    assert '<a href="/guides/fatigue-and-energy/">' in page
    assert "1 guide<" in page
    assert "Secret shelf" not in page


def test_a_long_topic_stops_after_20_guides(client, db):
    for number in range(22):
        make.guide(f"Guide {number:02}")
    path = "/guides/fatigue-and-energy/"

    first, second = client.get(path), client.get(f"{path}?page=2")

    assert first.text.count('<article class="card">') == 20
    assert '<a class="btn" href="?page=2">Show the next 20 guides</a>' in first.text
    assert second.text.count('<article class="card">') == 2
    assert "<title>Fatigue and energy, page 2 - msforum</title>" in second.text
    assert "That is all for now." in second.text
    assert f'<a class="btn quiet" href="{path}">' in second.text
    for page in ("3", "0", "-1", "x", "9" * 30):
        assert client.get(f"{path}?page={page}").status_code == 404


def test_in_short_stands_before_the_contents(client, db):
    guide = make.draft()
    make.block(guide, heading="What helps")
    make.block(guide, Kind.KEY_POINTS, items="Rest\nDrink\nKeep cool")
    revision = publishing.publish(guide, by=None)

    page = client.get(guide.get_absolute_url()).text

    assert page.index("<li>Rest</li>") < page.index("On this page") < page.index('id="what-helps"')
    assert revision.short + revision.rest == revision.html
    assert page.count("<li>Rest</li>") == 1


def test_an_unlisted_topic_can_still_be_reached(client, db):
    Topic.objects.create(title="Secret shelf", slug="secret", is_listed=False)

    page = client.get("/guides/secret/")

    assert page.status_code == 200
    assert "There is no guide in this topic yet." in page.text


def test_a_topic_that_does_not_exist_is_not_there(client, db):
    assert client.get("/guides/nothing/").status_code == 404


def test_an_empty_site_says_so(client, db):
    assert "There are no topics yet." in client.get("/").text
    assert "There are no topics yet." in client.get("/guides/").text


@pytest.mark.parametrize("path", ["/", "/guides/", "/guides/fatigue-and-energy/", "guide"])
def test_reading_sets_no_cookie_and_takes_no_post(client, fatigue, path):
    path = fatigue.get_absolute_url() if path == "guide" else path
    page = client.get(path)

    assert not page.cookies
    assert "csrf" not in page.text
    assert "nonce" not in page.text
    assert client.post(path).status_code == 405

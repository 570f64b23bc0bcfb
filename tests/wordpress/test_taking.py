import io

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from PIL import Image as Pixels

from articles.models import Block, Guide, Image, Kind, Topic
from comments import reading
from comments.models import Case, Comment, CommentRevision, Decision, Discussion
from comments.visibility import Reader
from tests.wordpress.export import attachment, comment, export, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(tmp_path):
    """Run the command on some items; answers what it printed."""

    def run(*items, media=None, data=None, **options):
        file = tmp_path / "export.xml"
        file.write_bytes(export(*items) if data is None else data)
        out = io.StringIO()
        call_command("import_wordpress", str(file), media=media, stdout=out, **options)
        return out.getvalue()

    return run


@pytest.fixture
def media(tmp_path):
    """A media folder with one picture, as WordPress keeps it."""
    folder = tmp_path / "uploads" / "2025" / "03"
    folder.mkdir(parents=True)
    Pixels.new("RGB", (640, 400), "teal").save(folder / "leg.jpg")
    return tmp_path / "uploads"


def shown(guide):
    """(author, replies) of each thread, as everyone sees it."""

    def walk(nodes):
        return [(n.comment.byline, walk(n.replies)) for n in nodes]

    return walk(reading.page_of(guide.discussion, Reader(), order="oldest").threads)


def test_a_post_becomes_a_live_guide_in_the_topic_of_its_category(take):
    out = take(post(1, "<p>One.</p><h2>Why</h2><p>Two.</p>", title="Stiff &amp; tired"))

    guide = Guide.objects.get()
    assert (guide.title, guide.topic.title, guide.slug) == ("Stiff & tired", "Stiff legs", "post-1")
    assert [(b.kind, b.heading, b.html, b.position) for b in guide.blocks.all()] == [
        (Kind.TEXT, "", "<p>One.</p>", 10),
        (Kind.TEXT, "Why", "<p>Two.</p>", 20),
    ]
    assert "Two." in guide.live_revision.html
    assert guide.live_revision.published_at.date().isoformat() == "2025-03-11"
    assert "1 guide published" in out


def test_comments_keep_their_order_and_whom_they_answer(take):
    take(
        post(
            1,
            comments=comment(7, parent=9, author="Late parent", at="2025-03-20 10:00:00")
            + comment(9, author="First", at="2025-03-20 12:00:00")
            + comment(8, author="Second", at="2025-03-21 12:00:00"),
        )
    )

    assert shown(Guide.objects.get()) == [("First", [("Late parent", [])]), ("Second", [])]
    assert Discussion.objects.get(topic=None).public_count == 3
    assert Decision.objects.filter(rule="import", verb="publish").count() == 3


def test_nine_levels_are_kept_and_shown_three_deep(take):
    chain = "".join(comment(n, parent=n - 1 if n > 1 else 0) for n in range(1, 10))

    take(post(1, comments=chain))

    last = Comment.objects.get(source_key__endswith=":9")
    assert (last.parent.source_key[-2:], last.depth, last.seq) == (":8", 2, 8)
    assert Comment.objects.get(root=None).reply_count == 8


def test_pings_and_spam_are_left_out_and_their_answers_move_up(take):
    out = take(
        post(
            1,
            comments=comment(1, author="Kept")
            + comment(2, parent=1, approved="spam")
            + comment(3, parent=2, author="Answer to spam")
            + comment(4, kind="pingback")
            + comment(5, "<img src=x>"),
        )
    )

    assert shown(Guide.objects.get()) == [("Kept", [("Answer to spam", [])])]
    assert "1 pingbacks" in out
    assert "1 comments marked as spam" in out
    assert "1 comments without words" in out


def test_answers_that_go_in_circles_are_kept_as_threads(take):
    take(post(1, comments=comment(1, parent=2, author="a") + comment(2, parent=1, author="b")))

    assert sum(1 + len(replies) for _author, replies in shown(Guide.objects.get())) == 2


def test_an_unapproved_comment_waits_for_a_moderator(take):
    take(post(1, comments=comment(1, approved="0")))

    assert shown(Guide.objects.get()) == []
    assert Comment.objects.get().is_waiting
    assert Case.objects.open().get().causes == ["imported"]


@pytest.mark.parametrize(
    "post_",
    [
        post(1, status="draft", comments=comment(1)),
        post(1, status="private", comments=comment(1)),
        post(1, status="pending"),
        post(1, status="future"),
        post(1, password="secret", comments=comment(1)),
    ],
)
def test_what_was_not_public_is_kept_as_a_draft_and_shown_to_nobody(take, client, post_):
    take(post_)

    guide = Guide.objects.get()
    assert guide.live_revision is None
    assert client.get(guide.get_absolute_url()).status_code == 404
    assert not Comment.objects.exists()


def test_bins_pages_and_menus_are_left_and_counted(take):
    out = take(
        post(1, status="trash"), post(2, kind="page"), post(3, kind="nav_menu_item"), post(4, "")
    )

    assert not Guide.objects.exists()
    assert "Nothing new was taken." in out
    for words in ("1 posts in the bin", "1 pages", "1 menu entries", "1 posts without words"):
        assert words in out


def test_a_second_run_adds_nothing_but_what_is_new(take):
    first = post(1, comments=comment(1, author="One"))
    take(first)

    again = take(first)
    more = take(post(1, comments=comment(1) + comment(2, parent=1, author="Two")))

    assert "Nothing new was taken." in again
    assert "1 comment published" in more
    assert Guide.objects.count() == Topic.objects.count() == 1
    assert shown(Guide.objects.get()) == [("One", [("Two", [])])]
    assert Comment.objects.get(root=None).reply_count == 1
    assert Discussion.objects.get(topic=None).published_count == 2


def test_pictures_come_from_the_media_folder_with_the_words_of_the_library(take, media):
    address = "https://old.example/wp-content/uploads/2025/03/leg.jpg"
    out = take(
        post(1, f'<p>Look</p><img src="{address.replace(".jpg", "-300x200.jpg")}">'),
        post(2, "<p>Featured</p>", meta={"_thumbnail_id": "50"}),
        attachment(50, address, alt="A stretched leg"),
        media=media,
    )

    figure = Block.objects.get(kind=Kind.FIGURE)
    assert (figure.alt, figure.decorative) == ("A stretched leg", False)
    assert Image.objects.count() == 1
    assert Guide.objects.get(slug="post-2").hero == figure.image
    assert "2 guides published" in out
    assert "1 picture" in out


def test_a_picture_address_cannot_leave_the_media_folder(take, media, tmp_path):
    (tmp_path / "secret.jpg").write_bytes((media / "2025/03/leg.jpg").read_bytes())

    out = take(post(1, '<p>x</p><img src="/wp-content/uploads/../secret.jpg">'), media=media)

    assert not Image.objects.exists()
    assert "1 pictures that are not in the media folder" in out


def test_a_dry_run_reports_the_same_and_changes_nothing(take, media):
    item = post(1, '<p>x</p><img src="/2025/03/leg.jpg">', comments=comment(1))

    out = take(item, media=media, dry_run=True)

    assert "1 guide published" in out
    assert "nothing was changed" in out
    assert not Guide.objects.exists()
    assert not Topic.objects.exists()
    assert not default_storage.exists("guides") or default_storage.listdir("guides")[1] == []


def test_a_broken_file_changes_nothing_and_leaves_no_file(take, media):
    whole = export(post(1, '<p>x</p><img src="/2025/03/leg.jpg" alt="A leg">'), post(2))

    with pytest.raises(CommandError) as refused:
        take(data=whole[:-60], media=media)

    assert "was not imported. It is broken at line" in str(refused.value)
    assert not Guide.objects.exists()
    assert not default_storage.exists("guides") or default_storage.listdir("guides")[1] == []


def test_a_file_or_folder_that_is_not_there_is_said_in_one_line(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_wordpress", str(tmp_path / "none.xml"))
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("import_wordpress", "x.xml", media=tmp_path / "none")


def test_nothing_of_a_commenter_but_name_and_words_is_stored(take):
    take(post(1, comments=comment(1)))

    stored = repr(list(Comment.objects.values())) + repr(list(CommentRevision.objects.values()))
    assert "secret.example" not in stored
    assert "203.0.113.7" not in stored


def test_a_hostile_post_leaves_nothing_that_runs(take, client):
    take(
        post(
            1,
            '<p onclick="alert(1)">Hi<script>alert(2)</script></p>'
            '<a href="javascript:alert(3)">x</a><svg onload="alert(4)"><iframe src=x>',
            title="<script>alert(5)</script>",
            comments=comment(1, '<img src=x onerror="alert(6)">[a](javascript:alert(7)) words'),
        )
    )

    page = client.get(Guide.objects.get().get_absolute_url()).text
    for bad in ("onclick", "<script>alert", '"javascript:', "onload", "<iframe", "onerror"):
        assert bad not in page

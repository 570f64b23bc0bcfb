"""Download as Markdown, upload Markdown: at the desk and on the command line."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.manuscripts.writing import manuscript_of
from articles.models import Guide
from tests import make
from tests.articles.filling import fill
from tests.browser import BOTH_LOOKS

NEW = reverse("admin:articles_guide_upload_new")


@pytest.fixture
def mine(dee):
    guide = make.guide(owner=dee)
    guide.refresh_from_db()
    return guide


def at(name, guide):
    return reverse(f"admin:articles_guide_{name}", args=[guide.pk])


def send(client, path, text):
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(path, {"file": SimpleUploadedFile("guide.md", data)})


def test_a_guide_is_downloaded_by_whoever_may_change_it(client, dee, mine):
    client.force_login(dee)

    response = client.get(at("download", mine))

    assert response.text == manuscript_of(mine)
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="living-with-fatigue.md"'
    assert "no-store" in response["Cache-Control"]
    page = client.get(at("change", mine)).text
    assert at("download", mine) in page
    assert at("upload", mine) in page


@pytest.mark.parametrize("who", ["eli", "mo", "ada", "cleo"])
def test_others_neither_download_nor_upload(client, request, mine, who):
    person = make.author("eli") if who == "eli" else request.getfixturevalue(who)
    client.force_login(person)
    text = manuscript_of(mine).replace("Rest", "Run")

    answers = [client.get(at("download", mine)), client.get(at("upload", mine))]
    answers += [send(client, at("upload", mine), text), send(client, NEW, text)]
    answers += [client.post(at("upload", mine), {"words": text, "seen_version": mine.version})]

    assert {answer.status_code for answer in answers} <= {302, 403}
    assert mine.revisions.count() == 1
    assert Guide.objects.get().blocks.get().html == "<p>Rest before you must.</p>"


def test_a_file_is_shown_first_and_taken_only_then(client, dee, mine, writes_nothing):
    client.force_login(dee)
    text = manuscript_of(mine).replace("Rest before you must.", "Rest *before* you tire.")
    before = mine.revisions.count()

    page = send(client, at("upload", mine), text)

    assert page.status_code == 200
    assert "<ins>" in page.text
    assert mine.revisions.count() == before
    done = client.post(at("upload", mine), fill(page), follow=True)
    assert "Taken as revision 2. It is a draft" in done.text
    now = Guide.objects.get()
    assert now.blocks.get().html == "<p>Rest <em>before</em> you tire.</p>"
    assert now.live_revision.number == 1


def test_a_file_that_somebody_else_was_faster_than_is_shown_again(client, dee, mine):
    client.force_login(dee)
    page = send(client, at("upload", mine), manuscript_of(mine).replace("Rest", "Run"))
    Guide.objects.update(version=mine.version + 1)

    again = client.post(at("upload", mine), fill(page))

    assert "Somebody has saved this guide meanwhile" in again.text
    assert mine.revisions.count() == 1
    client.post(at("upload", mine), fill(again))
    assert mine.revisions.count() == 2


def test_an_old_file_says_that_it_is_old(client, dee, mine):
    client.force_login(dee)
    text = manuscript_of(mine)
    send_first = send(client, at("upload", mine), text.replace("Rest", "Run"))
    client.post(at("upload", mine), fill(send_first))

    page = send(client, at("upload", mine), text.replace("Rest", "Walk")).text

    assert "The file was written from revision 1" in page


def test_a_new_guide_comes_from_a_file_and_belongs_to_its_bringer(client, dee, mine):
    client.force_login(dee)
    text = manuscript_of(mine).replace("living-with-fatigue", "hot-days")

    page = send(client, NEW, text)
    client.post(NEW, fill(page))

    made = Guide.objects.get(slug="hot-days")
    assert "A new guide" in page.text
    assert (made.owner, made.is_live, made.stage) == (dee, False, "draft")


def test_a_file_brought_to_the_list_finds_its_guide(client, dee, mine):
    client.force_login(dee)

    page = send(client, NEW, manuscript_of(mine).replace("Rest", "Run"))

    assert f'action="{at("upload", mine)}"' in page.text
    assert Guide.objects.count() == 1


def test_nothing_to_change_is_said_and_offers_no_button(client, dee, mine):
    client.force_login(dee)

    page = send(client, at("upload", mine), manuscript_of(mine))

    assert "nothing to do" in page.text
    assert 'name="words"' not in page.text
    same = {"words": manuscript_of(mine), "seen_version": mine.version}
    assert client.post(at("upload", mine), same).status_code == 422


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "This file is empty"),
        ("hello", "Line 1: "),
        (b"\xff\xfe", "UTF-8"),
        (b"x" * 800_001, "too large"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(client, dee, mine, text, words):
    client.force_login(dee)

    page = send(client, NEW, text)

    assert page.status_code == 422
    assert words in page.text
    assert client.post(NEW, {"words": "hello"}).status_code == 422


def test_a_file_for_no_topic_is_refused_in_a_sentence(client, dee, mine):
    client.force_login(dee)
    text = manuscript_of(mine).replace("fatigue-and-energy", "nowhere")

    assert "There is no topic" in send(client, NEW, text).text
    assert "There is no topic" in client.post(NEW, {"words": text}).text


def test_what_the_file_says_is_shown_as_words(client, dee, mine):
    client.force_login(dee)
    text = manuscript_of(mine).replace("Rest before", "<script>alert(1)</script>Rest <b>now")
    text = text.replace('title = "Living', 'title = "</textarea><script>alert(2)</script>')

    page = send(client, at("upload", mine), text.replace(" with fatigue", ""))

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(2)" in page.text


def test_the_commands_write_and_take_the_same(tmp_path, capsys, dee, mine):
    file = tmp_path / "guide.md"
    call_command("export_guide", "living-with-fatigue")
    assert capsys.readouterr().out == manuscript_of(mine)

    call_command("export_guide", "fatigue-and-energy/living-with-fatigue", to=file)
    assert file.read_text() == manuscript_of(mine)
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="File exists"):
        call_command("export_guide", "living-with-fatigue", to=file)

    with pytest.raises(CommandError, match="already"):
        call_command("import_guide", file, by=dee.email)
    file.write_text(file.read_text().replace("Rest", "Run"))
    call_command("import_guide", file, by=dee.email)
    assert "Revision 2 of" in capsys.readouterr().out
    file.write_text(file.read_text().replace("living-with", "all-about"))
    call_command("import_guide", file, by=dee.email)
    assert Guide.objects.get(slug="all-about-fatigue").owner == dee


def test_the_commands_say_what_is_wrong(tmp_path, mine):
    make.draft(topic=make.topic("Another shelf"))
    file = tmp_path / "guide.md"
    file.write_text("hello")

    for name, words in [("nothing", "no guide"), (mine.slug, "another-shelf/living")]:
        with pytest.raises(CommandError, match=words):
            call_command("export_guide", name)
    for path, by, words in [
        (file, "dee@example.org", "Line 1"),
        (file, "x@example.org", "no member"),
        (tmp_path / "none", "dee@example.org", "cannot be read"),
    ]:
        with pytest.raises(CommandError, match=words):
            call_command("import_guide", path, by=by)


@BOTH_LOOKS
def test_a_file_is_brought_by_keyboard_and_the_pages_please_axe(page, visit, axe, dee, theme):
    guide = make.guide(owner=dee)
    text = manuscript_of(guide).replace("Rest before", "Rest 5 minutes before")
    visit.as_(dee)
    visit(at("upload", guide))
    axe(page)
    file = {"name": "guide.md", "mimeType": "text/markdown", "buffer": text.encode()}
    page.get_by_label("Markdown file").set_input_files(file)
    page.get_by_role("button", name="Read the file").press("Enter")
    page.wait_for_selector("ins")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    page.get_by_role("button", name="Take it as a draft").press("Enter")
    page.wait_for_selector(".messagelist, .messages, [role=status]")

    assert guide.revisions.count() == 2

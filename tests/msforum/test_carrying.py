"""A whole site as a folder, and back."""

import json
import random
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.utils import timezone

from accounts.models import Member
from articles import fact_checking, moving, publishing, reviewing, scheduling
from articles.models import (
    Block,
    Contribution,
    GlossaryTerm,
    Guide,
    Image,
    Kind,
    Person,
    ReadingMemory,
    Revision,
    Schedule,
    Usefulness,
)
from comments import posting
from comments.models import Comment, Draft, Reaction
from comments.reports import asking
from msforum.carrying import Refused, tables
from msforum.carrying.export import export
from msforum.carrying.taking import take
from outbox.models import Errand
from tests import make


def quietly(what, more):
    """Nobody watches."""


def out(folder, **how):
    export(folder, **{"with_passwords": False, "tell": quietly, **how})
    return folder


def files_of(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def empty_the_site():
    """As it is after migrate, but for files: a new site has none."""
    with connection.cursor() as cursor:
        for model in [*tables.carried(), *tables.own_models()]:
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608 -- our own names
    for name in pictures():
        default_storage.delete(name)


def pictures():
    """The files of the storage."""
    if not default_storage.exists("guides"):
        return []
    return [f"guides/{name}" for name in default_storage.listdir("guides")[1]]


@pytest.fixture
def site(ada, ben, mo, dee, eve, cleo):
    """Something of nearly everything."""
    GlossaryTerm.objects.create(term="relapse", slug="relapse", definition="New signs.")
    picture = make.image()
    guide = make.guide("Hot days", owner=dee, hero=picture, lay_terms="heat\r\nwarm")
    Contribution.objects.create(guide=guide, person=Person.objects.create(name="Demo author"))
    make.block(guide, Kind.FIGURE, image=picture, alt="A calm line.")
    make.block(guide, Kind.CARE_CARD, heading="Ask if:", level="urgent", items="a relapse\n\n x")
    guide.blocks.filter(kind=Kind.TEXT).update(html="<p onclick='x'>Rest.\r\n</p>\n")
    publishing.publish(guide, by=eve, change_note="More")
    guide.blocks.filter(kind=Kind.TEXT).update(html="<p>Only a draft, “yet”.</p>")
    guide.refresh_from_db()
    publishing.record(guide, by=dee, note="a note")
    revision = guide.revisions.first()
    fact_checking.ask(revision, by=eve, asked_for="Dr. Demo")
    moving.move(guide, topic=make.topic("Another shelf"), slug="hotter-days")
    Usefulness.objects.create(revision=guide.live_revision, useful=False, lack="old", words="Old.")
    waiting = make.approved(make.draft("Cold days"))
    moment = timezone.now() + timedelta(days=3)
    scheduling.schedule(waiting, at=moment, by=eve, change_note="New")
    gone = make.guide("Old advice")
    gone.withdraw(reason="It was wrong.", replaced_by=guide)
    memory = ReadingMemory.objects.create(member=ben)
    memory.guides.create(guide=guide, revision=guide.live_revision)
    talk(guide, ada, ben, mo)
    return guide


def talk(guide, ada, ben, mo):
    first = make.comment(guide, ada, "Rest *helps*, see https://a.example")
    make.comment(guide, ben, "Not <b>me</b>", parent=first, status="hidden")
    make.comment(guide, ben, "Wait for it", status="waiting")
    posting.post(guide.discussion, ben, posting.Words("Secret", anonymous=True), parent=first)
    Reaction.objects.create(comment=first, member=ben, kind="helped")
    Draft.objects.create(member=ada, discussion=guide.discussion, body="not yet \u2028 posted")
    asking.report(first, ben, reason="private")
    mo.user_permissions.add(mo.groups.get().permissions.first())


def test_every_table_is_carried_or_left_for_a_reason():
    own = {model._meta.label for model in tables.own_models()}
    carried = {table.label for table in tables.tables(with_passwords=True)}

    assert own | set(tables.FROM_PACKAGES) == carried | tables.LEFT.keys()
    assert tables.LEFT.keys() <= own


def test_no_table_brings_html_that_nobody_looks_at():
    brought = {
        (table.label, field.name)
        for table in tables.tables(with_passwords=True)
        for field in table.fields
        if isinstance(field, models.TextField) and "html" in field.name
    }

    assert brought == set(tables.HTML.items())


def test_what_is_carried_away_comes_back_byte_for_byte(site, tmp_path):
    first = out(tmp_path / "a")
    pages = dict(Revision.objects.values_list("pk", "html"))
    said = list(Comment.objects.order_by("pk").values())
    empty_the_site()

    rows = take(first, tell=quietly)

    assert files_of(out(tmp_path / "b")) == files_of(first)
    assert rows["comments.Comment"] == len(said) == 4
    assert list(Comment.objects.order_by("pk").values()) == said
    assert dict(Revision.objects.values_list("pk", "html")) == pages
    for guide in Guide.objects.all():
        assert publishing.fingerprint(publishing.snapshot(guide)) == guide.sha256
    assert {path for path in files_of(first) if path.endswith("guide.md")} == {
        "guides/another-shelf/hotter-days/guide.md",
        "guides/fatigue-and-energy/cold-days/guide.md",
        "guides/fatigue-and-energy/old-advice/guide.md",
    }


def test_life_goes_on_where_it_was_taken(client, site, tmp_path, ada, eve):
    first = out(tmp_path / "a")
    empty_the_site()
    take(first, tell=quietly)

    page = client.get("/guides/another-shelf/hotter-days/")

    assert "Rest." in page.text
    assert "Rest <em>helps</em>" in page.text
    assert client.get("/guides/fatigue-and-energy/hot-days/").status_code == 301
    guide = Guide.objects.get(slug="hotter-days")
    made = make.comment(guide, Member.objects.get(name="ada"), "Another one")
    assert made.pk > max(Comment.objects.exclude(pk=made.pk).values_list("pk", flat=True))
    assert publishing.publish(guide, by=None).number == 3
    mo = Member.objects.get(name="mo")
    assert [group.name for group in mo.groups.all()] == ["Moderators"]
    assert mo.user_permissions.count() == 1
    assert mo.has_perm("comments.moderate")


def test_what_waits_is_asked_for_again(site, tmp_path):
    Guide.objects.filter(slug="hotter-days").update(
        review_due_on=timezone.localdate() + timedelta(days=30)
    )
    first = out(tmp_path / "a")
    empty_the_site()
    take(first, tell=quietly)

    waiting = set(Errand.objects.values_list("kind", flat=True))

    assert waiting >= {"make_renditions", "publish_scheduled", "guide_review_is_due"}
    assert Schedule.objects.open().get().guide.stage == "scheduled"
    assert reviewing.refuse_unless_approved(Guide.objects.get(slug="cold-days"))


def test_passwords_come_along_only_when_asked_for(ada, tmp_path):
    ada.set_password("calm signal line")
    ada.save()

    without, with_them = out(tmp_path / "a"), out(tmp_path / "b", with_passwords=True)

    said = b"".join(files_of(without).values())
    assert ada.password.encode() not in said
    assert b"There are no passwords in it" in files_of(without)["README.md"]
    for folder, works in ((without, False), (with_them, True)):
        empty_the_site()
        take(folder, tell=quietly)
        assert Member.objects.get(name="ada").check_password("calm signal line") is works


def test_only_its_owner_reads_the_folder(fatigue, tmp_path):
    folder = out(tmp_path / "a")

    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()} == {0o600}
    assert b"Private" in files_of(folder)["README.md"]


def test_a_folder_with_something_in_it_is_left_alone(fatigue, tmp_path):
    (tmp_path / "mine").write_text("x")

    with pytest.raises(Refused, match="not empty"):
        out(tmp_path)

    assert list(files_of(tmp_path)) == ["mine"]


def test_a_picture_that_the_storage_has_lost_stops_nothing(site, tmp_path):
    default_storage.delete(Image.objects.get().file.name)
    first = out(tmp_path / "a")
    empty_the_site()

    take(first, tell=quietly)

    assert files_of(out(tmp_path / "b")) == files_of(first)


def test_a_version_that_markdown_cannot_hold_is_kept_as_json(fatigue, tmp_path):
    data = fatigue.live_revision.data | {"old": [1, {"b": None}]}
    models.QuerySet.update(Revision.objects.all(), data=data)
    first = out(tmp_path / "a")
    empty_the_site()

    take(first, tell=quietly)

    assert "guides/fatigue-and-energy/living-with-fatigue/revision-0001.json" in files_of(first)
    assert Revision.objects.get().data == data
    assert files_of(out(tmp_path / "b")) == files_of(first)


def test_a_site_that_is_not_empty_takes_nothing(site, tmp_path):
    folder = out(tmp_path / "a")

    with pytest.raises(Refused, match="not empty"):
        take(folder, tell=quietly)

    assert Guide.objects.count() == 3


# What somebody has changed ----------------------------------------------------------------------


def rewrite(folder, name, change):
    """Change a file, and the manifest so that it fits."""
    path = folder / name
    data = change(path.read_text()).encode()
    path.write_bytes(data)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"][name] = {"bytes": len(data), "sha256": sha256(data).hexdigest()}
    (folder / "manifest.json").write_text(json.dumps(manifest))


def change_row(folder, table, **fields):
    def change(text):
        first, *others = text.removesuffix("\n").split("\n")
        return "\n".join([json.dumps(json.loads(first) | fields), *others, ""])

    rewrite(folder, f"tables/{table}.jsonl", change)


def change_manifest(folder, **fields):
    manifest = json.loads((folder / "manifest.json").read_text()) | fields
    (folder / "manifest.json").write_text(json.dumps(manifest))


GUIDE = "guides/another-shelf/hotter-days/guide.md"
VERSION = "guides/another-shelf/hotter-days/revision-0002.md"
SPOILT = {
    "no JSON": (lambda f: (f / "manifest.json").write_text("{"), "no JSON"),
    "deep": (lambda f: (f / "manifest.json").write_text("[" * 100_000), "no JSON"),
    "no manifest": (lambda f: (f / "manifest.json").unlink(), "no exported site"),
    "another program": (lambda f: change_manifest(f, format="x"), "another program"),
    "no list": (lambda f: change_manifest(f, files=[]), "broken"),
    "changed": (lambda f: (f / "README.md").write_text("x"), "README.md is not as it was written"),
    "gone": (lambda f: (f / "README.md").unlink(), "README.md is missing"),
    "more": (lambda f: (f / "media" / "x.html").write_text("x"), "does not belong"),
    "a link": (lambda f: (f / "media" / "x").symlink_to("/etc/passwd"), "is a link"),
    "outside": (
        lambda f: change_manifest(f, files={"../../etc/passwd": {"sha256": ""}}),
        "does not belong|no name of a file",
    ),
    "unknown table": (lambda f: change_manifest(f, tables={"a.B": {"rows": 1}}), "no table a.B"),
    "fewer rows": (
        lambda f: rewrite(f, "tables/articles.topic.jsonl", lambda t: t.splitlines()[0] + "\n"),
        "not as many rows",
    ),
    "no row": (lambda f: rewrite(f, "tables/articles.topic.jsonl", lambda t: "7\n"), "is no row"),
    "broken row": (lambda f: rewrite(f, "tables/articles.topic.jsonl", lambda t: "{\n"), "no JSON"),
    "unknown column": (lambda f: change_row(f, "articles.topic", x=1), "knows no “x”"),
    "no number": (lambda f: change_row(f, "articles.topic", id=None), "has no number"),
    "wrong type": (lambda f: change_row(f, "articles.topic", title=7), "is no CharField"),
    "too long": (lambda f: change_row(f, "articles.topic", title="x" * 66), "is no CharField"),
    "null": (lambda f: change_row(f, "articles.topic", title="\0"), "is no CharField"),
    "empty": (lambda f: change_row(f, "articles.topic", title=None), "is missing"),
    "no moment": (lambda f: change_row(f, "comments.comment", posted_at="2026-01-01"), "DateTime"),
    "huge": (lambda f: change_row(f, "articles.topic", id=2**70), "."),
    "twice": (lambda f: change_row(f, "articles.topic", slug="another-shelf"), "."),
    "leads nowhere": (lambda f: change_row(f, "articles.guide", topic_id=99), "."),
    "script": (
        lambda f: change_row(f, "comments.comment", html="<p>x</p><script>y</script>"),
        "HTML is not",
    ),
    "handler": (
        lambda f: change_row(f, "comments.commentrevision", html="<p onclick=x>x</p>"),
        "HTML is not",
    ),
    "no such group": (
        lambda f: change_row(f, "accounts.member", groups=["King"]),
        "a group or a r",
    ),
    "no such right": (lambda f: change_row(f, "auth.group", rights=["a.b"]), "a group or a right"),
    "no group": (lambda f: change_row(f, "auth.group", name=None), "."),
    "no file": (lambda f: change_row(f, "articles.guide", file=None), "names no file"),
    "another file": (lambda f: change_row(f, "articles.guide", file="../x.md"), "is missing"),
    "more blocks": (lambda f: change_row(f, "articles.guide", blocks=[]), "do not fit together"),
    "no guide": (lambda f: rewrite(f, GUIDE, lambda t: "hello"), "Line 1: "),
    "other words than approved": (
        lambda f: rewrite(f, VERSION, lambda t: t.replace('"urgent"', '"non_urgent"')),
        "fingerprint",
    ),
    "no such kind": (lambda f: rewrite(f, GUIDE, lambda t: t.replace(".figure", ".x")), "no kind"),
    "no such picture": (
        lambda f: rewrite(f, GUIDE, lambda t: t.replace("guides/", "guides/../")),
        "is broken",
    ),
    "no picture": (
        lambda f: rewrite(f, next(n for n in files_of(f) if "media/" in n), lambda t: "<svg/>"),
        "no picture",
    ),
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_was_changed_is_refused_in_one_line_and_nothing_comes_in(site, tmp_path, what):
    change, words = SPOILT[what]
    folder = out(tmp_path / "a")
    empty_the_site()
    if what == "no picture":
        path = next((folder / "media").rglob("*.png"))
        path.write_bytes(b"")
    change(folder)

    with pytest.raises(Refused, match=words) as refusal:
        take(folder, tell=quietly)

    assert "\n" not in str(refusal.value)
    assert not any(table.model.objects.exists() for table in tables.tables(with_passwords=False))
    assert not Block.objects.exists()
    assert pictures() == []


@pytest.mark.slow
def test_whatever_stands_in_a_row_the_answer_is_a_site_or_a_sentence(site, tmp_path):
    folder = out(tmp_path / "a")
    before = files_of(folder)
    chance = random.Random(7)  # noqa: S311 -- no secret
    names = [name for name, data in before.items() if name.endswith(".jsonl") and data]
    for _ in range(60):
        name = chance.choice(names)
        row = json.loads(chance.choice(before[name].splitlines()))
        key = chance.choice(sorted(row))
        value = chance.choice([None, -1, 2**63, 2**70, "x", "", [], {}, [[]], True, 1.5, "\ud800"])
        change_row(folder, name[7:-6], **{key: value})
        empty_the_site()
        try:
            take(folder, tell=quietly)
        except Refused:
            assert not Member.objects.exists()
        rewrite(folder, name, lambda _text, name=name: before[name].decode())


# Commands ---------------------------------------------------------------------------------------


def test_the_commands_say_what_they_do(site, tmp_path, capsys):
    folder = tmp_path / "a"
    call_command("export_site", folder)
    said = capsys.readouterr()

    assert "keep it encrypted" in said.out
    assert "comments.Comment: 4\n" in said.err
    with pytest.raises(CommandError, match="not empty"):
        call_command("export_site", folder)
    with pytest.raises(CommandError, match=r"Nothing was imported\.$"):
        call_command("import_site", folder)
    empty_the_site()
    call_command("import_site", folder)
    said = capsys.readouterr().out
    assert "Superusers: none." in said
    assert "No passwords came along" in said


@pytest.mark.django_db(transaction=True)
def test_an_export_reads_outside_of_any_transaction_too(tmp_path):
    make.guide()

    rows = export(tmp_path / "a", with_passwords=False, tell=quietly)

    assert rows["articles.Guide"] == 1
    assert not connection.in_atomic_block
    make.guide("After it")

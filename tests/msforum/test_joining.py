"""The guides of one site brought into another one that has its own."""

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from articles import publishing, reviewing
from articles.models import Block, Contribution, GlossaryTerm, Guide, Kind, Person, Revision, Stage
from msforum.carrying.export import export
from msforum.carrying.joining import join
from tests import make
from tests.msforum.test_carrying import empty_the_site

HOT = "guides/fatigue-and-energy/hot-days/guide.md"


def carried_away(tmp_path):
    """All of it in a folder; here stands another site."""
    export(tmp_path / "a", with_passwords=False, tell=lambda what, more: None)
    empty_the_site()
    make.guide("Own guide", topic=make.topic("Own topic"))
    return tmp_path / "a"


@pytest.fixture
def folder(dee, tmp_path):
    """What another site exported; here nothing of it is left."""
    GlossaryTerm.objects.create(term="relapse", slug="relapse", definition="New signs.")
    picture = make.image("A calm line", alt="A line.")
    guide = make.guide("Hot days", owner=dee, hero=picture)
    Contribution.objects.create(guide=guide, person=Person.objects.create(name="Demo author"))
    make.block(guide, Kind.FIGURE, image=picture, alt="A calm line.")
    publishing.publish(guide, by=None)
    make.comment(guide, make.member("zoe"))
    return carried_away(tmp_path)


@pytest.fixture
def ann(folder):
    """An author of this site, to whom the drafts will belong."""
    return make.author("ann")


def test_what_is_missing_comes_in_as_drafts_and_what_is_here_stays(folder, ann):
    told = join(folder, by=ann, update=False)

    hot = Guide.objects.get(slug="hot-days")
    assert (hot.owner, hot.live_revision, hot.stage) == (ann, None, Stage.DRAFT)
    assert hot.hero.title == "A calm line"
    assert default_storage.exists(hot.hero.file.name)
    assert hot.blocks.get(kind=Kind.FIGURE).image == hot.hero
    assert hot.contributions.get().person.name == "Demo author"
    assert GlossaryTerm.objects.get().definition == "New signs."
    assert Guide.objects.get(slug="own-guide").is_live
    assert told.not_taken == []
    assert "New draft: guide “Hot days”. Earlier versions: 1." in told.done


def test_a_new_guide_comes_with_its_history(dee, eve, tmp_path):
    guide = make.draft("Hot days", owner=dee)
    publishing.record(guide, by=dee)
    for told in ("Cool off.", "Cool off early."):
        guide.blocks.update(html=f"<p>{told}</p>")
        publishing.record(guide, by=dee, note=f"Says: {told}")
    publishing.publish(guide, by=eve, change_note="What helps early.")
    guide.blocks.update(html="<p>Not saved as a version.</p>")
    made_at = list(guide.revisions.values_list("created_at", flat=True))

    told = join(carried_away(tmp_path), by=make.author("ann"), update=False)

    hot = Guide.objects.get(slug="hot-days")
    newest, *older = hot.revisions.all()
    assert told.done[-1] == "New draft: guide “Hot days”. Earlier versions: 3."
    assert told.not_taken == []
    assert [one.created_at for one in older] == made_at
    assert [one.note for one in older] == ["Says: Cool off early.", "Says: Cool off.", ""]
    assert [one.data["blocks"][0]["html"] for one in (newest, *older)] == [
        "<p>Not saved as a version.</p>",
        "<p>Cool off early.</p>",
        "<p>Cool off.</p>",
        "<p>Rest before you must.</p>",
    ]
    assert (hot.live_revision, hot.revisions.published().count()) == (None, 0)
    assert hot.revisions.exclude(created_by=None).get() == newest


def test_a_version_that_cannot_be_read_here_is_told_and_the_others_come(dee, tmp_path):
    guide = make.draft("Hot days", owner=dee)
    older = publishing.record(guide, by=dee)
    Revision.objects.filter(pk=older.pk).update(data=older.data | {"lost": "of old"})
    guide.blocks.update(html="<p>Cool off.</p>")

    told = join(carried_away(tmp_path), by=make.author("ann"), update=False)

    (unread,) = told.not_taken
    assert "hot-days/revision-0001.json: it is not in Markdown" in unread
    assert Guide.objects.get(slug="hot-days").revisions.count() == 1


def test_a_second_time_changes_nothing(folder, ann):
    join(folder, by=ann, update=False)
    blocks = list(Block.objects.order_by("pk").values())

    again = join(folder, by=ann, update=True)

    assert (again.done, again.not_taken) == ([], [])
    assert again.same >= 5
    assert list(Block.objects.order_by("pk").values()) == blocks
    assert Guide.objects.get(slug="hot-days").revisions.count() == 2


def test_what_says_something_else_is_listed_or_updated(folder, ann):
    join(folder, by=ann, update=False)
    hot = Guide.objects.get(slug="hot-days")
    hot.blocks.filter(kind=Kind.TEXT).update(html="<p>Changed here.</p>")
    GlossaryTerm.objects.update(definition="Something else.")

    kept = join(folder, by=ann, update=False)

    assert kept.done == []
    assert f"{HOT}: it says something else here." in kept.not_taken
    assert len(kept.not_taken) == 2
    assert hot.blocks.get(kind=Kind.TEXT).html == "<p>Changed here.</p>"

    updated = join(folder, by=ann, update=True)

    assert updated.not_taken == []
    assert len(updated.done) == 2
    assert hot.blocks.get(kind=Kind.TEXT).html == "<p>Rest before you must.</p>"
    assert "Changed here." in str(hot.revisions.all()[1].data)
    assert GlossaryTerm.objects.get().definition == "New signs."


def test_a_guide_that_is_on_its_way_to_readers_is_not_overwritten(folder, ann):
    join(folder, by=ann, update=False)
    hot = Guide.objects.get(slug="hot-days")
    hot.blocks.filter(kind=Kind.TEXT).update(html="<p>Changed here.</p>")
    publishing.record(hot, by=ann)
    reviewing.submit(hot, by=ann)

    told = join(folder, by=ann, update=True)

    assert told.not_taken == [
        f"{HOT}: it is on its way to readers here. Take it back first.",
    ]
    assert hot.blocks.get(kind=Kind.TEXT).html == "<p>Changed here.</p>"


def test_the_command_says_what_it_did_and_what_it_did_not(folder, ann, capsys):
    with pytest.raises(CommandError, match="--guides"):
        call_command("import_site", folder)
    with pytest.raises(CommandError, match="goes with --guides"):
        call_command("import_site", folder, "--update")
    with pytest.raises(CommandError, match="There is no member"):
        call_command("import_site", folder, "--guides", "nobody@example.org")

    call_command("import_site", folder, "--guides", ann.email)
    GlossaryTerm.objects.update(definition="Something else.")
    call_command("import_site", folder, "--guides", ann.email)

    said = capsys.readouterr().out
    assert "New draft: guide “Hot days”." in said
    assert "1 were not taken:" in said
    assert "With --update" in said

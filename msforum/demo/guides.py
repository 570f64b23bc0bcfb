"""The made-up guides: topics, working copies and their blocks, published like any other."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Member
from articles import remembering, renditions
from articles.models import (
    Block,
    Contribution,
    GlossaryTerm,
    Guide,
    Image,
    Kind,
    LastRead,
    Licence,
    Person,
    Topic,
)
from articles.publishing import publish as publish_guide
from demo import artwork, world
from msforum.demo.people import People
from pictures import images

SOURCE = "demo:"
# What the files tell of a block in a way of their own; the rest are fields of Block.
NEED_WORK = {"items", "artwork", "works", "guides"}
# Whose name is on every byline. Nobody with a medical training has read these guides.
AUTHOR = "Demo author"
A_YEAR = timedelta(days=365)
A_DAY = timedelta(days=1)


def put_up_shelves(told: world.World) -> dict[str, Topic]:
    return {
        topic.slug: Topic.objects.get_or_create(
            slug=topic.slug,
            defaults={"title": topic.title, "intro": topic.intro, "position": position},
        )[0]
        for position, topic in enumerate(told.topics, start=1)
    }


def explain_words(told: world.World) -> None:
    for term in told.glossary:
        GlossaryTerm.objects.get_or_create(
            term=term.term,
            defaults={
                "slug": slugify(term.term),
                "plain_word": term.plain_word,
                "definition": term.definition,
                "other_forms": "\n".join(term.other_forms),
            },
        )


def publish(
    told: world.Guide, everything: world.World, topic: Topic, people: People, now: datetime
) -> Guide | None:
    """Write the guide and publish it on its day; None when it is there already."""
    source_key = f"{SOURCE}{told.slug}"
    if Guide.objects.filter(source_key=source_key).exists():
        return None
    author = people[AUTHOR]
    guide = Guide.objects.create(
        topic=topic,
        title=told.title,
        slug=told.slug,
        summary=told.summary,
        lay_terms="\n".join(told.lay_terms),
        owner=author,
        is_demo=True,
        source_key=source_key,
    )
    declared = {"declared_on": timezone.localdate(now - A_YEAR)}
    person, _new = Person.objects.get_or_create(name=AUTHOR, defaults=declared)
    Contribution.objects.create(guide=guide, person=person)
    Block.objects.bulk_create(
        Block(
            guide=guide, position=place * Block.STEP, **fields_of(block, told, everything, author)
        )
        for place, block in enumerate(told.blocks, start=1)
    )
    if told.change:
        publish_as_it_was(guide, told.change, author, now - told.age)
        curious = [people[member.name] for member in everything.members if member.remembers]
        let_them_read(guide, curious, timezone.localdate(now - told.change.age - A_DAY))
        publish_guide(guide, by=author, at=now - told.change.age, change_note=told.change.note)
    else:
        publish_guide(guide, by=author, at=now - told.age)
    return guide


def let_them_read(guide: Guide, members: list[Member], day: date) -> None:
    """Whoever asked to be told what changes read the guide as it was then."""
    assert guide.live_revision is not None  # noqa: S101 -- it was published a line ago
    for member in members:
        remembering.remember(member, guide.live_revision, begin=True)
        LastRead.objects.filter(memory=member.pk, guide=guide).update(read_on=day)


def publish_as_it_was(guide: Guide, change: world.Change, by: Member, at: datetime) -> None:
    """Let the older words be read first, and leave the newer ones in the working copy."""
    block = guide.blocks.get(html__contains=change.after)
    newer = block.html
    block.html = newer.replace(change.after, change.before)
    block.save(update_fields=["html"])
    publish_guide(guide, by=by, at=at)
    block.html = newer
    block.save(update_fields=["html"])


def fields_of(
    block: dict[str, Any], told: world.Guide, everything: world.World, by: Member
) -> dict[str, Any]:
    """The fields of a block as the database has them."""
    fields = {name: value for name, value in block.items() if name not in NEED_WORK}
    fields["html"] = block.get("html", "").strip()
    fields |= {name: "\n".join(block.get(name, [])) for name in ("items", "guides")}
    if block["kind"] == Kind.FIGURE:
        fields["image"] = hang_up(block["artwork"], told, block["alt"], by)
    elif block["kind"] == Kind.REFERENCES:
        fields["items"] = "\n".join(cite(work, everything) for work in block["works"])
    return fields


def cite(work: dict[str, str], everything: world.World) -> str:
    """A work, where to find it, and what the guide names it for."""
    known = everything.references[work["key"]]
    doi = f" doi:{known['doi']}" if "doi" in known else ""
    return f"{known['text']}{doi} About: {work['about']}."


def hang_up(figure: dict[str, Any], told: world.Guide, alt: str, by: Member) -> Image:
    """The drawn figure as a picture of the library, taken like one that somebody sends."""
    file = BytesIO()
    artwork.draw(figure).save(file, "PNG")
    upload = SimpleUploadedFile(f"{told.slug}.png", file.getvalue(), "image/png")
    return renditions.add(
        images.taken(upload), title=told.title, alt=alt, licence=Licence.OWN, uploaded_by=by
    )

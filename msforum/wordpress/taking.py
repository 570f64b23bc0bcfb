"""Writing an export down: all of it, or nothing."""

import html
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from django.utils.text import slugify

from articles import renditions
from articles.models import Block, Guide, Image, Kind, Topic
from articles.publishing import CannotPublish, publish
from msforum.wordpress.pictures import SIZE_SUFFIX, MediaFolder
from msforum.wordpress.prose import Picture, Piece, pieces_of, shorten, strip_tags, whole_sentences
from msforum.wordpress.report import Report
from msforum.wordpress.talk import take_talk
from msforum.wordpress.wxr import Export, Item
from pictures import images

TITLE_LENGTH = 65
HEADING_LENGTH = 120
SUMMARY_LENGTH = 160
ALT_LENGTH = 300
NAME_LENGTH = 150
NO_CATEGORY = ("imported", "Imported guides")
# What WordPress itself exports beside posts and pages, and what nobody reads.
LATER = {"draft", "pending", "private", "future"}


class TakenBack(Exception):
    """A dry run ends here."""


@dataclass
class Attachment:
    """What the media library knew of a picture."""

    address: str
    alt: str
    caption: str
    title: str


@dataclass
class Unfinished:
    """A guide that may still learn something of its pictures from later in the file."""

    guide_id: int
    thumbnail: int
    at: datetime
    is_public: bool


@dataclass
class Taking:
    """One import under way."""

    export: Export
    media: MediaFolder
    report: Report = field(default_factory=Report)
    topics: dict[str, Topic] = field(default_factory=dict)
    library: dict[int, Attachment] = field(default_factory=dict)
    alts: dict[str, str] = field(default_factory=dict)
    images: dict[Path, int] = field(default_factory=dict)
    unfinished: list[Unfinished] = field(default_factory=list)

    def take(self, *, keep: bool = True) -> Report:
        """Read the whole file and write what it holds, in one transaction.

        With `keep=False` everything is taken back again, pictures included.
        """
        with suppress(TakenBack), no_stray_files(), transaction.atomic():
            for item in self.export.items():
                self.take_item(item)
            for unfinished in self.unfinished:
                self.finish(unfinished)
            if not keep:
                raise TakenBack
        unused = len(self.library) - len(self.images)
        self.report.left["unused pictures"] = max(0, unused - self.report.left["missing pictures"])
        return self.report

    def take_item(self, item: Item) -> None:
        if item.kind == "attachment":
            self.remember(item)
        elif item.kind == "page":
            self.report.left["pages"] += 1
        elif item.kind != "post":
            self.report.left["other items"] += 1
        elif item.status not in LATER | {"publish"}:
            self.report.left["bin"] += 1
        else:
            self.take_post(item)

    def remember(self, item: Item) -> None:
        """Keep the few words of the media library: posts may show the picture later, or did."""
        attachment = Attachment(
            address=item.attachment_url,
            alt=item.meta.get("_wp_attachment_image_alt", "").strip(),
            caption=strip_tags(item.excerpt),
            title=strip_tags(item.title),
        )
        self.library[item.id] = attachment

    def take_post(self, item: Item) -> None:
        key = f"wordpress:{self.export.site}:{item.id}"[:200]
        guide = Guide.objects.filter(source_key=key).first()
        is_new = guide is None
        if guide:
            self.report.left["known guides"] += 1
        else:
            pieces = pieces_of(item.content)
            if not pieces:
                self.report.left["empty posts"] += 1
                return
            guide = self.write_guide(item, key, pieces)
        if item.is_public:
            take_talk(guide, item, self.export.site, self.report, is_new=is_new)
        else:
            self.report.left["comments of drafts"] += len(item.comments)

    def write_guide(self, item: Item, key: str, pieces: list[Piece]) -> Guide:
        title = plain(item.title) or "Untitled"
        short = shorten(title, TITLE_LENGTH)
        self.report.changed["shortened titles"] += short != title
        topic = self.topic_for(item)
        words = " ".join(strip_tags(piece.html) for piece in pieces)
        guide = Guide.objects.create(
            topic=topic,
            title=short,
            slug=self.free_slug(topic, item),
            summary=whole_sentences(plain(item.excerpt) or words or title, SUMMARY_LENGTH),
            source_key=key,
        )
        blocks = [self.block_of(guide, place, piece) for place, piece in enumerate(pieces, 1)]
        Block.objects.bulk_create([block for block in blocks if block])
        self.close_or_wait(guide, item, blocks)
        return guide

    def close_or_wait(self, guide: Guide, item: Item, blocks: list[Block | None]) -> None:
        """Publish now, unless the rest of the file may tell more about the guide's pictures."""
        thumbnail = item.meta.get("_thumbnail_id", "")
        later = Unfinished(
            guide.pk,
            int(thumbnail) if thumbnail.isdigit() else 0,
            item.posted_at or timezone.now(),
            item.is_public,
        )
        if later.thumbnail or any(block and block.image_id and not block.alt for block in blocks):
            self.unfinished.append(later)
        else:
            self.publish(guide, later)

    def finish(self, later: Unfinished) -> None:
        """What was missing when the post was read: alt texts and the featured picture."""
        guide = Guide.objects.select_related("topic").get(pk=later.guide_id)
        described = {name_of(a.address): a for a in self.library.values() if a.address}
        for block in guide.blocks.filter(kind=Kind.FIGURE, alt=""):
            known = described.get(self.alts.get(str(block.uuid), ""))
            block.alt = shorten(known.alt or known.caption, ALT_LENGTH) if known else ""
            block.decorative = not block.alt
            self.report.changed["undescribed pictures"] += block.decorative
            block.save(update_fields=["alt", "decorative"])
        featured = self.library.get(later.thumbnail)
        if featured:
            guide.hero_id = self.image_for(featured.address, featured.title)
            guide.save(update_fields=["hero"])
        self.publish(guide, later)

    def publish(self, guide: Guide, later: Unfinished) -> None:
        """Public posts go live. What has a problem is kept as a draft, for an author to mend."""
        if later.is_public:
            try:
                publish(guide, by=None, at=later.at)
            except CannotPublish:
                self.report.changed["unpublished"] += 1
            else:
                self.report.taken["guides"] += 1
                return
        self.report.taken["drafts"] += 1

    # Parts of a guide -------------------------------------------------------------------------

    def topic_for(self, item: Item) -> Topic:
        """The item's first category as a topic: found by its address, else made."""
        slug, name = item.category or NO_CATEGORY
        slug = slugify(slug)[:80] or slugify(plain(name))[:80] or NO_CATEGORY[0]
        if slug not in self.topics:
            title = shorten(plain(name), TITLE_LENGTH) or NO_CATEGORY[1]
            topic, made = Topic.objects.get_or_create(slug=slug, defaults={"title": title})
            self.report.taken["topics"] += made
            self.topics[slug] = topic
        return self.topics[slug]

    def free_slug(self, topic: Topic, item: Item) -> str:
        wanted = slugify(item.slug)[:70] or slugify(plain(item.title))[:70] or f"post-{item.id}"
        taken = set(topic.guides.filter(slug__startswith=wanted).values_list("slug", flat=True))
        slug, count = wanted, 2
        while slug in taken:
            slug, count = f"{wanted}-{count}", count + 1
        return slug

    def block_of(self, guide: Guide, position: int, piece: Piece) -> Block | None:
        if piece.picture:
            return self.figure_of(guide, position, piece.picture)
        return Block(
            guide=guide,
            position=position * Block.STEP,
            kind=Kind.TEXT,
            heading=shorten(piece.heading, HEADING_LENGTH),
            html=piece.html.strip(),
        )

    def figure_of(self, guide: Guide, position: int, picture: Picture) -> Block | None:
        """A figure, when the media folder holds the picture."""
        image_id = self.image_for(picture.source, picture.alt or picture.caption)
        if image_id is None:
            return None
        block = Block(
            guide=guide,
            position=position * Block.STEP,
            kind=Kind.FIGURE,
            image_id=image_id,
            alt=shorten(picture.alt, ALT_LENGTH),
            caption=shorten(picture.caption, ALT_LENGTH),
        )
        self.alts[str(block.uuid)] = name_of(picture.source)
        return block

    def image_for(self, address: str, title: str) -> int | None:
        """The picture in our library: each file is stored once."""
        path = self.media.find(address)
        if path is None:
            self.report.left["missing pictures"] += 1
            return None
        if path not in self.images:
            try:
                with path.open("rb") as file:
                    pixels = images.taken(File(file, name=path.name))
            except ValidationError:
                self.report.left["refused pictures"] += 1
                return None
            name = shorten(title or path.stem, NAME_LENGTH)
            self.images[path] = renditions.add(pixels, title=name).pk
            self.report.taken["pictures"] += 1
        return self.images[path]


def plain(text: str) -> str:
    """The words of a title or excerpt, which WordPress may store as HTML."""
    return " ".join(strip_tags(html.unescape(text)).split())


def name_of(address: str) -> str:
    """A picture's file name without its size, to tell the same picture at different sizes."""
    return SIZE_SUFFIX.sub("", address.rpartition("/")[2])


@contextmanager
def no_stray_files() -> Iterator[None]:
    """When the import fails, the pictures it stored go, too."""
    stored: list[str] = []

    def remember(instance: Image, **_: object) -> None:
        stored.append(instance.file.name or "")

    post_save.connect(remember, sender=Image)
    try:
        yield
    except BaseException:
        for name in stored:
            default_storage.delete(name)
        raise
    finally:
        post_save.disconnect(remember, sender=Image)

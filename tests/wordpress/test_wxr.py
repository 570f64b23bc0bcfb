import io

import pytest

from msforum.wordpress.wxr import Export, NotAnExport
from tests.wordpress.export import comment, export, post

ROOT = (
    '<?xml version="1.0"?><!DOCTYPE rss [{entities}]>'
    '<rss version="2.0"><channel>{text}</channel></rss>'
)
BOMB = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">'


def read(data: bytes):
    file = Export(io.BytesIO(data))
    return list(file.items()), file


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_version_and_both_schemes_are_read(version, scheme):
    data = export(post(1, comments=comment(5)), version=version, scheme=scheme)

    items, file = read(data)

    assert (file.site, file.version) == ("https://old.example", version)
    assert [(i.id, i.title, i.content, i.category) for i in items] == [
        (1, "A post", "<p>Words.</p>", ("legs", "Stiff legs"))
    ]
    assert [(c.id, c.author, c.approved) for c in items[0].comments] == [(5, "Reader", "1")]


def test_content_and_excerpt_are_told_apart_whatever_their_prefixes():
    data = (
        export(post(1, "<p>Long.</p>", excerpt="Short."))
        .replace(b"xmlns:excerpt", b"xmlns:ex")
        .replace(b"excerpt:encoded", b"ex:encoded")
    )

    (item,), _file = read(data)

    assert (item.content, item.excerpt) == ("<p>Long.</p>", "Short.")


def test_neither_address_nor_ip_of_a_commenter_is_read():
    (item,), _file = read(export(post(1, comments=comment(5))))

    assert "secret.example" not in repr(item)
    assert "203.0.113.7" not in repr(item)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"GIF89a", "not XML"),
        (b"<html></html>", "<html>"),
        (export(post(1))[:400], "broken at line"),
        (export(post(1)).replace(b"<wp:wxr_version>1.2</wp:wxr_version>", b""), "wxr_version"),
        (ROOT.format(entities=BOMB, text="&c;").encode(), "document type"),
        (
            ROOT.format(entities='<!ENTITY x SYSTEM "file:///etc/passwd">', text="&x;").encode(),
            "document type",
        ),
        (b"<rss>" + b"<a>" * 60, "nested deeper"),
        (export(post(1, "x" * (9 * 1024 * 1024))), "larger than 8 MB"),
    ],
)
def test_what_is_no_export_is_refused_in_a_sentence(data, words):
    with pytest.raises(NotAnExport) as refused:
        read(data)

    assert words in str(refused.value)


def test_dates_that_wordpress_leaves_empty_are_no_dates():
    data = export(post(1)).replace(b"2025-03-11 08:30:00", b"0000-00-00 00:00:00")

    (item,), _file = read(data)

    assert item.posted_at is None

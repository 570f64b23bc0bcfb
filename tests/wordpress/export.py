"""Small WordPress exports, written by the tests themselves."""

from html import escape

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="{ns}excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="{ns}">
<channel><title>Old site</title><link>https://old.example</link><wp:wxr_version>{version}</wp:wxr_version>
"""


def export(*items: str, version: str = "1.2", scheme: str = "http") -> bytes:
    """A whole export file around some items."""
    ns = f"{scheme}://wordpress.org/export/{version}/"
    return (HEAD.format(ns=ns, version=version) + "".join(items) + "</channel></rss>").encode()


def cdata(text: str) -> str:
    return f"<![CDATA[{text}]]>"


def post(
    number: int,
    content: str = "<p>Words.</p>",
    *,
    title: str = "A post",
    status: str = "publish",
    kind: str = "post",
    password: str = "",
    category: tuple[str, str] | None = ("legs", "Stiff legs"),
    meta: dict[str, str] | None = None,
    excerpt: str = "",
    extra: str = "",
    comments: str = "",
) -> str:
    shelf = (
        f'<category domain="category" nicename="{category[0]}">{cdata(category[1])}</category>'
        if category
        else ""
    )
    metas = "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key>"
        f"<wp:meta_value>{cdata(value)}</wp:meta_value></wp:postmeta>"
        for key, value in (meta or {}).items()
    )
    return f"""<item><title>{escape(title)}</title>
<content:encoded>{cdata(content)}</content:encoded><excerpt:encoded>{cdata(excerpt)}</excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>2025-03-1{number % 10} 08:30:00</wp:post_date>
<wp:post_date_gmt>2025-03-1{number % 10} 08:30:00</wp:post_date_gmt>
<wp:comment_status>open</wp:comment_status><wp:post_name>post-{number}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>
<wp:post_password>{password}</wp:post_password>{shelf}{metas}{extra}{comments}</item>
"""


def comment(
    number: int,
    content: str = "It helps me.",
    *,
    parent: int = 0,
    approved: str = "1",
    kind: str = "comment",
    author: str = "Reader",
    at: str = "2025-03-19 20:14:00",
) -> str:
    return f"""<wp:comment><wp:comment_id>{number}</wp:comment_id>
<wp:comment_author>{cdata(author)}</wp:comment_author>
<wp:comment_author_email>reader@secret.example</wp:comment_author_email>
<wp:comment_author_IP>203.0.113.7</wp:comment_author_IP>
<wp:comment_date_gmt>{at}</wp:comment_date_gmt><wp:comment_content>{cdata(content)}</wp:comment_content>
<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type>
<wp:comment_parent>{parent}</wp:comment_parent></wp:comment>
"""


def attachment(number: int, address: str, *, alt: str = "", caption: str = "") -> str:
    return post(
        number,
        "",
        title="A picture",
        kind="attachment",
        status="inherit",
        excerpt=caption,
        category=None,
        meta={"_wp_attachment_image_alt": alt} if alt else None,
        extra=f"<wp:attachment_url>{address}</wp:attachment_url>",
    )

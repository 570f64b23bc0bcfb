"""What was made elsewhere is clean once it is saved, whichever way it came."""

from pathlib import Path

import pytest

import markup
from tests import make
from tests.articles.filling import address, fill
from tests.markup.reading import faults_in, tags_in
from tests.markup.vectors import HTML

CLIPBOARD = Path(__file__).parent / "clipboard"
REL = 'rel="nofollow ugc noopener noreferrer"'
HEAD = (
    "<h3>Why heat hurts</h3>"
    "<p>Heat slows nerves. People call it <{b}>“Uhthoff’s phenomenon”</{b}> – it passes.</p>"
)
LINK = f'<p><a href="https://www.example.org/heat" {REL}>Read more about heat</a>'
COMES_OUT = {
    "word": HEAD.format(b="b")
    + "<ul><li>Drink cold water</li><li>Rest in the shade</li></ul>"
    + "<table><tbody><tr><td><p><b>Warm</b></p></td><td><p>25&nbsp;°C</p></td></tr></tbody></table>"
    + f"{LINK} H<sub>2</sub>O.</p>",
    "google-docs": HEAD.format(b="strong")
    + "<ul><li><p>Drink cold water</p></li><li><p>Rest in the shade</p></li></ul>"
    + "<table><tbody><tr><td><p><strong>Warm</strong></p></td><td><p>25 °C</p></td></tr></tbody>"
    + f"</table>{LINK}</p>",
    "web": HEAD.format(b="strong")
    + "<ul><li>Drink cold water</li><li>Rest in the shade</li></ul>"
    + '<table><thead><tr><th scope="col">Warm</th><td>25 °C</td></tr></thead></table>'
    + f"{LINK}</p>",
}
# What would fire, and the words beside it that must stay.
NASTY = {
    "script": "<p>Rest</p><script>fired()</script>",
    "script in upper case and parts": "<p>Rest</p><SCRIPT\n>fired()</SCRIPT\t><scr<script>ipt>",
    "onclick": '<p onclick="fired()">Rest</p>',
    "onerror": '<p>Rest<img src="x" onerror="fired()"></p>',
    "javascript:": '<p>Rest <a href="javascript:fired()">Rest</a></p>',
    "javascript: in parts": '<p>Rest <a href="java&Tab;script:fired()">Rest</a></p>',
    "data:": '<p>Rest <a href="data:text/html,<script>fired()</script>">Rest</a></p>',
    "iframe": '<p>Rest</p><iframe src="https://evil.example" srcdoc="fired()">fired()</iframe>',
    "svg onload": "<p>Rest</p><svg onload=fired()><script>fired()</script></svg>",
    "style attribute": '<p style="background:url(https://evil.example/fired)">Rest</p>',
    "style tag": "<style>p{background:url(//evil.example/fired)}</style><p>Rest</p>",
    "base": '<base href="https://evil.example/fired/"><p>Rest <a href="x">Rest</a></p>',
    "//host": '<p>Rest <a href="//evil.example/fired">Rest</a></p>',
    "/\\host": '<p>Rest <a href="/\\evil.example/fired">Rest</a></p>',
    "meta": '<meta http-equiv="refresh" content="0;url=//evil.example/fired"><p>Rest</p>',
    "form": '<p>Rest</p><form action="//evil.example/fired"><input name=a><button>fired()</form>',
    "object": '<p>Rest</p><object data="fired.swf">fired()</object><embed src="fired.swf">',
    "word": "<p style='mso-list:l0 level1' onclick=fired()>Rest</p><!--[if mso]>fired<![endif]-->",
    "plaintext": "<p>Rest</p><textarea><p title='</textarea><img onerror=fired()>'></textarea>",
}


def saved(client, author, html):
    """What stands in the block after somebody posted some HTML straight to the save address."""
    draft = make.draft(owner=author)
    client.force_login(author)
    form = fill(client, address(draft), **{"blocks-0-html": html})
    answer = client.post(address(draft), form | {"_continue": "Save"})
    assert answer.status_code == 302
    return draft.blocks.get().html


def one_line(html):
    for tag in ("table", "tbody", "tr", "td", "/td", "p", "/p", "ul", "/table"):
        html = html.replace(f"\n<{tag}>", f"<{tag}>").replace(f"<{tag}>\n", f"<{tag}>")
    return " ".join(html.split()).replace("> <", "><")


@pytest.mark.parametrize("source", COMES_OUT)
def test_a_paste_comes_out_plain(client, dee, source):
    html = saved(client, dee, (CLIPBOARD / f"{source}.html").read_text())

    assert one_line(html) == COMES_OUT[source]


@pytest.mark.parametrize("way", NASTY)
def test_nothing_posted_by_hand_runs_or_shows_its_code(client, dee, way):
    html = saved(client, dee, NASTY[way])

    assert faults_in(html, markup.GUIDE) == []
    assert "Rest" in markup.plain_text(html)
    assert "fired" not in html
    assert not {name for _tag, attributes in tags_in(html) for name in attributes} - {"href", "rel"}


def test_the_whole_list_at_once_leaves_nothing_either(client, dee):
    html = saved(client, dee, "\n".join(NASTY.values()))

    assert faults_in(html, markup.GUIDE) == []
    assert "fired" not in html


def test_what_is_known_of_attacks_is_stopped_beside_signs_of_a_word_processor_too():
    pasted = [markup.pasted(f"<p class=MsoNormal>{vector}", markup.GUIDE) for vector in HTML]

    assert [faults for html in pasted if (faults := faults_in(html, markup.GUIDE))] == []
    assert [markup.pasted(html, markup.GUIDE) for html in pasted] == pasted


@pytest.mark.parametrize("field", ["heading", "items", "caption", "alt"])
def test_other_fields_show_tags_as_they_were_typed(client, dee, field):
    draft = make.draft(owner=dee)
    client.force_login(dee)
    typed = "<script>fired()</script>"
    form = fill(client, address(draft), **{f"blocks-0-{field}": typed})

    page = client.post(address(draft), form | {"_continue": "Save"}, follow=True)

    assert getattr(draft.blocks.get(), field) == typed
    assert typed not in page.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("One\r\ntwo\r\n\r\nthree & four", "<p>One<br>two</p><p>three &amp; four</p>"),
        ("<p>Take 10&nbsp;mg.&nbsp; Then&nbsp;rest.</p>", "<p>Take 10&nbsp;mg. Then rest.</p>"),
        ("<p>One</p><p>&nbsp;</p><p><br></p><p>Two<br></p>", "<p>One</p><p>Two</p>"),
        ("<h1>Big</h1><h5>Small</h5>", "<h3>Big</h3><h4>Small</h4>"),
        ('<p>x<span style="vertical-align:super">2</span></p>', "<p>x<sup>2</sup></p>"),
        ('<p>x<span style="font-style: italic">y</span></p>', "<p>x<em>y</em></p>"),
        ("<p class=a>One<p class=a>Two", "<p>One</p><p>Two</p>"),
        ("<p class=a>One</p><button>Rest of the words", "<p>One</p>Rest of the words"),
        ("Take 5 < 6\n \n\n& rest", "<p>Take 5 &lt; 6</p><p>&amp; rest</p>"),
    ],
)
def test_small_things_are_put_right(typed, kept):
    assert markup.pasted(typed, markup.GUIDE) == kept
    assert markup.pasted(kept, markup.GUIDE) == kept


def test_lists_of_a_word_processor_keep_their_levels_and_their_numbers():
    item = (
        "<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><span style="
        "'mso-list:Ignore'>{bullet}<span>&nbsp;&nbsp; </span></span>{words}</p>\n"
    )
    told = [(1, "1.", "One"), (2, "o", "In it"), (2, "o", "Too"), (1, "2.", "Two"), (1, "·", "New")]
    items = [item.format(level=level, bullet=bullet, words=words) for level, bullet, words in told]

    html = markup.pasted("".join(items) + "<p>End</p>", markup.GUIDE)

    assert html == (
        "<ol><li>One<ul><li>In it</li><li>Too</li></ul></li><li>Two</li></ol>"
        "<ul><li>New</li></ul><p>End</p>"
    )


@pytest.mark.parametrize(
    "much",
    ["<p>Rest.</p>" * 20_000, "<b class=a>a</b> " * 10_001, '<a href="/x">Rest</a> ' * 5_000],
    ids=["characters", "tags", "links"],
)
def test_words_that_are_too_long_for_one_block_are_refused_and_stay_in_the_form(client, dee, much):
    draft = make.draft(owner=dee)
    client.force_login(dee)
    form = fill(client, address(draft), **{"blocks-0-html": much})

    answer = client.post(address(draft), form | {"_continue": "Save"})

    assert answer.status_code == 422
    assert "This is too long for one block." in answer.text
    assert fill(answer)["blocks-0-html"] == much.strip()
    assert draft.blocks.get().html == "<p>Rest before you must.</p>"

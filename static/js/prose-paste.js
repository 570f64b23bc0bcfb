// Before the editor reads what is pasted: what others say with styles becomes a tag (our policy lets
// no style attribute count), headings get the sizes of a guide, and what never was text goes. Lists of
// Word are for prose-lists.js. markup/pasting.py does the same on the server.
const NEVER_TEXT = 'title, button, select, textarea, .MsoCommentReference, .msocomanchor, [data-said*="mso-element:comment" i]';
const HEADINGS = { H1: "h3", H2: "h3", H5: "h4", H6: "h4" };
const NOT_BOLD = /(?<!-)font-weight:\s*(normal|400)/i;
const SAID = {
  strong: /(?<!-)font-weight:\s*(bold|[6-9]00)/i,
  em: /(?<!-)font-style:\s*italic/i,
  sup: /(?<!-)vertical-align:\s*super/i,
  sub: /(?<!-)vertical-align:\s*sub(?!\w)/i,
};

const tidied = (html) => {
  const silent = (tag) => tag.replace(/\sstyle\s*=/gi, " data-said=").replace(/\son\w+\s*=/gi, " data-on=");
  const unstyled = html.replace(/<(style|script)\b.*?<\/\1\s*>/gis, "").replace(/<[a-z][^<>]*>/gi, silent);
  if (html.includes("data-pm-slice")) return unstyled;
  const page = new DOMParser().parseFromString(unstyled, "text/html");
  for (const one of page.querySelectorAll(NEVER_TEXT)) one.remove();
  for (const one of page.querySelectorAll(":is(b, strong)[data-said]")) {
    if (NOT_BOLD.test(one.dataset.said)) one.replaceWith(...one.childNodes);
  }
  for (const one of page.querySelectorAll(":is(span, font)[data-said]")) {
    const names = Object.keys(SAID).filter((name) => SAID[name].test(one.dataset.said));
    if (!one.closest("h1, h2, h3, h4, h5, h6")) for (const name of names) one.append(wrapped(name, one));
  }
  for (const one of page.querySelectorAll(Object.keys(HEADINGS).join())) {
    one.replaceWith(wrapped(HEADINGS[one.tagName], one));
  }
  document.dispatchEvent(new CustomEvent("prose:tidied", { detail: page }));
  return page.body.innerHTML;
};

const wrapped = (name, one) => {
  const around = document.createElement(name);
  around.append(...one.childNodes);
  return around;
};

const ours = new WeakSet();

document.addEventListener("paste", (event) => {
  const html = event.clipboardData?.getData("text/html");
  if (!html || ours.has(event) || !event.target.closest?.(".prose-editor [contenteditable]")) return;
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", tidied(html));
  clipboardData.setData("text/plain", event.clipboardData.getData("text/plain"));
  const again = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  ours.add(again);
  event.preventDefault();
  event.stopImmediatePropagation();
  event.target.dispatchEvent(again);
}, true);

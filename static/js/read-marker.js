// Around the form that says how far one has read: tells the server what was really read past.
// That is: a comment was in sight for a second, and then left it at the top. The last ones of a page
// cannot: they are read when somebody scrolled to the end of the page and looked at it for a second.
// Opening the page, a link in it and what a script brings into sight are no scrolling.
const A_LOOK = 1000;
const JUMPS = ["pageshow", "hashchange", "focusin"];
const A_JUMP = 500;
const PAUSE = 2000;
// A link to the next comment leaves the end of the one before in sight, above it.
const TOP = { rootMargin: "-64px 0px 0px 0px" };

class ReadMarker extends HTMLElement {
  connectedCallback() {
    this.seen = new Map();
    this.past = new Set();
    this.ours = `article.comment${this.dataset.marked ? "[data-new]" : ""}`;
    this.eye = new IntersectionObserver((entries) => entries.forEach((e) => this.look(e)), TOP);
    this.watch(document.body);
    // More replies, and what came since, are put on the page later.
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) this.watch(node);
    }).observe(document.body, { childList: true, subtree: true });
    addEventListener("pagehide", () => this.send());
    this.jump();
    for (const event of JUMPS) addEventListener(event, () => this.jump());
    addEventListener("scroll", () => this.scroll(), { passive: true });
    const end = new IntersectionObserver(([{ isIntersecting }]) => this.rest(isIntersecting));
    end.observe(this.querySelector("form"));
  }

  jump() {
    this.jumped = performance.now();
    this.scrolls = false;
  }

  scroll() {
    if (performance.now() - this.jumped > A_JUMP) this.scrolls = true;
    this.rest(this.ended);
  }

  rest(ended) {
    this.ended = ended;
    clearTimeout(this.resting);
    if (ended && this.scrolls) this.resting = setTimeout(() => this.end(), A_LOOK * 1.1);
  }

  end() {
    if (!this.scrolls) return;
    for (const [comment, time] of this.seen) {
      const ended = comment.getBoundingClientRect().bottom <= innerHeight;
      if (!ended || performance.now() - time < A_LOOK) continue;
      this.seen.delete(comment);
      this.pass(comment);
    }
  }

  watch(node) {
    if (!(node instanceof Element)) return;
    if (node.matches(this.ours)) this.eye.observe(node);
    for (const comment of node.querySelectorAll(this.ours)) this.eye.observe(comment);
  }

  look({ target, isIntersecting, boundingClientRect, rootBounds, time }) {
    if (isIntersecting) {
      if (!this.seen.has(target)) this.seen.set(target, time);
      return;
    }
    const since = time - (this.seen.get(target) ?? time);
    this.seen.delete(target);
    if (boundingClientRect.bottom <= rootBounds.top && since >= A_LOOK) this.pass(target);
  }

  pass(comment) {
    this.past.add(comment.id.replace("comment-", ""));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  async send() {
    clearTimeout(this.timer);
    if (!this.past.size) return;
    const form = this.querySelector("form");
    const body = new URLSearchParams(new FormData(form));
    body.set("past", [...this.past].join(","));
    body.set("quiet", "1");
    const sending = this.past;
    this.past = new Set();
    const sent = await fetch(form.action, { method: "POST", body, keepalive: true }).catch(() => {});
    if (!sent?.ok && sent?.status !== 404) for (const id of sending) this.past.add(id);
  }
}

customElements.define("read-marker", ReadMarker);

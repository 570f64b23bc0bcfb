// At the end of a guide, for members who asked to be told what changes: tells the server that it
// was read. That is: the page was in sight for a part of the time that reading takes, and its end was.
const SECOND = 1000;
const DONE = 204;

class ReadingKeeper extends HTMLElement {
  connectedCallback() {
    if (!("keeps" in this.dataset)) return;
    this.left = Number(this.dataset.seconds);
    this.watch = new IntersectionObserver(([seen]) => {
      this.atEnd = seen.isIntersecting;
    });
    this.watch.observe(this);
    this.clock = setInterval(() => this.tick(), SECOND);
  }

  disconnectedCallback() {
    clearInterval(this.clock);
    this.watch?.disconnect();
  }

  tick() {
    if (document.visibilityState === "visible") this.left -= 1;
    if (this.left > 0 || !this.atEnd) return;
    this.disconnectedCallback();
    this.send();
  }

  async send() {
    const form = this.querySelector("form");
    const body = new URLSearchParams(new FormData(form));
    body.set("quiet", "1");
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => {});
    if (answer?.status !== DONE) return;
    this.querySelector("[role=status]").textContent = this.dataset.told;
  }
}

customElements.define("reading-keeper", ReadingKeeper);

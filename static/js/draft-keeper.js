// Around the status line of a guide's form: keeps what is typed on the server, some seconds after
// typing stops and when the page is left, and says so. Nothing typed ever waits for it.
const PAUSE = 3000;
const AGAIN = 20_000;
const THERE = 120_000;
// A browser lets a page that is gone send 64 kB, no more.
const MOST_WHEN_GONE = 60_000;

class DraftKeeper extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    const typed = () => this.later(PAUSE);
    for (const event of ["input", "change"]) this.form.addEventListener(event, typed);
    for (const event of ["submit", "pagehide"]) addEventListener(event, () => this.keep());
    document.addEventListener("visibilitychange", () => document.hidden && this.keep());
    setTimeout(() => this.send(this.words(["opening"])), PAUSE);
    setInterval(() => document.hidden || this.send(this.words(["opening"])), THERE);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), wait);
  }

  words(only) {
    const all = [...new FormData(this.form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    return new URLSearchParams(only ? all.filter(([name]) => only.includes(name)) : all).toString();
  }

  // The timer runs as long as there is something that was typed and not kept.
  async keep() {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    const answer = await this.send(this.words());
    if (!answer?.kept) this.later(answer?.opening ? 0 : AGAIN);
    if (answer?.opening) this.form.elements.opening.value = answer.opening;
    else this.say(answer?.kept ? this.dataset.kept : this.dataset.lost);
  }

  async send(body) {
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const request = { method: "POST", headers, body, keepalive: body.length < MOST_WHEN_GONE };
    const sent = await fetch(this.dataset.address, request).catch(() => undefined);
    const answer = sent?.ok ? await sent.json() : undefined;
    const others = this.querySelector(".draft-others");
    if (answer && others.textContent !== answer.others) others.textContent = answer.others;
    return answer;
  }

  say(words) {
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    this.querySelector(".draft-kept").textContent = words.replace("{time}", time);
  }
}

customElements.define("draft-keeper", DraftKeeper);

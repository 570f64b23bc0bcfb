// Around the status line of a guide's form: keeps what is typed on the server, some seconds after
// typing stops and when the page is left, and says so. Nothing typed ever waits for it. A form that
// is sent while the site is away would take its words with it, so the site is asked first.
const PAUSE = 3000;
const AGAIN = 20_000;
const THERE = 120_000;
// A browser lets a page that is gone send 64 kB, no more.
const MOST_WHEN_GONE = 60_000;
// A site that takes the question and says nothing for so long does not answer either.
const PATIENCE = 8000;
// The same press again within so long is a shaking hand.
const SHAKING = 2000;

class DraftKeeper extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.form.addEventListener("submit", (event) => this.ask(event), { capture: true });
    const typed = () => this.later(PAUSE);
    for (const event of ["input", "change"]) this.form.addEventListener(event, typed);
    for (const event of ["submit", "pagehide"]) addEventListener(event, () => this.keep());
    document.addEventListener("visibilitychange", () => document.hidden && this.keep());
    setTimeout(() => this.send(this.words(["opening"])), PAUSE);
    setInterval(() => document.hidden || this.send(this.words(["opening"])), THERE);
  }

  async ask(event) {
    const button = event.submitter;
    // What opens a tab of its own leaves the form where it is.
    if (button?.formTarget === "_blank") return;
    if (this.isThere) {
      this.isThere = false;
      this.sentAt = Date.now();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (this.asks || Date.now() - (this.sentAt ?? 0) < SHAKING) return;
    this.asks = true;
    this.isThere = await this.answers();
    this.asks = false;
    this.isAway = !this.isThere;
    if (this.isAway) this.say(this.dataset.away);
    else this.form.requestSubmit(button);
  }

  async answers() {
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      return (await fetch("/livez", { cache: "no-store", signal })).ok;
    } catch {
      return false;
    }
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
    else this.say(this.dataset[answer?.kept ? "kept" : this.isAway ? "away" : "lost"]);
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

// Around the status line of a place to write: keeps the words on this device at once, and on the
// server some seconds after typing stops. Nothing typed ever waits for it.
const PAUSE = 4000;

class WordsKeeper extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.field = this.form.elements.body;
    this.place = `words:${this.dataset.member}:${this.dataset.address}`;
    this.bringBack();
    this.field.addEventListener("input", () => this.typed());
    // While the site is away a submit leads nowhere: forget only when the page really goes.
    this.form.addEventListener("submit", () => {
      this.sent = true;
    });
    addEventListener("pagehide", () => {
      if (this.sent) localStorage.removeItem(this.place);
      else this.keep();
    });
  }

  // Only what the server does not have: it was typed here, and its last message did not arrive.
  bringBack() {
    const words = localStorage.getItem(this.place);
    if (!words || words === this.field.value) return;
    if (this.field.value.trim() && !words.startsWith(this.field.value.trim())) return;
    this.field.value = words;
    this.say(this.dataset.back);
  }

  typed() {
    this.sent = false;
    localStorage.setItem(this.place, this.field.value);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  async keep() {
    if (!this.timer || this.sent) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    const words = this.field.value;
    const headers = { Accept: "application/json" };
    const body = new URLSearchParams(new FormData(this.form));
    const request = { method: "POST", headers, body, keepalive: `${body}`.length < 60_000 };
    const sent = await fetch(this.dataset.address, request).catch(() => undefined);
    if (!sent?.ok) return this.say(this.dataset.lost);
    if (this.field.value === words) localStorage.removeItem(this.place);
    this.say(words.trim() ? this.dataset.kept : "");
  }

  say(words) {
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    this.textContent = words.replace("{time}", time);
  }
}

customElements.define("words-keeper", WordsKeeper);

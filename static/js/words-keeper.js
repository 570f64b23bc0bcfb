// Around the status line of a place to write: keeps what is typed and chosen on this device at once,
// and on the server some seconds after typing stops. Nothing typed ever waits for it. Without
// data-address there is no draft on the server, only the one on this device.
const PAUSE = 4000;
const MOST_WHEN_GONE = 60_000;
const LOGGED_OUT = 403;

class WordsKeeper extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.field = this.form.elements.body;
    this.place = `words:${this.dataset.member}:${this.dataset.place}`;
    this.bringBack();
    this.form.addEventListener("input", () => this.typed());
    // Quick fingers began before this script was there.
    if (this.field.value !== this.field.defaultValue) this.typed();
    this.form.addEventListener("submit", (event) => {
      // A look at it posts nothing, so what was typed is still to be kept.
      const posts = !event.submitter?.hasAttribute("formaction");
      this.sent = posts && !["preview", "people"].includes(event.submitter?.name);
    });
    // Words with a number are forgotten by the page of their comment (words-arrived.js): an answer
    // that never came may mean that they did not arrive.
    addEventListener("pagehide", () => {
      if (!this.sent) this.keep();
      else if (!this.number) this.forget();
    });
  }

  get number() {
    return this.form.elements.submission?.value;
  }

  // What people fill in: no tokens, no buttons.
  get controls() {
    const ours = (one) => one.name && !["hidden", "submit", "button"].includes(one.type);
    return [...this.form.elements].filter(ours);
  }

  read() {
    return Object.fromEntries(this.controls.map((one) => [one.name, one[this.holds(one)]]));
  }

  holds(control) {
    return control.type === "checkbox" ? "checked" : "value";
  }

  // Only what the server does not have: it was typed here, and its last message did not arrive. A
  // form with the same number is the server's answer to it.
  bringBack() {
    const { typed, from, number } = this.remembered();
    if (!typed) return;
    const here = this.field.value.trim();
    if (number && number === this.number) return this.forget();
    if (JSON.stringify(typed) === JSON.stringify(this.read())) return this.forget();
    const goesOn = typed.body.startsWith(here) || from === this.field.defaultValue;
    if (!goesOn && !this.dataset.address) return;
    // Something else was kept from another device: neither is lost.
    if (!goesOn) typed.body = `${this.field.value.trimEnd()}\n\n${typed.body}`;
    for (const one of this.controls) if (one.name in typed) one[this.holds(one)] = typed[one.name];
    // The same number again, should they have arrived: then they are posted once.
    if (goesOn && number && this.number) this.form.elements.submission.value = number;
    const settled = this.form.querySelector(".settled");
    if (settled?.querySelector(":checked")) settled.open = true;
    this.say(this.dataset.back);
    this.later();
  }

  typed() {
    this.sent = false;
    this.remember({ typed: this.read(), from: this.field.defaultValue, number: this.number });
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  async keep() {
    if (!this.timer || this.sent) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    const before = JSON.stringify(this.read());
    if (!this.dataset.address) return this.say(this.field.value.trim() && this.dataset.kept);
    const headers = { Accept: "application/json" };
    const body = new URLSearchParams(new FormData(this.form));
    const keepalive = `${body}`.length < MOST_WHEN_GONE;
    const request = { method: "POST", headers, body, keepalive };
    const sent = await fetch(this.dataset.address, request).catch(() => undefined);
    if (sent?.status === LOGGED_OUT) return this.say(this.dataset.out);
    if (!sent?.ok) return this.say(this.dataset.lost);
    const answer = await sent.json().catch(() => ({}));
    if (answer.other) return this.add(answer);
    if (answer.used) return this.begin();
    if (JSON.stringify(this.read()) === before) this.forget();
    this.say(this.field.value.trim() && this.dataset.kept);
  }

  // Somebody came back to a form that was sent, and types on: these are other words.
  begin() {
    const { submission, form_number: edit } = this.form.elements;
    if (!crypto.randomUUID) return this.say(this.dataset.lost);
    (submission ?? edit).value = crypto.randomUUID();
    this.typed();
  }

  // Kept from elsewhere since this form began: it stays, below what is typed here.
  add({ other, begun }) {
    this.form.elements.begun.value = begun;
    this.field.value = `${this.field.value.trimEnd()}\n\n${other}`.trimStart();
    this.typed();
    this.say(this.dataset.both);
  }

  // A browser may refuse its store; the server has one, too.
  remember(what) {
    try {
      localStorage.setItem(this.place, JSON.stringify(what));
    } catch {
      this.forget();
    }
  }

  remembered() {
    try {
      return JSON.parse(localStorage.getItem(this.place)) ?? {};
    } catch {
      return {};
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.place);
    } catch {
      // There was nothing to forget.
    }
  }

  say(words) {
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    this.textContent = words.replace("{time}", time);
  }
}

customElements.define("words-keeper", WordsKeeper);

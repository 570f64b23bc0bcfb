// Around the line that says in whose hands a case is and who else is there: asks for it again
// while the page is looked at, so that a case stays in hand as long as somebody reads it.
class DeskStay extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.ask();
    this.timer = setInterval(() => document.hidden || this.ask(), this.dataset.every * 1000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  async ask() {
    const body = new URLSearchParams(new FormData(this.form));
    body.set("quiet", "1");
    const answer = await fetch(this.form.action, { method: "POST", body }).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const line = fresh.querySelector(".hands");
    if (line) this.querySelector(".hands").replaceWith(line);
    // It is taken by now, or somebody else has it: the button has nothing left to do.
    this.querySelector("form button")?.remove();
  }
}

customElements.define("desk-stay", DeskStay);

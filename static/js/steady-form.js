// Around the place to write. When the site does not answer, the words stay where they are, the page
// says so and tries again by itself; the form carries its number, so that nothing is posted twice.
// It also counts what still fits, but only near the end. Without this script the form is a form.
const AGAIN = 15000;
const NEAR = 500;
// A press while the answer is on its way would begin anew.
const PAUSE = 2000;

class SteadyForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.field = this.form.querySelector("textarea[data-fits]");
    this.told = document.createElement("p");
    this.told.setAttribute("role", "status");
    this.told.hidden = true;
    this.form.querySelector("footer").before(this.told);
    this.form.addEventListener("submit", (event) => this.send(event));
    this.field?.addEventListener("input", () => this.count());
  }

  disconnectedCallback() {
    clearTimeout(this.waiting);
  }

  async send(event) {
    event.preventDefault();
    if (this.asking || Date.now() - (this.sent ?? 0) < PAUSE) return;
    clearTimeout(this.waiting);
    this.button = event.submitter ?? this.button;
    this.asking = true;
    const there = await this.answers();
    this.asking = false;
    if (there) {
      this.sent = Date.now();
      HTMLFormElement.prototype.submit.call(this.withButton());
      return;
    }
    this.say(this.dataset.away);
    this.waiting = setTimeout(() => this.form.requestSubmit(this.button), AGAIN);
  }

  async answers() {
    try {
      return (await fetch("/livez", { cache: "no-store" })).ok;
    } catch {
      return false;
    }
  }

  // submit() leaves out the button that was pressed, and the server wants to know which.
  withButton() {
    if (this.button?.hasAttribute("formaction")) this.form.action = this.button.formAction;
    if (this.button?.name) {
      const pressed = Object.assign(document.createElement("input"), { type: "hidden" });
      Object.assign(pressed, { name: this.button.name, value: this.button.value });
      this.form.append(pressed);
    }
    return this.form;
  }

  count() {
    const left = Number(this.field.dataset.fits) - this.field.value.length;
    if (left > NEAR) this.say("");
    else this.say((left < 0 ? this.dataset.over : this.dataset.left).replace("#", Math.abs(left)));
  }

  say(words) {
    this.told.hidden = !words;
    // Only then, because a class that says how it is laid out wins over "hidden".
    this.told.className = words ? "note warn" : "";
    this.told.textContent = words;
  }
}

customElements.define("steady-form", SteadyForm);

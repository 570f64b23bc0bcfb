// Around the place to write. When the site does not answer, the words stay where they are, the page
// says so and tries again by itself; the form carries its number, so that nothing is posted twice.
// Without this script the form is a form.
const AGAIN = 15000;
// A press while the answer is on its way would begin anew.
const PAUSE = 2000;
// A site that takes the question and says nothing for so long does not answer either.
const PATIENCE = 8000;

class SteadyForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.told = Object.assign(document.createElement("p"), { role: "status", hidden: true });
    this.form.querySelector("footer").before(this.told);
    this.form.addEventListener("submit", (event) => this.send(event));
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
      const signal = AbortSignal.timeout(PATIENCE);
      return (await fetch("/livez", { cache: "no-store", signal })).ok;
    } catch {
      return false;
    }
  }

  // submit() leaves out the button that was pressed, and the server wants to know which.
  withButton() {
    if (this.button?.hasAttribute("formaction")) this.form.action = this.button.formAction;
    if (!this.button?.name) return this.form;
    const { name, value } = this.button;
    this.form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    return this.form;
  }

  say(words) {
    this.told.hidden = !words;
    // Only then, because a class that says how it is laid out wins over "hidden".
    this.told.className = words ? "note warn" : "";
    this.told.textContent = words;
  }
}

customElements.define("steady-form", SteadyForm);

// Below the place to write: while a name is typed after "@", those one can call stand in the list
// (choice-list.js). Whoever ignores it types on as before.
const MOST = 6;
const AFTER_AT = /(?:^|[^\w@.+-])@([^@/\\<>\n]{0,40})$/;

class NameCaller extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.field = this.form.elements.body;
    this.known = {};
    this.list = this.querySelector("choice-list");
    this.list.serve(this.field);
    this.list.addEventListener("chosen", (event) => this.put(event.detail));
    this.field.addEventListener("input", () => this.look());
  }

  typed() {
    return this.field.value.slice(0, this.field.selectionStart).match(AFTER_AT)?.[1].toLowerCase();
  }

  async look() {
    const typed = this.typed();
    if (typed === undefined) return this.list.offer([]);
    const fits = (name) => name.toLowerCase().startsWith(typed);
    const names = (await this.names()).filter(fits);
    if (this.typed() === typed) this.list.offer(names.slice(0, MOST));
  }

  // Asked for once. Among members one can call those, too, who talk among members only.
  names() {
    const open = this.form.elements.members_only?.checked === false;
    const address = this.dataset.address + (open ? "" : "&members=1");
    const ask = () => fetch(address).then((answer) => answer.json()).then((found) => found.names);
    this.known[address] ??= ask().catch(() => []);
    return this.known[address];
  }

  put(name) {
    const end = this.field.selectionStart;
    this.field.setRangeText(`${name} `, end - this.typed().length, end, "end");
    this.list.offer([]);
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

customElements.define("name-caller", NameCaller);

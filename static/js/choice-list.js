// A few things to choose from, below the field in which one types on. Arrow keys go through them,
// Enter chooses, Escape closes; what was chosen is told by the event "chosen". What else is pressed
// stays with the field.
class ChoiceList extends HTMLElement {
  // The field whose keys these are.
  serve(field) {
    this.field = field;
    this.list = this.querySelector("[role=listbox]");
    const says = { "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(says)) field.setAttribute(name, value);
    field.after(this);
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.offer([]));
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.take(event.target.closest("li")));
  }

  offer(words) {
    const option = (textContent, number) =>
      Object.assign(document.createElement("li"), {
        ...{ role: "option", id: `${this.list.id}-${number}` },
        ...{ textContent, dir: "auto", ariaSelected: "false" },
      });
    this.list.replaceChildren(...words.map(option));
    this.list.hidden = !words.length;
    this.mark(undefined);
    const told = words.length ? this.dataset[words.length === 1 ? "one" : "many"] : "";
    this.querySelector("[role=status]").textContent = told.replace("#", words.length);
  }

  mark(option) {
    if (this.marked) this.marked.ariaSelected = "false";
    this.marked = option;
    if (option) option.ariaSelected = "true";
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (this.list.hidden || event.isComposing) return;
    const { children } = this.list;
    const at = [...children].indexOf(this.marked);
    if (event.key === "ArrowDown") this.mark(children[(at + 1) % children.length]);
    else if (event.key === "ArrowUp" && this.marked) this.mark(children[at - 1]);
    else if (event.key === "Enter" && this.marked) this.take(this.marked);
    else if (event.key === "Escape") this.offer([]);
    else return;
    event.preventDefault();
  }

  take(option) {
    if (option) this.dispatchEvent(new CustomEvent("chosen", { detail: option.textContent }));
  }
}

customElements.define("choice-list", ChoiceList);

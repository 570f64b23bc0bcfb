// Around the blocks of a guide: shows the fields that count for the kind that was chosen, and says
// what the kind is for. Without this script a new block shows every field, and each says when it
// counts.
const ALWAYS = new Set(["kind", "position"]);

class BlockFields extends HTMLElement {
  connectedCallback() {
    this.kinds = JSON.parse(this.dataset.kinds);
    for (const block of this.querySelectorAll(".inline-related")) this.fit(block);
    this.addEventListener("change", (event) => {
      if (event.target.name?.endsWith("-kind")) this.fit(event.target.closest(".inline-related"));
    });
    this.addEventListener("formset:added", (event) => this.fit(event.target));
  }

  fit(block) {
    const chosen = this.kinds[block.querySelector('select[name$="-kind"]')?.value];
    if (!chosen) return;
    for (const row of block.querySelectorAll(".form-row")) {
      const [, name] = row.className.match(/field-(\w+)/) ?? [];
      const isWrong = row.querySelector(".errorlist");
      row.hidden = !(ALWAYS.has(name) || chosen.fields.includes(name) || isWrong);
    }
    this.explain(block.querySelector(".field-kind"), chosen.explanation);
  }

  // The hint of the kind, tied to it for those who listen.
  explain(row, words) {
    const select = row.querySelector("select");
    let hint = row.querySelector(".help");
    if (!hint) {
      hint = Object.assign(document.createElement("div"), { className: "help" });
      select.before(hint);
    }
    hint.id = `${select.id}_helptext`;
    hint.textContent = words;
    select.setAttribute("aria-describedby", hint.id);
  }
}

customElements.define("block-fields", BlockFields);

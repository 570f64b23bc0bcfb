// Around the blocks of a guide: "Duplicate" and "Add another block" make a block in place, from the
// empty form that waits on the page. Without this script they send the form, and it comes with one
// block more.
const NOT_COPIED = /-(id|DELETE|position)$/;

const fields = (block) => [...block.querySelectorAll(`[name^="${block.id}-"]`)];

class BlockCopies extends HTMLElement {
  connectedCallback() {
    this.empty = this.querySelector(".empty-form");
    this.total = this.querySelector('[name="blocks-TOTAL_FORMS"]');
    this.addEventListener("click", (event) => {
      const button = event.target.closest('[name="_arrange"]');
      if (!/^(copy|add)/.test(button?.value)) return;
      event.preventDefault();
      this.make(button.closest(".inline-related"));
    });
  }

  // The editor of a new block is made from what stands in its field.
  make(model) {
    const number = this.total.value++;
    this.empty.insertAdjacentHTML("beforebegin", this.empty.outerHTML.replaceAll("__prefix__", number));
    const block = this.empty.previousElementSibling;
    block.id = `blocks-${number}`;
    block.classList.remove("empty-form", "last-related");
    if (model) this.fill(block, fields(model));
    model?.after(block);
    block.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: "blocks" } }));
    block.dispatchEvent(new CustomEvent("block:placed", { bubbles: true }));
    block.querySelector("select").focus();
  }

  fill(block, from) {
    fields(block).forEach((field, place) => {
      if (NOT_COPIED.test(field.name)) return;
      field.value = from[place].value;
      field.checked = from[place].checked;
    });
  }
}

customElements.define("block-copies", BlockCopies);

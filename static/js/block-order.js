// Around the blocks of a guide: its buttons move a block in place, so does a number that is typed,
// and a status says where it stands now. Without this script the buttons send the form.
const STEP = 10;
const EACH = ".inline-related:not(.empty-form)";

const position = (block) => block.querySelector('[name$="-position"]');
const typed = (block) => Number(position(block).value || Number.MAX_VALUE);

class BlockOrder extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest('[name="_arrange"]');
      if (!/^(up|down)/.test(button?.value)) return;
      event.preventDefault();
      this.move(button.closest(EACH), button.value.startsWith("up") ? -1 : 1);
      button.scrollIntoView({ block: "nearest" });
    });
    this.addEventListener("change", ({ target }) => {
      const block = target.closest(EACH);
      if (!block || target === block) return;
      if (target === position(block)) this.arrange(block, this.blocks.sort((one, other) => typed(one) - typed(other)));
      if (target.name?.endsWith("-DELETE")) this.say(target.checked ? block.querySelector(".block-gone").textContent : "");
    });
    this.addEventListener("block:placed", ({ target }) => this.number(target));
  }

  get blocks() {
    return [...this.querySelectorAll(EACH)];
  }

  move(block, by) {
    const others = this.blocks.filter((one) => one !== block);
    const place = Math.max(this.blocks.indexOf(block) + by, 0);
    this.number(block, others.toSpliced(place, 0, block));
  }

  // The block stays where it is in the document, and the others go around it: so it keeps the focus.
  arrange(block, order) {
    const at = order.indexOf(block);
    block.before(...order.slice(0, at));
    block.after(...order.slice(at + 1));
    order.forEach((one, place) => {
      const told = this.dataset.place.replace("{place}", place + 1);
      one.querySelector(".block-place").textContent = told.replace("{count}", order.length);
    });
    this.say(block.querySelector(".block-place").textContent);
  }

  number(block, order = this.blocks) {
    order.forEach((one, place) => (position(one).value = (place + 1) * STEP));
    this.arrange(block, order);
    block.dispatchEvent(new Event("change", { bubbles: true }));
  }

  say(words) {
    this.querySelector(".block-told").textContent = words;
  }
}

customElements.define("block-order", BlockOrder);

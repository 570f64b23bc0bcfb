// Around the blocks of a guide: its buttons move a block in place, a number that is typed does too,
// and a status says where the block stands now. Without this script the buttons send the form.
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
      if (target === block) return;
      if (target === position(block)) this.arrange(block, this.blocks.sort((one, other) => typed(one) - typed(other)));
      if (target.name?.endsWith("-DELETE")) this.say(target.checked ? block.querySelector(".block-gone").textContent : "");
    });
    this.addEventListener("block:placed", ({ target }) => this.number(target));
  }

  get blocks() {
    return [...this.querySelectorAll(EACH)];
  }

  move(block, by) {
    const order = this.blocks;
    const from = order.indexOf(block);
    order.splice(Math.max(from + by, 0), 0, ...order.splice(from, 1));
    this.number(block, order);
  }

  // The block stays where it is in the document, and the others go around it: so it keeps the focus.
  arrange(block, order) {
    const at = order.indexOf(block);
    block.before(...order.slice(0, at));
    block.after(...order.slice(at + 1));
    order.forEach((one, place) => {
      const told = { place: place + 1, count: order.length };
      one.querySelector(".block-place").textContent = this.dataset.place.replace(/{(\w+)}/g, (_all, name) => told[name]);
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

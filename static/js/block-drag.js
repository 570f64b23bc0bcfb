// Around the blocks of a guide: each gets a handle to drag it by, for those whose hands like that.
// The buttons and the number do the same, so the handle is for pointers only and no key stops at
// it. Nothing moves before the pointer is let go; Escape leaves all where it was.
const EDGE = 90;
const STEP = 24;

class BlockDrag extends HTMLElement {
  connectedCallback() {
    if (!this.dataset.label) return;
    for (const acts of this.querySelectorAll(".block-acts")) acts.prepend(this.handle());
    this.addEventListener("pointerdown", (event) => this.take(event));
    this.addEventListener("pointermove", (event) => this.dragged && this.pass(event));
    this.addEventListener("pointerup", () => this.dragged && this.drop());
    this.addEventListener("pointercancel", () => this.leave());
    addEventListener("keydown", (event) => event.key === "Escape" && this.leave());
  }

  handle() {
    const handle = Object.assign(document.createElement("span"), { className: "block-handle", textContent: this.dataset.label });
    handle.setAttribute("aria-hidden", "true");
    return handle;
  }

  take(event) {
    const handle = event.target.closest(".block-handle");
    if (!handle || event.button !== 0) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    this.order = this.closest("block-order");
    this.dragged = handle.closest(".inline-related");
    this.others = this.order.blocks.filter((one) => one !== this.dragged);
    this.place = this.order.blocks.indexOf(this.dragged);
    this.dragged.classList.add("is-dragged");
  }

  pass({ clientY }) {
    if (clientY < EDGE || clientY > innerHeight - EDGE) scrollBy(0, clientY < EDGE ? -STEP : STEP);
    const below = this.others.findIndex((one) => clientY < one.getBoundingClientRect().top + one.offsetHeight / 2);
    this.place = below < 0 ? this.others.length : below;
    this.others.forEach((one, place) => {
      one.classList.toggle("drop-before", place === this.place);
      one.classList.toggle("drop-after", place === this.place - 1 && place === this.others.length - 1);
    });
  }

  drop() {
    this.order.number(this.dragged, this.others.toSpliced(this.place, 0, this.dragged));
    this.leave();
  }

  leave() {
    for (const one of [this.dragged, ...(this.others ?? [])]) one?.classList.remove("is-dragged", "drop-before", "drop-after");
    this.dragged = undefined;
  }
}

customElements.define("block-drag", BlockDrag);

// In the place to write: counts what still fits, but only near the end. Without this script the
// site says so when the form arrives.
const NEAR = 500;

class WordsLeft extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "status");
    this.hidden = true;
    const field = this.closest("form").querySelector("textarea[data-fits]");
    field?.addEventListener("input", () => this.count(Number(field.dataset.fits) - field.value.length));
  }

  count(left) {
    this.hidden = left > NEAR;
    // Only then, because a class that says how it is laid out wins over "hidden".
    this.className = this.hidden ? "" : "note warn";
    const words = left < 0 ? this.dataset.over : this.dataset.left;
    this.textContent = this.hidden ? "" : words.replace("#", Math.abs(left));
  }
}

customElements.define("words-left", WordsLeft);

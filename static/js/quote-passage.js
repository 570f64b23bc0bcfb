// Below the comment that is answered: puts what was selected in it into the reply, as a quotation.
// Without this script the link quotes the whole comment.
class QuotePassage extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("for"));
    this.source = this.closest("details").querySelector("blockquote");
    this.status = this.querySelector("[role=status]");
    if (!this.field) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn quiet";
    button.textContent = this.dataset.label;
    button.addEventListener("click", () => this.quote());
    this.querySelector("a").after(button);
    // A press on the button may take the selection away, so the last one in the comment is kept.
    document.addEventListener("selectionchange", () => this.remember());
  }

  remember() {
    const chosen = document.getSelection();
    const inside = chosen.rangeCount && this.source.contains(chosen.getRangeAt(0).commonAncestorContainer);
    if (inside && chosen.toString().trim()) this.words = chosen.toString().trim();
  }

  quote() {
    if (!this.words) {
      this.status.textContent = this.dataset.empty;
      return;
    }
    const quoted = this.words.split("\n").map((line) => `> ${line}`.trim()).join("\n");
    const before = this.field.value.trimEnd();
    this.field.value = `${before}${before && "\n\n"}${quoted}\n\n`;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.status.textContent = this.dataset.told;
    this.words = "";
    this.field.focus();
  }
}

customElements.define("quote-passage", QuotePassage);

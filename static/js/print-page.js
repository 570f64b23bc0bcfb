// A button that opens the print window of the browser. Without this script the browser's own menu
// does it, and there is no button.
class PrintPage extends HTMLElement {
  connectedCallback() {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn", textContent: this.dataset.label });
    button.addEventListener("click", () => window.print());
    this.replaceChildren(button);
  }
}

customElements.define("print-page", PrintPage);

// Around the question for a password: a button that shows what was typed, because three words in a
// row are hard to type blind. It hides again when the form is sent, so that no browser keeps the
// password as if it were a word. Without this script nothing is missing but the button.
class ShowPassword extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "btn";
    this.button.setAttribute("aria-controls", this.input.id);
    this.button.addEventListener("click", () => this.show(this.input.type === "password"));
    this.input.form?.addEventListener("submit", () => this.show(false));
    this.input.after(this.button);
    this.show(false);
  }

  show(visible) {
    this.input.type = visible ? "text" : "password";
    this.button.textContent = visible ? this.dataset.hide : this.dataset.show;
  }
}

customElements.define("show-password", ShowPassword);

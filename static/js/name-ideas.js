// Ideas for a public name: a press puts one into the field at once, and what else was typed stays
// where it is, a password too. Without this script the button sends the form and brings it back.
class NameIdeas extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("for"));
    this.addEventListener("click", (event) => this.take(event));
  }

  take(event) {
    const idea = event.target.closest("button");
    if (!idea || !this.field) return;
    event.preventDefault();
    this.field.value = idea.value;
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.field.focus();
  }
}

customElements.define("name-ideas", NameIdeas);

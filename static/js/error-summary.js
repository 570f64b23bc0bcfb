// Around the list of what went wrong: takes the focus when the page comes back, so that it is heard
// and seen first, and brings the question into view, not only its field, when one of its links is
// followed. Without this script the list stands on top of the form and its links work as links.
class ErrorSummary extends HTMLElement {
  connectedCallback() {
    this.firstElementChild.focus();
    this.addEventListener("click", (event) => this.lead(event));
  }

  lead(event) {
    const link = event.target.closest('a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".field") ?? field).scrollIntoView();
    field.focus({ preventScroll: true });
  }
}

customElements.define("error-summary", ErrorSummary);

// A form that is sent with a passkey. `data-challenge` is where a challenge is asked for, `data-act`
// says whether a passkey is made ("create") or used ("get"). Where a browser cannot, what is
// marked `data-without` stays, and the form stays away.
class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!globalThis.webauthnJSON?.supported()) return;
    this.form = this.querySelector("form");
    this.told = this.querySelector("[role=alert]");
    for (const part of this.querySelectorAll("[data-with]")) part.hidden = false;
    for (const part of this.querySelectorAll("[data-without]")) part.hidden = true;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
  }

  async ask() {
    this.told.textContent = "";
    try {
      const answer = await fetch(this.dataset.challenge, {
        method: "POST",
        headers: { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value },
      });
      if (answer.redirected) return location.reload();
      if (!answer.ok) throw new Error(answer.statusText);
      const made = await globalThis.webauthnJSON[this.dataset.act](await answer.json());
      this.form.elements.credential.value = JSON.stringify(made);
      this.form.submit();
    } catch {
      this.told.textContent = this.dataset.failed;
    }
  }
}

customElements.define("passkey-form", PasskeyForm);

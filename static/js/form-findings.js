// Around "What to look at": asks the server again after a pause in typing, and shows the answer.
// Typing never waits for it; without an answer what stood there stays.
const PAUSE = 1500;

class FormFindings extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.now = this.querySelector(".findings-now");
    const later = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    };
    this.form.addEventListener("input", later);
    this.form.addEventListener("change", later);
    this.addEventListener("focusout", () => setTimeout(() => this.show()));
  }

  async ask() {
    this.asked?.abort();
    this.asked = new AbortController();
    const body = new FormData();
    for (const [name, value] of new FormData(this.form)) {
      const counts = /^(blocks-|hero$|csrf)/.test(name);
      if (counts && typeof value === "string") body.append(name, value);
    }
    try {
      const { signal } = this.asked;
      const answer = await fetch(this.dataset.address, { method: "POST", body, signal });
      if (!answer.ok || answer.redirected) return;
      this.answer = await answer.text();
      this.show();
    } catch {
      // Overtaken by a newer question, or no connection: the next pause asks again.
    }
  }

  // Not under the hands of somebody who reads it.
  show() {
    if (this.answer === undefined || this.now.contains(document.activeElement)) return;
    const wasOpen = this.now.querySelector("details")?.open;
    const before = this.count();
    this.now.innerHTML = this.answer;
    this.answer = undefined;
    const details = this.now.querySelector("details");
    if (details && wasOpen !== undefined) details.open = wasOpen;
    if (this.count() !== before) this.querySelector('[role="status"]').textContent = this.count();
  }

  count() {
    return this.now.querySelector(".findings-count")?.textContent ?? "";
  }
}

customElements.define("form-findings", FormFindings);

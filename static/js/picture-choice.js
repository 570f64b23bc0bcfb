// Around the list of pictures in a form: a button opens small pictures to look through, with a
// field to search them. What is pressed there is chosen in the list, which works by itself, too.
const PAUSE = 400;

class PictureChoice extends HTMLElement {
  connectedCallback() {
    const part = (name) => this.querySelector(name);
    [this.select, this.chosen, this.button] = ["select", ".picture-chosen", ".picture-tools > button"].map(part);
    [this.panel, this.field, this.list, this.status] = [".picture-panel", "input", ".picture-list", '[role="status"]'].map(part);
    part(".picture-tools").hidden = false;
    this.button.addEventListener("click", () => this.open(this.panel.hidden));
    this.field.addEventListener("input", (event) => this.search(event, PAUSE));
    this.field.addEventListener("keydown", (event) => event.key === "Enter" && this.search(event, 0));
    this.panel.addEventListener("keydown", ({ key }) => key === "Escape" && this.open(false));
    this.list.addEventListener("click", ({ target }) => this.press(target.closest("button")));
    this.select.addEventListener("change", ({ isTrusted }) => isTrusted && this.chosen.replaceChildren());
  }

  open(asked) {
    this.panel.hidden = !asked;
    this.button.setAttribute("aria-expanded", asked);
    (asked ? this.field : this.button).focus();
    if (asked) this.show(1);
  }

  // What is typed here is no part of the form, and Enter does not send it.
  search(event, pause) {
    event.stopPropagation();
    if (!pause) event.preventDefault();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(1), pause);
  }

  async show(page) {
    const asked = new URLSearchParams({ q: this.field.value, page, chosen: this.select.value });
    const answer = await fetch(`${this.dataset.address}?${asked}`).catch(() => undefined);
    const found = answer?.ok && !answer.redirected ? await answer.text() : undefined;
    this.status.textContent = found === undefined ? this.dataset.lost : "";
    if (page === 1) this.list.replaceChildren();
    this.list.insertAdjacentHTML("beforeend", found ?? "");
  }

  async more(pressed) {
    const next = this.list.querySelectorAll(".picture-offer").length;
    await this.show(pressed.value);
    pressed.remove();
    this.list.querySelectorAll(".picture-offer")[next]?.focus();
  }

  press(pressed) {
    if (pressed?.matches(".picture-more")) return this.more(pressed);
    const title = pressed?.querySelector(".picture-name").textContent;
    if (!title) return;
    // Somebody may have put it into the library since the form was opened.
    if (!this.select.querySelector(`[value="${pressed.value}"]`)) this.select.add(new Option(title, pressed.value));
    this.select.value = pressed.value;
    this.chosen.replaceChildren(pressed.querySelector(".thumbnail"));
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
    this.open(false);
    this.status.textContent = this.dataset.told.replace("{title}", title);
  }
}

customElements.define("picture-choice", PictureChoice);

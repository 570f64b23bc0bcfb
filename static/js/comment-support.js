// Around what stands under a comment: presses of support are sent and shown in their place. The
// focus stays on the button, and what was done is said. Without this script, or when the site answers
// anything else, the button sends its form and the page comes back at the comment.
//
// The same press again within two seconds is a shaking hand, not a change of mind.
const PAUSE = 2000;

class CommentSupport extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest('button[form="support"]');
      if (!button || this.leaving) return;
      event.preventDefault();
      this.press(button);
    });
  }

  async press(button) {
    const now = Date.now();
    if (this.waits || (button.value === this.last && now - this.at < PAUSE)) return;
    [this.last, this.at, this.waits] = [button.value, now, true];
    const body = new FormData(button.form);
    body.append(button.name, button.value);
    const request = { method: "POST", body, headers: { "X-Requested-With": "fetch" } };
    const answer = await fetch(button.formAction, request).catch(() => undefined);
    this.waits = false;
    if (!answer) {
      // The page stays, with whatever is being written on it.
      this.say(button.form.dataset.away);
    } else if (answer.ok && !answer.redirected) {
      this.show(await answer.text(), button.value);
    } else {
      this.leaving = true;
      button.click();
    }
  }

  say(words) {
    const told = this.querySelector("p[role=status]") ?? document.createElement("p");
    this.append(Object.assign(told, { role: "status", className: "note warn", textContent: words }));
  }

  show(html, value) {
    const wasOpen = this.querySelector("details.ready")?.open;
    this.innerHTML = html;
    const ready = this.querySelector("details.ready");
    if (ready && wasOpen) ready.open = true;
    this.querySelector(`button[value="${value}"]`)?.focus({ preventScroll: true });
    document.getElementById("status").textContent = this.querySelector("[data-told]").textContent;
  }
}

customElements.define("comment-support", CommentSupport);

// Around the link to what came since the page was made: asks, puts it at the end of the discussion
// under a heading of its own, says how many, and moves the focus to the first. Nothing on the page
// moves by itself. Without this script, or where there is no such place, the link leads to a page.
class NewComments extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
      if (!link || !plain || !document.getElementById("arrived")) return;
      event.preventDefault();
      this.look(link.href);
    });
  }

  async look(address) {
    if (this.looks) return;
    this.looks = true;
    this.say("");
    const words = await fetch(address)
      .then((answer) => (answer.ok ? answer.text() : undefined))
      .catch(() => undefined);
    this.looks = false;
    if (words === undefined) this.say(this.dataset.away);
    else this.show(new DOMParser().parseFromString(words, "text/html"));
  }

  show(answer) {
    const next = answer.querySelector("[data-look]");
    for (const link of document.querySelectorAll("new-comments a")) link.href = next.href;
    const fresh = [...answer.querySelectorAll("article.comment")].filter(
      (comment) => !document.getElementById(comment.id),
    );
    const count = fresh.length === 1 ? "one" : "many";
    const told = fresh.length ? (next.dataset.follows === "" ? "more" : count) : "none";
    this.say(this.dataset[told].replace("#", fresh.length));
    if (fresh.length) this.put(fresh, answer.getElementById("support"));
  }

  put(fresh, presses) {
    const place = document.getElementById("arrived");
    for (const comment of fresh) place.querySelector(".threads").append(comment.closest("li"));
    for (const link of place.querySelectorAll(".to a")) {
      if (link.hash && document.querySelector(link.hash)) link.setAttribute("href", link.hash);
    }
    if (presses && !document.getElementById("support")) place.append(presses);
    place.hidden = false;
    fresh[0].tabIndex = -1;
    fresh[0].focus();
  }

  say(words) {
    this.querySelector("[role=status]").textContent = words;
  }
}

customElements.define("new-comments", NewComments);

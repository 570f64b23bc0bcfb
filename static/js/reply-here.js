// Beside conversations: "Reply" brings the place to write under the comment that is answered, so that
// nobody loses their place, and moves the focus into it. What is answered can be opened above it. To
// close it throws nothing away. Without this script, or when anything goes wrong, the link leads to a
// page for the reply.
const NAMING = ["for", "aria-describedby", "aria-labelledby", "aria-controls"];

class ReplyHere extends HTMLElement {
  connectedCallback() {
    document.addEventListener("click", (event) => this.press(event));
  }

  press(event) {
    const link = event.target.closest('.acts > a[href$="/reply/"]');
    const comment = link?.closest("article.comment");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.button);
    if (!comment || !plain || this.leaving) return;
    event.preventDefault();
    const field = comment.querySelector(".reply-place textarea");
    if (field) field.focus();
    else this.open(comment, link);
  }

  async open(comment, link) {
    if (this.asking) return;
    this.asking = true;
    const page = await this.fetched(link.href).catch(() => undefined);
    this.asking = false;
    if (page?.querySelector("steady-form") && page.querySelector(".answered")) this.put(page, comment, link);
    else this.leave(link);
  }

  // The page for the reply, and what its parts need to work.
  async fetched(address) {
    const answer = await fetch(address);
    if (!answer.ok || answer.redirected) return undefined;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const script of page.querySelectorAll("main script[src]")) await import(script.getAttribute("src"));
    return page;
  }

  leave(link) {
    this.leaving = true;
    link.click();
  }

  put(page, comment, link) {
    const place = Object.assign(document.createElement("section"), { className: "reply-place" });
    const heading = Object.assign(document.createElement("p"), { id: "reply-h", className: "said-of" });
    heading.append(Object.assign(document.createElement("strong"), { textContent: page.querySelector("h1").textContent }));
    place.setAttribute("aria-labelledby", heading.id);
    // Taken into this document first, so that each part is what it is before any of them begins.
    const [answered, form] = [".answered", "steady-form"].map((one) => document.importNode(page.querySelector(one), true));
    answered.open = false;
    for (const quote of answered.querySelectorAll('a[href^="?"]')) quote.href = link.href + quote.getAttribute("href");
    place.append(heading, answered, form, this.closing(place, comment));
    for (const script of place.querySelectorAll("script")) script.remove();
    this.rename(place, `-${comment.id}`);
    comment.append(place);
    place.querySelector("textarea").focus();
  }

  closing(place, comment) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn" });
    button.textContent = this.dataset.close;
    button.addEventListener("click", () => {
      place.querySelector("words-keeper").keep();
      place.remove();
      comment.querySelector('.acts > a[href$="/reply/"]')?.focus();
    });
    return button;
  }

  // The page may have such a place already, for a new comment or another reply.
  rename(place, ending) {
    const named = [...place.querySelectorAll("[id]")];
    const ids = new Set(named.map((one) => one.id));
    const renamed = (ids_) => ids_.split(" ").map((id) => (ids.has(id) ? id + ending : id)).join(" ");
    for (const each of [place, ...place.querySelectorAll("*")]) {
      for (const name of NAMING) if (each.hasAttribute(name)) each.setAttribute(name, renamed(each.getAttribute(name)));
    }
    for (const one of named) one.id += ending;
  }
}

customElements.define("reply-here", ReplyHere);

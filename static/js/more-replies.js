// Around the link to the rest of a conversation: fetches the next replies, puts them below those that
// are there, says how many, and moves the focus to the first. Without this script, or when anything
// goes wrong, the link leads to a page that holds them.
class MoreReplies extends HTMLElement {
  connectedCallback() {
    this.link = this.querySelector("a");
    this.link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || this.leaving) return;
      event.preventDefault();
      this.load();
    });
  }

  async load() {
    if (this.asking) return;
    this.asking = true;
    const words = await fetch(this.link.href)
      .then((answer) => (answer.ok ? answer.text() : ""))
      .catch(() => "");
    this.asking = false;
    const page = new DOMParser().parseFromString(words, "text/html");
    const found = page.querySelector("ol.threads ol.threads")?.children ?? [];
    const here = (item) => document.getElementById(item.querySelector(".comment").id);
    const fresh = [...found].filter((item) => !here(item));
    if (fresh.length) this.put(fresh, page.querySelector(".pages a.btn:not(.quiet)"));
    else this.leave();
  }

  leave() {
    this.leaving = true;
    this.link.click();
  }

  put(fresh, next) {
    const replies = this.closest("li").querySelector(".replies");
    replies.open = true;
    replies.querySelector(".threads").append(...fresh);
    for (const link of replies.querySelectorAll(".to a")) {
      if (link.hash && document.querySelector(link.hash)) link.setAttribute("href", link.hash);
    }
    const told = replies.querySelector("summary");
    told.textContent = told.textContent.replace(/\d+/, replies.querySelectorAll(".comment").length);
    const count = fresh.reduce((sum, item) => sum + item.querySelectorAll(".comment").length, 0);
    document.getElementById("status").textContent = this.dataset.told.replace("#", count);
    if (next) this.link.href = next.href;
    const first = fresh[0].querySelector(".comment");
    first.tabIndex = -1;
    first.focus();
    if (next) this.link.firstChild.textContent = next.textContent.trim();
    else this.remove();
  }
}

customElements.define("more-replies", MoreReplies);

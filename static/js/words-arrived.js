// On the page of one's own comment: what this device kept of the form that made it is not needed any
// more. Until this page was seen, it might have been the only place that had the words.
class WordsArrived extends HTMLElement {
  connectedCallback() {
    try {
      for (const place of Object.keys(localStorage)) if (this.made(place)) localStorage.removeItem(place);
    } catch {
      // A browser that refuses its store keeps nothing.
    }
  }

  made(place) {
    if (!place.startsWith("words:")) return false;
    try {
      return JSON.parse(localStorage.getItem(place))?.number === this.dataset.number;
    } catch {
      return false;
    }
  }
}

customElements.define("words-arrived", WordsArrived);

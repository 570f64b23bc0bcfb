// After a date that is written out: how long ago that was when it was put on the page. Nothing ticks.
// Without this script the date stands alone, so pages can be kept and served to everyone.
const SECONDS = { year: 31_557_600, month: 2_629_800, week: 604_800, day: 86_400, hour: 3600, minute: 60 };
const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en");

class TimeAgo extends HTMLElement {
  connectedCallback() {
    const passed = (Date.now() - Date.parse(this.previousElementSibling.dateTime)) / 1000;
    const unit = Object.keys(SECONDS).find((each) => passed >= SECONDS[each]);
    if (unit) this.textContent = ` (${words.format(-Math.floor(passed / SECONDS[unit]), unit)})`;
  }
}

customElements.define("time-ago", TimeAgo);

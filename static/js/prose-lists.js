// What is pasted from Word: paragraphs that Word means as items become a list. Asked by
// prose-paste.js, when everything else is tidy.
const LEVEL = /mso-list:[^;]*level([123])/i;
const COUNTED = /^\s*\(?(\d+|[a-z]|[ivx]+)[.)]/i;

// A paragraph that is an item goes into the list that ends right before it.
const listed = (line, lists) => {
  const level = Number(line.dataset.said.match(LEVEL)?.[1]);
  if (!level) return;
  const bullet = line.querySelector('[data-said*="mso-list:ignore" i]');
  const kind = COUNTED.test(bullet?.textContent ?? "") ? "ol" : "ul";
  bullet?.remove();
  let before = line.previousElementSibling;
  let put = (list) => line.before(list);
  for (let depth = 1; ; depth += 1) {
    if (!lists.has(before)) {
      before = document.createElement(kind);
      lists.add(before);
      put(before);
    }
    if (depth === level) break;
    const above = before.lastElementChild ?? before.appendChild(document.createElement("li"));
    put = (list) => above.append(list);
    before = above.lastElementChild;
  }
  const item = document.createElement("li");
  item.append(...line.childNodes);
  before.append(item);
  line.remove();
};

document.addEventListener("prose:tidied", ({ detail: page }) => {
  const lists = new Set();
  for (const line of page.querySelectorAll('p[data-said*="mso-list" i]')) listed(line, lists);
});

// Links of a form to its own fields: one leads there also where the field is folded away, or has an
// editor in its place. Without this script the browser goes as far as it can.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('.findings a[href^="#"], .mistakes a[href^="#"]');
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  const editor = field.closest(".prose-editor")?.querySelector('[contenteditable="true"]');
  const place = editor ?? field;
  place.scrollIntoView({ block: "center" });
  place.focus({ preventScroll: true });
});

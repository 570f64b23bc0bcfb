// One letter for each button of the desk. Loaded only where somebody switched that on.
const TYPING = "input, textarea, select, [contenteditable]";

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest?.(TYPING)) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key.toUpperCase())}"]`);
  if (!button) return;
  event.preventDefault();
  button.focus();
  button.click();
  // What has opened wants words: begin there.
  button.closest("details[open]")?.querySelector("form :is(input:not([type=hidden]), textarea)")?.focus();
});

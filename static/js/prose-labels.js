// The editor for running words tells screen readers and voice control nothing by itself: this gives
// it the label and the hint of its field, words on its buttons, and says which of them are pressed.
// A button without words (data-words of the field) is left out.
const tidy = (textarea) => {
  const editor = textarea.closest(".prose-editor");
  const box = editor?.querySelector('[contenteditable="true"]');
  const bar = editor?.querySelector(".prose-menubar");
  if (editor?.dataset.told) return;
  // The buttons come a moment after the editor says that it is ready.
  if (!box || !bar) return void setTimeout(tidy, 20, textarea);
  editor.dataset.told = "yes";
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  label.id ||= `${textarea.id}_label`;
  label.addEventListener("click", () => box.focus());
  box.setAttribute("aria-labelledby", label.id);
  const hint = document.getElementById(`${textarea.id}_helptext`);
  if (hint) box.setAttribute("aria-describedby", hint.id);
  if (textarea.getAttribute("aria-invalid")) box.setAttribute("aria-invalid", "true");
  name(bar, JSON.parse(textarea.dataset.words ?? "{}"), label);
};

const name = (bar, words, label) => {
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-labelledby", label.id);
  for (const button of bar.querySelectorAll("button")) {
    const said = words[button.dataset.name];
    if (!said) {
      button.remove();
      continue;
    }
    button.classList.remove("material-icons");
    button.textContent = said;
    button.removeAttribute("title");
    button.removeAttribute("aria-label");
  }
  const mark = () => {
    for (const button of bar.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", button.classList.contains("active"));
      button.setAttribute("aria-disabled", button.classList.contains("disabled"));
    }
  };
  new MutationObserver(mark).observe(bar, { subtree: true, attributeFilter: ["class"] });
  mark();
};

const every = () => {
  for (const textarea of document.querySelectorAll(".prose-editor > textarea")) tidy(textarea);
};

document.addEventListener("prose-editor:ready", (event) => tidy(event.target));
every();

// Where a browser does not know how to let a field grow with its words (`field-sizing` in
// composer.css): lets the one in the place to write grow. It never becomes smaller while one types.
const grow = (field) => {
  const edges = field.offsetHeight - field.clientHeight;
  if (field.scrollHeight > field.clientHeight) field.style.height = `${field.scrollHeight + edges}px`;
};

if (!CSS.supports("field-sizing", "content")) {
  const FIELDS = ".compose textarea";
  document.querySelectorAll(FIELDS).forEach(grow);
  document.addEventListener("input", ({ target }) => target.matches(FIELDS) && grow(target));
}

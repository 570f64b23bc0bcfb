// Tab always goes on to the next field. The editor would use it to indent a list, and to add row
// after row to a table, where somebody without a mouse could not get out.
const leave = (event) => {
  const isInside = event.target.closest?.(".prose-editor [contenteditable]");
  if (event.key === "Tab" && isInside) event.stopPropagation();
};

document.addEventListener("keydown", leave, true);

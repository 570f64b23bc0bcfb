// "Add another" and "Remove" below the byline of a guide are links that the admin makes and that
// lead nowhere: here they lead to the part they are about, and the space bar presses them, as it
// does a button.
const group = document.getElementById("contributions-group");

const mend = () => {
  for (const link of group.querySelectorAll('a[href="#"]')) link.href = `#${group.id}`;
};

if (group) {
  new MutationObserver(mend).observe(group, { childList: true, subtree: true });
  group.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches('a[role="button"], .inline-deletelink')) return;
    event.preventDefault();
    event.target.click();
  });
  mend();
}

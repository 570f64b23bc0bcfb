// A second press on the same button within two seconds does nothing: a shaking hand presses twice.
// The server ignores repeats as well; this only spares people the wait and the doubt.
const PAUSE = 2000;
const sent = new WeakMap();

document.addEventListener("submit", (event) => {
  const now = Date.now();
  if (now - (sent.get(event.target) ?? 0) < PAUSE) {
    event.preventDefault();
    return;
  }
  sent.set(event.target, now);
});

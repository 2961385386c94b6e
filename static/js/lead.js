/* The trainer's room and the wall: they ask for what changed every second and a half (htmx). What somebody has opened
   stays open, and a line that is down is said once and tried again. */

const ASKS = "#pulse, #wall";

/* a piece that is exchanged keeps what was open in it, and how far a table was pushed */
let pushed = [];
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  const fresh = (id) => fragment.querySelector(`[id="${id}"]`);
  for (const one of target.querySelectorAll("details[id]")) {
    const next = fresh(one.id);
    if (next) next.open = one.open;
  }
  pushed = [...target.querySelectorAll("[tabindex][id]")].map((one) => [one.id, one.scrollLeft]);
});
document.addEventListener("htmx:oobAfterSwap", () => {
  for (const [id, far] of pushed) {
    const one = document.getElementById(id);
    if (one && far) one.scrollLeft = far;
  }
});

/* asking goes on whatever happens, htmx sees to that; every failure told aloud would be too much */
function lost(isLost) {
  for (const line of document.querySelectorAll(".lost")) line.hidden = !isLost;
}
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"])
  document.body.addEventListener(name, (event) => {
    if (!event.target.matches?.(ASKS)) return;
    event.stopPropagation();
    lost(true);
  });
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && event.detail.elt.matches?.(ASKS)) lost(false);
});

/* the wall fills the screen when its button is pressed */
const canFill = document.fullscreenEnabled;
function offer() {
  const button = document.querySelector("[data-whole-screen]");
  if (button) button.hidden = !canFill || Boolean(document.fullscreenElement);
}
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-whole-screen]")) document.documentElement.requestFullscreen().catch(offer);
});
document.addEventListener("fullscreenchange", offer);
document.addEventListener("htmx:afterSwap", offer);
offer();

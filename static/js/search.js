/* Searching while one types: names offered, and queries counted. The plain form does without. */

const q = document.getElementById("q");
const offers = document.getElementById("offers");

/* a word that an input method is still composing is searched once it stands, or rests: some compose every word */
const REST = 700;
let composed = 0;

function ask() {
  clearTimeout(composed);
  q.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener(
  "input",
  (event) => {
    if (event.target !== q || !event.isComposing) return;
    event.stopPropagation();
    clearTimeout(composed);
    composed = setTimeout(ask, REST);
  },
  true,
);
q.addEventListener("compositionend", () => setTimeout(ask));

/* names: the arrows go through them, Enter takes one, Escape closes; the focus stays in the field */
let chosen = -1;

function mark(place) {
  const all = offers.children;
  chosen = place < -1 ? all.length - 1 : place >= all.length ? -1 : place;
  for (const [index, one] of [...all].entries()) one.setAttribute("aria-selected", String(index === chosen));
  if (chosen < 0) q.removeAttribute("aria-activedescendant");
  else {
    q.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }
}

function show(open) {
  offers.hidden = !open;
  q.setAttribute("aria-expanded", String(open));
  mark(-1);
}

/* names that were asked for before somebody was done with them may still come: they stay shut */
let done = "";

function shut() {
  done = q.value.trim();
  show(false);
}

function take(one) {
  q.value = one.textContent;
  shut();
  q.dispatchEvent(new Event("search"));
}

function prepare() {
  offers.setAttribute("role", "listbox");
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": "offers",
    "aria-expanded": "false",
  }))
    q.setAttribute(name, value);
}

q.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const { key } = event;
  const isOpen = !offers.hidden;
  if ((key === "ArrowDown" || key === "ArrowUp") && offers.children.length) {
    event.preventDefault();
    if (!isOpen) show(true);
    mark(key === "ArrowDown" ? chosen + 1 : chosen - 1);
  } else if (key === "Escape" && isOpen) {
    event.preventDefault();
    shut();
  } else if (key === "Enter" && isOpen && chosen >= 0) {
    event.preventDefault();
    take(offers.children[chosen]);
  }
});
q.addEventListener("blur", () => show(false));
offers.addEventListener("pointerdown", (event) => event.preventDefault());
offers.addEventListener("click", (event) => {
  const one = event.target.closest("[role=option]");
  if (one) take(one);
});

/* counted is a query that was typed to its end, and that something was opened: never who, never half a word */
const RESTED = 2000;
let counted = q.value.trim();
let resting = 0;

function tell(words, opened) {
  const told = new URLSearchParams({ q: words, ...(opened && { opened: "yes" }) });
  navigator.sendBeacon(q.dataset.counted, told);
}

function ended() {
  clearTimeout(resting);
  resting = 0;
  const words = q.value.trim();
  if (words && words !== counted) tell(words, false);
  counted = words;
}

document.addEventListener("htmx:afterSwap", (event) => {
  const part = event.detail.target;
  if (part === offers) show(offers.children.length > 0 && document.activeElement === q && !["", done].includes(q.value.trim()));
  if (event.detail.requestConfig?.elt !== q) return;
  clearTimeout(resting);
  resting = setTimeout(ended, RESTED);
});

/* whoever follows a facet stays where they were; where that is gone, reading goes on at the count */
document.addEventListener("htmx:afterSettle", () => {
  const count = document.querySelector("#results .count");
  if (document.activeElement !== document.body || !count) return;
  count.tabIndex = -1;
  count.focus({ preventScroll: true });
});

/* a form that is sent is counted by its answer */
q.form.addEventListener("submit", () => {
  clearTimeout(resting);
  resting = 0;
});
addEventListener("pagehide", () => resting && ended());
document.addEventListener("click", (event) => {
  if (!event.target.closest(".hit h3 a, .things a")) return;
  if (resting) ended();
  tell(q.value.trim(), true);
});

prepare();

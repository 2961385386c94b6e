/* What makes reading and practising easier; every page works without it. */

const page = document.documentElement;
const said = document.getElementById("said");

function say(words) {
  if (!said) return;
  said.textContent = "";
  setTimeout(() => {
    said.textContent = words;
  }, 60);
}

/* light, dark, or as the device has it */
function theme() {
  return page.dataset.theme ?? "auto";
}

function showTheme(switcher) {
  for (const button of switcher.querySelectorAll("[data-theme-choice]"))
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme()));
}

function chooseTheme(choice) {
  if (choice === "auto") delete page.dataset.theme;
  else page.dataset.theme = choice;
  try {
    if (choice === "auto") localStorage.removeItem("masar-theme");
    else localStorage.setItem("masar-theme", choice);
  } catch {
    /* the choice then lasts as long as the page */
  }
  document.querySelectorAll("[data-themes]").forEach(showTheme);
}

/* a citation or a paragraph's lasting address, on the clipboard */
async function copy(words, button) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    return;
  }
  say(said.dataset.copied);
  const label = button?.querySelector("span");
  if (!label || label.dataset.was) return;
  label.dataset.was = label.textContent;
  label.textContent = said.dataset.copied;
  setTimeout(() => {
    label.textContent = label.dataset.was;
    delete label.dataset.was;
  }, 2000);
}

function citation(element) {
  const path = element.querySelector(".path");
  const words = element.textContent.replace(/\s+/g, " ").trim();
  return path ? words.replace(path.textContent, location.origin + path.textContent) : words;
}

/* the other language opens where we are, with what has been asked since the page came */
function keepPlace(link) {
  if (link.pathname.slice(3) === location.pathname.slice(3)) link.search = location.search;
  link.hash = location.hash;
}

document.addEventListener("click", (event) => {
  const target = event.target.closest(
    "[data-theme-choice], [data-copy], [data-print], [data-quick-exit], [data-keep-place], a.pn",
  );
  if (!target) return;
  if (target.dataset.themeChoice) chooseTheme(target.dataset.themeChoice);
  else if (target.dataset.copy) copy(citation(document.getElementById(target.dataset.copy)), target);
  else if ("print" in target.dataset) window.print();
  else if ("keepPlace" in target.dataset) keepPlace(target);
  else if (target.matches("a.pn")) copy(target.href, null);
  else if ("quickExit" in target.dataset) {
    event.preventDefault();
    document.body.hidden = true;
    document.title = "";
    location.replace(target.href);
  }
});

/* after a part of the page has been exchanged, reading goes on at its heading, or at what must be put right */
document.addEventListener("htmx:afterSwap", (event) => {
  const part = document.getElementById(event.detail.target.id) ?? event.detail.elt;
  if (part.dataset.title) document.title = part.dataset.title;
  const first = part.querySelector(".errs, .sure");
  const news = first ? null : part.querySelector("[data-say]");
  if (news) say(news.textContent);
  const start = first ?? (part.matches("#play, main") ? part.querySelector("h1") : null);
  if (!start) return;
  start.tabIndex = -1;
  start.focus({ preventScroll: false });
});

/* a button cannot wrap with its line: a part of the text that behaves like one takes the place of each term */
function flow(button) {
  const gloss = document.getElementById(button.getAttribute("popovertarget"));
  if (!gloss?.togglePopover) return;
  const term = document.createElement("span");
  let wasOpen = false;
  let resting = 0;
  let byMouse = false;
  term.className = "term";
  term.tabIndex = 0;
  term.setAttribute("role", "button");
  term.setAttribute("aria-expanded", "false");
  term.append(...button.childNodes);
  term.style.anchorName = gloss.style.positionAnchor = `--${gloss.id}`;
  const open = () => gloss.matches(":popover-open");
  const toggle = (shut) => (shut ? gloss.hidePopover() : gloss.showPopover());
  gloss.addEventListener("toggle", () => (byMouse &&= open()));
  gloss.addEventListener("toggle", () => term.setAttribute("aria-expanded", String(open())));
  /* pressing elsewhere closes a popover, and its own term counts as elsewhere by now */
  term.addEventListener("pointerdown", () => {
    clearTimeout(resting);
    wasOpen = open() && !byMouse;
    byMouse = false;
  });
  term.addEventListener("click", () => wasOpen === open() && toggle(wasOpen));
  term.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    toggle(open());
  });
  /* a mouse that rests on a term opens it, and shuts what it opened; a pressed one stays open */
  term.addEventListener("pointerenter", (event) => {
    if (event.pointerType !== "mouse" || open()) return;
    resting = setTimeout(() => {
      gloss.showPopover();
      byMouse = true;
    }, 350);
  });
  term.addEventListener("pointerleave", () => {
    clearTimeout(resting);
    if (byMouse && open()) setTimeout(() => byMouse && !gloss.matches(":hover") && gloss.hidePopover(), 250);
  });
  gloss.addEventListener("pointerleave", () => byMouse && gloss.hidePopover());
  button.replaceWith(term);
}

/* a word before the sign-in ends, in time to go on */
const WORD_BEFORE = 120_000;

function watchSignIn(strip) {
  const word = strip.querySelector("dialog");
  const ended = strip.querySelector(".ended");
  let ends = Date.now() + Number(strip.dataset.left) * 1000;
  word.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(event.target.action, { method: "POST", body: new FormData(event.target) });
      if (!answer.ok) throw new Error(answer.statusText);
      ends = Date.now() + (await answer.json()).left * 1000;
      word.close();
    } catch {
      say(said.dataset.failed);
    }
  });
  /* what is exchanged while a case is played was a sign of life, and says how long that holds */
  document.addEventListener("htmx:afterSwap", (event) => {
    const stays = document.getElementById(event.detail.target.id)?.dataset.stays;
    if (stays) ends = Date.now() + Number(stays) * 1000;
  });
  setInterval(() => {
    const left = ends - Date.now();
    if (left > 0 && left < WORD_BEFORE && !word.open) word.showModal();
    if (left > 0) return;
    word.close();
    ended.hidden = false;
  }, 5000);
}

document.querySelectorAll("[data-left]").forEach(watchSignIn);

for (const wrong of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
  document.addEventListener(wrong, () => say(said.dataset.failed));

document.querySelectorAll("button.term").forEach(flow);
document.querySelectorAll("[data-needs-script], [data-themes]").forEach((element) => {
  element.hidden = false;
});
document.querySelectorAll("[data-themes]").forEach(showTheme);

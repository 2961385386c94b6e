/* A room: the page asks every two seconds whether it has moved on, and takes over what changed; the rest stays as it
   is. An answer waits on the device until it has arrived; the same one twice counts once. */

const EVERY = 2000;
const HIDDEN = 5000;
const FAILED = 3500;
const GONE = 15_000;
const PATIENCE = 10_000;
let failures = 0;
let timer = 0;
let isAsking = false;
let isSending = false;
let inMemory = null;

const room = () => document.getElementById("room");
const form = () => document.querySelector("[data-room-form]");
const named = (what) => `masar-room-${what}:${room().dataset.room}`;

function read(store, what) {
  try {
    return JSON.parse(window[store].getItem(named(what)));
  } catch {
    return null;
  }
}

function write(store, what, value) {
  try {
    if (value) window[store].setItem(named(what), JSON.stringify(value));
    else window[store].removeItem(named(what));
  } catch {
    /* it lasts as the page does */
  }
}

/* show a notice that waits in the page; it is spoken after what else there is to say */
function tell(which, isSo = true) {
  const notice = document.querySelector(`.${which}`);
  if (!notice || notice.hidden !== isSo) return;
  notice.hidden = !isSo;
  const words = notice.textContent.trim();
  if (isSo) setTimeout(() => (document.getElementById("said").textContent = words), 150);
}

function lost(isLost) {
  failures = isLost ? failures + 1 : 0;
  /* an answer that waits says more, and would be spoken over */
  tell("lost", failures > 1 && !document.querySelector(".unsent:not([hidden])"));
}

function request(address, more) {
  const signal = AbortSignal.timeout(PATIENCE);
  return fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store", signal, ...more });
}

function soon(wait) {
  clearTimeout(timer);
  timer = setTimeout(ask, wait * (0.8 + Math.random() * 0.4));
}

function wake() {
  failures = 0;
  soon(100);
}

async function ask() {
  if (isAsking) return;
  isAsking = true;
  let wait = document.hidden ? HIDDEN : EVERY;
  try {
    const answer = await request(`/live/${room().dataset.room}`);
    if (answer.ok && (await answer.text()) !== room().dataset.pulse) await look();
    if (answer.status === 404) wait = GONE;
    lost(answer.status >= 500);
  } catch {
    lost(true);
  }
  isAsking = false;
  if (!failures) send();
  soon(failures ? FAILED : wait);
}

async function look() {
  const answer = await request(room().dataset.address);
  if (answer.ok) show(parsed(await answer.text()), false);
  else if (answer.status < 500 && answer.status !== 429) location.reload();
  else throw new Error(answer.statusText);
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html").getElementById("room");
}

/* what is the same stays, with what is ticked, open or under the finger; only the rest is exchanged */
function settle(was, made) {
  const papers = was.querySelectorAll("details");
  made.querySelectorAll("details").forEach((paper, place) => {
    if (papers[place]) paper.open = papers[place].open;
  });
  const name = form()?.elements.submission.value;
  if (name) made.querySelector("[name=submission]")?.setAttribute("value", name);
  let at = was.firstElementChild;
  const drop = () => {
    const gone = at;
    at = at.nextElementSibling;
    gone.remove();
  };
  for (const fresh of [...made.children]) {
    let same = at;
    while (same && !same.isEqualNode(fresh)) same = same.nextElementSibling;
    if (same) {
      while (at !== same) drop();
      at = same.nextElementSibling;
    } else was.insertBefore(fresh, at);
  }
  while (at) drop();
}

function show(made, isOwn) {
  const was = room();
  const told = (one) => one.querySelector("[data-say]")?.textContent;
  const isNews = isOwn || told(was) !== told(made);
  const isSame = !isOwn && was.dataset.move === made.dataset.move;
  if (isSame) {
    settle(was.querySelector(".scene"), made.querySelector(".scene"));
    Object.assign(was.dataset, made.dataset);
  } else was.replaceWith(made);
  begin();
  /* said as htmx says it: the page speaks, and leads to what must be put right */
  if (isNews)
    room().dispatchEvent(new CustomEvent("htmx:afterSwap", { bubbles: true, detail: { target: room() } }));
  if (isSame || room().querySelector(".errs")) return;
  const start = (isOwn && document.getElementById("answered")) || room().querySelector("h1");
  start.focus({ preventScroll: true });
  if (isOwn) start.scrollIntoView({ block: "center" });
  else scrollTo({ top: 0, behavior: "instant" });
}

function said(sent) {
  return { at: sent.dataset.roomForm, pairs: [...new FormData(sent)].filter(([name]) => name !== "csrf") };
}

function fill(sent, pairs) {
  for (const control of sent.querySelectorAll("[name^='answer.'], [name=sure], [name=minority]")) {
    const values = pairs.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.checked !== undefined) control.checked = values.includes(control.value);
    else if (control.options) for (const one of control.options) one.selected = values.includes(one.value);
    else control.value = values[0] ?? "";
  }
}

const waiting = () => inMemory ?? read("localStorage", "unsent");

function keep(value) {
  inMemory = value;
  write("localStorage", "unsent", value);
}

/* a page or a form that is new: what had been chosen is chosen again; what came too late is said */
function begin() {
  const at = room().dataset.round;
  if (waiting() && at && waiting().at !== at) {
    keep(null);
    tell("missed");
  }
  const sent = form();
  const before = [waiting(), read("sessionStorage", "draft")].find((one) => one && one.at === sent?.dataset.roomForm);
  if (before && !sent.querySelector(".errs")) {
    fill(sent, before.pairs);
    if (sent.closest("details")) sent.closest("details").open = true;
  }
}

async function send() {
  const sent = form();
  const kept = waiting();
  if (!kept || isSending || kept.at !== sent?.dataset.roomForm) return;
  isSending = true;
  try {
    const body = new URLSearchParams([...kept.pairs, ["csrf", sent.elements.csrf.value]]);
    const answer = await request(sent.action, { method: "POST", body });
    if (answer.status >= 500 || answer.status === 429) throw new Error(answer.statusText);
    take(kept, answer.ok, parsed(await answer.text()));
  } catch {
    tell("unsent");
    failures += 1;
  }
  isSending = false;
}

function take(kept, isTaken, made) {
  if (JSON.stringify(waiting()) !== JSON.stringify(kept)) soon(0);
  else if (made) {
    keep(null);
    if (isTaken) write("sessionStorage", "draft", null);
    show(made, true);
  } else tell("stuck");
}

addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  keep(said(event.target));
  send();
});

addEventListener("input", (event) => {
  if (form()?.contains(event.target)) write("sessionStorage", "draft", said(form()));
});

addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-again]")) return;
  event.preventDefault();
  look().then(() => lost(false), () => lost(true));
});

for (const name of ["online", "focus", "pageshow"]) addEventListener(name, wake);
document.addEventListener("visibilitychange", () => document.hidden || wake());
begin();
wake();

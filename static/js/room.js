/* A room: the page asks every two seconds whether it has moved on, and fetches what changed. What is being answered
   stays as it is; what could not be sent is kept and sent again. Without this, pages are reloaded and forms plain. */

const EVERY = 2000;
const HIDDEN = 5000;
const LONGEST = 15_000;
let failures = 0;
let timer = 0;

const room = () => document.getElementById("room");
const form = () => document.querySelector("[data-room-form]");

function soon(base) {
  clearTimeout(timer);
  const wait = Math.min(base * 2 ** Math.min(failures, 3), LONGEST);
  timer = setTimeout(ask, wait * (0.8 + Math.random() * 0.4));
}

function lost(isLost) {
  failures = isLost ? failures + 1 : 0;
  const line = document.querySelector(".lost");
  if (line) line.hidden = failures < 2;
}

/* the stage is told in front of the application: it costs the server next to nothing */
async function ask() {
  const here = room();
  if (!here) return;
  try {
    const answer = await fetch(`/live/${here.dataset.room}`, { cache: "no-store", signal: AbortSignal.timeout(8000) });
    if (answer.ok) {
      lost(false);
      if ((await answer.text()) !== here.dataset.stage) await look();
    } else {
      lost(answer.status >= 500);
    }
  } catch {
    lost(true);
  }
  soon(document.hidden ? HIDDEN : EVERY);
}

async function look() {
  const here = room();
  const answer = await fetch(here.dataset.address, { headers: { "HX-Request": "true" }, redirect: "error" });
  if (!answer.ok) return;
  show(await answer.text());
}

function show(html) {
  const made = new DOMParser().parseFromString(html, "text/html").getElementById("room");
  if (!made) return;
  const was = room();
  const isSame = was.querySelector("h1")?.textContent === made.querySelector("h1")?.textContent;
  was.replaceWith(document.adoptNode(made));
  const line = document.getElementById("said");
  const told = made.querySelector("[data-say]")?.textContent ?? made.querySelector("h1")?.textContent;
  if (line && told) line.textContent = told;
  if (!isSame) {
    made.querySelector("h1")?.focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
  }
  document.querySelector(".errs")?.focus();
}

/* an answer is sent until it has arrived: the same one twice counts once */
async function send(sent, pairs, pause = 1500) {
  const line = sent.querySelector(".unsent");
  try {
    const answer = await fetch(sent.action, {
      method: "POST",
      body: new URLSearchParams(pairs),
      headers: { "HX-Request": "true" },
      signal: AbortSignal.timeout(15_000),
    });
    if (answer.status >= 500) throw new Error(String(answer.status));
    sent.dataset.sending = "";
    if (sent.isConnected || answer.status !== 200) show(await answer.text());
  } catch {
    if (line) line.hidden = false;
    setTimeout(() => sent.isConnected && send(sent, pairs, Math.min(pause * 2, LONGEST)), pause);
  }
}

addEventListener("submit", (event) => {
  const sent = event.target;
  if (!sent.matches("[data-room-form]")) return;
  event.preventDefault();
  if (sent.dataset.sending) return;
  sent.dataset.sending = "yes";
  send(sent, [...new FormData(sent, event.submitter)]);
});

addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-again]")) return;
  event.preventDefault();
  look().catch(() => lost(true));
});

for (const name of ["online", "focus", "pageshow"])
  addEventListener(name, () => {
    failures = 0;
    soon(100);
  });
document.addEventListener("visibilitychange", () => document.hidden || soon(100));
soon(EVERY);

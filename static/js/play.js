/* A case on a bad network: an answer waits on the device until it has arrived, and counts once. Each form has an
   id from the server, so the same answer may be sent as often as need be. Without this, forms are plain forms. */

const PATIENCE = 20_000;
const LONGEST_REST = 60_000;
let rest = 2000;
let timer = 0;
let isSending = false;
let inMemory = null;

const decision = () => document.querySelector("form.decide");
const unsentName = (form) => `masar-unsent:${form.dataset.attempt}`;
const draftName = (form) => `masar-draft:${form.dataset.attempt}`;

function read(store, name) {
  try {
    return JSON.parse(store().getItem(name));
  } catch {
    return null;
  }
}

function write(store, name, value) {
  try {
    if (value) store().setItem(name, JSON.stringify(value));
    else store().removeItem(name);
  } catch {
    /* what cannot be kept lasts as long as the page */
  }
}

const device = () => localStorage;
const tab = () => sessionStorage;

/* all that a form says, without the token: that one belongs to the page */
function said(form, button) {
  return [...new FormData(form, button)].filter(([name]) => name !== "csrf");
}

const valueOf = (pairs, wanted) => pairs.find(([name]) => name === wanted)?.[1];

function waiting(form) {
  return inMemory ?? read(device, unsentName(form));
}

function keep(form, pairs) {
  inMemory = pairs;
  write(device, unsentName(form), pairs);
}

function forget(form, draft) {
  keep(form, null);
  write(tab, draftName(form), draft);
  rest = 2000;
}

/* what was chosen goes back into the form: after a reload, and in the other language */
function fill(form, pairs) {
  for (const name of new Set([...form.elements].map((one) => one.name))) {
    if (!name.startsWith("answer.")) continue;
    const values = pairs.filter((pair) => pair[0] === name).map((pair) => pair[1]);
    for (const control of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (control.matches("[type=radio], [type=checkbox]")) control.checked = values.includes(control.value);
      else if (values.length) control.value = values.shift();
    }
  }
}

function tell(form, which) {
  const words = form.querySelector(`template[data-${which}]`);
  const line = form.querySelector("[data-unsent]");
  if (!line || line.dataset.told === which) return;
  line.dataset.told = which;
  line.replaceChildren(words.content.cloneNode(true));
}

function wait(form, seconds) {
  tell(form, "waiting");
  clearTimeout(timer);
  timer = setTimeout(send, Math.max(rest, seconds * 1000));
  rest = Math.min(rest * 2, LONGEST_REST);
}

function exchange(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("play");
  const old = document.getElementById("play");
  if (!fresh) return false;
  old.replaceWith(fresh);
  window.scrollTo(0, 0);
  /* said as htmx says it, so that the rest of the page goes on as after any exchange */
  fresh.dispatchEvent(new CustomEvent("htmx:afterSwap", { bubbles: true, detail: { target: fresh } }));
  return true;
}

async function send() {
  const form = decision();
  const pairs = form && waiting(form);
  if (!pairs || isSending) return;
  isSending = true;
  clearTimeout(timer);
  form.classList.add("htmx-request");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams([...pairs, ["csrf", form.elements.csrf.value]]),
      headers: { "HX-Request": "true" },
      signal: AbortSignal.timeout(PATIENCE),
    });
    take(form, answer, await answer.text());
  } catch {
    wait(form, 0);
  } finally {
    isSending = false;
    form.classList.remove("htmx-request");
  }
}

function take(form, answer, text) {
  const onward = answer.headers.get("HX-Redirect");
  if (answer.status >= 500 || answer.status === 429) {
    wait(form, Number(answer.headers.get("Retry-After")) || 0);
  } else if (answer.ok && onward) {
    forget(form, null);
    if (onward !== location.pathname) location.assign(onward);
  } else if ((answer.ok || answer.status === 409 || answer.status === 422) && exchange(text)) {
    /* what must be looked at again is still only written here */
    forget(form, answer.status === 422 ? waiting(form) : null);
  } else tell(form, "stuck");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form !== decision()) return;
  event.preventDefault();
  if (isSending) return;
  keep(form, said(form, event.submitter));
  send();
});

document.addEventListener("change", (event) => {
  const form = decision();
  if (form?.contains(event.target)) write(tab, draftName(form), said(form));
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-resend]")) send();
});

addEventListener("online", () => {
  rest = 2000;
  send();
});

/* a page opened again: an answer still waiting goes first, else what had been chosen is chosen again */
function begin(form) {
  const unsent = waiting(form);
  const before = unsent ?? read(tab, draftName(form));
  if (!before) return;
  const place = form.elements.position?.value;
  if (place && valueOf(before, "position") === place) {
    fill(form, before);
    if (unsent) form.elements.submission.value = valueOf(unsent, "submission");
  }
  if (unsent) {
    tell(form, "waiting");
    send();
  }
}

if (decision()) begin(decision());

// Taps at the door: sent one after the other, kept in this page until the server has them.
"use strict";
(() => {
  if (!window.AbortController || !window.fetch) return; // old browsers send the form itself
  const form = document.getElementById("door");
  const box = document.getElementById("unsent");
  const said = box.querySelector("p");
  const number = box.querySelector("input");
  const [out, again] = box.querySelectorAll("button");
  const parse = (html) => new DOMParser().parseFromString(html, "text/html");
  const PAUSES = [2, 4, 8, 15, 30]; // seconds
  const TOO_LONG = 20000;
  const SENDING = ["正在存：", "。"];
  const RESENDING = ["还没存上：", "。正在再发，请别关这一页。"];
  const CLOSED = ["还没存上：", "。记录关上了，填上续填号再发。"];
  const WRONG = ["还没存上：", "。这个号打不开，请再看看。"];
  const RESTED = ["还没存上：", "。已经退出登录。请在另一个标签页登录，再回来。"];
  const ANEW = again.textContent;
  const unsent = [];
  let failures = 0;
  let refusals = 0; // by a closed case or an old form token
  let sending = null;
  let offered = []; // when somebody else is signed in: the buttons of the page that came back
  let way = null; // the one of them that was tapped
  let tried = null; // and that was sent
  let timer = 0;
  let ahead = -Infinity; // milliseconds of the server's clock before the phone's
  let lastTap = { value: null, at: 0 };

  // Every tap has an id of its own, so that sent again after a lost reply it is the same tap.
  const newId = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
      byte.toString(16).padStart(2, "0")).join("");

  form.addEventListener("click", (event) => {
    const button = event.target.closest('button[name="tap"], button[name="undo"]');
    if (!button) return;
    event.preventDefault();
    const shaken = button.value && button.value === lastTap.value && event.timeStamp - lastTap.at < 800;
    lastTap = { value: button.value, at: event.timeStamp };
    if (shaken) return;
    unsent.push(button.name === "undo" ? undoing(button) : tapped(button));
    send();
  });

  function tapped(button) {
    const field = form.elements.note;
    const note = field.value.trim();
    field.value = "";
    const label = button.value ? button.textContent : "";
    const words = [label, note].filter(Boolean).join("：") || "刚才等着的";
    return { id: newId(), at: Date.now(), name: "tap", value: button.value, note, words, button };
  }

  function undoing(button) {
    const words = "撤回 " + document.querySelector("#outcome strong").textContent;
    return { id: newId(), at: Date.now(), name: "undo", value: button.value, note: "", words, button };
  }

  function body(one) {
    const data = new FormData(form);
    data.set("entry_id", one.id);
    data.set("note", one.note);
    data.set(one.name, one.value);
    data.set("at", Math.floor((one.at + ahead) / 1000));
    if (number.value) data.set("resume_code", number.value);
    tried = way;
    if (way) data.set(way.name, way.value);
    return new URLSearchParams(data);
  }

  async function send() {
    if (sending || !unsent.length) return;
    clearTimeout(timer);
    const [one] = unsent;
    one.button.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => show(SENDING), 1500);
    sending = new AbortController();
    const late = setTimeout(() => sending.abort(), TOO_LONG);
    const got = await ask(one).catch(() => null);
    clearTimeout(slow);
    clearTimeout(late);
    one.button.removeAttribute("aria-busy");
    sending = null;
    if (!unsent.length) return; // left meanwhile
    if (got) take(got, one);
    else later();
  }

  async function ask(one) {
    const sent = { method: "POST", body: body(one), signal: sending.signal };
    const answer = await fetch(form.action, sent);
    return { status: answer.status, page: parse(await answer.text()) };
  }

  // The page may be older than it says, never younger: the largest difference is the truest, and
  // since it only grows, taps stay in their order.
  function setClock(door) {
    ahead = Math.max(ahead, door.dataset.now * 1000 - Date.now());
  }

  function take({ status, page }, one) {
    if (status === 403) return refused(page);
    if (status === 409) return another(page);
    const door = page.getElementById("door");
    if (!door && !(way && status === 200)) return later();
    way = null;
    if (!door) return send(); // whoever was signed in is out
    setClock(door);
    unsent.shift();
    failures = refusals = 0;
    number.value = "";
    freshen(page, one, status === 422);
    if (unsent.length && !again.hidden) show(RESENDING);
    else hide();
    send();
  }

  function later() {
    if (!unsent.length) return;
    const pause = PAUSES[Math.min(failures++, PAUSES.length - 1)];
    show(RESENDING);
    timer = setTimeout(send, pause * 1000);
  }

  // The form token is old, which the next try mends; or the case is closed, then its number opens it.
  function refused(page) {
    const token = page.querySelector('[name="csrfmiddlewaretoken"]');
    if (token) form.elements.csrfmiddlewaretoken.value = token.value;
    const rested = page.querySelector('[name="held"]'); // an advocate, who has no number
    refusals = rested ? 0 : refusals + 1;
    if (refusals === 1) return send();
    if (rested) way = null;
    else number.parentNode.hidden = false;
    show(rested ? RESTED : number.value ? WRONG : CLOSED);
  }

  // Somebody else came or went in this browser: what came back says whose words the taps would be.
  function another(page) {
    if (way !== tried) return send(); // tapped while this was on its way
    way = null;
    const find = (asked) => page.querySelector(`button${asked}`);
    if (!find('[name="writer"]')) return elsewhere(page.querySelector("main form"));
    show(["还没存上：", `。${page.querySelector('[role="alert"] p').textContent}`]);
    offered = [find('[name="kept"]'), find('[name="writer"]')];
    again.textContent = offered[1].textContent;
    out.textContent = offered[0] ? offered[0].textContent : "";
    out.hidden = !offered[0];
  }

  // The case is full: what was tapped goes into a new one, which asks for consent.
  function elsewhere(kept) {
    if (!kept || kept.action === form.action) return later();
    form.action = kept.action;
    send();
  }

  function freshen(page, one, wrong) {
    const top = () => one.button.getBoundingClientRect().top;
    const before = top();
    const consent = form.elements.consent;
    for (const fresh of page.querySelectorAll("[data-fresh]")) fill(fresh);
    if (consent && form.elements.consent) form.elements.consent.checked = consent.checked;
    document.title = page.title;
    document.getElementById("last").className = page.getElementById("last").className;
    const undo = page.getElementById("undo");
    Object.assign(document.getElementById("undo"), { value: undo.value, hidden: undo.hidden });
    form.action = page.getElementById("door").action;
    if (form.action !== location.href) history.replaceState(null, "", form.action);
    if (wrong || document.querySelector("#line .wrong")) refill(page, wrong ? one.note : "");
    const errors = document.getElementById("errors");
    if (errors) errors.focus();
    else if (one.button.offsetParent) scrollBy(0, top() - before); // it stays under the thumb
    else document.querySelector("main").focus();
  }

  function fill(fresh) {
    const old = document.getElementById(fresh.id);
    old.className = fresh.className;
    old.textContent = "";
    while (fresh.firstChild) old.appendChild(fresh.firstChild);
  }

  // A line that was not taken goes back into its field, before what was typed since.
  function refill(page, note) {
    const lines = [note, form.elements.note.value].filter(Boolean).join("\n");
    fill(page.getElementById("line"));
    form.elements.note.value = lines;
    lastTap.value = null;
  }

  function show(how) {
    const last = unsent[unsent.length - 1];
    const shanghai = new Date(last.at + ahead + 8 * 3600 * 1000).toISOString().slice(11, 16);
    const many = unsent.length > 1 ? `（一共 ${unsent.length} 样）` : "";
    const text = `${how[0]}${shanghai} ${last.words}${many}${how[1]}`;
    box.className = "notice-warn last-tap unsent";
    again.hidden = how === SENDING;
    again.textContent = ANEW;
    out.hidden = true;
    offered = [];
    if (said.textContent !== text) said.textContent = text; // the same is told once
  }

  function hide() {
    box.className = said.textContent = "";
    again.hidden = out.hidden = number.parentNode.hidden = true;
  }

  const now = () => {
    if (!sending) send();
  };
  setClock(form);
  [out, again].forEach((button, at) => button.addEventListener("click", () => {
    way = offered[at] || way;
    now();
  }));
  number.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    now();
  });
  addEventListener("online", now);
  document.addEventListener("visibilitychange", () => document.hidden || now());
  addEventListener("beforeunload", (event) => {
    if (!unsent.length) return;
    event.preventDefault();
    event.returnValue = "";
  });
  document.addEventListener("leaving", () => {
    unsent.length = 0;
    clearTimeout(timer);
    if (sending) sending.abort();
  });
})();

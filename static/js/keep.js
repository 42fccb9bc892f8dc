// What is typed into a form of a case is kept on the server, some seconds later and on going away.
"use strict";
(() => {
  const watch = (form) => {
    const line = form.appendChild(document.createElement("p"));
    line.className = "hint";
    line.setAttribute("aria-live", "polite");

    const typed = () => {
      const data = new FormData(form);
      for (const input of form.querySelectorAll('[type="file"]')) data.delete(input.name);
      return data;
    };
    const text = () => new URLSearchParams(typed()).toString();
    const tell = (words) => line.textContent === words || (line.textContent = words);
    let kept = text();
    let timer = 0;
    let sending = null;
    const giveUp = () => sending && sending.abort(); // it must not arrive after what comes now

    const keep = async (going) => {
      clearTimeout(timer);
      timer = sending && !going ? setTimeout(keep, 1000, false) : 0;
      if (timer) return;
      const now = text();
      if (now === kept) return;
      const before = kept;
      kept = now;
      giveUp();
      const mine = (sending = new AbortController());
      const { signal } = mine;
      const body = typed();
      body.set("keep_draft", "1");
      const headers = { "X-Requested-With": "fetch" };
      try {
        const sent = { method: "POST", body, headers, keepalive: going, signal };
        const answer = await fetch(form.action, sent);
        if (answer.status !== 204) throw answer.status;
        const at = new Date(answer.headers.get("Date")); // by the server's clock, like all times
        const time = { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
        tell(`写的已放好 ${at.toLocaleTimeString("zh-CN", time)}，还没存。`);
      } catch {
        if (signal.aborted) return;
        if (kept === now) kept = before;
        tell("写的没放上，还在这一页。");
      } finally {
        if (sending === mine) sending = null;
      }
    };

    form.addEventListener("input", () => (timer ||= setTimeout(keep, 4000, false)));
    // Saved, thrown away, or sent for another row: the server does what is to be done with it. What
    // another form of the page does leaves this one to be kept.
    addEventListener("submit", (event) => {
      const about = event.target === form || event.target.querySelector('[name="drop_draft"]');
      if (event.defaultPrevented || !about) return;
      clearTimeout(timer);
      timer = 0;
      giveUp();
      kept = text();
    });
    document.addEventListener("leaving", () => keep(true));
    document.addEventListener("visibilitychange", () => document.hidden && keep(true));
    addEventListener("pagehide", () => keep(true));
  };
  for (const button of document.querySelectorAll('[name="keep_draft"]')) watch(button.form);
})();

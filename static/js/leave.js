// Esc twice leaves at once; a page of a case that comes back out of memory is asked for again.
"use strict";
(() => {
  const page = document.documentElement;
  const ofACase = location.pathname.startsWith("/cases/");
  let last = -1000;
  const leave = () => {
    document.dispatchEvent(new Event("leaving")); // whoever still sends something stops
    location.replace("/leave/");
  };
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    const esc = event.key === "Escape" && !event.isComposing && event.keyCode !== 229;
    if (esc && event.timeStamp - last < 1000) leave();
    last = esc ? event.timeStamp : -1000;
  });
  addEventListener("click", (event) => {
    if (!event.target.closest("a.leave")) return;
    event.preventDefault();
    leave();
  });
  addEventListener("pagehide", (event) => (page.hidden = ofACase && event.persisted));
  addEventListener("pageshow", (event) => {
    if (page.hidden || (ofACase && event.persisted)) location.replace(location.pathname + location.search);
  });
})();

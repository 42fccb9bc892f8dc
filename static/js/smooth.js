// Beside htmx: nothing in storage, the focus goes along, and a failed swap becomes a plain load.
"use strict";
(() => {
  // htmx writes the address of each page into the session's storage; without one it does without.
  Storage.prototype.setItem = () => {
    throw new Error("nothing is kept in this browser");
  };
  const focus = (node) => node && node.focus();

  addEventListener("htmx:afterSettle", () => {
    for (const told of document.querySelectorAll(".not-sent")) told.remove();
    const added = document.getElementById("added");
    if (added) {
      added.removeAttribute("id"); // the next one is the added one
      focus(added.querySelector("input, textarea, select"));
    } else {
      focus(document.querySelector("#shown h2"));
    }
  });
  const plainly = (event) => {
    const asker = event.detail.elt;
    if (asker.form) {
      const name = Object.assign(document.createElement("input"), { type: "hidden" });
      Object.assign(name, { name: asker.name, value: asker.value });
      asker.form.append(name);
      asker.form.submit();
    } else location.assign(asker.href);
  };
  addEventListener("htmx:responseError", plainly);
  const failed = (event) => {
    const asker = event.detail.elt;
    if (!asker.form) return plainly(event);
    let told = asker.previousElementSibling;
    if (!told || !told.matches(".not-sent")) {
      told = Object.assign(document.createElement("p"), { className: "wrong not-sent" });
      told.setAttribute("role", "alert");
      asker.before(told);
    }
    told.textContent = "现在连不上，没加上。写的还在这一页，过一会儿再点。";
  };
  addEventListener("htmx:sendError", failed);
  addEventListener("htmx:timeout", failed);
  document.addEventListener("leaving", () => {
    for (const asker of document.querySelectorAll(".htmx-request")) htmx.trigger(asker, "htmx:abort");
  });
})();

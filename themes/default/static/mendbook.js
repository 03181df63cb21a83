// What scripts add to a page that works without them: leaving fast, opening what a link points at, printing, forgetting.
// It sends nothing and keeps nothing but one mark in this tab, once somebody has left: see `leave`.
(() => {
  "use strict";
  const exit = document.querySelector(".exit");
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  // Leaving. The page goes at once, and a neutral one takes its place, also in the history of this tab.
  const MARK = "left";
  const marked = (act) => {
    try {
      return act(window.sessionStorage);
    } catch {
      return null; // A browser that keeps nothing at all: so much the better.
    }
  };
  const leave = () => {
    document.documentElement.classList.add("gone");
    document.title = exit.dataset.gone;
    say(exit.dataset.gone);
    // Back must bring up no other page of the guide either. The mark ends with this tab, or with the next visit.
    marked((storage) => storage.setItem(MARK, "1"));
    window.location.replace(navigator.onLine ? exit.href : "about:blank");
  };
  const leaveAgain = () => {
    if (exit && marked((storage) => storage.getItem(MARK))) leave();
  };

  // Words for screen readers. They stay readable while the page itself is hidden.
  const spoken = document.createElement("p");
  spoken.className = "spoken";
  spoken.setAttribute("role", "status");
  document.body.append(spoken);
  const say = (words) => (spoken.textContent = words);

  if (exit) {
    each("[data-exit]", (link) =>
      link.addEventListener("click", (event) => {
        event.preventDefault();
        leave();
      }),
    );

    // Shift three times within five seconds, each time alone: whoever types a capital letter stays.
    let presses = 0;
    let alone = false;
    let timer;
    const count = (n) => {
      presses = n;
      if (n) exit.dataset.presses = n;
      else delete exit.dataset.presses;
    };
    addEventListener("keydown", (event) => {
      if (!event.repeat) alone = event.key === "Shift";
    });
    addEventListener("keyup", (event) => {
      if (event.key !== "Shift" || !alone) return;
      alone = false;
      count(presses + 1);
      if (presses === 3) return leave();
      say(presses === 1 ? exit.dataset.more : exit.dataset.once);
      if (presses === 1) {
        timer = setTimeout(() => {
          count(0);
          say(exit.dataset.stopped);
        }, 5000);
      }
    });
    addEventListener("pagehide", () => {
      clearTimeout(timer);
      count(0);
    });

    const [visit] = performance.getEntriesByType("navigation");
    if (visit && visit.type === "back_forward") leaveAgain();
    else marked((storage) => storage.removeItem(MARK));
    // A page that the browser kept as it was, and brings up again.
    addEventListener("pageshow", (event) => event.persisted && leaveAgain());
  }

  // What a link points at opens; so does everything on paper, and then closes again.
  const openTarget = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target && target.closest("details");
    if (fold && !fold.open) {
      fold.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", openTarget);
  openTarget();
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    opened.forEach((fold) => (fold.open = true));
  });
  addEventListener("afterprint", () => opened.forEach((fold) => (fold.open = false)));

  // Where there is room the ways through the guide stay open.
  const stayOpen = (selector, width) => {
    const wide = matchMedia(`(min-width: ${width}em)`);
    const set = () => each(selector, (fold) => (fold.open = wide.matches));
    wide.addEventListener("change", set);
    if (wide.matches) set();
  };
  stayOpen(".route details", 64);
  stayOpen(".toc details", 80);

  each("[data-open-all]", (button) => {
    const words = [button.textContent, button.dataset.close];
    const folds = [...document.querySelectorAll(".text .fold")];
    let all = false;
    button.hidden = folds.length < 2;
    button.addEventListener("click", () => {
      all = !all;
      folds.forEach((fold) => (fold.open = all));
      button.textContent = words[Number(all)];
    });
  });

  // Sheets.
  each("[data-print]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });
  each("[data-without-script]", (hint) => (hint.hidden = true));
  const fit = (area) => {
    area.dataset.rows ||= area.rows;
    while (area.scrollHeight > area.clientHeight + 2 && area.rows < 60) area.rows += 1;
  };
  each("form.sheet", (form) => {
    form.addEventListener("input", ({ target }) => {
      if (target.rows) fit(target);
      // A blank that stands in several clauses is filled in once.
      if (!target.classList.contains("blank")) return;
      form.querySelectorAll(".blank").forEach((blank) => {
        if (blank.name === target.name) blank.value = target.value;
      });
    });
    form.addEventListener("reset", () => {
      each("textarea[data-rows]", (area) => (area.rows = area.dataset.rows));
      say(form.querySelector("[data-done]").dataset.done);
    });
    // Back shall not bring up again what somebody typed into a private sheet.
    if ("private" in form.dataset) addEventListener("pagehide", () => form.reset());
  });
})();

// What scripts add to a page that works without them: leaving fast, opening what a link points at, how pages look, printing,
// keeping and forgetting what was typed. It sends nothing. It keeps nothing but one mark in this tab, once somebody has left
// (see `leave`), and what a reader asks for: a look in this tab, and what they type on a sheet.
(() => {
  "use strict";
  const exit = document.querySelector(".exit");
  const all = (selector) => [...document.querySelectorAll(selector)];
  const each = (selector, act) => all(selector).forEach(act);
  const on = (target, type, act) => target.addEventListener(type, act);
  const html = document.documentElement;

  // Leaving. The page goes at once, and a neutral one takes its place, also in the history of this tab.
  const MARK = "left";
  const tried = (act) => {
    try {
      return act();
    } catch {
      return null;
    }
  };
  // A browser that keeps nothing at all: so much the better.
  const stored = (where, act) => tried(() => act(window[where]));
  const marked = (act) => stored("sessionStorage", act);
  const leave = () => {
    html.classList.add("gone");
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
  const spoken = document.querySelector(".spoken");
  // A book's own theme may have no place for them; leaving must work all the same.
  const say = (words) => spoken && (spoken.textContent = words);

  if (exit) {
    each("[data-exit]", (link) =>
      on(link, "click", (event) => {
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
    on(self, "keydown", (event) => {
      if (!event.repeat) alone = event.key === "Shift";
    });
    on(self, "keyup", (event) => {
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
    on(self, "pagehide", () => {
      clearTimeout(timer);
      count(0);
    });

    const [visit] = performance.getEntriesByType("navigation");
    if (visit?.type === "back_forward") leaveAgain();
    else marked((storage) => storage.removeItem(MARK));
    // A page that the browser kept as it was, and brings up again.
    on(self, "pageshow", (event) => event.persisted && leaveAgain());
  }

  // What a link points at opens.
  const openTarget = () => {
    // Anybody may write an address that nothing can decode.
    const target = tried(() => document.getElementById(decodeURIComponent(location.hash.slice(1))));
    let shut = false;
    for (let around = target; around; around = around.parentElement) {
      if (around.open === false) around.open = shut = true;
    }
    if (shut) target.scrollIntoView();
  };
  on(self, "hashchange", openTarget);
  openTarget();

  // Where there is room the ways through the guide stay open.
  const stayOpen = (selector, width) => {
    const wide = matchMedia(`(min-width: ${width}em)`);
    const set = () => each(selector, (fold) => (fold.open = wide.matches));
    on(wide, "change", set);
    if (wide.matches) set();
  };
  stayOpen(".route details", 64);
  stayOpen(".toc details", 80);

  each("[data-open-all]", (button) => {
    const words = [button.textContent, button.dataset.close];
    let open = 0;
    on(button, "click", () => {
      open ^= 1;
      each(".text .fold", (fold) => (fold.open = open));
      button.textContent = words[open];
    });
  });

  // How pages look, until this tab is closed: look.js sets it again on the next page.
  each(".looks", (form) => {
    const root = html.dataset;
    const parts = ["text", "scheme", "slash"].map((name) => [name, form.elements[name]]);
    parts.forEach(([name, part]) => (part.value = root[name] || ""));
    on(form, "change", () => {
      const look = {};
      parts.forEach(([name, part]) => {
        delete root[name];
        if (part.value) look[name] = part.value;
      });
      Object.assign(root, look);
      const none = !Object.keys(look).length;
      marked((storage) => (none ? storage.removeItem("look") : storage.setItem("look", JSON.stringify(look))));
      say(form.dataset.set);
    });
  });

  // Paper. What is folded opens, and closes again; a control shows no more than fits into it, so what was typed is printed as text.
  each("[data-print]", (button) => on(button, "click", () => print()));
  let opened = [];
  let typed = [];
  on(self, "beforeprint", () => {
    opened = all("main details:not([open])");
    opened.forEach((fold) => (fold.open = true));
    each("form.sheet :is(textarea, select, input[type=text])", (control) => {
      if (!control.value) return;
      const text = document.createElement(control.closest("p, .clause") ? "span" : "div");
      text.className = "typed";
      text.textContent = control.selectedOptions ? control.selectedOptions[0].text : control.value;
      if (control.rows) text.style.minHeight = `${control.dataset.rows || control.rows}lh`;
      control.classList.add("is-typed");
      control.after(text);
      typed.push(text);
    });
  });
  on(self, "afterprint", () => {
    opened.forEach((fold) => (fold.open = false));
    typed.forEach((text) => {
      text.previousElementSibling.classList.remove("is-typed");
      text.remove();
    });
    typed = [];
  });

  // What is kept on this device because a reader asked for it: the fields of a sheet, under the place of its page.
  const KEPT = "kept:";
  const place = KEPT + location.pathname;
  const kept = (act) => stored("localStorage", act);
  const places = () => kept((storage) => Object.keys(storage).filter((key) => key.startsWith(KEPT))) || [];
  const offerToForget = () => each(".forget-all", (box) => (box.hidden = !places().length));
  offerToForget();
  each(".forget-all button", (button) =>
    on(button, "click", () => {
      const here = places().includes(place);
      places().forEach((key) => kept((storage) => storage.removeItem(key)));
      if (here) each("form.sheet", (form) => form.reset());
      offerToForget();
      say(button.dataset.done);
    }),
  );

  // Sheets.
  const fit = (area) => {
    area.dataset.rows ||= area.rows;
    while (area.scrollHeight > area.clientHeight + 2 && area.rows < 200) area.rows += 1;
  };
  each("form.sheet", (form) => {
    // A private sheet has no such box.
    const box = form.querySelector(".keep");
    const check = box?.querySelector("input");
    const note = form.querySelector(".kept");
    // On the page of the whole guide sheets are there to be printed, and nothing of them is kept.
    if (!note) return addEventListener("pagehide", () => form.reset());
    const words = [note.textContent, note.dataset.on];
    const fields = () => [...form.elements].filter((field) => field !== check && (field.id || field.name) && "value" in field);
    const mark = (field) => (/checkbox|radio/.test(field.type) ? "checked" : "value");
    const show = (isKept) => {
      if (check) check.checked = isKept;
      note.textContent = words[+isKept];
      offerToForget();
    };
    const keep = () => {
      const values = {};
      fields().forEach((field) => (values[field.id || field.name] = field[mark(field)]));
      const done = kept((storage) => storage.setItem(place, JSON.stringify(values)));
      // A browser that keeps nothing says so.
      show(done !== null);
    };
    if (box) {
      const before = kept((storage) => JSON.parse(storage.getItem(place)));
      if (before) {
        fields().forEach((field) => {
          const value = before[field.id || field.name];
          if (value !== undefined) field[mark(field)] = value;
          if (field.rows) fit(field);
        });
        show(true);
      }
      on(check, "change", () => {
        if (check.checked) keep();
        else {
          kept((storage) => storage.removeItem(place));
          show(false);
        }
        say(check.checked ? box.dataset.on : box.dataset.off);
      });
    }
    on(form, "input", ({ target }) => {
      if (target.rows) fit(target);
      // A blank that stands in several clauses is filled in once.
      if (target.classList.contains("blank")) {
        form.querySelectorAll(".blank").forEach((blank) => {
          if (blank.name === target.name) blank.value = target.value;
        });
      }
      if (check?.checked && target !== check) keep();
    });
    on(form, "reset", () => {
      form.querySelectorAll("textarea[data-rows]").forEach((area) => (area.rows = area.dataset.rows));
      if (!left) kept((storage) => storage.removeItem(place));
      show(false);
      say(form.querySelector("[data-done]").dataset.done);
    });
    // Back shall not bring up again what somebody typed and did not ask to keep.
    let left = false;
    on(self, "pagehide", () => {
      left = true;
      if (!check?.checked) form.reset();
      left = false;
    });
  });

  // Search comes when it is first asked for.
  const search = document.currentScript.src.replace(/[^/]*$/, "search.js");
  each(".to-search", (button) => {
    const failed = (note) => {
      note.hidden = false;
      scrollTo(0, 0);
      say(note.textContent);
    };
    button.addEventListener("failed", () => each(".search-failed", failed));
    const open = () => {
      if (window.mendbookSearch) return window.mendbookSearch.open();
      const script = document.createElement("script");
      script.src = search;
      script.onerror = () => button.dispatchEvent(new Event("failed"));
      document.head.append(script);
    };
    on(button, "click", open);
    on(self, "keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select");
      const off = html.dataset.slash;
      if (event.key !== "/" || off || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      open();
    });
  });
})();

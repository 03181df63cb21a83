// Loads the page again when `mendbook serve` has a new book, and says at the bottom of the page when the
// content has errors. It is served beside the book, never built into it.
(() => {
  "use strict";
  const shown = new URL(document.currentScript.src).searchParams.get("book");
  let events = null;
  let banner = null;

  // A style sheet made by a script is allowed where a content security policy forbids `style` attributes.
  const style = new CSSStyleSheet();
  style.replaceSync(`
    #mendbook-problems {
      position: fixed; inset: auto 0 0 0; z-index: 2147483647; margin: 0; padding: 0.6em 1em;
      font: 1rem/1.4 system-ui, sans-serif; color: #fff; background: #8a1c1c; border-top: 2px solid #fff;
    }
    @media print { #mendbook-problems { display: none; } }
  `);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];

  function say(problems) {
    if (!problems) {
      banner?.remove();
      banner = null;
      return;
    }
    if (!banner) {
      banner = document.createElement("p");
      banner.id = "mendbook-problems";
      banner.setAttribute("role", "status");
      document.body.append(banner);
    }
    banner.textContent = problems;
  }

  function listen() {
    if (events) return;
    events = new EventSource("/__mendbook/events");
    events.onmessage = (event) => {
      const news = JSON.parse(event.data);
      if (news.book !== shown) {
        close();
        location.reload();
        return;
      }
      say(news.problems);
    };
    events.onerror = () => {
      // A browser gives up for good when nobody answers at all: the author may start the server again.
      if (events?.readyState === EventSource.CLOSED) {
        close();
        setTimeout(resume, 1000);
      }
    };
  }

  function close() {
    events?.close();
    events = null;
  }

  // Browsers allow few connections to one server: tabs that nobody sees do without.
  function resume() {
    if (document.visibilityState === "visible") listen();
    else close();
  }

  document.addEventListener("visibilitychange", resume);
  addEventListener("pageshow", resume);
  addEventListener("pagehide", close);
  resume();
})();

// The look that a reader chose in this tab, before the page is drawn, so that nothing flashes. See `looks` in page.js.
try {
  const look = JSON.parse(sessionStorage.getItem("look"));
  if (look) Object.assign(document.documentElement.dataset, look);
} catch {
  // Nothing was chosen, or this browser keeps nothing.
}

// Before the page is drawn, so that nothing flashes or moves: that scripts run, which shows what needs them (`scripted`), and
// the look that a reader chose in this tab. See `looks` in page.js.
document.documentElement.className = "js";
try {
  const look = JSON.parse(sessionStorage.getItem("look"));
  if (look) Object.assign(document.documentElement.dataset, look);
} catch {
  // Nothing was chosen, or this browser keeps nothing.
}

// Before the page is drawn, so that nothing flashes or moves: that scripts run, which shows what needs them (`scripted`), the
// look that a reader chose in this tab, and nothing at all where somebody left. See `looks` and `leaveAgain` in page.js.
const page = document.documentElement;
page.className = "js";
try {
  const look = JSON.parse(sessionStorage.getItem("look"));
  if (look) Object.assign(page.dataset, look);
  const [visit] = performance.getEntriesByType("navigation");
  if (sessionStorage.getItem("left") && visit.type === "back_forward") page.className += " gone";
} catch {
  // Nothing was chosen, or this browser keeps nothing.
}

//! A tab: opens pages as a reader would see them, and presses, types, prints and looks.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use base64::Engine as _;
use serde_json::{Value, json};

use super::browser::{PATIENCE, answer, browser};
use super::tools;

/// How a reader looks at a page.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Whether the reader prefers dark pages.
    pub dark: bool,
    /// Whether the system puts its own few colours in place of the page's.
    pub forced_colours: bool,
    /// Whether scripts run.
    pub scripts: bool,
}

impl View {
    /// A telephone.
    pub const PHONE: Self = Self::wide(360, 740);
    /// A small telephone, or a page enlarged four times.
    pub const NARROW: Self = Self::wide(320, 640);
    /// A tablet.
    pub const TABLET: Self = Self::wide(768, 1024);
    /// A desk.
    pub const DESK: Self = Self::wide(1280, 800);

    /// A light view with scripts.
    pub const fn wide(width: u32, height: u32) -> Self {
        Self {
            width,
            height,
            dark: false,
            forced_colours: false,
            scripts: true,
        }
    }

    /// The same in the dark.
    pub const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// The same without scripts.
    pub const fn without_scripts(self) -> Self {
        Self {
            scripts: false,
            ..self
        }
    }

    /// The same in the system's own colours.
    pub const fn forced_colours(self) -> Self {
        Self {
            forced_colours: true,
            ..self
        }
    }
}

/// A tab with cookies, storage and history of its own.
pub struct Tab {
    session: String,
    messages: Receiver<Value>,
    context: String,
    target: String,
    /// Every address that was asked for since the log was last emptied.
    pub asked: Vec<String>,
    /// What the page said on the console, and errors of its scripts, since the log was last emptied.
    pub said: Vec<String>,
    /// How often a page has finished loading.
    loads: usize,
}

/// Tabs that nobody uses at the moment.
static FREE: Mutex<Vec<Tab>> = Mutex::new(Vec::new());

/// Runs a test in a tab that nothing was done in, and closes it.
pub fn in_new_tab(test: impl FnOnce(&mut Tab) -> Result<(), String>) -> Result<(), String> {
    let mut tab = Tab::new()?;
    let outcome = test(&mut tab);
    let context = json!({ "browserContextId": tab.context });
    browser().ask("Target.disposeBrowserContext", &context)?;
    outcome
}

/// Runs a test in a tab that others may have used: for tests that only look.
pub fn in_tab(test: impl FnOnce(&mut Tab) -> Result<(), String>) -> Result<(), String> {
    let free = FREE.lock().unwrap().pop();
    let mut tab = match free {
        Some(tab) => tab,
        None => Tab::new()?,
    };
    let outcome = test(&mut tab);
    FREE.lock().unwrap().push(tab);
    outcome
}

impl Tab {
    fn new() -> Result<Self, String> {
        let browser = browser();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let context = browser.ask("Target.createBrowserContext", &json!({}))?;
        let context = text(&context["browserContextId"]);
        let blank = json!({ "url": "about:blank", "browserContextId": context });
        let target = text(&browser.ask("Target.createTarget", &blank)?["targetId"]);
        let attach = json!({ "targetId": target, "flatten": true });
        let session = text(&browser.ask("Target.attachToTarget", &attach)?["sessionId"]);
        let mut tab = Self {
            messages: browser.hear(&session),
            session,
            context,
            target,
            asked: Vec::new(),
            said: Vec::new(),
            loads: 0,
        };
        for domain in ["Page", "Network", "Runtime", "Log"] {
            tab.call(&format!("{domain}.enable"), json!({}))?;
        }
        Ok(tab)
    }

    /// Calls a method of the browser's protocol on this tab.
    pub fn call(&mut self, method: &str, params: Value) -> Result<Value, String> {
        let id = browser().say(&self.session, method, &params);
        let until = Instant::now() + PATIENCE;
        loop {
            match self.next_message(until) {
                Some(message) if message["id"] == id => return answer(method, message),
                Some(_) => {}
                None => return Err(format!("no answer to {method}")),
            }
        }
    }

    /// The next message, if one comes in time; events are taken note of.
    fn next_message(&mut self, until: Instant) -> Option<Value> {
        let left = until.saturating_duration_since(Instant::now());
        match self.messages.recv_timeout(left) {
            Ok(message) => {
                self.note(&message);
                Some(message)
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
        }
    }

    fn note(&mut self, message: &Value) {
        let params = &message["params"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        match message["method"].as_str().unwrap_or_default() {
            "Page.loadEventFired" => self.loads += 1,
            "Network.requestWillBeSent" => self.asked.push(text(&params["request"]["url"])),
            "Runtime.exceptionThrown" => self.said.push(params["exceptionDetails"].to_string()),
            "Runtime.consoleAPICalled" => self.said.push(params["args"].to_string()),
            "Log.entryAdded" => self.said.push(params["entry"].to_string()),
            "Fetch.requestPaused" => {
                let page = "<!DOCTYPE html><title>Outside</title><p>Outside";
                let answer = json!({
                    "requestId": params["requestId"],
                    "responseCode": 200,
                    "responseHeaders": [{ "name": "content-type", "value": "text/html" }],
                    "body": base64::engine::general_purpose::STANDARD.encode(page),
                });
                browser().say(&self.session, "Fetch.fulfillRequest", &answer);
            }
            _ => {}
        }
    }

    /// Empties the logs of what was asked for and said.
    pub fn forget_logs(&mut self) {
        self.asked.clear();
        self.said.clear();
    }

    /// From now on a neutral page stands in for every address outside, as if there were a network.
    pub fn stand_in_for_outside(&mut self) -> Result<(), String> {
        let patterns = json!([{ "urlPattern": "https://*" }]);
        self.call("Fetch.enable", json!({ "patterns": patterns }))?;
        Ok(())
    }

    /// Cuts the network off, or gives it back.
    pub fn cut_off(&mut self, offline: bool) -> Result<(), String> {
        let params = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1,
        });
        self.call("Network.emulateNetworkConditions", params)?;
        Ok(())
    }

    /// Looks at pages in a new way.
    pub fn view(&mut self, view: View) -> Result<(), String> {
        let size = json!({
            "width": view.width, "height": view.height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.call("Emulation.setDeviceMetricsOverride", size)?;
        let scheme = if view.dark { "dark" } else { "light" };
        let forced = if view.forced_colours {
            "active"
        } else {
            "none"
        };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "forced-colors", "value": forced },
        ]);
        let media = json!({ "media": "", "features": features });
        self.call("Emulation.setEmulatedMedia", media)?;
        let off = json!({ "value": !view.scripts });
        self.call("Emulation.setScriptExecutionDisabled", off)?;
        Ok(())
    }

    /// Opens an address and waits until the page has loaded.
    pub fn open(&mut self, address: &str, view: View) -> Result<(), String> {
        self.view(view)?;
        self.go(address)
    }

    /// Opens an address in the same view.
    pub fn go(&mut self, address: &str) -> Result<(), String> {
        let before = self.loads;
        let answer = self.call("Page.navigate", json!({ "url": address }))?;
        if let Some(error) = answer["errorText"].as_str() {
            return Err(format!("{address}: {error}"));
        }
        // Without a loader only the place on the page has changed.
        if answer["loaderId"].is_string() {
            self.loaded_since(before)?;
        }
        Ok(())
    }

    /// Waits until another page has loaded.
    fn loaded_since(&mut self, before: usize) -> Result<(), String> {
        let until = Instant::now() + PATIENCE;
        while self.loads == before {
            self.next_message(until).ok_or("the page never loaded")?;
        }
        Ok(())
    }

    /// What an expression of JavaScript gives; promises are waited for. It is worked out even where scripts are off.
    pub fn eval(&mut self, script: &str) -> Result<Value, String> {
        let params = json!({
            "expression": script, "returnByValue": true, "awaitPromise": true, "userGesture": true,
        });
        let answer = self.call("Runtime.evaluate", params)?;
        match answer["exceptionDetails"].as_object() {
            Some(error) => Err(format!("{error:?} in {}", excerpt(script))),
            None => Ok(answer["result"]["value"].clone()),
        }
    }

    /// What an expression gives, as text.
    pub fn text(&mut self, script: &str) -> Result<String, String> {
        let value = self.eval(script)?;
        Ok(value.as_str().map_or(value.to_string(), str::to_owned))
    }

    /// Waits until an expression holds.
    pub fn until(&mut self, condition: &str) -> Result<(), String> {
        let start = Instant::now();
        loop {
            // While one page takes another's place there is nothing to ask.
            if self.eval(condition).is_ok_and(|value| is_so(&value)) {
                return Ok(());
            }
            if start.elapsed() > Duration::from_secs(10) {
                return Err(format!("it never came about that {}", excerpt(condition)));
            }
            self.next_message(Instant::now() + Duration::from_millis(20));
        }
    }

    /// Fails unless an expression holds.
    pub fn holds(&mut self, condition: &str) -> Result<(), String> {
        match self.eval(condition)? {
            value if is_so(&value) => Ok(()),
            value => Err(format!("{} is {value}", excerpt(condition))),
        }
    }

    /// The addresses in the tab's history up to the page that is shown.
    pub fn history(&mut self) -> Result<Vec<String>, String> {
        let history = self.call("Page.getNavigationHistory", json!({}))?;
        let current = history["currentIndex"].as_u64().unwrap_or_default() as usize;
        let entries = history["entries"].as_array().cloned().unwrap_or_default();
        let url = |entry: &Value| entry["url"].as_str().unwrap_or_default().to_owned();
        Ok(entries.iter().take(current + 1).map(url).collect())
    }

    /// Goes back one page, as the button does.
    pub fn back(&mut self) -> Result<(), String> {
        let history = self.call("Page.getNavigationHistory", json!({}))?;
        let current = history["currentIndex"].as_u64().unwrap_or_default() as usize;
        let before = current
            .checked_sub(1)
            .ok_or("there is nothing to go back to")?;
        let entry = json!({ "entryId": history["entries"][before]["id"] });
        self.call("Page.navigateToHistoryEntry", entry)?;
        Ok(())
    }

    /// Clicks with the mouse in the middle of the first element that a selector finds.
    pub fn click(&mut self, selector: &str) -> Result<(), String> {
        let place = self.eval(&format!(
            "(() => {{ const e = document.querySelector({selector:?}); if (!e) return null; e.scrollIntoView({{block: 'nearest'}});\
             const r = e.getClientRects()[0]; return r && [r.x + r.width / 2, r.y + r.height / 2]; }})()"
        ))?;
        let (Some(x), Some(y)) = (place[0].as_f64(), place[1].as_f64()) else {
            return Err(format!("there is no {selector} to click"));
        };
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", event)?;
        }
        Ok(())
    }

    /// Presses and releases a key by its name: `Tab`, `Enter`, `Escape`, `ArrowDown`, `Shift`, `Shift+Tab`, or a character.
    pub fn press(&mut self, key: &str) -> Result<(), String> {
        let mut event = key_down(key);
        self.call("Input.dispatchKeyEvent", event.clone())?;
        event["type"] = json!("keyUp");
        if key == "Shift" {
            event["modifiers"] = json!(0);
        }
        self.call("Input.dispatchKeyEvent", event)?;
        Ok(())
    }

    /// Presses a key so many times without waiting in between.
    pub fn press_often(&mut self, key: &str, times: usize) -> Result<(), String> {
        let event = key_down(key);
        for _ in 1..times {
            browser().say(&self.session, "Input.dispatchKeyEvent", &event);
        }
        self.call("Input.dispatchKeyEvent", event)?;
        Ok(())
    }

    /// Types text, a key a character.
    pub fn type_in(&mut self, text: &str) -> Result<(), String> {
        text.chars()
            .try_for_each(|c| self.press(c.encode_utf8(&mut [0; 4])))
    }

    /// Takes a picture of the page, of a long one the first 5,000 pixels, and keeps it in `target/site-pictures`.
    pub fn picture(&mut self, name: &str) -> Result<(), String> {
        let size = self.call("Page.getLayoutMetrics", json!({}))?["cssContentSize"].take();
        let height = size["height"].as_f64().unwrap_or_default().min(5000.0);
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": height, "scale": 1 });
        let params = json!({
            "format": "jpeg", "quality": 70, "captureBeyondViewport": true, "clip": clip,
        });
        let picture = decoded(&self.call("Page.captureScreenshot", params)?["data"])?;
        keep(name, "jpg", &picture)
    }

    /// Prints the page on A4 as the browser's own command does; gives the PDF.
    pub fn print(&mut self) -> Result<Vec<u8>, String> {
        let paper = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": true });
        decoded(&self.call("Page.printToPDF", paper)?["data"])
    }

    /// Brings the tab to the front, as it must be for focus and keys.
    pub fn bring_to_front(&mut self) -> Result<(), String> {
        let target = json!({ "targetId": self.target });
        browser().ask("Target.activateTarget", &target)?;
        Ok(())
    }
}

/// The event of a key that goes down.
fn key_down(key: &str) -> Value {
    let (modifiers, key) = match key.strip_prefix("Shift+") {
        Some(key) => (8, key),
        None => (if key == "Shift" { 8 } else { 0 }, key),
    };
    let (code, number, text) = match key {
        "Tab" => ("Tab", 9, ""),
        "Enter" => ("Enter", 13, "\r"),
        "Escape" => ("Escape", 27, ""),
        "Shift" => ("ShiftLeft", 16, ""),
        "Backspace" => ("Backspace", 8, ""),
        "End" => ("End", 35, ""),
        "Home" => ("Home", 36, ""),
        "ArrowUp" => ("ArrowUp", 38, ""),
        "ArrowDown" => ("ArrowDown", 40, ""),
        " " => ("Space", 32, " "),
        one => ("", 0, one),
    };
    let mut event = json!({
        "type": "keyDown", "key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers,
    });
    if !text.is_empty() {
        event["text"] = json!(text);
    }
    event
}

/// Keeps a file among the pictures that the tests leave behind.
pub fn keep(name: &str, ending: &str, bytes: &[u8]) -> Result<(), String> {
    let file = tools::target("site-pictures").join(format!("{name}.{ending}"));
    std::fs::write(file, bytes).map_err(|error| error.to_string())
}

fn decoded(data: &Value) -> Result<Vec<u8>, String> {
    base64::engine::general_purpose::STANDARD
        .decode(data.as_str().unwrap_or_default())
        .map_err(|error| error.to_string())
}

/// Whether JavaScript would take a value for true.
fn is_so(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false)) && value != "" && value.as_f64() != Some(0.0)
}

fn excerpt(script: &str) -> String {
    script.chars().take(200).collect()
}

//! One browser for all tests, spoken to through its DevTools pipe (`--remote-debugging-pipe`): messages in JSON, each
//! with a zero byte at its end. It needs no crate, no port, and ends by itself when this program does.
//! What a message means is in the browser's own protocol: <https://chromedevtools.github.io/devtools-protocol/>.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::tools;

/// How long anything may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// Who gets which messages: answers and events, by the session they belong to.
type Ears = Arc<Mutex<HashMap<String, Sender<Value>>>>;

/// The running browser.
pub struct Browser {
    process: Mutex<Child>,
    mouth: Mutex<ChildStdin>,
    ears: Ears,
    /// What is said to the browser itself, one thing at a time.
    own: Mutex<Receiver<Value>>,
    next: AtomicU64,
    profile: Mutex<Option<TempDir>>,
}

static BROWSER: OnceLock<Browser> = OnceLock::new();

/// The browser, which starts when it is first asked for.
pub fn browser() -> &'static Browser {
    BROWSER.get_or_init(Browser::start)
}

/// Ends the browser, if it was started, and removes its profile.
pub fn close() {
    let Some(browser) = BROWSER.get() else { return };
    let mut process = browser.process.lock().unwrap();
    // It may have ended by itself; then there is nothing to end.
    let _ = process.kill();
    let _ = process.wait();
    *browser.profile.lock().unwrap() = None;
}

impl Browser {
    fn start() -> Self {
        let profile = TempDir::new().unwrap();
        let mut process = Command::new("sh")
            // The browser reads from 3 and writes to 4.
            .args([
                "-c",
                "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1",
            ])
            .arg(tools::chromium())
            .args([
                "--headless",
                "--remote-debugging-pipe",
                // Only our own pages are opened, and in a container there is often no user but root.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--mute-audio",
                "--hide-scrollbars",
                "--lang=en-GB",
                // Whatever a page might ask for elsewhere, nothing leaves this machine.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let ears = Ears::default();
        let mouth = process.stdin.take().unwrap();
        let messages = process.stdout.take().unwrap();
        let (send, own) = channel();
        ears.lock().unwrap().insert(String::new(), send);
        let hearing = Arc::clone(&ears);
        std::thread::spawn(move || listen(messages, &hearing));
        Self {
            process: Mutex::new(process),
            mouth: Mutex::new(mouth),
            ears,
            own: Mutex::new(own),
            next: AtomicU64::new(1),
            profile: Mutex::new(Some(profile)),
        }
    }

    /// Says something to a session without waiting for the answer; gives the number that the answer will have.
    pub fn say(&self, session: &str, method: &str, params: &Value) -> u64 {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let mut message = json!({ "id": id, "method": method, "params": params });
        if !session.is_empty() {
            message["sessionId"] = json!(session);
        }
        let mut mouth = self.mouth.lock().unwrap();
        write!(mouth, "{message}\0").unwrap();
        mouth.flush().unwrap();
        id
    }

    /// Asks the browser itself.
    pub fn ask(&self, method: &str, params: &Value) -> Result<Value, String> {
        let own = self.own.lock().unwrap();
        let id = self.say("", method, params);
        loop {
            let message = own
                .recv_timeout(PATIENCE)
                .map_err(|_| format!("no answer to {method}"))?;
            if message["id"] == id {
                return answer(method, message);
            }
        }
    }

    /// Where the messages of a session will arrive.
    pub fn hear(&self, session: &str) -> Receiver<Value> {
        let (send, receive) = channel();
        self.ears.lock().unwrap().insert(session.to_owned(), send);
        receive
    }
}

/// What an answer says, or the browser's complaint.
pub fn answer(method: &str, mut message: Value) -> Result<Value, String> {
    match message["error"]["message"].as_str() {
        Some(error) => Err(format!("{method}: {error}")),
        None => Ok(message["result"].take()),
    }
}

fn listen(messages: ChildStdout, ears: &Ears) {
    let mut messages = BufReader::with_capacity(1 << 16, messages);
    let mut bytes = Vec::new();
    while messages.read_until(0, &mut bytes).is_ok_and(|n| n > 1) {
        bytes.pop();
        let message: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        bytes.clear();
        let session = message["sessionId"].as_str().unwrap_or_default();
        if let Some(ear) = ears.lock().unwrap().get(session) {
            // A tab that nobody uses any more need not hear it.
            let _ = ear.send(message);
        }
    }
}

//! What makes a browser load a page again when there is a new book.
//!
//! Each page gets a script that listens to server-sent events. It stands in a file of its own, so that it
//! works on pages whose content security policy allows no other; what that policy lacks for the events is added.

use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use tokio::sync::watch;

use super::Shown;
use super::respond::answer;

/// Where the script is.
pub(super) const SCRIPT_PATH: &str = "/__mendbook/reload.js";

/// Where the events are.
pub(super) const EVENTS_PATH: &str = "/__mendbook/events";

/// The script.
const SCRIPT: &str = include_str!("reload.js");

/// How long a browser that waits for news is left without a word: less than any browser waits.
const PATIENCE: Duration = Duration::from_secs(25);

/// The script's answer.
pub(super) fn script() -> Response {
    answer(StatusCode::OK, "text/javascript; charset=utf-8", SCRIPT)
}

/// Tells a browser what is shown, as soon as that is not what it has seen already.
///
/// Each answer holds one event and ends; the browser then asks again by itself, with the event's id, after
/// the time given by `retry`. So no event is missed between two of its requests, and none is said twice.
pub(super) async fn events(mut shown: watch::Receiver<Shown>, headers: &HeaderMap) -> Response {
    let seen = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let news = tokio::time::timeout(
        PATIENCE,
        shown.wait_for(|shown| Some(&*token(shown.state)) != seen),
    );
    let event = match news.await {
        Ok(Ok(shown)) => event(&shown),
        _ => ":\n\n".to_owned(),
    };
    answer(
        StatusCode::OK,
        "text/event-stream",
        format!("retry: 100\n{event}"),
    )
}

/// A page with the script at its end.
pub(super) fn with_script(page: &[u8], shown: &Shown) -> Vec<u8> {
    let script = format!(
        "<script src=\"{SCRIPT_PATH}?book={}\"></script>\n",
        token(shown.book)
    );
    // The book's own policy lets no page ask for anything; this script listens to the server.
    let page = String::from_utf8_lossy(page).replacen(
        "default-src 'none'",
        "default-src 'none'; connect-src 'self'",
        1,
    );
    let page = page.as_bytes();
    let end = page
        .windows(7)
        .rposition(|part| part.eq_ignore_ascii_case(b"</body>"));
    let (before, after) = page.split_at(end.unwrap_or(page.len()));
    [before, script.as_bytes(), after].concat()
}

/// One event: which book is shown, and what is wrong with its content.
fn event(shown: &Shown) -> String {
    let data = serde_json::json!({ "book": token(shown.book), "problems": shown.problems });
    format!("id: {}\ndata: {data}\n\n", token(shown.state))
}

/// A number as browsers see it: apart from those of a server that ran here before, so that its pages are
/// loaded again too.
fn token(number: u64) -> String {
    format!("{}-{number}", std::process::id())
}

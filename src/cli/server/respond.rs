//! From a request to the file it asks for.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::Shown;
use super::address::{content_type, decode, is_this_machine};
use super::reload;

/// What is said where there is nothing to show.
const PLAIN: &str = "text/plain; charset=utf-8";

/// The refusal of a request that is not for us, or that asks for more than to look.
pub(super) fn refusal(request: &Request) -> Option<Response> {
    let named = request
        .uri()
        .authority()
        .is_none_or(|host| is_this_machine(host.as_str()));
    if !named || !is_asked_by_name(request.headers()) {
        let text = "this address is not served here; use the one that mendbook printed\n";
        return Some(answer(StatusCode::FORBIDDEN, PLAIN, text));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let text = "this server only shows pages\n";
        let mut response = answer(StatusCode::METHOD_NOT_ALLOWED, PLAIN, text);
        response
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Some(response);
    }
    None
}

/// The page at an address.
pub(super) fn page(shown: &Shown, address: &str) -> Response {
    let path = decode(address).unwrap_or_default();
    let Some(path) = path.strip_prefix('/') else {
        return answer(
            StatusCode::BAD_REQUEST,
            PLAIN,
            "this address cannot be read\n",
        );
    };
    let on_host = path.strip_prefix(shown.top.trim_start_matches('/'));
    for path in [Some(path), on_host].into_iter().flatten() {
        let index = match path.is_empty() || path.ends_with('/') {
            true => format!("{path}index.html"),
            false => path.to_owned(),
        };
        if let Some(bytes) = shown.output.get(&index) {
            return file(shown, StatusCode::OK, &index, bytes);
        }
    }
    if shown.output.get(&format!("{path}/index.html")).is_some() {
        return moved(&format!("{address}/"));
    }
    match shown.output.get("404.html") {
        Some(bytes) => file(shown, StatusCode::NOT_FOUND, "404.html", bytes),
        None => answer(
            StatusCode::NOT_FOUND,
            PLAIN,
            "there is no such page in this book\n",
        ),
    }
}

/// An answer that is not kept, and that no other site may use.
pub(super) fn answer(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    let headers: [(HeaderName, &str); 4] = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    (status, headers, body.into()).into_response()
}

/// One of the book's files; a page brings the script along that loads it again.
fn file(shown: &Shown, status: StatusCode, path: &str, bytes: &[u8]) -> Response {
    let kind = content_type(path);
    let body = match kind.starts_with("text/html") {
        true => reload::with_script(bytes, shown),
        false => bytes.to_vec(),
    };
    answer(status, kind, body)
}

/// Sends a browser to a folder's address with the slash, without which the page's links would miss.
fn moved(address: &str) -> Response {
    let mut response = answer(StatusCode::PERMANENT_REDIRECT, PLAIN, "");
    // The address came in a request, so it is fit for a header.
    if let Ok(address) = HeaderValue::from_str(address) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    response
}

/// Whether exactly one host is named, and it is this machine.
fn is_asked_by_name(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (host, more) = (hosts.next(), hosts.next());
    more.is_none()
        && host
            .and_then(|host| host.to_str().ok())
            .is_some_and(is_this_machine)
}

//! What a browser gets, asked for over the wire.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use super::*;

fn book(files: &[(&str, &str)]) -> Arc<Output> {
    let files = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    Arc::new(files.collect())
}

fn start() -> Server {
    let first = book(&[
        (
            "index.html",
            "<!doctype html><body><p>front</p></BODY></html>",
        ),
        ("steps/index.html", "steps"),
        ("steps/é a.html", "accent"),
        ("main.css", "body{}"),
        ("steps/w.pdf", "%PDF"),
    ]);
    Server::start(Some(0), first).unwrap()
}

/// What the server answers to these very bytes.
fn raw(server: &Server, request: &str) -> String {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn ask(server: &Server, method: &str, path: &str, headers: &str) -> String {
    let host = format!("Host: localhost:{}\r\n", server.address().port());
    raw(
        server,
        &format!("{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n{headers}\r\n"),
    )
}

fn get(server: &Server, path: &str) -> String {
    ask(server, "GET", path, "")
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

#[test]
fn pages_and_files_are_found() {
    let server = start();
    assert!(server.address().ip().is_loopback());
    let found = [
        ("/", "text/html; charset=utf-8", "front"),
        ("/index.html?x=%zz", "text/html; charset=utf-8", "front"),
        ("/steps/", "text/html; charset=utf-8", "steps"),
        (
            "/steps/%C3%A9%20a.html",
            "text/html; charset=utf-8",
            "accent",
        ),
        (
            "/steps%2F%c3%a9%20a.html",
            "text/html; charset=utf-8",
            "accent",
        ),
        ("/main.css", "text/css; charset=utf-8", "body{}"),
        ("/steps/w.pdf", "application/pdf", "%PDF"),
    ];
    for (path, kind, text) in found {
        let answer = get(&server, path);
        assert_eq!(status(&answer), "200", "{path}");
        assert!(
            answer.contains(&format!("content-type: {kind}\r\n")),
            "{answer}"
        );
        assert!(answer.contains("cache-control: no-store\r\n"), "{answer}");
        assert!(answer.contains(text), "{answer}");
    }
    let moved = get(&server, "/steps");
    assert_eq!(status(&moved), "308");
    assert!(moved.contains("location: /steps/\r\n"), "{moved}");
}

#[test]
fn no_address_leads_out() {
    let server = start();
    let paths = [
        "/../Cargo.toml",
        "/..%2fCargo.toml",
        "/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/steps/../../etc/passwd",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/..%5c..%5cetc%5cpasswd",
        "/C:%5cx",
        "/steps/..%2findex.html",
        "/./index.html",
        "/index.html%00",
        "/%252e%252e%252fCargo.toml",
        "/none",
    ];
    for path in paths {
        assert_eq!(status(&get(&server, path)), "404", "{path}");
    }
    for path in ["/%", "/%zz", "/%ff"] {
        assert_eq!(status(&get(&server, path)), "400", "{path}");
    }
}

#[test]
fn the_books_own_page_says_that_there_is_none() {
    let server = start();
    assert!(get(&server, "/none").contains("there is no such page"));
    server.replace(book(&[("404.html", "<p>lost</p>")]), None);
    let answer = get(&server, "/none");
    assert_eq!(status(&answer), "404");
    assert!(
        answer.contains("<p>lost</p>") && answer.contains("reload.js"),
        "{answer}"
    );
}

#[test]
fn a_book_is_also_where_it_will_stand_on_its_host() {
    let server = start();
    assert_eq!(status(&get(&server, "/a/b/main.css")), "404");
    server.stand_at("/a/b/".to_owned());
    assert_eq!(status(&get(&server, "/a/b/main.css")), "200");
    assert!(get(&server, "/a/b/").contains("front"));
    assert_eq!(status(&get(&server, "/main.css")), "200");
    assert_eq!(status(&get(&server, "/b/main.css")), "404");
    server.replace(book(&[("other.css", "body{}")]), None);
    assert_eq!(status(&get(&server, "/a/b/other.css")), "200");
}

#[test]
fn only_looking_is_allowed() {
    let server = start();
    let head = ask(&server, "HEAD", "/main.css", "");
    assert_eq!(status(&head), "200");
    assert!(
        head.contains("content-length: 6\r\n") && head.ends_with("\r\n\r\n"),
        "{head}"
    );
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = ask(&server, method, "/", "");
        assert_eq!(status(&answer), "405");
        assert!(answer.contains("allow: GET, HEAD\r\n"), "{answer}");
    }
}

#[test]
fn other_hosts_get_nothing() {
    let server = start();
    let requests = [
        "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        "GET /__mendbook/events HTTP/1.1\r\nHost: evil.example:3000\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
    ];
    for request in requests {
        let answer = raw(&server, request);
        assert_eq!(status(&answer), "403", "{request}");
        assert!(!answer.contains("front"), "{answer}");
    }
    let by_number = "GET / HTTP/1.1\r\nHost: [::1]:3000\r\nConnection: close\r\n\r\n";
    assert_eq!(status(&raw(&server, by_number)), "200");
}

#[test]
fn pages_bring_the_script_and_the_built_ones_do_not_change() {
    let server = start();
    let answer = get(&server, "/");
    let book = format!("{}-1", std::process::id());
    let script =
        format!("<script src=\"/__mendbook/reload.js?book={book}\"></script>\n</BODY></html>");
    assert!(answer.ends_with(&script), "{answer}");
    assert!(!get(&server, "/main.css").contains("script"));
    let script = get(&server, "/__mendbook/reload.js?book=1");
    assert!(
        script.contains("content-type: text/javascript; charset=utf-8\r\n"),
        "{script}"
    );
    assert!(script.contains("new EventSource"), "{script}");
}

/// What a browser is told that has seen the given state.
fn news(server: &Server, seen: Option<u64>) -> String {
    let id = seen.map(|seen| format!("Last-Event-ID: {}-{seen}\r\n", std::process::id()));
    let answer = ask(server, "GET", "/__mendbook/events", &id.unwrap_or_default());
    assert!(
        answer.contains("content-type: text/event-stream\r\n"),
        "{answer}"
    );
    answer.split_once("\r\n\r\n").unwrap().1.to_owned()
}

#[test]
fn browsers_hear_of_a_new_book_and_of_problems() {
    let server = start();
    let id = std::process::id();
    let expect = |book: u64, state: u64, problems: &str| {
        let data = format!("{{\"book\":\"{id}-{book}\",\"problems\":{problems}}}");
        format!("retry: 100\nid: {id}-{state}\ndata: {data}\n\n")
    };
    assert_eq!(news(&server, None), expect(1, 1, "null"));
    // One that waits already, and one that comes too late, hear the same.
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| news(&server, Some(1)));
        server.replace(book(&[("index.html", "new")]), None);
        assert_eq!(waiting.join().unwrap(), expect(2, 2, "null"));
    });
    assert_eq!(news(&server, Some(1)), expect(2, 2, "null"));
    assert!(get(&server, "/").contains("new"));
    // The same book with errors is not loaded again.
    server.replace(
        book(&[("index.html", "new")]),
        Some("3 errors\nin \"a.md\"".to_owned()),
    );
    assert_eq!(
        news(&server, Some(2)),
        expect(2, 3, "\"3 errors\\nin \\\"a.md\\\"\"")
    );
    // Nothing new is no news: the next thing said is the mended book.
    server.replace(
        book(&[("index.html", "new")]),
        Some("3 errors\nin \"a.md\"".to_owned()),
    );
    server.replace(book(&[("index.html", "mended")]), None);
    assert_eq!(news(&server, Some(3)), expect(3, 4, "null"));
}

#[test]
fn a_busy_port_is_named_and_others_are_tried_only_unasked() {
    let server = start();
    let port = server.address().port();
    let error = Server::start(Some(port), book(&[])).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::AddrInUse);
    assert!(
        error
            .to_string()
            .starts_with(&format!("port {port} is in use")),
        "{error}"
    );
    let two = [
        Server::start(None, book(&[])).unwrap(),
        Server::start(None, book(&[])).unwrap(),
    ];
    assert_ne!(two[0].address(), two[1].address());
}

#[test]
fn a_browser_that_waits_does_not_keep_the_server_from_ending() {
    let server = start();
    let mut waiting = TcpStream::connect(server.address()).unwrap();
    let id = format!("Last-Event-ID: {}-1\r\n", std::process::id());
    let request = format!("GET /__mendbook/events HTTP/1.1\r\nHost: localhost\r\n{id}\r\n");
    waiting.write_all(request.as_bytes()).unwrap();
    // So that the request above has been taken up.
    get(&server, "/");
    drop(server);
    let mut answer = Vec::new();
    let _ = waiting.read_to_end(&mut answer);
    assert_eq!(answer, b"");
}

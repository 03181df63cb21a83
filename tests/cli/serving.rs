//! `serve`: the book in a browser, and what becomes of it while its author writes.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command, Stdio};

use super::bench::{Bench, PROGRAM};

/// A server that ends with the test.
struct Serving {
    child: Child,
    said: BufReader<ChildStderr>,
    address: String,
}

impl Serving {
    fn start(bench: &Bench, arguments: &[&str]) -> Self {
        let mut child = Command::new(PROGRAM)
            .args(["serve", "--port", "0"])
            .args(arguments)
            .current_dir(bench.path(""))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a run");
        let said = BufReader::new(child.stderr.take().expect("what it says"));
        let mut serving = Self {
            child,
            said,
            address: String::new(),
        };
        let line = serving.hears("the book is at http://");
        let start = line.find("http://").expect("an address") + "http://".len();
        serving.address = line[start..]
            .split('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        serving
    }

    /// Waits for a line that has this in it.
    fn hears(&mut self, wanted: &str) -> String {
        let mut all = String::new();
        loop {
            let mut line = String::new();
            let length = self.said.read_line(&mut line).expect("a line");
            assert_ne!(length, 0, "it ended without saying {wanted:?}: {all}");
            if line.contains(wanted) {
                return line;
            }
            all.push_str(&line);
        }
    }

    /// Asks for a page.
    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_book_follows_its_files() {
    let bench = Bench::with_book();
    let mut serving = Serving::start(&bench, &[]);
    assert!(serving.get("/").starts_with("HTTP/1.1 200"));
    let new = "/topics/new.html";
    assert!(serving.get(new).starts_with("HTTP/1.1 404"));

    bench.write("content/topics/new.md", "---\ntitle: New\n---\nText.\n");
    let line = serving.hears("built ");
    assert!(
        line.contains(" pages again in ") && line.ends_with(" s\n"),
        "{line}"
    );
    assert!(serving.get(new).starts_with("HTTP/1.1 200"));

    // The last good book stays while there are errors.
    bench.write("content/topics/new.md", "---\ntitel: New\n---\nText.\n");
    serving.hears("error[");
    serving.hears("the last good book is still shown");
    assert!(serving.get(new).starts_with("HTTP/1.1 200"));

    std::fs::remove_file(bench.path("content/topics/new.md")).expect("removed");
    serving.hears("pages again in");
    assert!(serving.get(new).starts_with("HTTP/1.1 404"));
    assert!(!bench.path("book").exists(), "nothing is written");
}

#[test]
fn another_content_folder_is_watched_from_then_on() {
    let bench = Bench::with_book();
    let mut serving = Serving::start(&bench, &[]);
    std::fs::create_dir(bench.path("other")).expect("a folder");
    bench.write("other/index.md", "---\ntitle: Other\n---\nText.\n");
    bench.change(
        "book.toml",
        "version = \"0.1\"",
        "version = \"0.1\"\ncontent = \"other\"",
    );
    serving.hears("pages again in");
    bench.write("other/topics/new.md", "---\ntitle: New\n---\nText.\n");
    while !serving.get("/topics/new.html").starts_with("HTTP/1.1 200") {
        serving.hears("pages again in");
    }
}

#[test]
fn a_book_that_cannot_be_read_is_waited_for() {
    let bench = Bench::with_book();
    let sound = bench.read("book.toml");
    bench.write("book.toml", "[book");
    let mut serving = Serving::start(&bench, &[]);
    assert!(serving.get("/").contains("There is no book to show yet"));
    bench.write("book.toml", &sound);
    serving.hears("pages again in");
    assert!(!serving.get("/").contains("There is no book to show yet"));
}

#[test]
fn a_port_that_is_taken_is_a_fault() {
    let bench = Bench::with_book();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    bench
        .run(&["serve", "--port", &port, "-q"])
        .faults()
        .says("in use");
    bench.run(&["serve", "--port", "70000"]).faults();
}

#[cfg(feature = "print")]
#[test]
fn a_sheet_that_cannot_be_printed_holds_nothing_else_up() {
    let bench = Bench::with_book();
    let mut serving = Serving::start(&bench, &[]);
    let sheet = "/worksheets/what-i-need.pdf";
    assert!(serving.get(sheet).starts_with("HTTP/1.1 200"));
    bench.change(
        "content/worksheets/what-i-need.yaml",
        "label: When I need quiet",
        "label: When I need quiet \u{1f600}",
    );
    serving.hears("error[missing-glyph]");
    serving.hears("all else is shown");
    // Its last good file stays, and whatever else changes is shown.
    assert!(serving.get(sheet).starts_with("HTTP/1.1 200"));
    bench.write("content/topics/new.md", "---\ntitle: New\n---\nText.\n");
    serving.hears("all else is shown");
    assert!(serving.get("/topics/new.html").starts_with("HTTP/1.1 200"));
}

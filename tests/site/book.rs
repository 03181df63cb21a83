//! The book that ships with Mendbook, compiled once: served on this machine, and in a folder to open from disk.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use mendbook::model::date::Date;
use mendbook::output::Output;
use mendbook::pipeline::{Options, compile};
use mendbook::render::Sheets;
use mendbook::source::DiskFiles;
use tempfile::TempDir;

/// A built book.
pub struct Site {
    /// Every file.
    pub output: Arc<Output>,
    /// Where it is served, with a slash at the end.
    pub served: String,
    /// The same from disk, with a slash at the end.
    pub from_disk: String,
}

/// A page of each type, by a name for it. A new kind of page gets its line here.
pub const PAGE_TYPES: &[(&str, &str)] = &[
    ("home", "index.html"),
    ("role", "roles/hurt.html"),
    ("step", "steps/own-the-harm.html"),
    ("topic", "topics/what-trust-is.html"),
    ("note", "notes/"),
    ("exercise", "exercises/"),
    ("worksheet", "worksheets/"),
    ("safety-check", "worksheets/safety-check.html"),
    ("agreement", "agreements/"),
    ("pack", "packs/"),
    ("path", "paths/"),
    ("facilitator", "practitioners/"),
    ("route", "route.html"),
    ("topics", "topics.html"),
    ("mistakes", "mistakes.html"),
    ("faqs", "faqs.html"),
    ("walk-away", "walk-away.html"),
    ("phrase-book", "phrase-book.html"),
    ("cards", "cards.html"),
    ("exercises", "exercises.html"),
    ("habits", "habits.html"),
    ("sheets", "sheets.html"),
    ("paths", "paths.html"),
    ("tensions", "tensions.html"),
    ("sources", "sources.html"),
    ("glossary", "glossary.html"),
    ("help", "help.html"),
    ("practitioners", "practitioners.html"),
    ("whole-guide", "whole-guide.html"),
    ("a-z", "a-z.html"),
];

/// The guide.
pub fn guide() -> &'static Site {
    static GUIDE: OnceLock<(Site, TempDir)> = OnceLock::new();
    let (site, _) = GUIDE.get_or_init(|| build(Path::new(env!("CARGO_MANIFEST_DIR"))));
    site
}

/// Compiles a book, serves it and writes it to a folder.
pub fn build(book: &Path) -> (Site, TempDir) {
    let options = Options {
        today: Date::today(),
        publish: false,
        // Links to files of sheets stand on the pages all the same; the files are the business of other tests.
        sheets: Sheets::None,
    };
    let output = compile(&DiskFiles::new(book), &options).output;
    let folder = TempDir::new().unwrap();
    for (path, bytes) in output.iter() {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
    let output = Arc::new(output);
    let site = Site {
        served: serve(Arc::clone(&output)),
        from_disk: format!("file://{}/", folder.path().display()),
        output,
    };
    (site, folder)
}

impl Site {
    /// The addresses of all pages inside the book, in order.
    pub fn pages(&self) -> Vec<&str> {
        let pages = self.output.iter().map(|(path, _)| path);
        pages.filter(|path| path.ends_with(".html")).collect()
    }

    /// A page of each type with the type's name; of those named by their folder, the first.
    pub fn page_types(&self) -> Vec<(&'static str, &str)> {
        let page = |start: &str| {
            self.pages()
                .into_iter()
                .find(|path| path.starts_with(start))
        };
        PAGE_TYPES
            .iter()
            .map(|(name, start)| (*name, page(start).unwrap_or_else(|| panic!("no {start}"))))
            .collect()
    }
}

/// Serves files until the program ends; gives the address.
fn serve(output: Arc<Output>) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let app = axum::Router::new().fallback(move |uri: Uri| {
        let output = Arc::clone(&output);
        async move { file(&output, uri.path().trim_start_matches('/')) }
    });
    std::thread::spawn(move || {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        runtime.enable_all().build().unwrap().block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, app).await.unwrap();
        });
    });
    address
}

fn file(output: &Output, path: &str) -> Response {
    let path = if path.is_empty() { "index.html" } else { path };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("pdf") => "application/pdf",
        _ => "application/octet-stream",
    };
    match output.get(path) {
        Some(bytes) => ([(header::CONTENT_TYPE, kind)], bytes.to_vec()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

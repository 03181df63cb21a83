//! The web server of `serve`: one book, held in memory, for a browser on this machine.
//!
//! It knows an [`Output`] and what to tell the author; it must not know how a book is compiled, nor touch
//! the disk. A request names a key of the output or nothing, so no address leads out of the book. It
//! answers this machine alone, and only requests that name it as their host: another site's name that was
//! made to lead here (DNS rebinding) gets nothing.

mod address;
mod reload;
mod respond;

use std::future::IntoFuture as _;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;

use axum::Router;
use axum::extract::{Request, State};
use axum::routing::any;
use tokio::sync::{oneshot, watch};

use crate::output::Output;

/// The first port tried when none is asked for.
const FIRST_PORT: u16 = 3000;

/// How many ports are tried when none is asked for.
const PORTS_TRIED: u16 = 20;

/// What is shown now.
#[derive(Clone, Debug)]
struct Shown {
    /// The book.
    output: Arc<Output>,
    /// Changes whenever the book does; a page that was served with another number is out of date.
    book: u64,
    /// Changes whenever anything here does; a browser says which it has seen.
    state: u64,
    /// What is wrong with the content, in words for the author.
    problems: Option<String>,
    /// Where the book will stand on its host: a path with a slash at each end.
    top: String,
}

/// A server that runs until it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shown: watch::Sender<Shown>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves the first book at 127.0.0.1, on a thread of its own. With no port, the first free one of
    /// twenty from 3000 on is taken; with one, that or none; port 0 is any that is free.
    ///
    /// # Errors
    ///
    /// When the port is busy, or the system does not allow it; the message says how to mend it.
    pub fn start(port: Option<u16>, first: Arc<Output>) -> io::Result<Self> {
        let listener = listen(port)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let (shown, watcher) = watch::channel(Shown {
            output: first,
            book: 1,
            state: 1,
            problems: None,
            top: "/".to_owned(),
        });
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let thread = std::thread::Builder::new()
            .name("serve".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    // Both only fail if the runtime is at fault, and then no page answers, which is plain to see.
                    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
                        return;
                    };
                    let router = Router::new().fallback(any(answer)).with_state(watcher);
                    tokio::spawn(axum::serve(listener, router).into_future());
                    let _ = stopped.await;
                });
                // Browsers hold a request open to hear of the next book: do not wait for those.
                runtime.shutdown_background();
            })?;
        Ok(Self {
            address,
            shown,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves the book also where it will stand on its host, a path with a slash at each end: its page for what is not there
    /// names all files from the host's top.
    pub fn stand_at(&self, top: String) {
        self.shown.send_if_modified(|shown| {
            shown.top = top;
            false
        });
    }

    /// Shows another book from now on, and tells the browsers. `problems` is what the banner at the bottom
    /// of each page says as long as the content has errors, as "3 errors"; with none, there is no banner.
    /// Pages are loaded again only if the book is not the same as before.
    pub fn replace(&self, output: Arc<Output>, problems: Option<String>) {
        self.shown.send_if_modified(|shown| {
            let same_book = Arc::ptr_eq(&shown.output, &output) || shown.output == output;
            if same_book && shown.problems == problems {
                return false;
            }
            *shown = Shown {
                output,
                book: shown.book + u64::from(!same_book),
                state: shown.state + 1,
                problems,
                top: std::mem::take(&mut shown.top),
            };
            true
        });
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Answers one request.
async fn answer(
    State(shown): State<watch::Receiver<Shown>>,
    request: Request,
) -> axum::response::Response {
    if let Some(refusal) = respond::refusal(&request) {
        return refusal;
    }
    match request.uri().path() {
        reload::SCRIPT_PATH => reload::script(),
        reload::EVENTS_PATH => reload::events(shown, request.headers()).await,
        path => {
            let shown = shown.borrow().clone();
            respond::page(&shown, path)
        }
    }
}

/// Takes a port.
fn listen(port: Option<u16>) -> io::Result<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    let explain = |port: u16, error: io::Error, mend: &str| {
        let kind = error.kind();
        let what = match kind {
            io::ErrorKind::AddrInUse => format!("port {port} is in use by another program"),
            _ => format!("cannot listen on port {port}: {error}"),
        };
        io::Error::new(kind, format!("{what}; {mend}"))
    };
    if let Some(port) = port {
        let mend = "name another with --port, or leave --port out to have a free one chosen";
        return bind(port).map_err(|error| explain(port, error, mend));
    }
    let mut last = None;
    for port in FIRST_PORT..FIRST_PORT + PORTS_TRIED {
        match bind(port) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(explain(port, error, "name a free one with --port")),
        }
    }
    Err(last.unwrap_or_else(|| io::ErrorKind::AddrInUse.into()))
}

#[cfg(test)]
mod tests;

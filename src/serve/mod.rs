//! A few pages for the person at this machine: HTTP on loopback, to read and never to write.
//!
//! Requests are read on threads of their own and answered one after the other by whoever runs the server. What
//! another website could send through a browser is refused: foreign `Host` and `Origin` headers, every method
//! but GET and HEAD, framing. Knows no plan.

mod request;

use std::io::{BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use request::{Refusal, Request};

/// How often is looked whether the pages have changed.
const BEAT: Duration = Duration::from_millis(300);

/// How many beats a page waits for news before it asks again.
const PATIENCE: u32 = 60;

/// How long a request may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(5);

/// More requests at a time than any browser makes.
const MOST: usize = 64;

/// The path that tells when the pages have changed.
const CHANGES: &str = "/-/changes";

/// Where to listen.
#[derive(Debug)]
pub(crate) struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

/// What answers requests. All methods are called on one thread.
pub(crate) trait Pages {
    /// A number that is another one once the pages have changed.
    fn state(&mut self) -> u64;

    /// The page at a path without its leading `/`; nothing where there is none.
    fn page(&mut self, path: &str) -> Option<String>;
}

struct Job {
    path: String,
    reply: Sender<Option<String>>,
}

impl Server {
    /// Listens on this machine alone; on any free port for 0.
    pub(crate) fn listen(port: u16) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers requests until the process ends.
    pub(crate) fn run(self, pages: &mut dyn Pages) {
        let state = Arc::new(AtomicU64::new(pages.state()));
        let (jobs, queue) = channel::<Job>();
        let port = self.address.port();
        let shared = Arc::clone(&state);
        thread::spawn(move || accept(&self.listener, port, &jobs, &shared));
        answer(&queue, pages, &state);
    }
}

/// Answers what comes in, and looks for changes in between.
fn answer(queue: &Receiver<Job>, pages: &mut dyn Pages, state: &AtomicU64) {
    loop {
        match queue.recv_timeout(BEAT) {
            Ok(job) => {
                state.store(pages.state(), Ordering::Release);
                // Whoever asked may have gone away.
                let _ = job.reply.send(pages.page(&job.path));
            }
            Err(RecvTimeoutError::Timeout) => state.store(pages.state(), Ordering::Release),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn accept(listener: &TcpListener, port: u16, jobs: &Sender<Job>, state: &Arc<AtomicU64>) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming().flatten() {
        if open.load(Ordering::Acquire) >= MOST {
            continue;
        }
        open.fetch_add(1, Ordering::AcqRel);
        let (jobs, state, open) = (jobs.clone(), Arc::clone(state), Arc::clone(&open));
        thread::spawn(move || {
            // Whoever asked may have gone away.
            let _ = converse(&stream, port, &jobs, &state);
            open.fetch_sub(1, Ordering::AcqRel);
        });
    }
}

/// Reads one request and answers it.
fn converse(stream: &TcpStream, port: u16, jobs: &Sender<Job>, state: &AtomicU64) -> std::io::Result<()> {
    stream.set_read_timeout(Some(ARRIVAL))?;
    stream.set_write_timeout(Some(ARRIVAL))?;
    let request = match Request::read(&mut BufReader::new(stream), port) {
        Ok(request) => request,
        Err(refusal) => return write(stream, refusal.status(), "text/plain", refusal.reason(), false),
    };
    if request.path == CHANGES {
        let text = wait(state, request.since.as_deref()).to_string();
        return write(stream, "200 OK", "text/plain", &text, request.is_head);
    }
    let path = match request.path.trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    let (reply, answer) = channel();
    let asked = jobs.send(Job { path: path.to_owned(), reply }).is_ok();
    match answer.recv().ok().flatten().filter(|_| asked) {
        Some(text) => write(stream, "200 OK", media_type(path), &text, request.is_head),
        None => write(stream, Refusal::NotFound.status(), "text/plain", Refusal::NotFound.reason(), false),
    }
}

/// The state once it is another one than the page knows, or after a while.
fn wait(state: &AtomicU64, since: Option<&str>) -> u64 {
    let known = since.and_then(|since| since.parse::<u64>().ok());
    for _ in 0..PATIENCE {
        let now = state.load(Ordering::Acquire);
        if known.is_none_or(|known| known != now) {
            return now;
        }
        thread::sleep(BEAT);
    }
    state.load(Ordering::Acquire)
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("xml") => "application/atom+xml",
        _ => "text/plain",
    }
}

fn write(
    mut stream: &TcpStream,
    status: &str,
    media: &str,
    text: &str,
    is_head: bool,
) -> std::io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {media}; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: \
         no-store\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nCross-Origin-Resource-Policy: \
         same-origin\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n",
        text.len()
    );
    stream.write_all(head.as_bytes())?;
    if !is_head {
        stream.write_all(text.as_bytes())?;
    }
    stream.flush()
}

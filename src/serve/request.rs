//! One request: what is asked for, or why it is refused.

use std::io::Read;

/// More than any browser sends.
const LARGEST: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;

/// A request that may be answered.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Request {
    /// Decoded, with its leading `/`; never with `..` in it.
    pub(super) path: String,
    /// The state that the page knows.
    pub(super) since: Option<String>,
    pub(super) is_head: bool,
}

/// Why a request is not answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Refusal {
    Malformed,
    TooLarge,
    /// It is meant for another name: a website that has given its own name this machine's address.
    ForeignHost,
    /// It comes from a page of another website.
    ForeignOrigin,
    /// It would write.
    Method,
    NotFound,
}

impl Refusal {
    pub(super) fn status(self) -> &'static str {
        match self {
            Self::Malformed => "400 Bad Request",
            Self::TooLarge => "431 Request Header Fields Too Large",
            Self::ForeignHost => "421 Misdirected Request",
            Self::ForeignOrigin => "403 Forbidden",
            Self::Method => "405 Method Not Allowed",
            Self::NotFound => "404 Not Found",
        }
    }

    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Malformed => "this is no HTTP request\n",
            Self::TooLarge => "the request is too large\n",
            Self::ForeignHost => "this server answers to localhost alone\n",
            Self::ForeignOrigin => "another website may not ask here\n",
            Self::Method => "pages are read here, and nothing is written\n",
            Self::NotFound => "there is no such page\n",
        }
    }
}

impl Request {
    /// Reads the head of a request that came to `port`.
    pub(super) fn read(stream: &mut dyn Read, port: u16) -> Result<Self, Refusal> {
        let mut bytes = Vec::new();
        let mut piece = [0; 2048];
        loop {
            let count = stream.read(&mut piece).map_err(|_| Refusal::Malformed)?;
            bytes.extend_from_slice(&piece[..count]);
            match Self::parse(&bytes, port) {
                Some(answer) => return answer,
                None if count == 0 => return Err(Refusal::Malformed),
                None if bytes.len() > LARGEST => return Err(Refusal::TooLarge),
                None => {}
            }
        }
    }

    /// The request in `bytes`; nothing where its end has not arrived.
    pub(super) fn parse(bytes: &[u8], port: u16) -> Option<Result<Self, Refusal>> {
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        match parsed.parse(bytes) {
            Ok(httparse::Status::Partial) => return None,
            Ok(httparse::Status::Complete(_)) => {}
            Err(httparse::Error::TooManyHeaders) => return Some(Err(Refusal::TooLarge)),
            Err(_) => return Some(Err(Refusal::Malformed)),
        }
        Some(Self::judged(&parsed, port))
    }

    fn judged(parsed: &httparse::Request<'_, '_>, port: u16) -> Result<Self, Refusal> {
        let all = |name: &'static str| {
            let named = parsed.headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name));
            named.map(|header| std::str::from_utf8(header.value).unwrap_or("").trim())
        };
        let mut hosts = all("host");
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return Err(Refusal::ForeignHost) };
        if !is_here(host, port) {
            return Err(Refusal::ForeignHost);
        }
        let comes_from_here =
            |origin: &str| origin.strip_prefix("http://").is_some_and(|host| is_here(host, port));
        if !all("origin").all(comes_from_here) {
            return Err(Refusal::ForeignOrigin);
        }
        // A link on another website may lead here; nothing of here may stand in another website.
        let is_cross = all("sec-fetch-site").any(|site| site.eq_ignore_ascii_case("cross-site"));
        let is_followed = all("sec-fetch-mode").any(|mode| mode.eq_ignore_ascii_case("navigate"));
        if is_cross && !is_followed {
            return Err(Refusal::ForeignOrigin);
        }
        let is_head = match parsed.method {
            Some("GET") => false,
            Some("HEAD") => true,
            _ => return Err(Refusal::Method),
        };
        let target = parsed.path.unwrap_or("/");
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let since = query.split('&').find_map(|pair| pair.strip_prefix("since=")).map(str::to_owned);
        let path = decoded(path).filter(|path| path.starts_with('/')).ok_or(Refusal::Malformed)?;
        if path.split('/').any(|part| part == "..") || path.contains('\0') {
            return Err(Refusal::NotFound);
        }
        Ok(Self { path, since, is_head })
    }
}

/// Whether a name with a port is one of this server's.
fn is_here(host: &str, port: u16) -> bool {
    ["localhost", "127.0.0.1"].iter().any(|name| {
        host.eq_ignore_ascii_case(&format!("{name}:{port}"))
            || (port == 80 && host.eq_ignore_ascii_case(name))
    })
}

/// `%20` and its like as what they stand for; nothing where that is no text.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'%' {
            bytes.push(*byte);
            continue;
        }
        let digits = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok())?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(request: &str, expect: Result<&str, Refusal>) {
        let read = Request::parse(request.as_bytes(), 4711).expect("a whole request");
        assert_eq!(
            read.map(|request| request.path).as_deref(),
            expect.as_ref().map(|path| *path),
            "{request}"
        );
    }

    fn with(headers: &str) -> String {
        format!("GET /index.html HTTP/1.1\r\n{headers}\r\n")
    }

    #[test]
    fn a_page_is_asked_for_by_its_path() {
        check("GET / HTTP/1.1\r\nHost: localhost:4711\r\n\r\n", Ok("/"));
        check("HEAD /a%20b.html?x=1 HTTP/1.1\r\nHost: 127.0.0.1:4711\r\n\r\n", Ok("/a b.html"));
        check(&with("Host: localhost:4711\r\nOrigin: http://localhost:4711\r\n"), Ok("/index.html"));
    }

    #[test]
    fn a_name_that_is_not_this_machines_is_refused() {
        for host in [
            "evil.example:4711",
            "localhost",
            "localhost:80",
            "localhost:4711.evil.example",
            "127.0.0.1:4712",
        ] {
            check(&with(&format!("Host: {host}\r\n")), Err(Refusal::ForeignHost));
        }
        check(&with(""), Err(Refusal::ForeignHost));
        check(&with("Host: localhost:4711\r\nHost: evil.example\r\n"), Err(Refusal::ForeignHost));
    }

    #[test]
    fn another_website_may_neither_read_nor_write() {
        let here = "Host: localhost:4711\r\n";
        check(&with(&format!("{here}Origin: https://evil.example\r\n")), Err(Refusal::ForeignOrigin));
        check(&with(&format!("{here}Origin: null\r\n")), Err(Refusal::ForeignOrigin));
        check(
            &with(&format!("{here}Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n")),
            Err(Refusal::ForeignOrigin),
        );
        check(
            &with(&format!("{here}Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n")),
            Ok("/index.html"),
        );
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
            check(&format!("{method} / HTTP/1.1\r\n{here}\r\n"), Err(Refusal::Method));
        }
    }

    #[test]
    fn a_path_never_leads_up() {
        for path in ["/../x", "/a/%2e%2e/x", "/%2E./x"] {
            let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:4711\r\n\r\n");
            let read = Request::parse(request.as_bytes(), 4711).expect("a whole request");
            assert!(read.is_err() || read.is_ok_and(|request| !request.path.contains("..")), "{path}");
        }
        check("GET /%zz HTTP/1.1\r\nHost: localhost:4711\r\n\r\n", Err(Refusal::Malformed));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = Request::parse(&bytes, 4711);
            let mut request = b"GET /".to_vec();
            request.extend(&bytes);
            request.extend(b" HTTP/1.1\r\nHost: localhost:4711\r\n\r\n");
            if let Some(Ok(request)) = Request::parse(&request, 4711) {
                prop_assert!(!request.path.split('/').any(|part| part == ".."));
            }
        }
    }
}

//! What a request's address and host mean.

/// The address's bytes behind its percent signs, as text; `None` if they are none, or a percent sign has no
/// two hexadecimal digits after it. Decoded once: `%252e` is `%2e`, a name like any other.
pub(super) fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let (high, low) = (hex(rest.next()?)?, hex(rest.next()?)?);
        bytes.push(high << 4 | low);
    }
    String::from_utf8(bytes).ok()
}

/// The value of a hexadecimal digit.
fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// Whether a host, perhaps with a port, is a name of this machine that no other can have.
pub(super) fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost") || matches!(name, "127.0.0.1" | "[::1]")
}

/// The type that a browser is told a file has, by the end of its name.
pub(super) fn content_type(path: &str) -> &'static str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    match end.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "epub" => "application/epub+zip",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_decoded_once() {
        assert_eq!(decode("a%20b+c").as_deref(), Some("a b+c"));
        assert_eq!(decode("%c3%A9.html").as_deref(), Some("é.html"));
        assert_eq!(decode("%252e").as_deref(), Some("%2e"));
        for broken in ["%", "%2", "a%zz", "%+1", "%ff"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
    }

    #[test]
    fn only_this_machine_is_this_machine() {
        for host in [
            "localhost",
            "LocalHost:3000",
            "127.0.0.1:8080",
            "127.0.0.1",
            "[::1]:3000",
            "[::1]",
        ] {
            assert!(is_this_machine(host), "{host}");
        }
        let others = [
            "",
            "evil.example",
            "localhost.evil.example:3000",
            "evil.example:localhost",
            "127.0.0.1.nip.io",
            "::1",
            "192.168.0.2:3000",
            "0.0.0.0:3000",
            "user@localhost",
            "localhost:3000:x",
        ];
        for host in others {
            assert!(!is_this_machine(host), "{host}");
        }
    }

    #[test]
    fn text_has_a_charset() {
        assert_eq!(content_type("a/b.html"), "text/html; charset=utf-8");
        assert_eq!(content_type("a.b/c"), "application/octet-stream");
        assert_eq!(content_type("A.PDF"), "application/pdf");
    }
}

//! The cookies that hold no secret (language, theme, layout of the answer), and safe ways back.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use delibero_ui::session::{AnswerLayout, Theme};
use http::{HeaderMap, HeaderValue, header};

use crate::web::addresses::without_niss;

/// The cookie of the language.
pub const LANGUAGE: &str = "language";
/// The cookie of the theme.
pub const THEME: &str = "theme";
/// The cookie of how the attestations of an answer are shown.
pub const LAYOUT: &str = "answer-view";
/// A browser takes a cookie of such a name over HTTPS only, for this very host.
const HOST: &str = "__Host-";
const ONE_YEAR: u32 = 365 * 24 * 60 * 60;

/// The value of a cookie.
#[must_use]
pub fn value<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let pairs =
        headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(';'));
    pairs.filter_map(|pair| pair.trim().split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// The value of one of these cookies, under either of its names.
#[must_use]
pub fn preferred<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    value(headers, &format!("{HOST}{name}")).or_else(|| value(headers, name))
}

/// The theme that the browser asks for.
#[must_use]
pub fn theme(headers: &HeaderMap) -> Theme {
    preferred(headers, THEME).and_then(Theme::from_word).unwrap_or_default()
}

/// The layout of the answer that the browser was shown last.
#[must_use]
pub fn layout(headers: &HeaderMap) -> Option<AnswerLayout> {
    preferred(headers, LAYOUT).and_then(AnswerLayout::from_word)
}

/// A `Set-Cookie` line for one of these cookies; scripts may read it, since it holds no secret.
#[must_use]
pub fn preference(name: &str, value: &str, secure: bool) -> Option<HeaderValue> {
    let (host, secure) = if secure { (HOST, "; Secure") } else { ("", "") };
    HeaderValue::from_str(&format!("{host}{name}={value}; Path=/; Max-Age={ONE_YEAR}; SameSite=Lax{secure}")).ok()
}

/// A cookie of that name is taken away by a line that is secure as well, or the browser ignores it.
pub async fn secure_removal(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let lines: Vec<HeaderValue> = response.headers().get_all(header::SET_COOKIE).iter().cloned().collect();
    response.headers_mut().remove(header::SET_COOKIE);
    for line in lines {
        let text = line.to_str().unwrap_or_default();
        let lacking = text.starts_with(HOST) && !text.to_ascii_lowercase().contains("; secure");
        let mended = lacking.then(|| HeaderValue::from_str(&format!("{text}; Secure")).ok()).flatten();
        response.headers_mut().append(header::SET_COOKIE, mended.unwrap_or(line));
    }
    response
}

/// A path of this site, so that a form cannot send anybody elsewhere; without a NISS, should it hold one.
#[must_use]
pub fn own_path(path: &str) -> Option<String> {
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let own = path.starts_with('/') && !path.starts_with("//") && plain;
    own.then(|| without_niss(path).unwrap_or_else(|| path.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_on_this_site() {
        assert_eq!(own_path("/log?outcome=granted").as_deref(), Some("/log?outcome=granted"));
        assert_eq!(own_path("/log?user=85.07.30-999.32").as_deref(), Some("/log?user=%E2%80%A6"));
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\nb", ""] {
            assert_eq!(own_path(elsewhere), None, "{elsewhere}");
        }
    }
}

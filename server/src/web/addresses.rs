//! No NISS stands in an address: it is taken out before the address is matched, kept, traced or answered.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use delibero_domain::niss::holds_niss;
use delibero_ui::address::{percent_decoded, percent_encoded};
use delibero_ui::filters::TAKEN_OUT;
use http::{HeaderValue, Method, Uri, header};

/// People encode what is encoded already; deeper than this nobody reads it back.
const MAX_ROUNDS: usize = 4;

/// Sends whoever asks for an address with a NISS to the same without; what is sent to such an address is read without.
pub async fn clean(mut request: Request, next: Next) -> Response {
    let referer = request.headers().get(header::REFERER);
    if referer.is_some_and(|referer| holds_niss(&plain(&String::from_utf8_lossy(referer.as_bytes())))) {
        request.headers_mut().remove(header::REFERER);
    }
    let asked = request.uri().path_and_query().map(http::uri::PathAndQuery::as_str);
    let Some(cleaned) = asked.and_then(without_niss) else { return next.run(request).await };
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = Redirect::to(&cleaned).into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        return response;
    }
    *request.uri_mut() = cleaned.parse().unwrap_or_else(|_| Uri::from_static("/"));
    next.run(request).await
}

/// The same address with a mark where a NISS stood; none where it holds none.
pub fn without_niss(address: &str) -> Option<String> {
    let (path, query) = address.split_once('?').map_or((address, None), |(path, query)| (path, Some(query)));
    let mark = percent_encoded(TAKEN_OUT);
    let part = |part: &str| if holds_niss(&plain(part)) { mark.clone() } else { part.to_owned() };
    let mut cleaned = path.split('/').map(part).collect::<Vec<_>>().join("/");
    if holds_niss(&plain(&cleaned)) {
        let first = cleaned.split('/').take_while(|part| !part.contains(|c: char| c.is_ascii_digit() || c == '%'));
        cleaned = first.chain([mark.as_str()]).collect::<Vec<_>>().join("/");
    }
    if let Some(query) = query {
        let pairs = query.split('&').map(|pair| pair.split('=').map(part).collect::<Vec<_>>().join("="));
        let pairs = pairs.collect::<Vec<_>>().join("&");
        cleaned.push('?');
        cleaned.push_str(if holds_niss(&plain(&pairs)) { &mark } else { &pairs });
    }
    (cleaned != address).then_some(cleaned)
}

/// What an address says, however often it is encoded.
fn plain(part: &str) -> String {
    let mut plain = part.replace('+', " ");
    for _ in 0..MAX_ROUNDS {
        let decoded = percent_decoded(&plain);
        if decoded == plain {
            break;
        }
        plain = decoded;
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_niss_is_taken_out_wherever_it_stands() {
        for (address, expected) in [
            ("/log?user=85.07.30-999.32%20Name&kind=export", "/log?user=%E2%80%A6&kind=export"),
            ("/log?user=85.07.30-999.32+Name", "/log?user=%E2%80%A6"),
            ("/log?user=85%2E07%2E30%2D999%2E32", "/log?user=%E2%80%A6"),
            ("/log?user=%2538%2535073099932", "/log?user=%E2%80%A6"),
            ("/log?user=85%A007%C2%A030%E2%80%91999.32", "/log?user=%E2%80%A6"),
            ("/log?q=%EF%BC%98%EF%BC%95073099932", "/log?q=%E2%80%A6"),
            ("/log?85073099932", "/log?%E2%80%A6"),
            ("/log?85073099932=1", "/log?%E2%80%A6=1"),
            ("/log?85.07.30&999.32", "/log?%E2%80%A6"),
            ("/log?a=b=85073099932", "/log?a=b=%E2%80%A6"),
            ("/catalogue/85.07.30-999.32", "/catalogue/%E2%80%A6"),
            ("/catalogue/85/07/30/999.32", "/catalogue/%E2%80%A6"),
            ("/85073099932", "/%E2%80%A6"),
            ("/sign-in?next=/log%3Fuser%3D85.07.30-999.32", "/sign-in?next=%E2%80%A6"),
        ] {
            assert_eq!(without_niss(address).as_deref(), Some(expected), "{address}");
            assert_eq!(without_niss(expected), None, "{expected}");
        }
    }

    #[test]
    fn other_addresses_stay_as_they_are() {
        for address in [
            "/",
            "/log?from=2024-01-01&to=2024-12-31&before=1234567",
            "/deliberations/23/058/points/79.11@2024-07-01?text=nl",
            "/consultations/0195f2a4-8507-7309-9932-123456789012/export.csv",
            "/deliberations?q=100%",
            "/deliberations?q=%zz",
        ] {
            assert_eq!(without_niss(address), None, "{address}");
        }
    }
}

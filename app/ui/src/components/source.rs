//! A point of a deliberation, as a link to where the catalogue shows it, and to its text in the register.

use delibero_domain::authorisation::Source;
use delibero_domain::deliberation::{DeliberationNumber, PointLabel};
use delibero_domain::text::Language;
use delibero_words::points::noun;
use delibero_words::say;
use leptos::prelude::*;

use super::html::{Html, html};
use crate::components::language::use_language;

/// The anchor of a point in the catalogue: `p-23-058-61`.
#[must_use]
pub fn anchor(source: &Source) -> String {
    format!("p-{}-{}", source.deliberation.replace('/', "-"), source.point.replace([' ', '/'], "-"))
}

/// Where the register shows a point that the catalogue cites: the first one of several.
#[must_use]
pub fn register_address(source: &Source) -> Option<String> {
    let number: DeliberationNumber = source.deliberation.parse().ok()?;
    let end = source.point.find([',', ';', ' ', '-']).unwrap_or(source.point.len());
    let label: PointLabel = source.point[..end].parse().ok()?;
    Some(format!("/deliberations/{number}/points/{}", label.normal().replace('/', ".")))
}

/// `23/058, point 61`, linked to the recipient's page of the catalogue when one is given: what the point means for that
/// recipient. The sign behind it leads to the text of the point.
#[component]
pub fn SourceLink(
    /// The point.
    source: Source,
    /// The recipient whose page shows it; none: text only.
    #[prop(optional_no_strip, into)]
    recipient: Option<String>,
    /// Within brackets, which no line end parts from it.
    #[prop(optional)]
    brackets: bool,
) -> impl IntoView {
    let mut out = Html::default();
    write_point(&mut out, use_language(), &source, recipient.as_deref(), brackets);
    view! { <span class="cited" inner_html=out.into_string()></span> }
}

/// `§`, linked to the text of a point in the register.
#[component]
pub fn TextLink(
    /// The point.
    source: Source,
) -> impl IntoView {
    let mut out = Html::default();
    write_text_link(&mut out, use_language(), &source);
    view! { <span class="cited" inner_html=out.into_string()></span> }
}

/// A point with its links, within an element of the class `cited`.
pub fn write_point(out: &mut Html, language: Language, source: &Source, recipient: Option<&str>, brackets: bool) {
    let (open, close) = if brackets { ("(", ")") } else { ("", "") };
    out.mark(open);
    match recipient {
        Some(recipient) => {
            html!(out, r#"<a class="link point-link" href="/catalogue/"# {recipient} "#" {anchor(source)} r#"">"#);
            write_citation(out, language, source);
            out.mark("</a>");
            write_text_link(out, language, source);
        }
        None => write_citation(out, language, source),
    }
    out.mark(close);
}

/// The longest points that stand on one line, in characters: `79.12-79.14`.
const ON_ONE_LINE: usize = 16;

/// `23/058, points 57-58`, where no line ends within the points unless there are many.
fn write_citation(out: &mut Html, language: Language, source: &Source) {
    let Source { deliberation, point } = source;
    if point.len() > ON_ONE_LINE {
        out.words(unbroken(language, source));
    } else {
        html!(out, {deliberation} ", <span class=\"whitespace-nowrap\">" {noun(language, point)} "\u{a0}" {point} "</span>");
    }
}

/// `23/058, points 57-58`, where no line ends between the word and the number: the sign behind it would stand on a line
/// of its own.
#[must_use]
pub fn unbroken(language: Language, source: &Source) -> String {
    let Source { deliberation, point } = source;
    format!("{deliberation}, {}\u{a0}{point}", noun(language, point))
}

/// The blank before the sign is part of the link, so that none is left before a bracket where the sign is not printed.
pub fn write_text_link(out: &mut Html, language: Language, source: &Source) {
    let Some(address) = register_address(source) else { return };
    let words = format!("{} {}, {}", say!(language, shell.point_text), source.deliberation, source.point);
    html!(out, r#"<a class="point-text" href=""# {address} r#"" aria-label=""# {&words} r#"" title=""# {words} "\">\u{a0}§</a>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_of_the_catalogue_is_found_in_the_register() {
        let address = |number, point| register_address(&Source::new(number, point));
        assert_eq!(address("23/058", "57-58").as_deref(), Some("/deliberations/23/058/points/57"));
        assert_eq!(address("23/058", "61/1").as_deref(), Some("/deliberations/23/058/points/61.1"));
        assert_eq!(address("20/130", "5 b").as_deref(), Some("/deliberations/20/130/points/5"));
        assert_eq!(address("x", "5"), None);
    }
}

//! A point of a deliberation, as a link to where the catalogue shows it, and to its text in the register.

use delibero_domain::authorisation::Source;
use delibero_domain::deliberation::{DeliberationNumber, PointLabel};
use delibero_words::say;
use leptos::either::Either;
use leptos::prelude::*;

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
) -> impl IntoView {
    let language = use_language();
    let address = recipient.map(|recipient| format!("/catalogue/{recipient}#{}", anchor(&source)));
    let several = source.point.contains(['-', ',']) || source.point.contains(" et ");
    let text = address.is_some().then(|| view! { <TextLink source=source.clone() /> });
    let Source { deliberation, point } = source;
    let words = view! {
        <span class="tabular-nums whitespace-nowrap">
            {deliberation} ", "
            {if several { say!(language, shell.points).into_any() } else { say!(language, shell.point).into_any() }}
            " " {point}
        </span>
    };
    match address {
        Some(address) => Either::Left(view! {
            <a class="link inline-block min-h-6" href=address>{words}</a>
            {text}
        }),
        None => Either::Right(words),
    }
}

/// `§`, linked to the text of a point in the register.
#[component]
pub fn TextLink(
    /// The point.
    source: Source,
) -> impl IntoView {
    let language = use_language();
    register_address(&source).map(|address| {
        let Source { deliberation, point } = source;
        let words = format!("{} {deliberation}, {point}", say!(language, shell.point_text));
        let label = words.clone();
        view! {
            " "
            <a
                class="-me-3 inline-block min-h-6 min-w-6 text-accent no-underline hover:underline print:hidden"
                href=address
                aria-label=label
                title=words
            >
                "§"
            </a>
        }
    })
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

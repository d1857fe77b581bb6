//! A point of a deliberation, as a link to where the catalogue shows it.

use delibero_domain::authorisation::Source;
use leptos::either::Either;
use leptos::prelude::*;

use crate::i18n::{t, use_i18n};

/// The anchor of a point in the catalogue: `p-23-058-61`.
#[must_use]
pub fn anchor(source: &Source) -> String {
    format!("p-{}-{}", source.deliberation.replace('/', "-"), source.point.replace([' ', '/'], "-"))
}

/// `23/058, point 61`, linked to the recipient's page of the catalogue when one is given.
#[component]
pub fn SourceLink(
    /// The point.
    source: Source,
    /// The recipient whose page shows it; none: text only.
    #[prop(optional_no_strip, into)]
    recipient: Option<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let address = recipient.map(|recipient| format!("/catalogue/{recipient}#{}", anchor(&source)));
    let several = source.point.contains(['-', ',']) || source.point.contains(" et ");
    let Source { deliberation, point } = source;
    let words = view! {
        <span class="tabular-nums whitespace-nowrap">
            {deliberation} ", "
            {move || if several { t!(i18n, shell.points).into_any() } else { t!(i18n, shell.point).into_any() }}
            " " {point}
        </span>
    };
    match address {
        Some(address) => Either::Left(view! { <a class="link" href=address>{words}</a> }),
        None => Either::Right(words),
    }
}

//! What each printed sheet says at its head: what it shows, when, and who printed it.

use leptos::prelude::*;

/// A page whose head is printed on every sheet: the group of heads of a table is repeated where the table is broken.
#[component]
pub fn OnPaper(
    /// What the sheets say.
    #[prop(into)]
    head: String,
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="print:table print:w-full">
            <div class="hidden print:table-header-group">
                <p class="paper-head">{head}</p>
            </div>
            <div class="print:table-row-group">
                <div class="print:pt-3">{children()}</div>
            </div>
        </div>
    }
}

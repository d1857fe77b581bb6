//! Where something leads: an address, or a form where what it asks for may stand in no address.

use leptos::prelude::*;

use super::form_mark::FilledInBy;

/// Where something leads.
#[derive(Clone, Debug)]
pub enum Leads {
    /// A link.
    To(String),
    /// A file.
    File(String),
    /// A form that posts: a NISS is among its fields.
    Posts { action: String, fields: Vec<(&'static str, String)> },
    /// A form whose fields come into the address.
    Gets { action: String, fields: Vec<(&'static str, String)> },
}

impl Leads {
    /// The link or the button, with what stands in it.
    pub fn view(self, class: &'static str, label: impl IntoView + 'static) -> AnyView {
        match self {
            Self::To(address) => view! { <a class=class href=address>{label}</a> }.into_any(),
            Self::File(address) => view! { <a class=class href=address download="">{label}</a> }.into_any(),
            Self::Posts { action, fields } => view! {
                <form method="post" action=action class="contents">
                    <FilledInBy />
                    {hidden(fields)}
                    <button class=class>{label}</button>
                </form>
            }
            .into_any(),
            Self::Gets { action, fields } => view! {
                <form method="get" action=action class="contents">
                    {hidden(fields)}
                    <button class=class>{label}</button>
                </form>
            }
            .into_any(),
        }
    }
}

/// Fields that are sent along unseen.
pub fn hidden<V: Into<String>>(fields: impl IntoIterator<Item = (&'static str, V)>) -> AnyView {
    let field = |(name, value): (&'static str, V)| {
        let value: String = value.into();
        view! { <input type="hidden" name=name value=value /> }
    };
    fields.into_iter().map(field).collect_view().into_any()
}

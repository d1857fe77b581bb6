//! The palette: a dialogue that finds sections and recipients of the catalogue, never persons.

use leptos::prelude::*;

use super::frame::Section;

/// The palette, closed at first.
#[component]
pub fn Palette(
    /// The sections that the roles open.
    sections: Vec<Section>,
) -> impl IntoView {
    let _ = sections;
}

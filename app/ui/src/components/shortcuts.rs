//! Keyboard shortcuts, where JavaScript runs and the user has not switched them off.

use leptos::prelude::*;

use super::frame::Section;

/// Listens to the shortcuts.
#[component]
pub fn Shortcuts(
    /// The sections that the roles open.
    sections: Vec<Section>,
) -> impl IntoView {
    let _ = sections;
}

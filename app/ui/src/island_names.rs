//! What the islands are called in pages, and in the program for the browser.

use std::sync::Arc;

use delibero_islands::{
    Choices, CopyLink, DatePicker, LiveSearch, MatrixKeys, NissCheck, Palette, Print, Progress, Sending, Shortcuts,
    ShortcutsSwitch, Unsaved, Upload,
};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;

/// The name of each island: it holds a hash of its source, so that a page and a program of two builds do not fit.
#[must_use]
pub fn island_names() -> Vec<String> {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| {
        let all = view! {
            <Choices /><CopyLink /><DatePicker /><LiveSearch /><MatrixKeys /><NissCheck /><Palette /><Print /><Progress /><Sending />
            <Shortcuts /><ShortcutsSwitch /><Unsaved /><Upload />
        };
        all.to_html()
    });
    owner.cleanup();
    html.split("data-component=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_island_is_named() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../islands/src");
        let sources = std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
        let islands = sources.map(|path| std::fs::read_to_string(path).expect("a text").matches("#[island").count());
        let names = island_names();
        assert_eq!(names.len(), islands.sum::<usize>(), "{names:?}");
    }
}

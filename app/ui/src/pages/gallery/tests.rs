use delibero_domain::text::Language;

use super::*;
use crate::rendering::html;

/// The kit's modules that are no piece to look at: what pieces are made with, and what the frame is made of.
const NOT_SHOWN: [&str; 22] = [
    "errors",
    "field",
    "filters",
    "form_mark",
    "frame",
    "html",
    "icon",
    "language",
    "name",
    "page",
    "palette",
    "paper",
    "saved_line",
    "problem",
    "proof",
    "recipient",
    "section",
    "theme",
    "title",
    "trouble",
    "typed_form",
    "mod",
];

#[test]
fn every_piece_of_the_kit_is_shown_in_each_language() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/components");
    let files = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let names = files.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned());
    let pieces: Vec<_> = names.filter(|name| !NOT_SHOWN.contains(&name.as_str())).collect();
    for language in Language::ALL {
        let page = html(language, |language| (fields::all(language), lists::all(language), pieces::all(language)));
        for piece in &pieces {
            assert!(page.contains(&format!("id=\"c-{piece}\"")), "{piece} is not shown");
        }
    }
}

//! The interactive leaves: the only code that runs in the browser.
//!
//! A page is whole without them. An island has no properties and draws nothing: it finds what it refines by `data-`
//! attributes, which carry its words in the language of the page, and listens. What it shows the server has rendered.

mod choices;
mod copy_link;
mod date_picker;
mod dom;
mod live_search;
mod matrix_keys;
mod niss_check;
mod palette;
mod print;
mod progress;
mod sending;
mod shortcuts;
mod shortcuts_switch;
mod unsaved;
mod upload;

pub use choices::Choices;
pub use copy_link::CopyLink;
pub use date_picker::DatePicker;
pub use live_search::LiveSearch;
pub use matrix_keys::MatrixKeys;
pub use niss_check::NissCheck;
pub use palette::Palette;
pub use print::Print;
pub use progress::Progress;
pub use sending::Sending;
pub use shortcuts::Shortcuts;
pub use shortcuts_switch::ShortcutsSwitch;
pub use unsaved::Unsaved;
pub use upload::Upload;

//! Icons: drawn in the page itself, in the colour of the text, hidden from screen readers.

use leptos::prelude::*;

use super::html::{Html, html};

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)+) => {
        /// The icons there are.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IconName { $($(#[$doc])* $name),+ }

        impl IconName {
            /// What is drawn, on a grid of 24 by 24.
            const fn path(self) -> &'static str {
                match self { $(Self::$name => $path),+ }
            }
        }
    };
}

icons! {
    /// Withheld.
    Lock = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2.5";
    /// Granted.
    Check = "M4.5 12.5l5 5 10-11";
    /// Refused.
    Stop = "M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3zM9 9l6 6M15 9l-6 6";
    /// Attention.
    Warning = "M12 4L2.5 20h19zM12 10v4.5M12 17v.5";
    /// A person; consultations.
    Person = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6";
    /// Several people.
    People = "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.6-3.3 3-5 6.5-5s5.9 1.7 6.5 5M15.5 4.8a3.5 3.5 0 0 1 0 6.4M17.5 14.8c2.2.7 3.6 2.3 4 4.7";
    /// Search.
    Search = "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20.5 20.5";
    /// The catalogue.
    Book = "M4.5 5.5A2 2 0 0 1 6.5 3.5h13v17h-13a2 2 0 0 1-2-2zM4.5 18.5a2 2 0 0 1 2-2h13M8.5 7.5h7";
    /// The reference directory.
    Directory = "M3.5 5h17v14h-17zM8.5 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5.8 16c.4-1.6 1.4-2.4 2.7-2.4s2.3.8 2.7 2.4M14 9h4M14 12.5h4";
    /// The access log.
    Log = "M5 3.5h14v17H5zM8.5 8h7M8.5 12h7M8.5 16h4";
    /// Download.
    Download = "M12 4v11M7 10.5l5 5 5-5M4.5 20h15";
    /// Print.
    Print = "M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z";
    /// Language.
    Language = "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c3 3 3 14 0 17M12 3.5c-3 3-3 14 0 17";
    /// The theme as the system says.
    Theme = "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 3.5v17M15 4.5v15M18 6.5v11";
    /// The light theme.
    Sun = "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4";
    /// The dark theme.
    Moon = "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z";
    /// Sign out.
    SignOut = "M14 4H5v16h9M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5";
    /// Further, to the right.
    Chevron = "M9 5.5l6.5 6.5L9 18.5";
    /// New.
    Plus = "M12 5v14M5 12h14";
    /// Keyboard.
    Keyboard = "M2.5 6.5h19v11h-19zM6 10h.5M10 10h.5M14 10h.5M18 10h.5M7 14h10";
    /// Time.
    Clock = "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2.5";
    /// A day.
    Calendar = "M4 6h16v14.5H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8";
    /// Information.
    Information = "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5M12 8v.5";
    /// Deliberations.
    Sheets = "M8 3.5h11.5v13.5H8zM4.5 7v13.5h11.5M11 7.5h5.5M11 10.5h5.5M11 13.5h3";
    /// Amended, written anew.
    Pen = "M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5";
    /// Replaced by another.
    Exchange = "M4 8.5h14.5M15 5l3.5 3.5L15 12M20 15.5H5.5M9 12l-3.5 3.5L9 19";
    /// Organisations.
    Building = "M5 20.5v-17h9v17M14 9.5h5v11M3 20.5h18M8 7.5h3M8 11.5h3M8 15.5h3";
    /// What comes in.
    Inbox = "M4 4.5h16v15H4zM4 14h4.5l1.5 2.5h4l1.5-2.5H20M12 7.5v4.5M9.5 9.5L12 12l2.5-2.5";
    /// Close, remove.
    Close = "M6 6l12 12M18 6L6 18";
}

/// One icon, as high as a line of text.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=name.path() />
        </svg>
    }
}

/// The same, written.
pub fn write_icon(out: &mut Html, name: IconName) {
    html!(out, r#"<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=""# {name.path()} r#""/></svg>"#);
}

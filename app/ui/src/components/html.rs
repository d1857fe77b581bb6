//! HTML written into a string: for what is large, where a tree of views costs more than what it says.
//!
//! `html!(out, "<td>" {words} "</td>")`: a literal is written as it is, what stands in braces is escaped. Nothing else can
//! reach the page, since marks are literals of the program.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};

use leptos::prelude::*;

/// Writes marks (literals) and words (in braces, escaped) to an [`Html`].
macro_rules! html {
    ($out:expr $(,)?) => {};
    ($out:expr, $mark:literal $($rest:tt)*) => {{
        $out.mark($mark);
        html!($out, $($rest)*);
    }};
    ($out:expr, {$words:expr} $($rest:tt)*) => {{
        $out.words(&$words);
        html!($out, $($rest)*);
    }};
}
pub(crate) use html;

/// HTML that grows.
#[derive(Debug, Default)]
pub struct Html(String);

impl Html {
    /// Marks of the program.
    pub fn mark(&mut self, mark: &'static str) {
        self.0.push_str(mark);
    }

    /// Words of any origin.
    pub fn words(&mut self, words: impl Display) {
        // A string never refuses.
        let _ = write!(Escaping(&mut self.0), "{words}");
    }

    /// An attribute of the mark that is open, where it has a value.
    pub fn attribute(&mut self, name: &'static str, value: Option<impl Display>) {
        if let Some(value) = value {
            html!(self, " " {name} "=\"" {value} "\"");
        }
    }

    /// What was written elsewhere.
    pub fn html(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// A small view, made as always.
    pub fn view(&mut self, view: impl IntoView) {
        self.0.push_str(&view.into_view().to_html());
    }

    /// Of a small view.
    #[must_use]
    pub fn of(view: impl IntoView) -> Self {
        Self(view.into_view().to_html())
    }

    /// Whether it is more than words.
    #[must_use]
    pub fn holds_elements(&self) -> bool {
        self.0.contains('<')
    }

    /// An element of the page that holds it.
    #[must_use]
    pub fn into_div(self, class: &'static str) -> AnyView {
        view! { <div class=class inner_html=self.0></div> }.into_any()
    }

    /// The HTML.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl<W: AsRef<str>> From<W> for Html {
    fn from(words: W) -> Self {
        let mut html = Self::default();
        html.words(words.as_ref());
        html
    }
}

/// Writes words so that they may stand in a document and in its attributes.
struct Escaping<'o>(&'o mut String);

impl std::fmt::Write for Escaping<'_> {
    fn write_str(&mut self, words: &str) -> std::fmt::Result {
        let mut rest = words;
        while let Some(place) = rest.find(['&', '<', '>', '"']) {
            self.0.push_str(&rest[..place]);
            self.0.push_str(match rest.as_bytes()[place] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&quot;",
            });
            rest = &rest[place + 1..];
        }
        self.0.push_str(rest);
        Ok(())
    }
}

/// Words as they may stand in a document and in its attributes, between quotation marks.
#[must_use]
pub fn escaped(words: &str) -> Cow<'_, str> {
    if !words.contains(['&', '<', '>', '"']) {
        return Cow::Borrowed(words);
    }
    let mut out = Html::default();
    out.words(words);
    Cow::Owned(out.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_never_open_a_mark_and_marks_stay() {
        let mut out = Html::default();
        html!(out, "<td title=\"" {"a < b & \"c\" >"} "\">" {12} {'é'} "</td>");
        assert_eq!(out.into_string(), "<td title=\"a &lt; b &amp; &quot;c&quot; &gt;\">12é</td>");
        assert_eq!(escaped("é"), "é");
    }

    #[test]
    fn hostile_words_stay_words() {
        let hostile = "\"><script>alert(1)</script><td title='&#x27; onclick=x";
        let escaped = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;td title='&amp;#x27; onclick=x";
        assert_eq!(Html::from(hostile).into_string(), escaped);
        let mut out = Html::default();
        html!(out, "<p title=\"" {hostile} "\">");
        out.html(&Html::from(hostile));
        out.view(view! { <b title=hostile>{hostile}</b> });
        let html = out.into_string();
        assert_eq!(html.replace("<!>", "").matches('<').count(), 3, "{html}");
    }
}

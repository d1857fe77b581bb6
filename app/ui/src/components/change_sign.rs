//! What became of something: a sign, the words, and a colour that say the same.

use super::html::{Html, html};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeSign {
    pub sign: &'static str,
    pub words: &'static str,
    class: &'static str,
}

macro_rules! signs {
    ($($name:ident = $sign:literal $class:literal;)+) => {
        impl ChangeSign {
            $(#[must_use]
            pub const fn $name(words: &'static str) -> Self {
                Self { sign: $sign, words, class: $class }
            })+
        }
    };
}

signs! {
    inserted = "+" "sign-granted";
    removed = "−" "sign-refused";
    changed = "≠" "sign-warning";
    repealed = "×" "sign-refused";
    restored = "↺" "sign-granted";
    renumbered = "→" "sign-moved";
    moved = "⇄" "sign-moved";
    unchanged = "=" "sign-quiet";
    unknown = "?" "sign-quiet";
}

impl ChangeSign {
    /// `lang`: that of the words, where they stand in a text of another.
    pub fn write(self, out: &mut Html, lang: Option<&'static str>) {
        html!(out, "<span class=\"change-sign " {self.class} "\"");
        out.attribute("lang", lang);
        html!(out, "><span aria-hidden=\"true\">" {self.sign} "</span> " {self.words} "</span>");
    }

    /// The sign alone, for those who see it: the words stand elsewhere.
    pub fn write_sign(self, out: &mut Html) {
        html!(out, "<span class=\"change-sign " {self.class} "\" aria-hidden=\"true\">" {self.sign} "</span>");
    }
}

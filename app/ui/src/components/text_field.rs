//! A field for words, on one line or several; also for a password.

use leptos::prelude::*;

use super::field::Field;
use super::name::Name;

/// How wide a field is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as its column.
    #[default]
    Whole,
    /// Some twenty characters.
    Short,
    /// A day.
    Day,
}

impl Width {
    const fn class(self) -> &'static str {
        match self {
            Self::Whole => "field field-whole",
            Self::Short => "field field-short",
            Self::Day => "field field-day",
        }
    }
}

/// A field for words.
#[derive(Clone, Debug)]
pub struct TextField {
    field: Field,
    typed: String,
    kind: &'static str,
    width: Width,
    rows: Option<u8>,
    autocomplete: &'static str,
    input_mode: Option<&'static str>,
    placeholder: Option<&'static str>,
    lang: Option<Name>,
    verbatim: bool,
    longest: Option<u16>,
}

impl TextField {
    /// A field with what was typed in it.
    #[must_use]
    pub fn new(field: Field, typed: impl Into<String>) -> Self {
        Self {
            field,
            typed: typed.into(),
            kind: "text",
            width: Width::Whole,
            rows: None,
            autocomplete: "off",
            input_mode: None,
            placeholder: None,
            lang: None,
            verbatim: false,
            longest: None,
        }
    }

    /// What is typed is not shown.
    #[must_use]
    pub const fn password(mut self) -> Self {
        self.kind = "password";
        self
    }

    /// `type`, where it is none of the others: `search`.
    #[must_use]
    pub(super) const fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    /// How wide it is.
    #[must_use]
    pub const fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// Several lines.
    #[must_use]
    pub const fn rows(mut self, rows: u8) -> Self {
        self.rows = Some(rows);
        self
    }

    /// What the browser may propose: a token of HTML's `autocomplete`; else it proposes nothing.
    #[must_use]
    pub const fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = token;
        self
    }

    /// Which keys a telephone shows: `numeric`.
    #[must_use]
    pub const fn input_mode(mut self, mode: &'static str) -> Self {
        self.input_mode = Some(mode);
        self
    }

    /// The shape of what is typed, in the empty field; never the only place where something is said.
    #[must_use]
    pub const fn placeholder(mut self, shape: &'static str) -> Self {
        self.placeholder = Some(shape);
        self
    }

    /// The language of what is typed, where it is not that of the page.
    #[must_use]
    pub fn lang(mut self, lang: Option<impl Into<Name>>) -> Self {
        self.lang = lang.map(Into::into);
        self
    }

    /// Identifiers and numbers: nothing is corrected, made a capital or translated.
    #[must_use]
    pub const fn verbatim(mut self) -> Self {
        self.verbatim = true;
        self
    }

    /// How many characters it takes at most.
    #[must_use]
    pub const fn longest(mut self, characters: u16) -> Self {
        self.longest = Some(characters);
        self
    }

    /// The field.
    #[must_use]
    pub fn view(self) -> AnyView {
        let Self { field, typed, kind, width, rows, autocomplete, input_mode, placeholder, lang, verbatim, longest } =
            self;
        let (capitals, corrected) = (verbatim.then_some("none"), verbatim.then_some("false"));
        field.labelled(|control| match rows {
            Some(rows) => view! {
                <textarea
                    class=width.class()
                    id=control.id
                    name=control.name
                    rows=rows.to_string()
                    lang=lang
                    autocomplete=autocomplete
                    required=control.required
                    autofocus=control.begins
                    aria-invalid=control.invalid
                    aria-describedby=control.described
                >
                    {first_line_kept(typed)}
                </textarea>
            }
            .into_any(),
            None => view! {
                <input
                    class=width.class()
                    id=control.id
                    name=control.name
                    type=kind
                    maxlength=longest
                    value=(kind != "password").then_some(typed)
                    lang=lang
                    inputmode=input_mode
                    placeholder=placeholder
                    autocomplete=autocomplete
                    autocapitalize=capitals
                    spellcheck=corrected
                    translate=verbatim.then_some("no")
                    required=control.required
                    autofocus=control.begins
                    aria-invalid=control.invalid
                    aria-describedby=control.described
                />
            }
            .into_any(),
        })
    }
}

/// A browser drops the first line end of such a field: what begins with one would lose it.
fn first_line_kept(typed: String) -> String {
    if typed.starts_with('\n') { format!("\n{typed}") } else { typed }
}

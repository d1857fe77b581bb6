//! Regular expressions, compiled once.

/// A regular expression, compiled when it is first used. A test uses every one, so none can be malformed.
macro_rules! pattern {
    ($expression:expr) => {{
        static PATTERN: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| regex::Regex::new($expression).expect("the expression is well formed"));
        &*PATTERN
    }};
}

pub(crate) use pattern;

//! How a point of a deliberation is cited.

use delibero_domain::authorisation::Source;
use delibero_domain::text::Language;

use crate::say;

/// `23/058, points 57-58`.
#[must_use]
pub fn citation(language: Language, source: &Source) -> String {
    let Source { deliberation, point } = source;
    format!("{deliberation}, {} {point}", noun(language, point))
}

/// `point` or `points`, by how many are cited.
#[must_use]
pub fn noun(language: Language, point: &str) -> &'static str {
    let several = point.contains(['-', ',']) || point.contains(" et ");
    if several { say!(language, shell.points) } else { say!(language, shell.point) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_points_are_called_so() {
        let said = |language, point| citation(language, &Source::new("23/058", point));
        assert_eq!(said(Language::Fr, "79.6"), "23/058, point 79.6");
        assert_eq!(said(Language::Fr, "57-58"), "23/058, points 57-58");
        assert_eq!(said(Language::De, "57, 58"), "23/058, Punkte 57, 58");
    }
}

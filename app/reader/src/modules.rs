//! Services and modules that a text names.

use std::collections::HashMap;

use crate::findings::{Finding, Findings};
use crate::pattern::pattern;

/// Collects the names of modules, each in its most frequent spelling.
#[derive(Default)]
pub struct Modules {
    order: Vec<String>,
    spellings: HashMap<String, Vec<(String, usize)>>,
}

impl Modules {
    /// Reads the names in one part of the text.
    pub fn read(&mut self, text: &str) {
        let name =
            pattern!(r"\b(?:H[Dd][Ii] Indemnity ?Allowance|[A-Za-z][A-Za-z0-9]{5,60}(?:\.[a-z][A-Za-z0-9]{3,60})?)\b");
        for found in name.find_iter(text).filter(|found| is_name(found.as_str())) {
            let spelling = found.as_str();
            let spellings = self.spellings.entry(key(spelling)).or_insert_with(|| {
                self.order.push(key(spelling));
                Vec::new()
            });
            if let Some((_, count)) = spellings.iter_mut().find(|(known, _)| known == spelling) {
                *count += 1;
            } else if spellings.len() < MAX_SPELLINGS {
                spellings.push((spelling.to_owned(), 1));
            }
        }
    }

    /// The names, by first appearance; several spellings of one are told.
    pub fn into_names(self, findings: &mut Findings) -> Vec<String> {
        let mut names = Vec::with_capacity(self.order.len());
        for key in self.order {
            let Some(spellings) = self.spellings.get(&key) else { continue };
            if spellings.len() > 1 {
                let all = spellings.iter().map(|(spelling, _)| spelling.clone()).collect();
                findings.add("modules", None, Finding::ModuleSpelling(all));
            }
            // Of equally frequent spellings the first is kept.
            let best = spellings.iter().rev().max_by_key(|(_, count)| *count);
            names.extend(best.map(|(spelling, _)| spelling.clone()));
        }
        names
    }
}

const MAX_SPELLINGS: usize = 8;

/// What all spellings of one name share: letters without case, no blanks, no plural.
fn key(spelling: &str) -> String {
    let letters: String = spelling.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    letters.strip_suffix('s').map_or(letters.clone(), str::to_owned)
}

/// A name joins three words at least: `notifyHDIIndemnityAllowancePeriod`, `TaxAssessmentData`.
fn is_name(word: &str) -> bool {
    if word.contains(' ') {
        return true;
    }
    let characters: Vec<char> = word.chars().collect();
    let mut words = 1;
    for (at, pair) in characters.windows(2).enumerate() {
        let begins = pair[0].is_lowercase() && pair[1].is_uppercase();
        // In `HDIIndemnity` the last capital before small letters begins a word.
        let after_capitals =
            at > 0 && characters[at - 1].is_uppercase() && pair[0].is_uppercase() && pair[1].is_lowercase();
        words += u8::from(begins || after_capitals);
        if words >= 3 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let mut modules = Modules::default();
        modules.read(text);
        modules.into_names(&mut Findings::default())
    }

    #[test]
    fn spellings_of_one_module_are_one() {
        assert_eq!(
            names(
                "notifyHDIIndemnityAllowancePeriods, notifyHDIIndemnityAllowancePeriod, notifyHDIIndemnityAllowancePeriod"
            ),
            ["notifyHDIIndemnityAllowancePeriod"]
        );
        assert_eq!(names("le service HDI Indemnity Allowance"), ["HDI Indemnity Allowance"]);
        assert_eq!(
            names("HdiIndemnityAllowance.consultIndemnityPeriods"),
            ["HdiIndemnityAllowance.consultIndemnityPeriods"]
        );
    }

    #[test]
    fn ordinary_words_are_none() {
        assert_eq!(names("Le service eHealth de la SLRB, MyDIA et DmfA, SIGEDIS, VanDamme"), Vec::<String>::new());
    }
}

//! Words that say nothing alone: they count in phrases only.

const FRENCH: &str = "a au aux avec ce ces cet cette dans de des dont du elle en est et il ils l la le les leur leurs \
                      lors mais ne ni non ou par pas pour qu que qui sa se ses si son sont sur un une y d s n c";
const DUTCH: &str = "aan als bij dan dat de der des deze die dit door een en er het hij hun in is met naar niet of om \
                     op te tot uit van voor wordt worden ze zij zijn";
const GERMAN: &str = "am an auf das dem den der des die ein eine im in ist mit und von zu zum zur";
/// Before numbers: `n° 08/20`, `nr. 08/20`.
const NUMBER_SIGNS: &str = "n nr no";

/// Whether a folded word says nothing alone.
pub(super) fn is_stop_word(word: &str) -> bool {
    [FRENCH, DUTCH, GERMAN, NUMBER_SIGNS].iter().any(|list| list.split_ascii_whitespace().any(|stop| stop == word))
}

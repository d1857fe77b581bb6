use super::*;

fn taken(text: &str) -> Vec<Segment<'_>> {
    let known = |number: DeliberationNumber| ["08/020", "18/047", "03/010bis"].contains(&number.to_string().as_str());
    segments(text, known, |mark| mark == 2 || mark == 12)
}

fn words(segments: &[Segment<'_>]) -> String {
    let piece = |segment: &Segment<'_>| match segment {
        Segment::Words(words) | Segment::Citation(words, _) | Segment::Mark(words, _) => (*words).to_owned(),
    };
    segments.iter().map(piece).collect()
}

#[test]
fn known_numbers_are_found_however_they_are_written() {
    for (text, number) in [("n°08/20.", "08/020"), ("(18/ 047)", "18/047"), ("nr. 03/10 BIS,", "03/010bis")] {
        let segments = taken(text);
        let found = segments.iter().find_map(|segment| match segment {
            Segment::Citation(_, number) => Some(number.to_string()),
            _ => None,
        });
        assert_eq!(found.as_deref(), Some(number), "{text}: {segments:?}");
        assert_eq!(words(&segments), text);
    }
}

#[test]
fn what_is_not_known_stays_as_it_is() {
    for text in ["", "23/058 et 108/20", "1/08/20", "08/20/2003", "08/2016", "08/20x", "m³ é²³", "08/", "à 08"] {
        let segments = taken(text);
        assert_eq!(words(&segments), text);
        assert!(segments.iter().all(|segment| matches!(segment, Segment::Words(_))), "{text}: {segments:?}");
    }
}

#[test]
fn marks_of_footnotes_are_found_at_the_word() {
    assert_eq!(taken("loyer².")[1], Segment::Mark("²", 2));
    assert_eq!(taken("bail¹²")[1], Segment::Mark("¹²", 12));
}

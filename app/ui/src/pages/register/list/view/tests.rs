use delibero_domain::catalogue::files::builtin;
use delibero_domain::text::Language;
use jiff::civil::Date;

use super::line::pieces;
use super::load::register_query;
use crate::pages::register::list::{ListQuery, ListSort};

const TODAY: Date = Date::constant(2025, 6, 2);

fn numbers(query: &ListQuery) -> Option<Vec<String>> {
    let catalogue = builtin().expect("a catalogue");
    let asked = register_query(query, &catalogue, TODAY, Language::Fr).0.numbers;
    asked.map(|numbers| numbers.iter().map(ToString::to_string).collect())
}

fn of_recipient(recipient: &str) -> ListQuery {
    ListQuery { recipient: recipient.to_owned(), ..ListQuery::default() }
}

#[test]
fn a_recipient_stands_for_the_deliberations_that_authorise_it_or_its_recipient() {
    assert_eq!(numbers(&ListQuery::default()), None);
    assert!(numbers(&of_recipient("vdab")).expect("numbers").contains(&"23/058".to_owned()));
    assert!(numbers(&of_recipient("capac")).expect("numbers").contains(&"23/058".to_owned()), "a member of onem");
    assert_eq!(numbers(&of_recipient("nobody")), Some(Vec::new()));
    let of_service = ListQuery { service: "hdi".to_owned(), ..of_recipient("cpas") };
    assert!(numbers(&of_service).expect("numbers").contains(&"20/130".to_owned()));
    let of_no_service = ListQuery { service: "nothing".to_owned(), ..of_recipient("cpas") };
    assert_eq!(numbers(&of_no_service), Some(Vec::new()));
}

#[test]
fn what_cannot_be_read_fits_nothing() {
    let year = ListQuery { year: "soon".to_owned(), ..ListQuery::default() };
    let state = ListQuery { state: "lost".to_owned(), ..ListQuery::default() };
    assert_eq!((numbers(&year), numbers(&state)), (Some(Vec::new()), Some(Vec::new())));
}

#[test]
fn the_newest_comes_first_and_the_best_where_there_are_words() {
    let by = |q: &str, sort: &str, order: &str| {
        ListQuery { q: q.into(), sort: sort.into(), order: order.into(), ..ListQuery::default() }.sorted()
    };
    assert_eq!(by("", "", ""), (ListSort::Number, true));
    assert_eq!(by("", "relevance", "asc"), (ListSort::Number, false));
    assert_eq!(by("data", "", "desc"), (ListSort::Relevance, false));
    assert_eq!(by("data", "title", ""), (ListSort::Title, false));
    assert_eq!(by("", "date", "asc"), (ListSort::Date, false));
    assert_eq!(by("data", "size", ""), (ListSort::Relevance, false));
    for sort in ListSort::ALL.into_iter().filter(|sort| *sort != ListSort::Relevance) {
        for descending in [false, true] {
            assert_eq!(ListQuery::default().sorted_by(sort, descending).sorted(), (sort, descending));
        }
    }
}

#[test]
fn an_excerpt_is_cut_at_its_hits() {
    let cut = |excerpt: &str| pieces(excerpt).into_iter().map(|piece| (piece.text, piece.hit)).collect::<Vec<_>>();
    let expected = [("des ", false), ("données", true), (" de ", false), ("paiement", true)];
    let expected: Vec<_> = expected.map(|(text, hit)| (text.to_owned(), hit)).into();
    assert_eq!(cut("des \u{2}données\u{3} de \u{2}paiement\u{3}"), expected);
    assert_eq!(cut("\u{2}<b>\u{3}"), [("<b>".to_owned(), true)]);
    assert!(cut("").is_empty());
}

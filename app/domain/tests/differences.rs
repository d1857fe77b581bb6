//! Two versions of a deliberation compared: the words of these texts are our own.

use delibero_domain::deliberation::differences::{
    Counts, Differences, Kind, Place, Row, Run, Summary, compare, diff, paragraphs,
};
use delibero_domain::deliberation::reading::{Footnote, Section};
use delibero_domain::deliberation::register::{PointStatus, PointText, VersionText};
use proptest::prelude::*;

fn text(points: &[(&str, &str)]) -> VersionText {
    let point = |(label, text): &(&str, &str)| PointText {
        label: label.parse().expect(label),
        heading: None,
        text: (*text).to_owned(),
        status: PointStatus::Unknown,
    };
    VersionText { points: points.iter().map(point).collect(), ..VersionText::default() }
}

/// `[-removed-]` and `{+inserted+}` in the text.
fn inline(runs: &[Run]) -> String {
    let shown = runs.iter().map(|run| match run {
        Run::Same(text) => text.clone(),
        Run::Removed(text) => format!("[-{text}-]"),
        Run::Inserted(text) => format!("{{+{text}+}}"),
    });
    shown.collect()
}

/// Each row as `old>new kind place`, where nothing is said of what is unchanged and kept.
fn outline(differences: &Differences) -> Vec<String> {
    let label = |side: Option<&_>| side.map_or_else(|| "-".to_owned(), |label: &String| label.clone());
    let rows = differences.points.iter().map(|row| {
        let old = row.old.as_ref().map(|side| side.label.normal());
        let new = row.new.as_ref().map(|side| side.label.normal());
        format!("{}>{}{}", label(old.as_ref()), label(new.as_ref()), happened(row))
    });
    rows.collect()
}

fn happened<S>(row: &Row<S>) -> String {
    let kind = match row.kind {
        Kind::Unchanged => "",
        Kind::Changed => " changed",
        Kind::Inserted => " inserted",
        Kind::Removed => " removed",
        Kind::Repealed => " repealed",
        Kind::Restored => " restored",
    };
    let place = match row.place {
        Place::Kept => "",
        Place::Renumbered => " renumbered",
        Place::Moved => " moved",
    };
    format!("{kind}{place}")
}

const SCOPE: &str = "Le bureau des jardins reçoit chaque trimestre la liste des parcelles louées dans la commune.";
const LENGTH: &str = "Les listes sont détruites deux ans après la fin du bail, sauf lorsqu'un litige est en cours.";
const SAFETY: &str = "De dienst houdt bij wie de lijsten raadpleegt en bewaart die gegevens tien jaar lang.";
const MEMBER: &str = "Chaque membre de l'équipe signe une déclaration de discrétion avant son premier accès.";

#[test]
fn words_read_well_inline() {
    for (old, new, shown) in [
        ("", "", ""),
        ("le chat noir", "le chat noir", "le chat noir"),
        ("le chat noir dort", "le chien noir dort", "le [-chat-]{+chien+} noir dort"),
        ("le chat dort", "le chat noir dort", "le chat {+noir +}dort"),
        ("le chat noir dort", "le chat dort", "le chat [-noir -]dort"),
        ("le chat dort.", "le chat dort bien.", "le chat dort{+ bien+}."),
        ("chat noir", "Le chat noir", "{+Le +}chat noir"),
        ("le chat dort", "le chat, dort", "le chat{+,+} dort"),
        ("de kat slaapt", "de kat\n\nslaapt", "de kat[- -]{+\n\n+}slaapt"),
        // The word behind an apostrophe is its own; numbers and compounds are one.
        ("avec l'employeur seul", "avec l'organisme seul", "avec l'[-employeur-]{+organisme+} seul"),
        ("de 1.250,75 euros net", "de 1.250,80 euros net", "de [-1.250,75-]{+1.250,80+} euros net"),
        ("la décision 23/058 vaut", "la décision 23/059 vaut", "la décision [-23/058-]{+23/059+} vaut"),
        ("un sous-traitant agréé", "un sous-comité agréé", "un [-sous-traitant-]{+sous-comité+} agréé"),
        ("« a b »\u{a0}: c", "« a b »\u{a0}: d", "« a b »\u{a0}: [-c-]{+d+}"),
        // A paragraph, an item.
        ("Un.\n\nTrois ici.", "Un.\n\nDeux.\n\nTrois ici.", "Un.\n\n{+Deux.\n\n+}Trois ici."),
        ("Liste :\n- nom\n- âge", "Liste :\n- nom\n- rue\n- âge", "Liste :\n- nom\n- {+rue\n- +}âge"),
        // A short word alone between two changes does not stand alone.
        (
            "On transmet les dossiers complets de la commune voisine sans délai aucun et par courrier.",
            "On transmet les registres fermés de ce service central sans délai aucun et par courrier.",
            "On transmet les [-dossiers complets de la commune voisine-]{+registres fermés de ce service central+} \
             sans délai aucun et par courrier.",
        ),
        // Texts with little in common: one for the other.
        (
            "Le bureau ouvre à midi.",
            "De winkel sluit om zes uur.",
            "[-Le bureau ouvre à midi.-]{+De winkel sluit om zes uur.+}",
        ),
        // A text that only grows keeps all its words.
        (
            "Le bureau ouvre.",
            "Le bureau ouvre à midi le lundi, à dix heures les autres jours.",
            "Le bureau ouvre{+ à midi le lundi, à dix heures les autres jours+}.",
        ),
    ] {
        assert_eq!(inline(&diff(old, new)), shown);
    }
}

#[test]
fn paragraphs_have_their_runs() {
    let runs = diff("Un mot ici.\n\nTrois mots encore.", "Un mot ici.\n\nDeux.\n\nTrois mots enfin.");
    let shown: Vec<String> = paragraphs(&runs).iter().map(|runs| inline(runs)).collect();
    assert_eq!(shown, ["Un mot ici.", "{+Deux.+}", "Trois mots [-encore-]{+enfin+}."]);
}

#[test]
fn points_find_each_other() {
    let changed = SCOPE.replace("trimestre", "mois");
    let other = "Een geheel ander voorschrift over sleutels, deuren en kasten in het gebouw.";
    for (what, old, new, rows) in [
        ("nothing", vec![("1", SCOPE), ("2", LENGTH)], vec![("1.", SCOPE), ("2", LENGTH)], vec!["1>1", "2>2"]),
        ("a word", vec![("1", SCOPE)], vec![("1", changed.as_str())], vec!["1>1 changed"]),
        (
            "one inserted under its own label",
            vec![("1", SCOPE), ("2", LENGTH)],
            vec![("1", SCOPE), ("1/1", SAFETY), ("2", LENGTH)],
            vec!["1>1", "->1/1 inserted", "2>2"],
        ),
        (
            "one inserted, the others renumbered",
            vec![("1", SCOPE), ("2", LENGTH), ("3", SAFETY)],
            vec![("1", MEMBER), ("2", changed.as_str()), ("3", LENGTH), ("4", SAFETY)],
            vec!["->1 inserted", "1>2 changed renumbered", "2>3 renumbered", "3>4 renumbered"],
        ),
        (
            "one removed, where it stood",
            vec![("1", SCOPE), ("2", LENGTH), ("3", SAFETY)],
            vec![("1", SCOPE), ("2/1", MEMBER), ("3", SAFETY)],
            vec!["1>1", "2>- removed", "->2/1 inserted", "3>3"],
        ),
        ("the first removed", vec![("1", SCOPE), ("2", LENGTH)], vec![("2", LENGTH)], vec!["1>- removed", "2>2"]),
        (
            "one moved",
            vec![("1", SCOPE), ("2", LENGTH), ("3", SAFETY), ("4", MEMBER)],
            vec![("2", LENGTH), ("3", SAFETY), ("4", MEMBER), ("5", changed.as_str())],
            vec!["2>2", "3>3", "4>4", "1>5 changed moved"],
        ),
        ("other words under one label", vec![("1", SCOPE)], vec![("1", other)], vec!["1>1 changed"]),
        (
            "two that change labels",
            vec![("1", SCOPE), ("2", SAFETY)],
            vec![("1", SAFETY), ("2", SCOPE)],
            vec!["2>1 renumbered", "1>2 moved"],
        ),
        (
            "a label twice",
            vec![("1", SCOPE), ("1", LENGTH)],
            vec![("1", LENGTH), ("1", SCOPE)],
            vec!["1>1", "1>1 moved"],
        ),
        (
            "few words are no identity",
            vec![("1", "Sans objet."), ("2", SCOPE)],
            vec![("2", SCOPE), ("3", "Sans objet.")],
            vec!["1>- removed", "2>2", "->3 inserted"],
        ),
    ] {
        let found = outline(&compare(&text(&old), &text(&new)));
        let expected: Vec<String> = rows.iter().map(ToString::to_string).collect();
        assert_eq!(found, expected, "{what}");
    }
}

#[test]
fn what_is_repealed_is_told_and_told_back() {
    let before = text(&[("1", SCOPE), ("2", LENGTH)]);
    let mut after = before.clone();
    after.points[1].status = PointStatus::Repealed;
    after.points.extend(text(&[("3", "Abrogé.")]).points);
    after.points[2].status = PointStatus::Repealed;
    assert_eq!(outline(&compare(&before, &after)), ["1>1", "2>2 repealed", "->3 repealed"]);
    assert_eq!(outline(&compare(&after, &before)), ["1>1", "2>2 restored", "3>- removed"]);
    assert!(compare(&after, &after).is_empty());
    let counts = compare(&before, &after).summary().points;
    assert_eq!(counts, Counts { repealed: 2, unchanged: 1, ..Counts::default() });
}

fn section(label: &str, title: &str, level: u8, text: &str) -> Section {
    Section { label: label.to_owned(), title: title.to_owned(), level, text: text.to_owned() }
}

fn footnote(mark: &str, text: &str) -> Footnote {
    Footnote { mark: mark.to_owned(), text: text.to_owned(), at: None }
}

#[test]
fn headings_footnotes_and_the_rest_are_compared_too() {
    let before = VersionText {
        title: "Accès aux listes de parcelles".to_owned(),
        sections: vec![
            section("A.", "Objet", 1, ""),
            section("1.", "Demande", 2, ""),
            section("B.", "Examen", 1, "Il est rappelé ceci."),
            section("1.", "Durée", 2, ""),
            section("", "Remarques finales", 1, ""),
        ],
        footnotes: vec![footnote("1", "Voir le registre des baux."), footnote("2", "Voir l'avis du jardinier.")],
        operative: Some("Le comité autorise l'accès.".to_owned()),
        ..VersionText::default()
    };
    let after = VersionText {
        title: "Accès aux listes de parcelles louées".to_owned(),
        sections: vec![
            section("A.", "Objet", 1, ""),
            section("1.", "Demande du bureau", 2, ""),
            section("2.", "Historique", 2, ""),
            section("B.", "Examen", 1, "Il est rappelé cela."),
            section("1.", "Durée", 2, ""),
        ],
        footnotes: vec![
            footnote("1", "Règlement communal des jardins, article 4."),
            footnote("2", "Voir le registre des baux."),
            footnote("3", "Voir l'avis du jardinier."),
        ],
        signed_by: Some("Anne Exemple".to_owned()),
        ..before.clone()
    };
    let found = compare(&before, &after);
    assert_eq!(inline(&found.title), "Accès aux listes de parcelles{+ louées+}");
    assert_eq!(
        (inline(&found.operative), inline(&found.signed_by)),
        (before.operative.clone().unwrap_or_default(), "{+Anne Exemple+}".to_owned())
    );
    let sections: Vec<String> = found
        .sections
        .iter()
        .map(|row| format!("{}|{}{}", inline(&row.heading.runs), inline(&row.text), happened(&row.heading)))
        .collect();
    assert_eq!(
        sections,
        [
            "Objet|",
            "Demande{+ du bureau+}| changed",
            "{+Historique+}| inserted",
            "Examen|Il est rappelé [-ceci-]{+cela+}. changed",
            "Durée|",
            "[-Remarques finales-]| removed",
        ]
    );
    let footnotes: Vec<String> = found.footnotes.iter().map(happened).collect();
    assert_eq!(footnotes, [" inserted", " renumbered", " renumbered"]);
    let summary = found.summary();
    assert_eq!(summary.sections, Counts { inserted: 1, changed: 2, removed: 1, unchanged: 2, ..Counts::default() });
    assert_eq!(summary.footnotes, Counts { inserted: 1, renumbered: 2, ..Counts::default() });
    assert!(!found.is_empty() && compare(&before, &before).is_empty());
}

#[test]
fn differences_travel() {
    let found = compare(&text(&[("1", SCOPE), ("2./1.", LENGTH)]), &text(&[("1", LENGTH), ("3", SAFETY)]));
    let json = serde_json::to_string(&found).expect("json");
    assert_eq!(serde_json::from_str::<Differences>(&json).expect("back"), found);
}

/// Texts that no shortcut helps with end soon; the figure leaves room for a slow machine.
#[test]
#[allow(clippy::disallowed_methods, reason = "a stopwatch")]
fn the_cost_is_bounded() {
    let words = |seed: usize, count: usize| {
        let mut state = seed as u64 + 1;
        let mut words = String::new();
        for _ in 0..count {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            words.push_str(&format!("w{} ", (state >> 33) % 300));
        }
        words
    };
    let many = |offset: usize| -> VersionText {
        let points: Vec<(String, String)> = (1..=500).map(|n| (n.to_string(), words(n + offset, 200))).collect();
        text(&points.iter().map(|(label, text)| (label.as_str(), text.as_str())).collect::<Vec<_>>())
    };
    let start = std::time::Instant::now();
    let changed = compare(&many(0), &many(1000)).summary().points;
    assert_eq!(changed.changed + changed.inserted, 500);
    for count in [1_900, 2_500, 60_000] {
        let (old, new) = (words(1, count), words(2, count));
        let runs = diff(&old, &new);
        assert_eq!(runs.iter().filter(|run| run.is_old()).map(Run::text).collect::<String>(), old);
    }
    assert!(start.elapsed().as_secs() < 10);
}

#[test]
fn above_the_bound_lines_are_compared() {
    // One word 800 times meets itself too often.
    let line = |line: usize| format!("- n{line} {}\n", "mot ".repeat(20));
    let old: String = (0..400).map(line).collect();
    let new: String = (0..400).map(|n| line(if n % 390 == 5 { n + 1000 } else { n })).collect();
    let changed: Vec<String> =
        diff(&old, &new).into_iter().filter(|run| !run.is_same()).map(|run| inline(&[run])).collect();
    let bare = |n: usize| line(n).trim_end().to_owned();
    assert_eq!(changed, [5, 395].map(|n| [format!("[-{}-]", bare(n)), format!("{{+{}+}}", bare(n + 1000))]).concat());
    // Prose of 4,000 words does not.
    let prose: Vec<String> = (0..4000).map(|n| format!("mot{}", n * n % 1009)).collect();
    let with_ends = |first: &str, last: &str| format!("{first} {} {last}", prose.join(" "));
    let runs = diff(&with_ends("un", "dix"), &with_ends("deux", "onze"));
    assert_eq!(runs.iter().filter(|run| run.is_same()).count(), 1);
}

/// Few words, so that texts share some; marks, spaces and paragraphs of all kinds between them.
fn wording() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "le", "la", "l'", "du", "bureau", "jardin", "dossier", "litige", "bewaart", "dienst", "één", "e\u{301}", "12",
        "1,5", "23/058", ".", ",", "(", ")", "’", "-", "…",
    ]);
    let space = prop::sample::select(vec![" ", " ", " ", " ", "", "  ", "\n", "\n\n", "\n- ", "\u{a0}"]);
    prop::collection::vec((word, space), 0..30)
        .prop_map(|words| words.into_iter().flat_map(|(word, space)| [word, space]).collect())
}

fn version() -> impl Strategy<Value = VersionText> {
    let label = (1..12_u16, 0..3_u16).prop_map(|(n, m)| if m == 0 { n.to_string() } else { format!("{n}./{m}.") });
    let points = prop::collection::vec((label, wording()), 0..12);
    let sections = prop::collection::vec((prop::sample::select(vec!["", "A.", "B.", "1."]), wording(), 1..3_u8), 0..5);
    let footnotes = prop::collection::vec(("[1-4]", wording()), 0..5);
    (points, sections, footnotes, prop::option::of(wording())).prop_map(|(points, sections, footnotes, operative)| {
        let points: Vec<(&str, &str)> = points.iter().map(|(label, text)| (label.as_str(), text.as_str())).collect();
        VersionText {
            sections: sections.into_iter().map(|(label, title, level)| section(label, &title, level, &title)).collect(),
            footnotes: footnotes.iter().map(|(mark, text)| footnote(mark, text)).collect(),
            operative,
            ..text(&points)
        }
    })
}

fn rebuilt(runs: &[Run]) -> (String, String) {
    let side = |keep: fn(&Run) -> bool| runs.iter().filter(|run| keep(run)).map(Run::text).collect();
    (side(Run::is_old), side(Run::is_new))
}

/// Inserted, removed, changed and moved parts. Where either of two parts may be the one that moved, renumbered ones are
/// not the same from the other side.
fn counted(counts: Counts) -> [u32; 4] {
    [counts.inserted, counts.removed, counts.changed, counts.moved]
}

fn turned([inserted, removed, changed, moved]: [u32; 4]) -> [u32; 4] {
    [removed, inserted, changed, moved]
}

fn each(summary: &Summary) -> [[u32; 4]; 3] {
    [summary.points, summary.sections, summary.footnotes].map(counted)
}

fn all_unchanged(counts: Counts, parts: usize) -> bool {
    counts == Counts { unchanged: u32::try_from(parts).expect("few"), ..Counts::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn runs_give_both_texts_back(old in wording(), new in wording()) {
        let runs = diff(&old, &new);
        prop_assert_eq!(rebuilt(&runs), (old, new));
        prop_assert!(runs.iter().all(|run| !run.text().is_empty()));
        prop_assert!(!runs.windows(2).any(|two| two[0].is_same() && two[1].is_same()));
    }

    #[test]
    fn any_text_comes_back(old in ".{0,60}", new in ".{0,60}") {
        prop_assert_eq!(rebuilt(&diff(&old, &new)), (old, new));
    }

    #[test]
    fn a_version_does_not_differ_from_itself(version in version()) {
        let found = compare(&version, &version);
        prop_assert!(found.is_empty());
        let summary = found.summary();
        prop_assert!(all_unchanged(summary.points, version.points.len()));
        prop_assert!(all_unchanged(summary.sections, version.sections.len()));
        prop_assert!(all_unchanged(summary.footnotes, version.footnotes.len()));
    }

    #[test]
    fn what_is_inserted_is_removed_seen_from_the_other_side(old in version(), new in version()) {
        let (forth, back) = (compare(&old, &new), compare(&new, &old));
        prop_assert_eq!(each(&forth.summary()), each(&back.summary()).map(turned));
    }

    #[test]
    fn every_point_has_one_row(old in version(), new in version()) {
        let found = compare(&old, &new);
        let news: Vec<u32> = found.points.iter().filter_map(|row| row.new.as_ref()).map(|side| side.at).collect();
        prop_assert_eq!(news, (0..u32::try_from(new.points.len()).expect("few")).collect::<Vec<_>>());
        let mut olds: Vec<u32> = found.points.iter().filter_map(|row| row.old.as_ref()).map(|side| side.at).collect();
        olds.sort_unstable();
        prop_assert_eq!(olds, (0..u32::try_from(old.points.len()).expect("few")).collect::<Vec<_>>());
        for row in &found.points {
            let text = |version: &VersionText, at: u32| version.points[at as usize].text.clone();
            let before = row.old.as_ref().map_or_else(String::new, |side| text(&old, side.at));
            let after = row.new.as_ref().map_or_else(String::new, |side| text(&new, side.at));
            prop_assert_eq!(rebuilt(&row.runs), (before, after));
        }
    }
}

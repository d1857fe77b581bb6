use crate::pages::register::differences::view::{DifferencesQuery, DifferencesView, Layout, Texts};
use crate::pages::register::published::Quoted;
use delibero_domain::deliberation::differences::{
    Changes, ModuleChanges, Named, Presence, RecipientChanges, ServiceChanges, compare,
};
use delibero_domain::deliberation::reading::{Footnote, Section};
use delibero_domain::deliberation::register::{PointStatus, PointText, Version, VersionText};
use delibero_domain::text::{Language, Text};
use jiff::civil::{Date, date};

use super::{DifferencesPage, content};
use crate::rendering;

const SCOPE: &str = "Le bureau des jardins reçoit la liste des parcelles louées.";
const LENGTH: &str = "Les listes sont détruites deux ans après la fin du bail.";
const SAFETY: &str = "Chaque membre de l’équipe signe une déclaration de discrétion.";
const ACCESS: &str = "Les dossiers sont ouverts au public le premier lundi du mois.";

fn version(approved: Date, languages: &[Language]) -> Version {
    Version { document: None, approved, in_force: None, languages: languages.to_vec() }
}

fn text(points: &[(&str, &str)]) -> VersionText {
    let point = |(label, text): &(&str, &str)| PointText {
        label: label.parse().expect("a label"),
        heading: Some(0),
        text: (*text).to_owned(),
        status: PointStatus::Unknown,
    };
    let objet = Section { label: "A.".to_owned(), title: "OBJET".to_owned(), level: 1, text: String::new() };
    VersionText {
        title: "DÉLIBÉRATION".to_owned(),
        sections: vec![objet],
        points: points.iter().map(point).collect(),
        ..VersionText::default()
    }
}

fn before() -> VersionText {
    text(&[("1.", SCOPE), ("2.", LENGTH), ("3.", SAFETY), ("4.", ACCESS)])
}

/// Point 2 has other words, 2/1 is new, and the last two have changed places and numbers.
fn after() -> VersionText {
    let length = "Les listes sont détruites trois ans après la fin du bail <i>.";
    let mut all =
        text(&[("1.", SCOPE), ("2.", length), ("2./1.", "Rien d’autre n’y change."), ("3.", ACCESS), ("4.", SAFETY)]);
    all.operative = Some("autorise.".to_owned());
    all.footnotes = vec![Footnote { mark: "1".to_owned(), text: "Une note.".to_owned(), at: None }];
    all
}

fn page(old: &VersionText, new: &VersionText) -> DifferencesView {
    let text = compare(old, new);
    DifferencesView {
        number: "98/001".parse().expect("a number"),
        title: Quoted { words: "DÉLIBÉRATION".to_owned(), language: Language::Fr },
        versions: vec![
            version(date(1998, 1, 13), &[Language::Fr]),
            version(date(2011, 5, 3), &[Language::Fr]),
            version(date(2024, 6, 4), &[]),
        ],
        from: 0,
        to: 1,
        unread: Vec::new(),
        texts: Texts::Compared(Language::Fr),
        languages: vec![Language::Fr],
        text: Some(text),
        follows: None,
        texts_unknown: Vec::new(),
        grants: Vec::new(),
        rules: Vec::new(),
    }
}

fn html_in(language: Language, layout: Layout, view: DifferencesView) -> String {
    let query = DifferencesQuery { view: layout.word().to_owned(), ..DifferencesQuery::default() };
    let shown = |language| content(&DifferencesPage { language, query, view });
    rendering::html(language, shown).replace("<!>", "")
}

fn html(view: DifferencesView) -> String {
    html_in(Language::Fr, Layout::Side, view)
}

#[test]
fn the_summary_counts_in_the_plural_of_each_language() {
    let told = |language| html_in(language, Layout::Side, page(&before(), &after()));
    let french = told(Language::Fr);
    assert!(french.contains("1 point inséré, 1 modifié, 1 déplacé, 1 renuméroté."), "{french}");
    assert!(french.contains("Changent aussi\u{a0}: la décision, 1 note."), "{french}");
    assert!(told(Language::Nl).contains("1 punt ingevoegd, 1 gewijzigd, 1 verplaatst, 1 hernummerd."));
    assert!(told(Language::De).contains("1 Punkt eingefügt, 1 geändert, 1 verschoben, 1 neu nummeriert."));
    let more = html(page(&text(&[("1.", SCOPE)]), &before()));
    assert!(more.contains("3 points insérés.") && !more.contains("Changent aussi"), "{more}");
    let fewer = html(page(&before(), &text(&[("1.", SCOPE)])));
    assert!(fewer.contains("3 points supprimés."), "{fewer}");
}

#[test]
fn words_are_told_side_by_side_or_in_one_text() {
    let side = html(page(&before(), &after()));
    let point = &side[side.find("id=\"c-1\"").expect("the first change")..];
    let point = &point[..point.find("id=\"c-2\"").expect("the second")];
    let (old, new) = point.split_once("Après</p>").expect("two sides");
    assert!(old.contains("retiré\u{a0}:") && old.contains("deux") && !old.contains("<ins"), "{old}");
    assert!(new.contains("ajouté\u{a0}:") && new.contains("trois") && !new.contains("<del"), "{new}");
    assert!(new.contains("&lt;i&gt;"), "{new}");
    let inline = html_in(Language::Fr, Layout::Inline, page(&before(), &after()));
    let point = &inline[inline.find("id=\"c-1\"").expect("the first change")..];
    assert!(point.find("<del") < point.find("<ins") && !inline.contains("class=\"sides\""), "{inline}");
    assert!(!side.contains("style=") && !inline.contains("style="));
}

#[test]
fn points_say_what_became_of_them_and_lead_to_their_permalinks() {
    let html = html(page(&before(), &after()));
    assert!(html.contains("déplacé") && html.contains("était le point 4") && html.contains("texte inchangé"), "{html}");
    assert!(html.contains("n’existe pas dans cette version"), "{html}");
    assert!(html.contains("href=\"/deliberations/98/001/points/2@1998-01-13\""), "{html}");
    assert!(html.contains("href=\"/deliberations/98/001/points/2.1@2011-05-03\""), "{html}");
    let same = &html[html.find("1 point inchangé").expect("what is the same")..];
    assert!(same.contains("href=\"/deliberations/98/001/points/1@2011-05-03\""), "{html}");
    assert!(!html.contains(SCOPE), "what is the same stands in it by its label only");
}

#[test]
fn points_do_not_stand_under_the_heading_of_the_title() {
    let without_sections = |mut text: VersionText| {
        text.sections.clear();
        text.points.iter_mut().for_each(|point| point.heading = None);
        text
    };
    let (before, mut after) = (without_sections(before()), without_sections(after()));
    after.title = "DÉLIBÉRATION MODIFIÉE".to_owned();
    let html = html(page(&before, &after));
    let compared = &html[html.find("official compared").expect("the texts")..];
    let order = ["Titre</h3>", "MODIFIÉE", "Points</h3>", "id=\"c-2\"", "Décision</h3>", "Notes</h3>"];
    let places = order.map(|part| compared.find(part).unwrap_or_else(|| panic!("{part}: {compared}")));
    assert!(places.is_sorted(), "{places:?} {compared}");
    assert!(html.contains("Changent aussi\u{a0}: le titre, la décision, 1 note."), "{html}");
}

#[test]
fn every_jump_finds_its_row_and_identifiers_stand_once() {
    let html = html(page(&before(), &after()));
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let jumps: Vec<_> = html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(jumps, ["c-1", "c-2", "c-3", "c-4", "c-5", "c-6"], "{html}");
    assert!(jumps.iter().all(|jump| ids.contains(jump)), "{html}");
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an identifier stands twice: {html}");
}

#[test]
fn the_form_keeps_what_is_chosen_and_can_be_turned_round() {
    let html = html_in(Language::Fr, Layout::Inline, page(&before(), &after()));
    assert!(html.contains("action=\"/deliberations/98/001/compare\"") && html.contains("method=\"get\""), "{html}");
    assert!(html.contains("href=\"/deliberations/98/001/compare?from=1&amp;to=0&amp;view=inline\""), "{html}");
    assert!(html.contains("modification du 4\u{a0}juin 2024 (dates seulement)"), "{html}");
    assert_eq!(html.matches(" selected").count(), 2, "{html}");
    assert_eq!(html.matches(" checked").count(), 1, "{html}");
    let mut turned = page(&after(), &before());
    (turned.from, turned.to) = (1, 0);
    assert!(self::html(turned).contains("la plus ancienne des deux"));
}

#[test]
fn texts_that_cannot_be_compared_are_said() {
    let at = |change: fn(&mut DifferencesView)| {
        let mut view = page(&before(), &after());
        view.text = None;
        change(&mut view);
        html(view)
    };
    let dates = at(|view| (view.to, view.texts) = (2, Texts::DatesOnly));
    assert!(dates.contains("seules les dates sont connues\u{a0}: modification du 4\u{a0}juin 2024."), "{dates}");
    assert!(!dates.contains("id=\"text\"") && dates.contains("id=\"grants\""), "{dates}");
    let both = at(|view| {
        view.versions[0].languages.clear();
        (view.to, view.texts) = (2, Texts::DatesOnly);
    });
    assert!(both.contains("de ces deux versions"), "{both}");
    let same = at(|view| (view.to, view.texts) = (0, Texts::SameVersion));
    assert!(same.contains("deux fois la même version"), "{same}");
    let apart = at(|view| view.texts = Texts::NoCommonLanguage);
    assert!(apart.contains("dans une même langue"), "{apart}");
}

#[test]
fn one_language_in_common_is_said_and_several_can_be_chosen() {
    let mut one = page(&before(), &after());
    one.versions[0].languages.push(Language::Nl);
    let html = html_in(Language::Nl, Layout::Side, one.clone());
    assert!(html.contains("Vergeleken in het Frans") && !html.contains("name=\"text\""), "{html}");
    assert!(html.contains("lang=\"fr\"") && html.contains("lang=\"nl\""), "{html}");
    one.versions[1].languages.push(Language::Nl);
    one.languages.push(Language::Nl);
    let html = html_in(Language::Nl, Layout::Side, one);
    assert!(html.contains("name=\"text\"") && !html.contains("Vergeleken in het Frans"), "{html}");
}

#[test]
fn two_texts_that_are_the_same_are_said_to_be() {
    let html = html(page(&before(), &before()));
    assert!(html.contains("les mêmes, mot pour mot") && !html.contains("<ins"), "{html}");
}

#[test]
fn what_recipients_gain_and_lose_is_told() {
    let named = |id: &str| Named { id: id.to_owned(), label: Text::same(&id.to_uppercase()) };
    let elements = Changes { gained: ["a", "b", "c", "d", "e", "f", "g"].map(named).into(), lost: vec![named("z")] };
    let module = ModuleChanges { module: named("push"), presence: Presence::Kept, elements, by_purpose: Vec::new() };
    let service = ServiceChanges {
        service: named("hdi"),
        presence: Presence::Gained,
        purposes: Changes { gained: vec![named("control")], lost: Vec::new() },
        modules: vec![module],
    };
    let changes = RecipientChanges { recipient: named("vdab"), presence: Presence::Gained, services: vec![service] };
    let mut view = page(&before(), &after());
    view.follows = Some("CSI/CSSS/25/114".to_owned());
    view.grants = vec![changes];
    let html = html(view);
    assert!(html.contains("href=\"/catalogue/vdab\"") && html.contains("désormais autorisé"), "{html}");
    assert!(html.contains("href=\"/matrix?service=hdi&amp;module=push\""), "{html}");
    assert!(html.contains("7 éléments obtenus") && html.contains("1 élément perdu</span>\u{a0}: Z"), "{html}");
    assert!(html.contains("Finalités obtenues\u{a0}: CONTROL") && html.contains("1 destinataire concerné."), "{html}");
}

#[test]
fn nothing_changed_in_the_authorisations_is_said() {
    let mut none = page(&before(), &after());
    assert!(html(none.clone()).contains("ne tire aucune autorisation"));
    none.follows = Some("CSI/CSSS/25/114".to_owned());
    let html = html(none);
    assert!(html.contains("rien ne change dans les autorisations") && html.contains("CSI/CSSS/25/114"), "{html}");
}

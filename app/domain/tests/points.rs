//! The points of the five texts: which rules apply each, which cases try it, and why some are not for a machine.

use delibero_domain::authorisation::Source;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::{BUILTIN, CatalogueError, builtin, read};
use delibero_domain::points::{Point, Remark, Status, overlap, points, remarks};

fn catalogue() -> Catalogue {
    builtin().unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// The shipped files, one of them changed in one place.
fn changed(file: &str, from: &str, to: &str) -> Result<Catalogue, Vec<CatalogueError>> {
    let contents: Vec<(&str, String)> = BUILTIN
        .iter()
        .map(|(name, text)| {
            assert!(*name != file || text.contains(from), "{file} has no {from}");
            (*name, if *name == file { text.replacen(from, to, 1) } else { (*text).to_owned() })
        })
        .collect();
    read(&contents.iter().map(|(name, text)| (*name, text.as_str())).collect::<Vec<_>>())
}

fn point<'c>(catalogue: &'c Catalogue, deliberation: &str, number: &str) -> Point<'c> {
    let all = points(catalogue, deliberation).unwrap_or_else(|| panic!("the points of {deliberation}"));
    all.into_iter().find(|point| point.number == number).unwrap_or_else(|| panic!("{deliberation} {number}"))
}

fn rules(point: &Point<'_>) -> Vec<String> {
    point.rules.iter().map(ToString::to_string).collect()
}

#[test]
fn no_point_of_the_five_texts_is_open() {
    let catalogue = catalogue();
    let lengths = [("23/058", 117), ("20/130", 23), ("04/037", 25), ("12/057", 28), ("17/087", 17)];
    for (number, length) in lengths {
        let all = points(&catalogue, number).unwrap_or_else(|| panic!("the points of {number}"));
        assert_eq!(all.len(), length, "{number}");
        let open: Vec<&str> =
            all.iter().filter(|point| point.status() == Status::Open).map(|point| point.number).collect();
        assert_eq!(open, [""; 0], "{number}");
    }
    let told: Vec<String> = remarks(&catalogue).iter().map(ToString::to_string).collect();
    assert_eq!(told, [""; 0]);
}

#[test]
fn a_point_tells_its_rules_and_cases() {
    let catalogue = catalogue();
    let family = point(&catalogue, "23/058", "79");
    assert_eq!(family.status(), Status::Tested);
    let told = rules(&family);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("retention family-file-closure (hdi, groeipakket, opgroeien-regie"), "{told:?}");
    let because = |place: &usize| catalogue.cases()[*place].because.point.as_str();
    assert!(family.cases.iter().all(|place| because(place) == "79"));
    let context = point(&catalogue, "23/058", "1");
    assert_eq!((context.status(), context.rules.len(), context.cases.len()), (Status::NotForAMachine, 0, 0));
    // Where the whole authorisation stands is no rule of each of its points.
    let explained = point(&catalogue, "23/058", "61/3");
    assert_eq!((explained.status(), rules(&explained)), (Status::NotForAMachine, Vec::new()));
    // A rule that cites several points applies each.
    let status = point(&catalogue, "17/087", "7");
    assert!(rules(&status).contains(&"module handiflux (handicap, insurers, social-assistance-services)".to_owned()));
    assert_eq!(points(&catalogue, "99/999"), None);
}

#[test]
fn a_point_whose_rule_and_cases_are_gone_is_open() {
    let file = "deliberations/12-057.toml";
    let gone = "[[authorisation.use_limit]]\nid = \"ten-year-log\"\npoint = \"25\"";
    let catalogue = changed(file, gone, &gone.replace("25", "26")).expect("read");
    assert_eq!(point(&catalogue, "12/057", "25").status(), Status::Tested, "its case is still there");
    let told = remarks(&catalogue);
    assert!(matches!(told[..], [Remark::AppliedAllTheSame { point: "26", .. }]), "{told:?}");
    assert!(told[0].is_contradiction());
    let without_cases: Vec<_> = BUILTIN.iter().copied().filter(|(name, _)| !name.starts_with("cases/")).collect();
    let catalogue = read(&without_cases).unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert_eq!(point(&catalogue, "12/057", "25").status(), Status::Applied);
    assert_eq!(point(&catalogue, "12/057", "14").status(), Status::Open);
}

#[test]
fn what_the_list_does_not_have_is_a_warning() {
    let from = "id = \"ten-year-log\"\npoint = \"25\"";
    let catalogue = changed("deliberations/12-057.toml", from, &from.replace("25", "25/1")).expect("read");
    let told = remarks(&catalogue);
    let warnings: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert_eq!(
        warnings,
        [
            "12/057 point 25/1 is not in the list of its points, and is cited by use-limit ten-year-log (unemployment, secal)"
        ]
    );
    assert!(!told[0].is_contradiction());
    let from = "recipients = [\"forem\"]";
    let catalogue = changed("points/23-058.toml", from, "recipients = [\"forim\"]").expect("read");
    assert_eq!(remarks(&catalogue)[0].to_string(), "23/058 point 61 is read for `forim`, who is no recipient");
}

#[test]
fn what_is_wrong_in_a_list_is_told_with_file_line_and_key() {
    for (from, to, error) in [
        ("\"9\", \"10\"", "\"9\", \"9\"", "points/17-087.toml:5: points: `9` stands twice"),
        ("points = [\"3\"]", "points = [\"33\"]", "not_for_a_machine.points: `33` is not among the points"),
        ("points = [\"3\"]", "points = [\"2\"]", "not_for_a_machine.points: `2` stands twice"),
        (
            "deliberation = \"17/087\"",
            "deliberation = \"23/058\"",
            "points/17-087.toml:3: deliberation: the points of `23/058` stand in two files",
        ),
        ("point = \"13\"", "point = \"\"", "reading.point: the point is missing"),
        ("[[reading]]", "[[readings]]", "readings: unknown field"),
    ] {
        let errors = changed("points/17-087.toml", from, to).err().unwrap_or_else(|| panic!("{to} was read"));
        assert!(errors.iter().any(|found| found.to_string().contains(error)), "{errors:#?}\n{error}");
    }
}

#[test]
fn a_reading_is_found_by_what_it_is_about() {
    let catalogue = catalogue();
    let about = |point: &str| {
        let source = Source::new("23/058", point);
        catalogue.readings().iter().filter(|reading| overlap(&catalogue, &reading.source, &source)).count()
    };
    assert_eq!((about("79.8"), about("26"), about("57")), (1, 1, 0));
    let labels = catalogue.readings().iter().all(|reading| reading.text.missing().next().is_none());
    assert!(labels, "each in three languages");
}

#[test]
fn points_and_readings_do_not_count_for_the_hash() {
    let without: Vec<_> = BUILTIN.iter().copied().filter(|(name, _)| !name.starts_with("points/")).collect();
    let without = read(&without).unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert!(without.point_lists().is_empty() && remarks(&without).is_empty());
    assert_eq!(without.hash(), catalogue().hash());
}

//! How many integrations there are is kept beside them: whatever changes them, and whoever does so at once, both agree.

use std::collections::BTreeMap;

use delibero_domain::niss::Niss;
use delibero_domain::period::Period;
use delibero_domain::reference_directory::Integration;
use delibero_testkit::SeededRandomness;
use delibero_testkit::examples::{file, integration, organisation, person, registered_by, word};
use delibero_usecases::directory::{ChangeKind, DirectoryStore as _, FileOnPerson, IntegrationChange};
use delibero_usecases::organisations::OrganisationStore as _;
use delibero_usecases::randomness::Randomness as _;
use jiff::civil::{Date, date};
use sqlx::{AnyConnection, Connection as _};

use crate::harness::{TestDatabase, on_both_engines};

on_both_engines!(
    counts_are_those_of_what_is_there,
    counts_of_two_at_once_are_those_of_what_is_there,
    what_never_was_is_not_counted,
);

const DAYS: [Date; 6] =
    [date(2023, 12, 31), date(2024, 1, 1), date(2024, 7, 1), date(2025, 1, 1), date(2025, 6, 16), date(2031, 1, 1)];

/// Where what is kept differs from what is there.
const DIFFERENT: &str = "SELECT COUNT(*) FROM (
    SELECT 1 AS one FROM (
        SELECT organisation, span, day_or_year, sector, quality_code, begun, ended FROM integration_counts
        UNION ALL
        SELECT organisation, 'day', begin_day, sector, quality_code, -1, 0 FROM integrations
        UNION ALL
        SELECT organisation, 'day', end_day, sector, quality_code, 0, -1 FROM integrations WHERE end_day IS NOT NULL
        UNION ALL
        SELECT organisation, 'year', substr(begin_day, 1, 4), sector, quality_code, -1, 0 FROM integrations
        UNION ALL
        SELECT organisation, 'year', substr(end_day, 1, 4), sector, quality_code, 0, -1 FROM integrations
        WHERE end_day IS NOT NULL
    ) parts
    GROUP BY organisation, span, day_or_year, sector, quality_code HAVING SUM(begun) <> 0 OR SUM(ended) <> 0
) differing";

async fn agrees(case: &TestDatabase) {
    let mut connection = AnyConnection::connect(&case.url).await.unwrap();
    let different: i64 = sqlx::query_scalar(DIFFERENT).fetch_one(&mut connection).await.unwrap();
    assert_eq!(different, 0);
    let rows: Vec<(String, i64, i64, String, Option<String>)> =
        sqlx::query_as("SELECT organisation, sector, quality_code, begin_day, end_day FROM integrations")
            .fetch_all(&mut connection)
            .await
            .unwrap();
    connection.close().await.unwrap();
    for organisation in ["cpas-namur", "cpas-arlon"] {
        for day in DAYS {
            let mut expected: BTreeMap<(u16, u16), (u64, u64)> = BTreeMap::new();
            for (_, sector, code, begin, end) in rows.iter().filter(|row| row.0 == organisation) {
                let code = (u16::try_from(*sector).unwrap(), u16::try_from(*code).unwrap());
                let period = Period { begin: word(begin), end: end.as_deref().map(word) };
                let (valid, other) = expected.entry(code).or_default();
                *(if period.contains(day) { valid } else { other }) += 1;
            }
            let kept = case.database.integration_counts(&word(organisation), day).await.unwrap();
            let kept: BTreeMap<_, _> =
                kept.into_iter().map(|row| ((row.sector, row.quality_code), (row.valid, row.other))).collect();
            assert_eq!(kept, expected, "{organisation} on {day}");
        }
    }
}

struct Dice(SeededRandomness);

impl Dice {
    fn below(&self, most: u32) -> u32 {
        u32::from_le_bytes(self.0.salt()[..4].try_into().unwrap()) % most
    }

    fn day(&self) -> Date {
        let (year, month) = (2023 + self.below(4), 1 + self.below(12));
        let part = |number: u32| i8::try_from(number).unwrap();
        date(i16::try_from(year).unwrap(), part(month), part(1 + self.below(28)))
    }

    fn file(&self) -> FileOnPerson {
        let begin = self.day();
        let end = Some(self.day()).filter(|end| *end >= begin && self.below(3) > 0);
        let code = u16::try_from(1 + self.below(3)).unwrap();
        file(Integration { period: Period { begin, end }, ..integration(code) })
    }

    fn organisation(&self) -> &'static str {
        if self.below(4) == 0 { "cpas-arlon" } else { "cpas-namur" }
    }
}

async fn two_organisations(case: &TestDatabase) {
    for name in ["cpas-namur", "cpas-arlon"] {
        case.add_organisation(&organisation(name)).await;
    }
}

/// Integrates one, changes one, or loads many, as the dice say; now and then nothing comes of it.
async fn something(case: &TestDatabase, dice: &Dice) {
    let organisation = word(dice.organisation());
    let someone = person(dice.below(12));
    let mut work = case.database.begin_registering().await.unwrap();
    match dice.below(3) {
        0 => {
            work.integrate(&organisation, someone, &dice.file(), &registered_by("anna")).await.unwrap();
        }
        1 => {
            for known in work.integrations(&organisation, someone).await.unwrap().into_iter().take(2) {
                let mut after = dice.file();
                after.integration.sector = known.file.integration.sector;
                let change = IntegrationChange {
                    at: word("2025-06-02T08:00:00Z"),
                    user: None,
                    kind: ChangeKind::Corrected,
                    why: "checked".to_owned(),
                    before: known.file,
                };
                let of = (known.number, known.revision);
                work.change_integration((&organisation, someone), of, &change, &after).await.unwrap();
            }
        }
        _ => {
            let files: Vec<(Niss, FileOnPerson)> =
                (0..dice.below(20)).map(|_| (person(dice.below(12)), dice.file())).collect();
            let files: Vec<&(Niss, FileOnPerson)> = files.iter().collect();
            let reason = (word("2025-06-02T08:00:00Z"), "june.csv");
            work.load_integrations(&organisation, &files, &registered_by("anna"), reason).await.unwrap();
        }
    }
    if dice.below(5) > 0 {
        work.commit().await.unwrap();
    }
}

async fn counts_are_those_of_what_is_there(case: TestDatabase) {
    two_organisations(&case).await;
    let dice = Dice(SeededRandomness::new(11));
    for round in 0..60 {
        something(&case, &dice).await;
        if round % 20 == 0 {
            agrees(&case).await;
        }
    }
    agrees(&case).await;
}

async fn counts_of_two_at_once_are_those_of_what_is_there(case: TestDatabase) {
    two_organisations(&case).await;
    let registrars = (0..4).map(|seed| {
        let case = case.clone();
        tokio::spawn(async move {
            let dice = Dice(SeededRandomness::new(seed));
            for _ in 0..15 {
                something(&case, &dice).await;
            }
        })
    });
    for registrar in registrars.collect::<Vec<_>>() {
        registrar.await.unwrap();
    }
    agrees(&case).await;
}

async fn what_never_was_is_not_counted(case: TestDatabase) {
    two_organisations(&case).await;
    let namur = word("cpas-namur");
    let mut work = case.database.begin_registering().await.unwrap();
    work.integrate(&namur, person(1), &file(integration(2)), &registered_by("anna")).await.unwrap();
    drop(work);
    agrees(&case).await;
    assert!(case.database.integration_counts(&namur, DAYS[3]).await.unwrap().is_empty());
    let mut work = case.database.begin_registering().await.unwrap();
    work.integrate(&namur, person(1), &file(integration(2)), &registered_by("anna")).await.unwrap();
    let twice = work.integrate(&namur, person(1), &file(integration(2)), &registered_by("bert")).await.unwrap();
    assert_eq!(twice, None, "it is there already");
    work.commit().await.unwrap();
    agrees(&case).await;
}

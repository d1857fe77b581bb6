//! The demonstration fills a store, the same each time.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::path::{Path, PathBuf};

use delibero_demo::{DemoOptions, DemoReport, PASSWORD, fill, write_population};
use delibero_domain::catalogue::files::builtin;
use delibero_domain::identifier::{OrganisationId, ServiceId, UserName};
use delibero_domain::niss::Niss;
use delibero_domain::period::{Quarter, QuarterRange};
use delibero_domain::role::Role;
use delibero_store::{DataKey, Database};
use delibero_testkit::records::attestations;
use delibero_testkit::{FixedClock, SeededRandomness};
use delibero_usecases::accounts::sign_in::Lane;
use delibero_usecases::accounts::sign_in::{PasswordHasher, Turn};
use delibero_usecases::accounts::{AccountStore as _, PasswordHash};
use delibero_usecases::clock::Clock;
use delibero_usecases::directory::{DirectoryStore as _, Membership, PersonState};
use delibero_usecases::records::RecordStore as _;

struct Plain;

#[async_trait::async_trait]
impl PasswordHasher for Plain {
    async fn hash(&self, password: String) -> PasswordHash {
        PasswordHash(password)
    }
    async fn turn(&self, _lane: Lane) -> Option<Box<dyn Turn>> {
        None
    }
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("demo-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

async fn store(folder: &Path) -> Database {
    let url = format!("sqlite:{}", folder.join("store.db").display());
    let store = Database::connect(&url, &DataKey::from_hex(&"7e".repeat(64)).unwrap()).await.unwrap();
    store.migrate().await.unwrap();
    store
}

async fn filled(store: &Database, folder: &Path, clock: &FixedClock) -> DemoReport {
    let options = DemoOptions { persons: 120, seed: 7, folder: folder.to_owned() };
    fill(store, &Plain, &builtin().unwrap(), (clock, &SeededRandomness::new(1)), options).await.unwrap()
}

fn persona(report: &DemoReport, word: &str) -> Niss {
    report.personas.iter().find(|persona| persona.story.contains(word)).unwrap().niss
}

#[tokio::test]
async fn everything_loads_and_loads_again() {
    let folder = folder("again");
    let store = store(&folder).await;
    let clock = FixedClock::at("2026-08-20T09:00:00Z");
    let first = filled(&store, &folder, &clock).await;
    assert_eq!((first.import.refused, first.import.lower), (0, 0), "{:?}", first.import.listed);
    assert!(first.import.new > 150 && first.import.higher > 10, "{:?}", first.import);
    let again = filled(&store, &folder, &clock).await;
    assert_eq!((again.import.refused, again.import.new, again.import.higher), (0, 0, 0), "{:?}", again.import.listed);
    // A quarter later: more versions and a quarter more, nothing that contradicts what was loaded.
    clock.set("2026-11-20T09:00:00Z".parse().unwrap());
    let later = filled(&store, &folder, &clock).await;
    assert_eq!(later.import.refused, 0, "{:?}", later.import.listed);
    assert!(later.import.new > 10);
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn accounts_and_personas_are_as_told() {
    let folder = folder("told");
    let store = store(&folder).await;
    let clock = FixedClock::at("2026-08-20T09:00:00Z");
    let report = filled(&store, &folder, &clock).await;
    for told in &report.accounts {
        let found = store.credentials(&UserName::new(told.user).unwrap()).await.unwrap().unwrap();
        let account = found.account;
        assert_eq!((found.password, account.enabled), (PasswordHash(PASSWORD.to_owned()), true));
        assert_eq!(
            (account.actor.organisation, account.actor.roles.as_slice()),
            (told.organisation.clone(), told.roles)
        );
    }
    for role in Role::ALL {
        assert!(report.accounts.iter().any(|account| account.roles.contains(role)), "{role}");
    }
    let catalogue = builtin().unwrap();
    for organisation in store.organisations().await.unwrap() {
        for Membership { recipient, .. } in &organisation.memberships {
            assert!(catalogue.recipient(recipient.as_str()).is_some(), "{recipient}");
        }
    }
    let mut work = store.begin_records().await.unwrap();
    let everywhere = persona(&report, "integrated everywhere");
    assert_eq!(everywhere.reveal(), "85073099932");
    assert_eq!(work.person_state(persona(&report, "was replaced")).await.unwrap(), PersonState::Replaced(everywhere));
    assert_eq!(work.person_state(persona(&report, "was cancelled, with")).await.unwrap(), PersonState::Cancelled);
    let namur = OrganisationId::new("cpas-namur").unwrap();
    let today = clock.today();
    assert!(work.integrations(&namur, persona(&report, "nobody has")).await.unwrap().is_empty());
    let expired = work.integrations(&namur, persona(&report, "until end 2024")).await.unwrap();
    assert!(!expired[0].file.integration.period.contains(today));
    let [provisional] = work.integrations(&namur, persona(&report, "(902)")).await.unwrap().try_into().unwrap();
    let period = provisional.file.integration.period;
    assert!(period.contains(today) && period.end.is_some_and(|end| (end - period.begin).get_days() < 45));
    let quarters = QuarterRange { first: "2024Q1".parse().unwrap(), last: Quarter::containing(today) };
    let service = ServiceId::new("hdi").unwrap();
    for (word, some) in [("nobody has", true), ("no attestation at all", false), ("paternity", true)] {
        let found = attestations(work.as_mut(), &service, persona(&report, word), quarters).await.unwrap();
        assert_eq!(!found.is_empty(), some, "{word}");
    }
    drop(work);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_file_follows_from_seed_and_day_alone_and_holds_every_case() {
    let folder = folder("file");
    let today = "2026-08-20".parse().unwrap();
    let write = |name: &str, seed: u64| {
        let path = folder.join(name);
        let written = write_population(&path, 3000, seed, today).unwrap();
        (std::fs::read_to_string(&path).unwrap(), written)
    };
    let (text, written) = write("a.xml", 1);
    assert_eq!(write("b.xml", 1).0, text);
    assert_ne!(write("c.xml", 2).0, text);
    assert_eq!(text.matches("</ConsultAttestResponse>").count() as u64, written.records);
    let cases = [
        "incapacity",
        "maternity",
        "paternity",
        "breastfeeding",
        "adoption",
        "fosterPlacement",
        "general",
        "selfEmployed",
        "MODIFICATION",
        "CANCELLATION",
        "replacedBy=",
        "canceled=\"true\"",
        "temporaryAttest",
        "<allowanceCode>ZZ<",
        "<amount>-",
        "Version>3<",
        "2024Q4",
        "2026Q3",
        "<invalidityStartDate>",
        "</beginDate></period>",
    ];
    for case in cases {
        assert!(text.contains(case), "{case}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

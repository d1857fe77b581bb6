//! Rights that are revoked in the portal while pages and files are asked for: no request that begins after the answer to the
//! revocation brings data. Some of each kind; `make races` runs many, and on PostgreSQL as well.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use delibero_testkit::examples::word;
use delibero_ui::components::form_mark::WHOLE;
use delibero_usecases::accounts::people::PeopleStore as _;
use delibero_usecases::consultation::{ConsultationStore as _, LimitRule};
use delibero_usecases::directory::Membership;
use delibero_usecases::organisations::OrganisationStore as _;
use http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;
use tokio::sync::Barrier;

use crate::support::{App, Browser, PERSON, social_inquiry};

/// In the ordinary run.
const FEW: u32 = 12;
const RIGHTS: [Right; 6] =
    [Right::Role, Right::Account, Right::Organisation, Right::Membership, Right::Integration, Right::Office];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Right {
    Role,
    Account,
    Organisation,
    Membership,
    Integration,
    Office,
}

impl Right {
    /// Who loses it, and the purpose for which somebody is looked up.
    const fn of(self) -> (&'static str, &'static str) {
        match self {
            Self::Office => ("luc.lambert", "payment-and-recovery"),
            _ => ("marie.dubois", "social-inquiry"),
        }
    }
}

/// What became of the requests of some races.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    /// With data, begun before the revocation was answered.
    granted: u32,
    /// Without, begun before.
    overtaken: u32,
    /// Without, begun after it.
    refused: u32,
    /// With data, begun after it.
    leaked: u32,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.granted += other.granted;
        self.overtaken += other.overtaken;
        self.refused += other.refused;
        self.leaked += other.leaked;
    }
}

/// Asks until the right is known to be revoked, and once more.
async fn asks(
    app: Arc<App>,
    cookies: BTreeMap<String, String>,
    (address, data): (String, &'static str),
    (start, revoked): (Arc<Barrier>, Arc<AtomicBool>),
) -> Tally {
    let mut browser = app.browser();
    browser.cookies = cookies;
    let mut tally = Tally::default();
    start.wait().await;
    loop {
        let begins_after = revoked.load(Ordering::SeqCst);
        let answer = browser.get(&address).await;
        let brings_data = answer.status == StatusCode::OK && answer.body.contains(data);
        match (begins_after, brings_data) {
            (false, true) => tally.granted += 1,
            (false, false) => tally.overtaken += 1,
            (true, true) => return Tally { leaked: 1, ..tally },
            (true, false) => return Tally { refused: 1, ..tally },
        }
    }
}

async fn race(app: &Arc<App>, right: Right, delay: u32) -> Tally {
    let (user, purpose) = right.of();
    let mut browser = app.signed_in(user).await;
    let mut asked = social_inquiry(PERSON);
    asked[1].1 = purpose;
    let opened = browser.post("/consultation", &asked).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{right:?} was given back: {}", opened.body);
    let address = opened.location().to_owned();
    let (start, revoked) = (Arc::new(Barrier::new(3)), Arc::new(AtomicBool::new(false)));
    let requests = [(address.clone(), "1\u{202f}123,38"), (format!("{address}/export.json"), "1123.38")].map(|what| {
        let with = (start.clone(), revoked.clone());
        tokio::spawn(asks(app.clone(), browser.cookies.clone(), what, with))
    });
    let revocation = Revocation::prepared(app, right).await;
    start.wait().await;
    for _ in 0..delay {
        tokio::task::yield_now().await;
    }
    let mut revocation = revocation;
    revocation.revoke(app).await;
    revoked.store(true, Ordering::SeqCst);
    let mut tally = Tally::default();
    for request in requests {
        tally.add(request.await.expect("it ran to its end"));
    }
    revocation.give_back(app).await;
    // Sessions stay, and nobody is signed in for long.
    app.clock.advance(SignedDuration::from_secs(1));
    tally
}

/// Somebody who is signed in and may revoke, at the page where that is done.
struct Revocation<'a> {
    right: Right,
    by: Browser<'a>,
    page: String,
}

impl<'a> Revocation<'a> {
    async fn prepared(app: &'a Arc<App>, right: Right) -> Self {
        let user = match right {
            Right::Role | Right::Account | Right::Office => "paul.henry",
            Right::Organisation | Right::Membership => "helene.martin",
            Right::Integration => "anne.collard",
        };
        let mut by = app.signed_in(user).await;
        let page = match right {
            Right::Role | Right::Account => "/people/marie.dubois".to_owned(),
            Right::Office => "/people/luc.lambert/mandates".to_owned(),
            Right::Organisation | Right::Membership => "/organisations/cpas-namur".to_owned(),
            Right::Integration => by.post("/directory", &[("niss", PERSON)]).await.location().to_owned(),
        };
        Self { right, by, page }
    }

    async fn revoke(&mut self, app: &App) {
        match self.right {
            Right::Role => self.user(app, &[("act", "facts"), ("display_name", "Marie Dubois"), (WHOLE, "yes")]).await,
            Right::Account => self.user(app, &[("act", "suspend"), ("why", "course")]).await,
            Right::Organisation => self.post(&[("do", "suspend"), ("why", "course")]).await,
            Right::Membership => belongs(app, Some(date(2025, 6, 1))).await,
            Right::Integration => self.integration("01.06.2025").await,
            Right::Office => {
                let held = app.database.mandates_of(&word("luc.lambert")).await.expect("the store answers").remove(0);
                self.post(&[("act", "end"), ("what", &held.id), ("why", "course")]).await;
            }
        }
    }

    async fn give_back(&mut self, app: &App) {
        match self.right {
            Right::Role => {
                let fields =
                    [("act", "facts"), ("display_name", "Marie Dubois"), ("roles", "case-worker"), (WHOLE, "yes")];
                self.user(app, &fields).await;
            }
            Right::Account => self.user(app, &[("act", "resume"), ("why", "course")]).await,
            Right::Organisation => self.post(&[("do", "resume"), ("why", "course")]).await,
            Right::Membership => belongs(app, None).await,
            Right::Integration => self.integration("").await,
            Right::Office => {
                let given = [("act", "office"), ("what", "financial-director"), ("from", "2/6/2025"), ("until", "")];
                self.post(&given).await;
            }
        }
    }

    async fn post(&mut self, fields: &[(&str, &str)]) {
        let done = self.by.post(&self.page, fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{:?}: {}", self.right, done.body);
    }

    async fn user(&mut self, app: &App, fields: &[(&str, &str)]) {
        let found = app.database.user(&word("marie.dubois")).await.expect("the store answers").expect("a user");
        let revision = found.revision.to_string();
        let fields: Vec<_> = fields.iter().copied().chain([("revision", revision.as_str())]).collect();
        self.post(&fields).await;
    }

    /// Every integration that is a file of a client lasts until a day.
    async fn integration(&mut self, until: &str) {
        let page = self.by.get(&self.page).await.body;
        let value = |name: &str| {
            let rest = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a field").1;
            rest.split('"').next().expect("a value").to_owned()
        };
        let (number, revision) = (value("integration"), value("revision"));
        let fields = [
            ("do", "correct"),
            ("integration", number.as_str()),
            ("revision", revision.as_str()),
            ("code", "2"),
            ("from", "01.01.2024"),
            ("until", until),
            ("why", "course"),
        ];
        self.post(&fields).await;
    }
}

/// What two people give, at once.
async fn belongs(app: &App, until: Option<jiff::civil::Date>) {
    let membership = Membership { until, ..Membership::always(word("cpas")) };
    let mut work = app.database.begin_organisations().await.expect("the store answers");
    work.hold(&word("cpas-namur")).await.expect("the store answers");
    work.save_memberships(&word("cpas-namur"), &[membership]).await.expect("saved");
    work.commit().await.expect("saved");
}

async fn nothing_leaves_after_a_right_is_revoked(app: App) {
    let races = std::env::var("DELIBERO_RACES").map_or(FEW, |races| races.parse().expect("a number"));
    let app = Arc::new(app);
    let mut work = app.database.begin_consultation().await.expect("the store answers");
    let rule = LimitRule { organisation: None, purpose: None, most: u32::MAX };
    work.set_limit(&rule).await.expect("set");
    work.commit().await.expect("set");
    let mut tallies = [Tally::default(); RIGHTS.len()];
    for race_number in 0..races {
        let place = race_number as usize % RIGHTS.len();
        tallies[place].add(race(&app, RIGHTS[place], race_number / 6 % 17).await);
    }
    let mut all = Tally::default();
    for (right, tally) in RIGHTS.iter().zip(tallies) {
        eprintln!("{right:?}: {tally:?}");
        all.add(tally);
    }
    assert_eq!((all.leaked, all.refused), (0, races * 2));
    assert!(all.granted > 0, "requests brought data before: {all:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_leaves_after_a_right_is_revoked_on_sqlite() {
    nothing_leaves_after_a_right_is_revoked(App::new().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_leaves_after_a_right_is_revoked_on_postgresql() {
    nothing_leaves_after_a_right_is_revoked(App::on_postgresql().await).await;
}

//! What the organisations of the demonstration gave their people beside roles.

use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_store::Database;
use delibero_usecases::accounts::mandates::{Given, Holder, Mandate};
use delibero_usecases::accounts::people::PeopleStore as _;
use jiff::Timestamp;
use jiff::civil::{Date, date};

use super::DemoError;
use super::or_there::or_there;
use super::organisations::DESKS;

enum Gives {
    Designation(&'static str, &'static str),
    Office(&'static str),
    /// Of another user, up to a day.
    Deputy(&'static str, Date),
}

struct DeskMandate {
    user: &'static str,
    gives: Gives,
    from: Date,
}

const SINCE: Date = date(2024, 1, 15);

const MANDATES: &[DeskMandate] = &[
    DeskMandate { user: "luc.lambert", gives: Gives::Office("financial-director"), from: SINCE },
    // Over since: of the same CPAS, and without an office today.
    DeskMandate {
        user: "simon.gerard",
        gives: Gives::Deputy("luc.lambert", date(2025, 8, 15)),
        from: date(2025, 7, 14),
    },
    DeskMandate { user: "bram.jacobs", gives: Gives::Designation("insurers", "handicap"), from: SINCE },
    DeskMandate { user: "brigitte.noel", gives: Gives::Designation("secal", "unemployment"), from: SINCE },
    DeskMandate { user: "claire.dumont", gives: Gives::Designation("secal", "unemployment"), from: SINCE },
];

/// Adds those that are not there; each has the identifier of its place.
pub(super) async fn give(database: &Database, at: Timestamp) -> Result<(), DemoError> {
    for (place, given) in MANDATES.iter().enumerate() {
        let user = UserName::new(given.user)?;
        let id = id_of(place);
        if database.mandates_of(&user).await?.iter().any(|known| known.id == id) {
            continue;
        }
        let Some((desk, admin)) = desk_of(given.user) else { continue };
        let mandate = Mandate {
            id,
            organisation: OrganisationId::new(desk)?,
            given: given.given()?,
            from: given.from,
            until: match given.gives {
                Gives::Deputy(_, until) => Some(until),
                Gives::Designation(..) | Gives::Office(_) => None,
            },
            by: admin.map(UserName::new).transpose()?,
            user,
            at,
            ended: None,
        };
        let mut work = database.begin_people().await?;
        match work.add_mandate(&mandate).await {
            Ok(()) => work.commit().await?,
            failed => or_there(failed)?,
        }
    }
    Ok(())
}

impl DeskMandate {
    fn given(&self) -> Result<Given, DemoError> {
        Ok(match self.gives {
            Gives::Designation(recipient, service) => {
                Given::Designation { recipient: recipient.parse()?, service: service.parse()? }
            }
            Gives::Office(office) => Given::Office(office.parse()?),
            Gives::Deputy(holder, _) => {
                let held = MANDATES.iter().position(|known| known.user == holder).unwrap_or_default();
                let Gives::Office(office) = MANDATES[held].gives else { return Err(DemoError::NoAccount) };
                let user = UserName::new(holder)?;
                let holder =
                    Holder { mandate: id_of(held), user, from: MANDATES[held].from, until: None, ended: false };
                Given::Deputy { office: office.parse()?, holder }
            }
        })
    }
}

fn id_of(place: usize) -> String {
    format!("{place:032x}")
}

/// The organisation of a user, and who looks after its people.
fn desk_of(user: &str) -> Option<(&'static str, Option<&'static str>)> {
    let desk = DESKS.iter().find(|desk| desk.users.iter().any(|known| known.user == user))?;
    let admin = desk.users.iter().find(|known| known.roles.contains(&delibero_domain::role::Role::OrganisationAdmin));
    Some((desk.id, admin.map(|admin| admin.user)))
}

//! Records of the services beside the insurers' attestations, as lines of their exchange formats.

mod handicap;
mod messages;
mod unemployment;

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use delibero_domain::niss::Niss;
use jiff::civil::Date;
use serde_json::Value as Json;

use super::random::Random;
use super::{DemoError, MAX_PERSONS, people, personas};

/// What some service knows of a person by a day.
type Lines = fn(&Known, Date) -> Vec<Json>;

/// A person of whom services know something.
pub(super) struct Known {
    pub niss: Niss,
    /// What its numbers follow from.
    pub key: u64,
    /// Whether it is one of those with a story: every service knows something of it.
    pub has_story: bool,
}

impl Known {
    fn random(&self, service: u64) -> Random {
        Random::of(&[self.key, service])
    }
}

/// Each service, and what it knows.
pub(super) const SERVICES: [(&str, Lines); 3] =
    [("unemployment", unemployment::lines), ("ami-messages", messages::lines), ("handicap", handicap::lines)];

/// Writes what a service knows of a population. Memory does not grow with it.
pub(super) fn write(path: &Path, lines: Lines, (persons, seed): (u64, u64), today: Date) -> Result<u64, DemoError> {
    if persons > MAX_PERSONS {
        return Err(DemoError::TooMany);
    }
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let stories = personas::cast(today).into_iter().zip(1_u64..);
    let stories = stories.map(|(member, key)| Known { niss: member.persona.niss, key, has_story: true });
    let made = (0..persons).map(|index| {
        let person = people::person(seed, index);
        Known { niss: person.niss, key: Random::of(&[seed, index, 7]).next(), has_story: false }
    });
    let mut count = 0;
    for line in stories.chain(made).flat_map(|known| lines(&known, today)) {
        writeln!(out, "{line}")?;
        count += 1;
    }
    out.flush()?;
    Ok(count)
}

//! Catalogues larger than the law: the shipped files, and recipients that do not exist, in the shapes of those that do.

use std::fmt::Write;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files;

/// The number of authorisations that the issue names.
pub const LARGE: usize = 1_500;

const HEAD: &str = include_str!("synthetic/head.toml");

/// What recipients may have of the insurers' attestations now.
const ATTESTATIONS: &[&str] = &[
    include_str!("synthetic/hdi-whole.toml"),
    include_str!("synthetic/hdi-risk-only.toml"),
    include_str!("synthetic/hdi-one-regime.toml"),
    include_str!("synthetic/hdi-history.toml"),
];

/// What some have besides: one in two both of the first two, the others the last.
const EARLIER: &str = include_str!("synthetic/hdi-earlier.toml");
const HANDICAP: &str = include_str!("synthetic/handicap.toml");
const UNEMPLOYMENT: &str = include_str!("synthetic/unemployment.toml");

/// As many recipients as a synthetic deliberation names.
const PER_DELIBERATION: usize = 50;

/// The catalogue's files with so many authorisations: name and contents.
pub fn files_of(authorisations: usize) -> Vec<(String, String)> {
    let shipped = files::builtin().expect("the shipped catalogue is sound").authorisations().len();
    let per_recipient = recipients_with(authorisations - shipped);
    let mut all: Vec<_> = files::BUILTIN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    all.push(("recipients.toml".to_owned(), recipients_file(per_recipient.len())));
    for (number, entries) in per_recipient.chunks(PER_DELIBERATION).enumerate() {
        let head = HEAD.replace("{number}", &format!("26/{number}"));
        all.push((format!("deliberations/26-{number}.toml"), head + &entries.concat()));
    }
    all
}

/// Reads them.
pub fn read(all: &[(String, String)]) -> Catalogue {
    let all: Vec<_> = all.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    files::read(&all).expect("the synthetic catalogue is sound")
}

/// The entries of each recipient, so many in all.
fn recipients_with(mut authorisations: usize) -> Vec<String> {
    let mut recipients = Vec::new();
    while authorisations > 0 {
        let recipient = recipients.len();
        let now = ATTESTATIONS[recipient / 2 % ATTESTATIONS.len()];
        let besides: &[&str] = if recipient % 2 == 0 { &[EARLIER, HANDICAP] } else { &[UNEMPLOYMENT] };
        let entries: Vec<&str> = [now].iter().chain(besides).copied().take(authorisations).collect();
        authorisations -= entries.len();
        recipients.push(entries.concat().replace("{recipient}", &name(recipient)));
    }
    recipients
}

fn recipients_file(count: usize) -> String {
    (0..count).fold(String::new(), |mut text, recipient| {
        let name = name(recipient);
        let label = format!("{{ fr = \"{name}\", nl = \"{name}\", de = \"{name}\" }}");
        writeln!(text, "[[recipient]]\nid = \"{name}\"\nlabel = {label}").expect("a string takes it");
        text
    })
}

fn name(recipient: usize) -> String {
    format!("synthetic-{recipient}")
}

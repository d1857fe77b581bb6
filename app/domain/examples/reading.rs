//! Reads a catalogue of many authorisations, in the shapes of the benchmark, for a clock and a memory meter outside:
//!
//! `/usr/bin/time -v cargo run --release -p delibero-domain --features catalogue-files --example reading -- 150000`

use std::fmt::Write;
use std::io::Write as _;

use delibero_domain::catalogue::files::{BUILTIN, read};

const HEAD: &str = include_str!("../../../server/benchmarks/benches/decisions/synthetic/head.toml");
const SHAPES: [&str; 4] = [
    include_str!("../../../server/benchmarks/benches/decisions/synthetic/hdi-whole.toml"),
    include_str!("../../../server/benchmarks/benches/decisions/synthetic/hdi-risk-only.toml"),
    include_str!("../../../server/benchmarks/benches/decisions/synthetic/hdi-one-regime.toml"),
    include_str!("../../../server/benchmarks/benches/decisions/synthetic/hdi-history.toml"),
];

/// As many recipients as one made-up deliberation names.
const PER_DELIBERATION: usize = 50;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let wanted: usize = arguments.next().and_then(|word| word.parse().ok()).expect("how many authorisations");
    let files = files_of(wanted);
    if arguments.next().is_some() {
        // Any second word: what the files alone cost.
        return;
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let catalogue = read(&files).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let count = catalogue.authorisations().len();
    writeln!(std::io::stdout(), "{count} authorisations, {} KB resident", resident_kilobytes()).expect("written");
}

fn files_of(wanted: usize) -> Vec<(String, String)> {
    let mut files: Vec<_> = BUILTIN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let mut recipients = String::new();
    for recipient in 0..wanted {
        let name = format!("synthetic-{recipient}");
        let label = format!("{{ fr = \"{name}\", nl = \"{name}\", de = \"{name}\" }}");
        writeln!(recipients, "[[recipient]]\nid = \"{name}\"\nlabel = {label}").expect("a string takes it");
    }
    files.push(("recipients.toml".to_owned(), recipients));
    for first in (0..wanted).step_by(PER_DELIBERATION) {
        let number = first / PER_DELIBERATION;
        let mut text = HEAD.replace("{number}", &format!("26/{number}"));
        for recipient in first..wanted.min(first + PER_DELIBERATION) {
            text += &SHAPES[recipient % SHAPES.len()].replace("{recipient}", &format!("synthetic-{recipient}"));
        }
        files.push((format!("deliberations/26-{number}.toml"), text));
    }
    files
}

/// 0 where the system does not tell.
fn resident_kilobytes() -> usize {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    statm.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok()).map_or(0, |pages| pages * 4)
}

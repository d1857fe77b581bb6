//! Verifies a log from outside: a receipt, a checkpoint, two checkpoints, a copy of all tiles and entries. It reads files
//! and nothing else. Exit status: 0 proved, 1 not proved, 2 the files cannot be used.

#![expect(clippy::print_stdout, reason = "it is what the program is for")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use delibero_domain::access_log::Opening;
use delibero_domain::tlog::{Checkpoint, ConsistencyPlan, Hash, Note, Policy, PolicyFile, Receipt, verify_consistency};

use self::copy::Copy;
use self::hand_over::{HandOver, Proved};
use self::verdict::Verdict;

mod copy;
mod hand_over;
mod verdict;

#[derive(Parser)]
#[command(
    version,
    about = "Verifies receipts, checkpoints and copies of a log, without its program, database or network"
)]
struct Arguments {
    /// Says the verdict as JSON.
    #[arg(long, global = true)]
    json: bool,
    /// The file that says whose signatures are believed: lines `log KEY`, `witness KEY`, `quorum N`.
    #[arg(long, global = true, default_value = "policy")]
    policy: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// That an entry is in the log, and which record it is about.
    Receipt {
        /// The `.tlog-proof`, with the record and its salt in it.
        proof: PathBuf,
        /// Writes the record, byte for byte, into a file.
        #[arg(long, value_name = "FILE")]
        record: Option<PathBuf>,
    },
    /// That a checkpoint is the log's, and who saw it.
    Checkpoint { checkpoint: PathBuf },
    /// That a log goes on from an older checkpoint: the tiles of a copy prove it.
    Consistency {
        older: PathBuf,
        newer: PathBuf,
        /// The folder of the copy.
        #[arg(long)]
        copy: PathBuf,
    },
    /// That an archive handed over is as it was signed, and each record in it an entry of the log.
    HandOver { archive: PathBuf },
    /// That a copy (`checkpoint`, `tile/…`) is whole: every entry and every tile.
    Copy { folder: PathBuf },
}

/// The files cannot be used: which, and why.
struct Unusable(String);

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match verdict(&arguments) {
        Ok(verdict) => {
            if arguments.json {
                println!("{}", serde_json::to_string(&verdict).unwrap_or_default());
            } else {
                print!("{}", verdict.words());
            }
            ExitCode::from(u8::from(!verdict.proved))
        }
        Err(Unusable(why)) => {
            let _ = writeln!(std::io::stderr(), "{why}");
            ExitCode::from(2)
        }
    }
}

fn verdict(arguments: &Arguments) -> Result<Verdict, Unusable> {
    let policy = text(&arguments.policy)?.parse::<PolicyFile>().and_then(PolicyFile::policy);
    let policy = policy.map_err(|error| unusable(&arguments.policy, error))?;
    match &arguments.what {
        What::Receipt { proof, record } => receipt(&policy, proof, record.as_deref()),
        What::Checkpoint { checkpoint } => Ok(match policy.verified(&note(checkpoint)?) {
            Ok((found, seen)) => Verdict::proved(vec![said(&found, seen)], false),
            Err(why) => Verdict::failed(Vec::new(), why),
        }),
        What::Consistency { older, newer, copy } => consistency(&policy, older, newer, copy),
        What::HandOver { archive } => handed_over(&policy, archive),
        What::Copy { folder } => whole(&policy, folder),
    }
}

fn receipt(policy: &Policy, proof: &Path, record: Option<&Path>) -> Result<Verdict, Unusable> {
    let receipt: Receipt = text(proof)?.parse().map_err(|error| unusable(proof, error))?;
    let opening = Opening::from_bytes(receipt.extra.as_deref().unwrap_or_default());
    let opening = opening.map_err(|error| unusable(proof, error))?;
    let (checkpoint, seen) = match receipt.verified(Hash(opening.entry().leaf()), policy) {
        Ok(found) => found,
        Err(why) => return Ok(Verdict::failed(Vec::new(), why)),
    };
    if let Some(file) = record {
        fs::write(file, &opening.record).map_err(|error| unusable(file, error))?;
    }
    let here = format!("the record below is what entry {} of the log is about, to the byte", receipt.index);
    let verdict = Verdict::proved(vec![said(&checkpoint, seen), here], true);
    Ok(verdict.with_record(&opening.record))
}

fn consistency(policy: &Policy, older: &Path, newer: &Path, copy: &Path) -> Result<Verdict, Unusable> {
    let both = [note(older)?, note(newer)?].map(|note| policy.verified(&note));
    let [old, new] = both;
    let (old, old_seen) = match old {
        Ok(found) => found,
        Err(why) => return Ok(Verdict::failed(Vec::new(), format!("{}: {why}", older.display()))),
    };
    let (new, new_seen) = match new {
        Ok(found) => found,
        Err(why) => return Ok(Verdict::failed(vec![said(&old, old_seen)], format!("{}: {why}", newer.display()))),
    };
    let mut proves = vec![said(&old, old_seen), said(&new, new_seen)];
    let Some(plan) = ConsistencyPlan::new(old.size, new.size) else {
        return Ok(Verdict::failed(proves, "the older checkpoint has more entries than the newer one"));
    };
    let tiles = match Copy::new(copy).tiles(plan.tiles()) {
        Ok(tiles) => tiles,
        Err(why) => return Ok(Verdict::failed(proves, why)),
    };
    let hashes = plan.hashes(&tiles).map_err(|error| unusable(copy, error))?;
    Ok(match verify_consistency((old.size, old.root), (new.size, new.root), &hashes) {
        Ok(()) => {
            proves.push(format!("the first {} entries are the same in both", old.size));
            Verdict::proved(proves, false)
        }
        Err(why) => Verdict::failed(proves, format!("the log does not go on from the older checkpoint: {why}")),
    })
}

fn handed_over(policy: &Policy, archive: &Path) -> Result<Verdict, Unusable> {
    let hand_over = HandOver::open(archive).map_err(|error| unusable(archive, error))?;
    Ok(match hand_over.proved(policy) {
        Ok(Proved { checkpoint, seen, files, records }) => {
            let signed =
                format!("the log signed this list of {files} files, and none was changed, added or taken away");
            let entries = format!("the {records} records of entries.ndjson are entries of the log, to the byte");
            Verdict::proved(vec![said(&checkpoint, seen), signed, entries], true).of_a_part()
        }
        Err(why) => Verdict::failed(Vec::new(), why),
    })
}

fn whole(policy: &Policy, folder: &Path) -> Result<Verdict, Unusable> {
    let (checkpoint, seen) = match policy.verified(&note(&folder.join("checkpoint"))?) {
        Ok(found) => found,
        Err(why) => return Ok(Verdict::failed(Vec::new(), why)),
    };
    let mut proves = vec![said(&checkpoint, seen)];
    Ok(match Copy::new(folder).verify(&checkpoint, |_| ()) {
        Ok(()) => {
            proves.push(format!("the copy holds all {} entries of it, and every tile", checkpoint.size));
            Verdict::proved(proves, false)
        }
        Err(why) => Verdict::failed(proves, why),
    })
}

fn said(checkpoint: &Checkpoint, seen: usize) -> String {
    let Checkpoint { origin, size, root } = checkpoint;
    format!("{origin} signed that it had {size} entries with root {root}; witnesses that saw it: {seen}")
}

fn text(path: &Path) -> Result<String, Unusable> {
    fs::read_to_string(path).map_err(|error| unusable(path, error))
}

fn note(path: &Path) -> Result<Note, Unusable> {
    text(path)?.parse().map_err(|error| unusable(path, error))
}

fn unusable(path: &Path, why: impl ToString) -> Unusable {
    Unusable(format!("{}: {}", path.display(), why.to_string()))
}

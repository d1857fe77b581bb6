//! Verifies a log from outside: a receipt, a checkpoint, two checkpoints, a copy of all tiles and entries. It reads files
//! and nothing else. Exit status: 0 proved, 1 not proved, 2 the files cannot be used.

#![expect(clippy::print_stdout, reason = "it is what the program is for")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use delibero_domain::access_log::{PublicEntry, SALT_LENGTH};
use delibero_domain::tlog::{Checkpoint, ConsistencyPlan, Hash, Note, Policy, Receipt, verify_consistency};

use self::copy::Copy;
use self::verdict::Verdict;

mod copy;
mod policy;
mod verdict;

#[derive(Parser)]
#[command(version, about = "Verifies receipts, checkpoints and copies of a log, without its program, database or network")]
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
    /// That an entry, and the record that it commits to, is in the log.
    Receipt {
        /// The `.tlog-proof`.
        proof: PathBuf,
        /// The record, byte for byte.
        #[arg(long)]
        record: PathBuf,
        /// Its salt: 64 hexadecimal digits.
        #[arg(long)]
        salt: String,
        /// The form of the record.
        #[arg(long)]
        form: u8,
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
    let policy = policy::read(&text(&arguments.policy)?).map_err(|error| unusable(&arguments.policy, error))?;
    match &arguments.what {
        What::Receipt { proof, record, salt, form } => receipt(&policy, proof, record, (salt, *form)),
        What::Checkpoint { checkpoint } => {
            Ok(match policy.verified(&note(checkpoint)?) {
                Ok((found, seen)) => Verdict::proved(vec![said(&found, seen)], false),
                Err(why) => Verdict::failed(Vec::new(), why),
            })
        }
        What::Consistency { older, newer, copy } => consistency(&policy, older, newer, copy),
        What::Copy { folder } => whole(&policy, folder),
    }
}

fn receipt(policy: &Policy, proof: &Path, record: &Path, (salt, form): (&str, u8)) -> Result<Verdict, Unusable> {
    let receipt: Receipt = text(proof)?.parse().map_err(|error| unusable(proof, error))?;
    let record = fs::read(record).map_err(|error| unusable(record, error))?;
    let mut salt_bytes = [0; SALT_LENGTH];
    let salt_is = "the salt is 64 hexadecimal digits".to_owned();
    hex::decode_to_slice(salt, &mut salt_bytes).map_err(|_| Unusable(salt_is))?;
    let leaf = Hash(PublicEntry::of(form, &salt_bytes, &record).leaf());
    Ok(match receipt.verified(leaf, policy) {
        Ok((checkpoint, seen)) => {
            let here = format!("this record, with this salt, is entry {} of the log", receipt.index);
            Verdict::proved(vec![here, said(&checkpoint, seen)], true)
        }
        Err(why) => Verdict::failed(Vec::new(), why),
    })
}

fn consistency(policy: &Policy, older: &Path, newer: &Path, copy: &Path) -> Result<Verdict, Unusable> {
    let both = [note(older)?, note(newer)?].map(|note| policy.verified(&note));
    let ([Ok((old, old_seen)), Ok((new, new_seen))], []) = (&both, &[] as &[()]) else {
        let why = both.into_iter().find_map(Result::err).map(|why| why.to_string()).unwrap_or_default();
        return Ok(Verdict::failed(Vec::new(), why));
    };
    let mut proves = vec![said(old, *old_seen), said(new, *new_seen)];
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

//! A hand-over: an archive of entries with their proofs, signed by the log.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use delibero_domain::access_log::Opening;
use delibero_domain::tlog::{Checkpoint, Hash, Manifest, Note, Policy, Receipt};

/// The most that is unpacked, in bytes.
const MOST_BYTES: u64 = 1 << 30;
const PROOFS: &str = "proofs/";
const PROOF: &str = ".tlog-proof";

/// The files of an archive by their names.
pub struct HandOver(BTreeMap<String, Vec<u8>>);

/// What of it is proved.
pub struct Proved {
    pub checkpoint: Checkpoint,
    /// How many witnesses saw that.
    pub seen: usize,
    pub files: usize,
    pub records: usize,
}

impl HandOver {
    /// # Errors
    /// When it is no archive, or unpacks to more than is read.
    pub fn open(path: &Path) -> Result<Self, String> {
        let file = File::open(path).map_err(|error| error.to_string())?;
        let mut archive = zip::ZipArchive::new(file).map_err(|error| error.to_string())?;
        let (mut files, mut left) = (BTreeMap::new(), MOST_BYTES);
        for place in 0..archive.len() {
            let file = archive.by_index(place).map_err(|error| error.to_string())?;
            let name = file.name().map_err(|error| error.to_string())?.into_owned();
            let mut bytes = Vec::new();
            let read = file.take(left + 1).read_to_end(&mut bytes).map_err(|error| format!("{name}: {error}"))?;
            left =
                left.checked_sub(read as u64).ok_or_else(|| format!("it unpacks to more than {MOST_BYTES} bytes"))?;
            if files.insert(name.clone(), bytes).is_some() {
                return Err(format!("{name} stands in it twice"));
            }
        }
        Ok(Self(files))
    }

    /// # Errors
    /// What is not as it was signed, or not proved.
    pub fn proved(&self, policy: &Policy) -> Result<Proved, String> {
        let manifest = self.note(Manifest::NAME)?;
        let manifest = Manifest::verified(&manifest, &policy.origin, &policy.log_keys);
        let manifest = manifest.map_err(|why| format!("{}: {why}", Manifest::NAME))?;
        let others = self.0.iter().filter(|(name, _)| *name != Manifest::NAME);
        manifest.check(others.map(|(name, bytes)| (name.as_str(), bytes.as_slice()))).map_err(|why| why.to_string())?;
        let checkpoint = self.note("checkpoint")?;
        let (said, seen) = policy.verified(&checkpoint).map_err(|why| format!("checkpoint: {why}"))?;
        let mut lines = BTreeMap::new();
        for (name, bytes) in self.0.range(PROOFS.to_owned()..).take_while(|(name, _)| name.starts_with(PROOFS)) {
            let line = proved_line(name, bytes, (policy, &checkpoint)).map_err(|why| format!("{name}: {why}"))?;
            lines.insert(line, ());
        }
        let records = self.0.get("entries.ndjson").map(Vec::as_slice).unwrap_or_default();
        let here: BTreeMap<&[u8], ()> = records.split_inclusive(|byte| *byte == b'\n').map(|line| (line, ())).collect();
        if !here.keys().copied().eq(lines.keys().map(Vec::as_slice)) {
            return Err("entries.ndjson does not say what was proved".to_owned());
        }
        Ok(Proved { checkpoint: said, seen, files: manifest.files.len(), records: lines.len() })
    }

    fn note(&self, name: &str) -> Result<Note, String> {
        let bytes = self.0.get(name).ok_or_else(|| format!("{name} is missing"))?;
        let text = std::str::from_utf8(bytes).map_err(|error| format!("{name}: {error}"))?;
        text.parse().map_err(|error| format!("{name}: {error}"))
    }
}

/// The line of `entries.ndjson` that a proof proves.
fn proved_line(name: &str, bytes: &[u8], (policy, checkpoint): (&Policy, &Note)) -> Result<Vec<u8>, String> {
    let position = name.strip_prefix(PROOFS).and_then(|name| name.strip_suffix(PROOF));
    let position: u64 = position.and_then(|position| position.parse().ok()).ok_or("it is named in another way")?;
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let receipt: Receipt = text.parse().map_err(|error: delibero_domain::tlog::ReceiptError| error.to_string())?;
    if receipt.checkpoint != *checkpoint {
        return Err("it is of another checkpoint".to_owned());
    }
    let opening = Opening::from_bytes(receipt.extra.as_deref().unwrap_or_default()).map_err(|why| why.to_string())?;
    receipt.verified(Hash(opening.entry().leaf()), policy).map_err(|why| why.to_string())?;
    let head = format!("{{\"position\":{position},\"index\":{},\"record\":", receipt.index);
    Ok([head.as_bytes(), &opening.record, b"}\n"].concat())
}

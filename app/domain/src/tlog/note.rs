//! Signed notes (C2SP `signed-note`) and the two kinds of Ed25519 signatures under them.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// What a key that signs begins with.
const PRIVATE_KEY: &str = "PRIVATE+KEY+";
/// How many signatures a note may carry.
const MOST_SIGNATURES: usize = 100;
/// How long a note may be, in bytes.
const MOST_LENGTH: usize = 1 << 20;

/// What a key signs: the kind of its signatures, and the byte that stands for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// Ed25519 over the text.
    Text = 0x01,
    /// Ed25519 over the text and a time: a witness' (C2SP `tlog-cosignature`).
    Cosignature = 0x04,
}

/// Whose signatures are believed: `name+id+key`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    kind: KeyKind,
    key: VerifyingKey,
}

/// Why a word is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    #[error("a key is written NAME+ID+KEY, the identifier as 8 hexadecimal digits, the key in base64")]
    Form,
    #[error("a key that signs is written PRIVATE+KEY+NAME+ID+KEY")]
    Private,
    #[error("the name of a key is not empty and has neither blanks nor `+`")]
    Name,
    #[error("only keys of Ed25519 are read: kind 1, and 4 of witnesses")]
    Kind,
    #[error("the identifier is not that of the name and the key")]
    Id,
    #[error("the bytes are no key of Ed25519")]
    Key,
}

/// Who signs.
#[derive(Clone)]
pub struct Signer {
    name: String,
    key: SigningKey,
}

/// A line below a note: whose it says it is, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub name: String,
    pub key_id: [u8; 4],
    pub bytes: Vec<u8>,
}

/// A text and what stands below it; nothing of it is believed before a signature is verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// With the end of its last line.
    pub text: String,
    pub signatures: Vec<Signature>,
}

/// Why a note is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoteError {
    #[error("a note is a text, an empty line, and lines `— NAME SIGNATURE`")]
    Form,
    #[error("a signature of a known key does not verify")]
    Signature,
    #[error("no known key signed it")]
    Unsigned,
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|sign| sign.is_whitespace() || sign.is_control() || sign == '+')
}

fn key_id(name: &str, kind: KeyKind, key: &VerifyingKey) -> [u8; 4] {
    let hash = Sha256::new().chain_update(name).chain_update([b'\n', kind as u8]).chain_update(key.as_bytes());
    let hash: [u8; 32] = hash.finalize().into();
    [hash[0], hash[1], hash[2], hash[3]]
}

impl VerifierKey {
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    #[must_use]
    pub const fn kind(&self) -> KeyKind {
        self.kind
    }

    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        key_id(&self.name, self.kind, &self.key)
    }

    /// Whether a line says that it is this key's.
    #[must_use]
    pub fn is_of(&self, signature: &Signature) -> bool {
        signature.name == self.name && signature.key_id == self.id()
    }

    /// The time of a cosignature, in seconds since 1970; 0 for a signature over the text alone. None: it does not verify.
    #[must_use]
    pub fn verified(&self, text: &str, signature: &Signature) -> Option<u64> {
        let (time, message, bytes) = match self.kind {
            KeyKind::Text => (0, text.to_owned(), signature.bytes.as_slice()),
            KeyKind::Cosignature => {
                let (time, bytes) = signature.bytes.split_first_chunk::<8>()?;
                let time = u64::from_be_bytes(*time);
                (time, cosigned(time, text), bytes)
            }
        };
        let signature = ed25519_dalek::Signature::from_slice(bytes).ok()?;
        self.key.verify_strict(message.as_bytes(), &signature).ok()?;
        Some(time)
    }
}

/// What a witness signs.
fn cosigned(time: u64, text: &str) -> String {
    format!("cosignature/v1\ntime {time}\n{text}")
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = vec![self.kind as u8];
        bytes.extend(self.key.as_bytes());
        write!(f, "{}+{}+{}", self.name, hex::encode(self.id()), STANDARD.encode(bytes))
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let mut parts = word.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::Form);
        };
        if !is_name(name) {
            return Err(KeyError::Name);
        }
        let bytes = STANDARD.decode(key).map_err(|_| KeyError::Form)?;
        let (kind, bytes) = match bytes.split_first() {
            Some((0x01, key)) => (KeyKind::Text, key),
            Some((0x04, key)) => (KeyKind::Cosignature, key),
            _ => return Err(KeyError::Kind),
        };
        let bytes = bytes.try_into().map_err(|_| KeyError::Key)?;
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::Key)?;
        let read = Self { name: name.to_owned(), kind, key };
        if hex::encode(read.id()) == id { Ok(read) } else { Err(KeyError::Id) }
    }
}

impl Signer {
    /// From the name of a key and its 32 secret bytes.
    ///
    /// # Errors
    /// When no key may have this name.
    pub fn new(name: &str, secret: &[u8; 32]) -> Result<Self, KeyError> {
        if is_name(name) {
            Ok(Self { name: name.to_owned(), key: SigningKey::from_bytes(secret) })
        } else {
            Err(KeyError::Name)
        }
    }

    /// As it is kept: `PRIVATE+KEY+name+id+key`, which is what Go's package `sumdb/note` reads and writes.
    #[must_use]
    pub fn to_private_key(&self) -> String {
        let mut bytes = vec![KeyKind::Text as u8];
        bytes.extend(self.key.as_bytes());
        let id = hex::encode(self.verifier(KeyKind::Text).id());
        format!("{PRIVATE_KEY}{}+{id}+{}", self.name, STANDARD.encode(bytes))
    }

    /// Reads what [`Signer::to_private_key`] writes.
    ///
    /// # Errors
    /// When it is written in another way.
    pub fn from_private_key(word: &str) -> Result<Self, KeyError> {
        let mut parts = word.strip_prefix(PRIVATE_KEY).ok_or(KeyError::Private)?.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::Private);
        };
        let bytes = STANDARD.decode(key).map_err(|_| KeyError::Private)?;
        let Some((0x01, secret)) = bytes.split_first() else { return Err(KeyError::Kind) };
        let read = Self::new(name, secret.try_into().map_err(|_| KeyError::Key)?)?;
        if hex::encode(read.verifier(KeyKind::Text).id()) == id { Ok(read) } else { Err(KeyError::Id) }
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// By which others verify what it signs.
    #[must_use]
    pub fn verifier(&self, kind: KeyKind) -> VerifierKey {
        VerifierKey { name: self.name.clone(), kind, key: self.key.verifying_key() }
    }

    /// Signs a text, which ends its last line.
    #[must_use]
    pub fn sign(&self, text: &str) -> Signature {
        self.line(KeyKind::Text, self.key.sign(text.as_bytes()).to_bytes().to_vec())
    }

    /// Signs a checkpoint as a witness does, at a time in seconds since 1970.
    #[must_use]
    pub fn cosign(&self, time: u64, text: &str) -> Signature {
        let mut bytes = time.to_be_bytes().to_vec();
        bytes.extend(self.key.sign(cosigned(time, text).as_bytes()).to_bytes());
        self.line(KeyKind::Cosignature, bytes)
    }

    fn line(&self, kind: KeyKind, bytes: Vec<u8>) -> Signature {
        Signature { name: self.name.clone(), key_id: self.verifier(kind).id(), bytes }
    }
}

/// Without the secret.
impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("name", &self.name).finish_non_exhaustive()
    }
}

/// `— name base64(id ‖ bytes)`, with the end of the line.
impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.key_id.to_vec();
        bytes.extend(&self.bytes);
        writeln!(f, "— {} {}", self.name, STANDARD.encode(bytes))
    }
}

impl FromStr for Signature {
    type Err = NoteError;

    /// Reads a line without its end.
    fn from_str(line: &str) -> Result<Self, Self::Err> {
        let (name, bytes) = line.strip_prefix("— ").and_then(|rest| rest.split_once(' ')).ok_or(NoteError::Form)?;
        let bytes = STANDARD.decode(bytes).map_err(|_| NoteError::Form)?;
        let (id, bytes) = bytes.split_first_chunk::<4>().ok_or(NoteError::Form)?;
        if !is_name(name) || bytes.is_empty() {
            return Err(NoteError::Form);
        }
        Ok(Self { name: name.to_owned(), key_id: *id, bytes: bytes.to_vec() })
    }
}

impl Note {
    /// Each known key that signed it, by its place among them, with the time of its signature.
    ///
    /// # Errors
    /// When a signature of a known key does not verify, or none is of a known key.
    pub fn verified(&self, keys: &[VerifierKey]) -> Result<Vec<(usize, u64)>, NoteError> {
        let mut found = Vec::new();
        for signature in &self.signatures {
            for (place, _) in keys.iter().enumerate().filter(|(_, key)| key.is_of(signature)) {
                let time = keys[place].verified(&self.text, signature).ok_or(NoteError::Signature)?;
                found.push((place, time));
            }
        }
        if found.is_empty() { Err(NoteError::Unsigned) } else { Ok(found) }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| signature.fmt(f))
    }
}

impl FromStr for Note {
    type Err = NoteError;

    fn from_str(note: &str) -> Result<Self, Self::Err> {
        if note.len() > MOST_LENGTH || note.chars().any(|sign| sign < ' ' && sign != '\n') {
            return Err(NoteError::Form);
        }
        let (text, signatures) = note.rsplit_once("\n\n").ok_or(NoteError::Form)?;
        let lines = signatures.strip_suffix('\n').ok_or(NoteError::Form)?;
        let signatures: Vec<Signature> = lines.split('\n').map(str::parse).collect::<Result<_, _>>()?;
        if signatures.len() > MOST_SIGNATURES {
            return Err(NoteError::Form);
        }
        Ok(Self { text: format!("{text}\n"), signatures })
    }
}

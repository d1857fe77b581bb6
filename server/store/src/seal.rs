//! Sealing: what keeps a NISS and the content of an attestation from whoever only has the database.
//!
//! AES-256-SIV (RFC 5297) without a nonce: the same text under the same headers gives the same bytes, so a person can
//! be looked up by the sealed NISS; other headers give other bytes, so nothing sealed for one place opens in another.

use aes_siv::KeyInit;
use aes_siv::siv::Aes256Siv;
use delibero_domain::access_log::PersonToken;
use delibero_domain::niss::Niss;
use delibero_usecases::store_error::StoreError;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::error::{unreadable, unreadable_for};

const KEY_LENGTH: usize = 64;
const SEALED_NISS_LENGTH: usize = 16 + 11;

/// The key that seals. Whoever has it and the database reads everything; without it, what is sealed is lost.
#[derive(Clone)]
pub struct DataKey(Zeroizing<[u8; KEY_LENGTH]>);

/// Why a text is not a data key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a data key is 64 bytes, written as 128 hexadecimal digits")]
pub struct DataKeyError;

impl DataKey {
    /// Reads a key; white space around it is ignored, so that it may come from a file.
    ///
    /// # Errors
    /// When it is not 128 hexadecimal digits.
    pub fn from_hex(digits: &str) -> Result<Self, DataKeyError> {
        let mut key = Zeroizing::new([0; KEY_LENGTH]);
        hex::decode_to_slice(digits.trim(), key.as_mut_slice()).map(|()| Self(key)).map_err(|_| DataKeyError)
    }

    /// Seals bytes for the place that the headers name.
    pub(crate) fn seal(&self, headers: &[&[u8]], plain: &[u8]) -> Vec<u8> {
        self.cipher().encrypt(headers, plain).expect("RFC 5297 allows 126 headers, and we have at most six")
    }

    /// Opens what was sealed for the same place.
    pub(crate) fn unseal(
        &self,
        headers: &[&[u8]],
        sealed: &[u8],
        what: &str,
    ) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let plain = self.cipher().decrypt(headers, sealed);
        plain.map(Zeroizing::new).map_err(|_| unreadable(&format!("{what} was sealed with another key, or is damaged")))
    }

    fn cipher(&self) -> Aes256Siv {
        Aes256Siv::new((&*self.0).into())
    }

    /// The person as the database knows one.
    pub(crate) fn seal_niss(&self, person: Niss) -> Vec<u8> {
        let digits = Zeroizing::new(person.reveal());
        self.seal(&[b"niss"], digits.as_bytes())
    }

    /// The NISS of a person as the database knows one.
    pub(crate) fn unseal_niss(&self, sealed: &[u8]) -> Result<Niss, StoreError> {
        let digits = self.unseal(&[b"niss"], sealed, "a NISS")?;
        let digits = std::str::from_utf8(&digits).map_err(|why| unreadable_for("a NISS", why))?;
        digits.parse().map_err(|why| unreadable_for("a NISS", why))
    }

    /// The person as the log names one.
    pub(crate) fn token(&self, person: Niss) -> PersonToken {
        PersonToken::new(hex::encode(self.seal_niss(person)))
    }

    /// The NISS of a person as the log names one.
    pub(crate) fn person_of(&self, token: &PersonToken) -> Result<Niss, StoreError> {
        let mut sealed = [0; SEALED_NISS_LENGTH];
        if hex::decode_to_slice(token.as_str(), &mut sealed).is_err() {
            return Err(unreadable("a person of the log"));
        }
        self.unseal_niss(&sealed)
    }

    /// What shows that a database was made with this key.
    pub(crate) fn proof(&self) -> Vec<u8> {
        self.seal(&[b"data-key"], b"delibero")
    }
}

impl std::fmt::Debug for DataKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DataKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(digit: &str) -> DataKey {
        DataKey::from_hex(&digit.repeat(128)).unwrap()
    }

    fn person() -> Niss {
        Niss::complete(850_730_033, delibero_domain::niss::BirthEra::Before2000).unwrap()
    }

    #[test]
    fn a_token_leads_back_to_the_person_with_the_key_only() {
        let token = key("a").token(person());
        assert_eq!(key("a").person_of(&token).unwrap(), person());
        assert!(key("b").person_of(&token).is_err());
        assert!(key("a").person_of(&PersonToken::new("00".to_owned())).is_err());
        assert!(!token.as_str().contains(&person().reveal()));
    }

    #[test]
    fn what_was_sealed_for_one_place_does_not_open_in_another() {
        let sealed = key("a").seal(&[b"attestation", b"1"], b"{}");
        assert!(key("a").unseal(&[b"attestation", b"2"], &sealed, "it").is_err());
        assert_eq!(*key("a").unseal(&[b"attestation", b"1"], &sealed, "it").unwrap(), b"{}");
    }

    /// Databases depend on these bytes. RFC 5297 has no vector for AES-256; OpenSSL gives the same.
    #[test]
    fn the_sealed_form_of_a_person_stays_what_it_is() {
        let token = key("0").token(person());
        assert_eq!(token.as_str().len(), SEALED_NISS_LENGTH * 2);
        assert_eq!(token.as_str(), "0d83c99a8986eaf7888f67d0f2328507d32ca1c8159b6fbbf58275");
    }

    #[test]
    fn a_key_does_not_show_itself() {
        assert_eq!(format!("{:?}", key("c")), "DataKey(…)");
        assert_eq!(DataKey::from_hex("abc").unwrap_err(), DataKeyError);
        assert_eq!(DataKey::from_hex(&"g".repeat(128)).unwrap_err(), DataKeyError);
        assert!(DataKey::from_hex(&format!("{}\n", "AB".repeat(64))).is_ok());
    }
}

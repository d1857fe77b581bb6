//! A file in a form: read into memory where it is small, put aside on disk where it is not, and kept in the store where a
//! worker of whatever node is to go through it.

use std::fs::File;
use std::io::{self, Seek as _};

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartRejection};
use delibero_usecases::accounts::FORM_MARK;
use delibero_usecases::sent_files::{Receiving, SentFile};
use delibero_usecases::store_error::StoreError;
use http::StatusCode;
use tokio::io::AsyncWriteExt as _;

/// A file in memory, and the other fields of its form.
#[derive(Default)]
pub(super) struct Upload {
    pub name: String,
    pub bytes: Vec<u8>,
    fields: Vec<(String, String)>,
}

/// A file that is on disk and has no name there: it is gone when nobody reads it any more.
pub(super) struct PutAside {
    pub name: String,
    pub file: File,
}

/// A file that is in the store, and the fields before it in its form.
pub(super) struct Kept<'s> {
    pub name: String,
    pub file: SentFile<'s>,
    pub fields: Vec<(String, String)>,
}

/// Why a form with a file was not read.
#[derive(Debug)]
pub(super) enum UploadProblem {
    /// The form is none, or did not come whole.
    NoFile,
    TooLarge,
    Disk(io::Error),
}

/// Why a file in a form is not in the store.
#[derive(Debug)]
pub(super) enum KeepProblem {
    /// The form is none, has no file, or did not come whole.
    NoFile,
    TooLarge,
    Store(StoreError),
}

impl From<axum::extract::multipart::MultipartError> for UploadProblem {
    fn from(error: axum::extract::multipart::MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Self::TooLarge } else { Self::NoFile }
    }
}

impl From<io::Error> for UploadProblem {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

impl From<axum::extract::multipart::MultipartError> for KeepProblem {
    fn from(error: axum::extract::multipart::MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Self::TooLarge } else { Self::NoFile }
    }
}

impl From<StoreError> for KeepProblem {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

type Form = Result<Multipart, MultipartRejection>;

impl Upload {
    /// The file in the field of one of some names, the last that is there; without any it is empty.
    ///
    /// # Errors
    /// When the form is none, or larger than the endpoint takes.
    pub async fn of(form: Form, files: &[&str]) -> Result<Self, UploadProblem> {
        let mut form = form.map_err(|_| UploadProblem::NoFile)?;
        let mut upload = Self::default();
        while let Some(field) = form.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            if files.contains(&name.as_str()) {
                field.file_name().unwrap_or_default().clone_into(&mut upload.name);
                upload.bytes = field.bytes().await?.to_vec();
            } else if name != FORM_MARK {
                upload.fields.push((name, field.text().await?));
            }
        }
        Ok(upload)
    }

    /// Another field of the form; empty where it is not there.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

impl PutAside {
    /// The file in a field, written as it comes in, and the fields before it. It may be left out.
    ///
    /// # Errors
    /// When the form is none, is larger than the endpoint takes, or the disk is at fault.
    pub async fn perhaps(form: Form, file: &str) -> Result<(Option<Self>, Vec<(String, String)>), UploadProblem> {
        let mut form = form.map_err(|_| UploadProblem::NoFile)?;
        let mut fields = Vec::new();
        while let Some(mut field) = form.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            if name != file {
                fields.push((name, field.text().await?));
                continue;
            }
            let name = field.file_name().unwrap_or_default().to_owned();
            let mut aside = tokio::fs::File::from_std(tempfile::tempfile()?);
            let mut size = 0;
            while let Some(chunk) = field.chunk().await? {
                size += chunk.len() as u64;
                aside.write_all(&chunk).await?;
            }
            aside.flush().await?;
            let mut file = aside.into_std().await;
            file.rewind()?;
            return match (size, name.is_empty()) {
                (0, true) => Ok((None, fields)),
                _ => Ok((Some(Self { name, file }), fields)),
            };
        }
        Ok((None, fields))
    }
}

impl<'s> Kept<'s> {
    /// The file in a field, kept piece by piece as it comes in.
    ///
    /// # Errors
    /// When the form is none or has no file, is larger than the endpoint takes, or the store fails: nothing of it stays.
    pub async fn of(
        form: Form,
        file: &str,
        begin: impl Future<Output = Result<Receiving<'s>, StoreError>>,
    ) -> Result<Self, KeepProblem> {
        let mut form = form.map_err(|_| KeepProblem::NoFile)?;
        let mut fields = Vec::new();
        while let Some(field) = form.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            if name != file {
                fields.push((name, field.text().await?));
                continue;
            }
            let name = field.file_name().unwrap_or_default().to_owned();
            let mut receiving = begin.await?;
            if let Err(problem) = take(field, &mut receiving).await {
                receiving.give_up().await;
                return Err(problem);
            }
            let file = receiving.end().await?;
            if file.bytes == 0 && name.is_empty() {
                file.destroy().await?;
                break;
            }
            return Ok(Self { name, file, fields });
        }
        Err(KeepProblem::NoFile)
    }
}

async fn take(mut field: Field<'_>, receiving: &mut Receiving<'_>) -> Result<(), KeepProblem> {
    while let Some(chunk) = field.chunk().await? {
        receiving.take(&chunk).await?;
    }
    Ok(())
}

//! A file that was sent, on disk for the readers that go to and fro in it.

use std::fs::File;
use std::io::{self, Seek as _};

use delibero_usecases::sent_files::SentFile;
use delibero_usecases::store_error::StoreError;
use thiserror::Error;
use tokio::io::AsyncWriteExt as _;

/// Why a file is not on disk.
#[derive(Debug, Error)]
pub enum LayOutError {
    #[error("a file that was sent was not put aside: {0}")]
    Disk(#[from] io::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// It has no name there: it is gone when nobody reads it any more.
pub async fn lay_out(file: &SentFile<'_>) -> Result<File, LayOutError> {
    let mut aside = tokio::fs::File::from_std(tempfile::tempfile()?);
    let mut place = 0;
    while let Some(piece) = file.piece(place).await? {
        aside.write_all(&piece).await?;
        place += 1;
    }
    aside.flush().await?;
    let mut laid_out = aside.into_std().await;
    laid_out.rewind()?;
    Ok(laid_out)
}

//! Files that were sent and wait for a worker, in sealed pieces.

use async_trait::async_trait;
use delibero_usecases::sent_files::{SentFileStore, SentFileWork};
use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::database::Database;
use crate::error::{failed, not_added};
use crate::unit_of_work::Work;

const WHAT: &str = "a file that was sent";

#[async_trait]
impl SentFileStore for Database {
    async fn begin_sent_file(&self, id: &str, at: Timestamp) -> Result<(), StoreError> {
        let insert = sqlx::query("INSERT INTO sent_files (id, begun_us, whole) VALUES ($1, $2, 0)");
        let insert = insert.bind(id).bind(at.as_microsecond());
        insert.execute(&mut *self.writer().await?).await.map_err(|error| not_added(error, WHAT))?;
        Ok(())
    }

    async fn add_piece(&self, file: &str, place: u32, piece: &[u8]) -> Result<(), StoreError> {
        let insert = sqlx::query("INSERT INTO sent_file_pieces (file, place, content) VALUES ($1, $2, $3)");
        let insert =
            insert.bind(file).bind(i64::from(place)).bind(self.key.seal(&headers(file, &place.to_be_bytes()), piece));
        insert.execute(&mut *self.writer().await?).await.map_err(|error| not_added(error, WHAT))?;
        Ok(())
    }

    async fn piece(&self, file: &str, place: u32) -> Result<Option<Vec<u8>>, StoreError> {
        let select = sqlx::query_scalar("SELECT content FROM sent_file_pieces WHERE file = $1 AND place = $2");
        let select = select.bind(file).bind(i64::from(place));
        let sealed: Option<Vec<u8>> = select.fetch_optional(&mut *self.reader().await?).await.map_err(failed)?;
        let opened = |sealed: Vec<u8>| self.key.unseal(&headers(file, &place.to_be_bytes()), &sealed, WHAT);
        Ok(sealed.map(opened).transpose()?.map(|mut piece: Zeroizing<Vec<u8>>| std::mem::take(&mut *piece)))
    }

    async fn destroy_sent_file(&self, id: &str) -> Result<(), StoreError> {
        let delete = sqlx::query("DELETE FROM sent_files WHERE id = $1").bind(id);
        delete.execute(&mut *self.writer().await?).await.map_err(failed)?;
        Ok(())
    }

    /// One statement: a file that becomes whole at that moment keeps its pieces.
    async fn destroy_unfinished(&self, until: Timestamp) -> Result<(), StoreError> {
        let delete =
            sqlx::query("DELETE FROM sent_files WHERE whole = 0 AND begun_us <= $1").bind(until.as_microsecond());
        delete.execute(&mut *self.writer().await?).await.map_err(failed)?;
        Ok(())
    }
}

#[async_trait]
impl SentFileWork for Work {
    async fn note_whole(&mut self, file: &str) -> Result<bool, StoreError> {
        let update = sqlx::query("UPDATE sent_files SET whole = 1 WHERE id = $1").bind(file);
        let noted = update.execute(&mut *self.transaction).await.map_err(failed)?;
        Ok(noted.rows_affected() == 1)
    }

    async fn destroy_file(&mut self, file: &str) -> Result<(), StoreError> {
        let delete = sqlx::query("DELETE FROM sent_files WHERE id = $1").bind(file);
        delete.execute(&mut *self.transaction).await.map_err(failed)?;
        Ok(())
    }
}

fn headers<'h>(file: &'h str, place: &'h [u8; 4]) -> [&'h [u8]; 3] {
    [b"sent-file", file.as_bytes(), place]
}

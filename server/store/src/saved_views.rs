//! Filters that users keep under a name.

use async_trait::async_trait;
use delibero_domain::identifier::UserName;
use delibero_usecases::saved_views::{SavedView, SavedViewStore};
use delibero_usecases::store_error::StoreError;

use crate::database::Database;
use crate::error::failed;

#[async_trait]
impl SavedViewStore for Database {
    async fn views(&self, user: &UserName) -> Result<Vec<SavedView>, StoreError> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT name, query FROM saved_views WHERE user_name = $1 ORDER BY name")
                .bind(user.as_str())
                .fetch_all(&mut *self.reader().await?)
                .await
                .map_err(failed)?;
        Ok(rows.into_iter().map(|(name, query)| SavedView { name, query }).collect())
    }

    async fn keep_view(&self, user: &UserName, view: &SavedView) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO saved_views (user_name, name, query) VALUES ($1, $2, $3)
             ON CONFLICT (user_name, name) DO UPDATE SET query = excluded.query",
        )
        .bind(user.as_str())
        .bind(view.name.as_str())
        .bind(view.query.as_str())
        .execute(&mut *self.writer().await?)
        .await
        .map_err(failed)?;
        Ok(())
    }

    async fn remove_view(&self, user: &UserName, name: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM saved_views WHERE user_name = $1 AND name = $2")
            .bind(user.as_str())
            .bind(name)
            .execute(&mut *self.writer().await?)
            .await
            .map_err(failed)?;
        Ok(())
    }
}

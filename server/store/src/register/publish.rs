//! Publishing: the facts, the texts, and every copy that filters, links and searches need.

use std::collections::{BTreeMap, BTreeSet};

use delibero_domain::deliberation::DocumentNumber;
use delibero_domain::text::Language;
use delibero_usecases::register::Content;
use delibero_usecases::register::search::{IndexWords, folded_line};
use delibero_usecases::store_error::StoreError;
use sqlx::AnyConnection;

use super::numbers::id_of;
use super::states::{spells, word};
use crate::convert::{number as narrowed, to_json};
use crate::engine::Engine;
use crate::error::{failed, not_added};

/// A title is sorted by its beginning: indexes have limits.
const SORTED_LETTERS: usize = 200;

/// Publishes over the revision that the content builds on, and says which revision is there now; the error is the one
/// that is there when it is another.
pub(super) async fn publish(
    connection: &mut AnyConnection,
    engine: Engine,
    content: &Content,
    base: Option<u32>,
) -> Result<Result<u32, u32>, StoreError> {
    let id = id_of(content.deliberation.number);
    let revision = base.map_or(1, |base| base.saturating_add(1));
    if write_facts(connection, id, content, base, revision).await? == 0 {
        return Ok(Err(revision_of(connection, id).await?));
    }
    if base.is_some() {
        forget(connection, engine, id).await?;
    }
    write_copies(connection, id, content).await?;
    write_texts(connection, id, content).await?;
    write_words(connection, engine, id, content).await?;
    Ok(Ok(revision))
}

async fn revision_of(connection: &mut AnyConnection, id: i64) -> Result<u32, StoreError> {
    let revision: Option<i64> = sqlx::query_scalar("SELECT revision FROM deliberations WHERE id = $1")
        .bind(id)
        .fetch_optional(connection)
        .await
        .map_err(failed)?;
    narrowed(revision.unwrap_or_default(), "the revision of a deliberation")
}

/// How many rows were written: none when another revision is there.
async fn write_facts(
    connection: &mut AnyConnection,
    id: i64,
    content: &Content,
    base: Option<u32>,
    revision: u32,
) -> Result<u64, StoreError> {
    let facts = &content.deliberation;
    let sql = match base {
        None => {
            "INSERT INTO deliberations (id, number, year, committee, day, amended, title_fr, title_nl, title_de,
                                        revision, facts)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING"
        }
        Some(_) => {
            "UPDATE deliberations SET number = $2, year = $3, committee = $4, day = $5, amended = $6, title_fr = $7,
                                      title_nl = $8, title_de = $9, revision = $10, facts = $11
             WHERE id = $1 AND revision = $12"
        }
    };
    let amended = facts.versions.iter().map(|version| version.approved).max().unwrap_or(facts.date);
    let mut query = sqlx::query(sql)
        .bind(id)
        .bind(facts.number.to_string())
        .bind(i64::from(facts.number.year()))
        .bind(facts.committee.as_str())
        .bind(facts.date.to_string())
        .bind(amended.to_string())
        .bind(sorted_title(content, Language::Fr))
        .bind(sorted_title(content, Language::Nl))
        .bind(sorted_title(content, Language::De))
        .bind(i64::from(revision))
        .bind(to_json(facts, "a deliberation")?);
    if let Some(base) = base {
        query = query.bind(i64::from(base));
    }
    Ok(query.execute(connection).await.map_err(failed)?.rows_affected())
}

fn sorted_title(content: &Content, language: Language) -> String {
    folded_line(content.deliberation.title_in(language)).chars().take(SORTED_LETTERS).collect()
}

/// Makes everything that holds folded words again.
pub(super) async fn write_index(
    connection: &mut AnyConnection,
    engine: Engine,
    content: &Content,
) -> Result<(), StoreError> {
    let id = id_of(content.deliberation.number);
    sqlx::query("UPDATE deliberations SET title_fr = $2, title_nl = $3, title_de = $4 WHERE id = $1")
        .bind(id)
        .bind(sorted_title(content, Language::Fr))
        .bind(sorted_title(content, Language::Nl))
        .bind(sorted_title(content, Language::De))
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    for statement in [FORGET_STEMS, engine.forget_words()] {
        sqlx::query(statement).bind(id).execute(&mut *connection).await.map_err(failed)?;
    }
    write_words(connection, engine, id, content).await
}

const FORGET_STEMS: &str = "DELETE FROM deliberation_stems WHERE deliberation = $1";

async fn forget(connection: &mut AnyConnection, engine: Engine, id: i64) -> Result<(), StoreError> {
    let statements = [
        "DELETE FROM deliberation_states WHERE deliberation = $1",
        "DELETE FROM deliberation_texts WHERE deliberation = $1",
        "DELETE FROM deliberation_sources WHERE deliberation = $1",
        "DELETE FROM deliberation_references WHERE deliberation = $1",
        "DELETE FROM deliberation_documents WHERE deliberation = $1",
        FORGET_STEMS,
        engine.forget_words(),
    ];
    for statement in statements {
        sqlx::query(statement).bind(id).execute(&mut *connection).await.map_err(failed)?;
    }
    Ok(())
}

async fn write_copies(connection: &mut AnyConnection, id: i64, content: &Content) -> Result<(), StoreError> {
    let facts = &content.deliberation;
    for spell in spells(facts) {
        sqlx::query(
            "INSERT INTO deliberation_states (deliberation, from_day, until_day, state) VALUES ($1, $2, $3, $4)",
        )
        .bind(id)
        .bind(spell.from)
        .bind(spell.until)
        .bind(word(spell.state))
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    }
    for source in facts.sources.iter().collect::<BTreeSet<_>>() {
        sqlx::query("INSERT INTO deliberation_sources (deliberation, source) VALUES ($1, $2)")
            .bind(id)
            .bind(source.as_str())
            .execute(&mut *connection)
            .await
            .map_err(failed)?;
    }
    for document in documents(content) {
        sqlx::query("INSERT INTO deliberation_documents (document, deliberation) VALUES ($1, $2)")
            .bind(document.as_str())
            .bind(id)
            .execute(&mut *connection)
            .await
            .map_err(|error| not_added(error, &format!("document {document}")))?;
    }
    Ok(())
}

fn documents(content: &Content) -> BTreeSet<&DocumentNumber> {
    content.deliberation.versions.iter().filter_map(|version| version.document.as_ref()).collect()
}

async fn write_texts(connection: &mut AnyConnection, id: i64, content: &Content) -> Result<(), StoreError> {
    let newest = newest(content);
    for (key, text) in &content.texts {
        sqlx::query(
            "INSERT INTO deliberation_texts (deliberation, version, language, newest, body)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(id)
        .bind(i64::from(key.version))
        .bind(key.language.code())
        .bind(i64::from(newest.get(&key.language) == Some(&key.version)))
        .bind(to_json(text, "the text of a deliberation")?)
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    }
    for (cited, points) in references(content, &newest) {
        sqlx::query("INSERT INTO deliberation_references (deliberation, cited, points) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(cited)
            .bind(to_json(&points, "a reference")?)
            .execute(&mut *connection)
            .await
            .map_err(failed)?;
    }
    Ok(())
}

/// The newest version that is known in each language.
fn newest(content: &Content) -> BTreeMap<Language, u16> {
    // Later versions come later, and take the place of earlier ones.
    content.texts.keys().map(|key| (key.language, key.version)).collect()
}

/// What the newest texts cite, and where, each place once.
fn references(content: &Content, newest: &BTreeMap<Language, u16>) -> BTreeMap<i64, Vec<String>> {
    let mut references: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    let texts = content.texts.iter().filter(|(key, _)| newest.get(&key.language) == Some(&key.version));
    for citation in texts.flat_map(|(_, text)| &text.references) {
        let points = references.entry(id_of(citation.number)).or_default();
        for at in &citation.at {
            if !points.contains(at) {
                points.push(at.clone());
            }
        }
    }
    references
}

async fn write_words(
    connection: &mut AnyConnection,
    engine: Engine,
    id: i64,
    content: &Content,
) -> Result<(), StoreError> {
    let words = IndexWords::of(content);
    sqlx::query(engine.keep_words())
        .bind(id)
        .bind(words.identity.join(" "))
        .bind(words.title.join(" "))
        .bind(words.headings.join(" "))
        .bind(words.body.join(" "))
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    for stems in words.stems {
        sqlx::query("INSERT INTO deliberation_stems (deliberation, language, stems) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(stems.language.code())
            .bind(stems.text)
            .execute(&mut *connection)
            .await
            .map_err(failed)?;
    }
    Ok(())
}

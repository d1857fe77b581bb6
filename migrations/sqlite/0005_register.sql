-- The register of deliberations. Nothing in it is about a person, so nothing is sealed.
-- `id` is made of the number, and sorts as numbers do: 202305800 for 23/058, 200301002 for 03/010bis.

CREATE TABLE deliberations (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    year INTEGER NOT NULL,
    committee TEXT NOT NULL,
    day TEXT NOT NULL,            -- when it was given
    amended TEXT NOT NULL,           -- the approval of its newest version
    title_fr TEXT NOT NULL,          -- as a reader of the language sees it, for sorting: no case, no accents
    title_nl TEXT NOT NULL,
    title_de TEXT NOT NULL,
    revision INTEGER NOT NULL,       -- counts what was published under the number
    facts TEXT NOT NULL              -- JSON: everything but the texts
) STRICT;
CREATE INDEX deliberations_by_year ON deliberations (year, id);
CREATE INDEX deliberations_by_committee ON deliberations (committee, id);
CREATE INDEX deliberations_by_day ON deliberations (day, id);
CREATE INDEX deliberations_by_amended ON deliberations (amended, id);
CREATE INDEX deliberations_by_id_and_amendment ON deliberations (id, amended);
CREATE INDEX deliberations_by_title_fr ON deliberations (title_fr, id);
CREATE INDEX deliberations_by_title_nl ON deliberations (title_nl, id);
CREATE INDEX deliberations_by_title_de ON deliberations (title_de, id);

-- Which state it has from a day on, until another: what the domain says, written down for the filter.
CREATE TABLE deliberation_states (
    deliberation INTEGER NOT NULL REFERENCES deliberations (id) ON DELETE CASCADE,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,         -- no longer on that day; 9999-12-31 where it has no end
    state TEXT NOT NULL,
    PRIMARY KEY (deliberation, from_day)
) STRICT;
CREATE INDEX deliberation_states_by_state ON deliberation_states (state, from_day, until_day, deliberation);

CREATE TABLE deliberation_texts (
    deliberation INTEGER NOT NULL REFERENCES deliberations (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,        -- its place in the list of versions
    language TEXT NOT NULL,
    newest INTEGER NOT NULL,         -- 1: no newer text is known in this language
    body TEXT NOT NULL,              -- JSON
    PRIMARY KEY (deliberation, version, language)
) STRICT;

CREATE TABLE deliberation_sources (
    deliberation INTEGER NOT NULL REFERENCES deliberations (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    PRIMARY KEY (deliberation, source)
) STRICT;
CREATE INDEX deliberation_sources_by_source ON deliberation_sources (source, deliberation);

-- What the newest texts cite, be it in the register or not.
CREATE TABLE deliberation_references (
    deliberation INTEGER NOT NULL REFERENCES deliberations (id) ON DELETE CASCADE,
    cited INTEGER NOT NULL,
    points TEXT NOT NULL,            -- JSON: where it is cited
    PRIMARY KEY (deliberation, cited)
) STRICT;
CREATE INDEX deliberation_references_by_cited ON deliberation_references (cited, deliberation);

CREATE TABLE deliberation_documents (
    document TEXT PRIMARY KEY,
    deliberation INTEGER NOT NULL REFERENCES deliberations (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX deliberation_documents_by_deliberation ON deliberation_documents (deliberation);

CREATE TABLE deliberation_drafts (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    revision INTEGER NOT NULL,
    author TEXT NOT NULL,
    editors TEXT NOT NULL,           -- JSON: a list of users
    saved_us INTEGER NOT NULL,
    proposed TEXT,                   -- by whom
    base INTEGER,                    -- the published revision that it builds on
    content TEXT NOT NULL,           -- JSON
    reading TEXT,                    -- JSON
    source TEXT
) STRICT;
CREATE INDEX deliberation_drafts_by_time ON deliberation_drafts (saved_us, id);

-- Every save, for ever; of drafts that never were published as well.
CREATE TABLE deliberation_edits (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    deliberation INTEGER NOT NULL,
    draft TEXT NOT NULL,
    at_us INTEGER NOT NULL,
    user_name TEXT NOT NULL,
    what TEXT NOT NULL,
    note TEXT,                       -- what a draft was sent back for
    content TEXT NOT NULL            -- JSON: the whole content after it
) STRICT;
CREATE INDEX deliberation_edits_by_deliberation ON deliberation_edits (deliberation, position);
CREATE INDEX deliberation_edits_by_draft ON deliberation_edits (draft, position);

CREATE TRIGGER deliberation_edits_are_not_changed BEFORE UPDATE ON deliberation_edits
BEGIN
    SELECT RAISE(ABORT, 'edits are append-only');
END;

CREATE TRIGGER deliberation_edits_are_not_deleted BEFORE DELETE ON deliberation_edits
BEGIN
    SELECT RAISE(ABORT, 'edits are append-only');
END;

-- INSERT OR REPLACE would delete without asking the trigger above.
CREATE TRIGGER deliberation_edits_are_not_replaced BEFORE INSERT ON deliberation_edits
WHEN EXISTS (SELECT 1 FROM deliberation_edits WHERE position = NEW.position)
BEGIN
    SELECT RAISE(ABORT, 'edits are append-only');
END;

-- The stems of the newest text of each language, in order: whether a phrase of more than two words is there.
CREATE TABLE deliberation_stems (
    deliberation INTEGER NOT NULL REFERENCES deliberations (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    stems TEXT NOT NULL,
    PRIMARY KEY (deliberation, language)
) STRICT;

-- The index words of each deliberation, as the use cases make them: no analysis is left to do here. Each column holds
-- the words of those before it. `rowid` is the deliberation's `id`. No words are kept beside the index itself.
CREATE VIRTUAL TABLE deliberation_words USING fts5 (
    identity, title, headings, body,
    content = '', contentless_delete = 1, detail = 'column',
    tokenize = "ascii tokenchars '._/|'"
);

-- The register of deliberations. Nothing in it is about a person, so nothing is sealed.
-- `id` is made of the number, and sorts as numbers do: 202305800 for 23/058, 200301002 for 03/010bis.

CREATE TABLE deliberations (
    id BIGINT PRIMARY KEY,
    number TEXT COLLATE "C" NOT NULL UNIQUE,
    year BIGINT NOT NULL,
    committee TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,            -- when it was given
    amended TEXT COLLATE "C" NOT NULL,           -- the approval of its newest version
    title_fr TEXT COLLATE "C" NOT NULL,          -- as a reader of the language sees it, for sorting: no case, no accents
    title_nl TEXT COLLATE "C" NOT NULL,
    title_de TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,       -- counts what was published under the number
    facts TEXT NOT NULL              -- JSON: everything but the texts
);
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
    deliberation BIGINT NOT NULL REFERENCES deliberations (id) ON DELETE CASCADE,
    from_day TEXT COLLATE "C" NOT NULL,
    until_day TEXT COLLATE "C" NOT NULL,         -- no longer on that day; 9999-12-31 where it has no end
    state TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (deliberation, from_day)
);
CREATE INDEX deliberation_states_by_state ON deliberation_states (state, from_day, until_day, deliberation);

CREATE TABLE deliberation_texts (
    deliberation BIGINT NOT NULL REFERENCES deliberations (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,        -- its place in the list of versions
    language TEXT COLLATE "C" NOT NULL,
    newest BIGINT NOT NULL,         -- 1: no newer text is known in this language
    body TEXT NOT NULL,              -- JSON
    PRIMARY KEY (deliberation, version, language)
);

CREATE TABLE deliberation_sources (
    deliberation BIGINT NOT NULL REFERENCES deliberations (id) ON DELETE CASCADE,
    source TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (deliberation, source)
);
CREATE INDEX deliberation_sources_by_source ON deliberation_sources (source, deliberation);

-- What the newest texts cite, be it in the register or not.
CREATE TABLE deliberation_references (
    deliberation BIGINT NOT NULL REFERENCES deliberations (id) ON DELETE CASCADE,
    cited BIGINT NOT NULL,
    points TEXT NOT NULL,            -- JSON: where it is cited
    PRIMARY KEY (deliberation, cited)
);
CREATE INDEX deliberation_references_by_cited ON deliberation_references (cited, deliberation);

CREATE TABLE deliberation_documents (
    document TEXT COLLATE "C" PRIMARY KEY,
    deliberation BIGINT NOT NULL REFERENCES deliberations (id) ON DELETE CASCADE
);
CREATE INDEX deliberation_documents_by_deliberation ON deliberation_documents (deliberation);

CREATE TABLE deliberation_drafts (
    id TEXT COLLATE "C" PRIMARY KEY,
    number TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    author TEXT COLLATE "C" NOT NULL,
    editors TEXT NOT NULL,           -- JSON: a list of users
    saved_us BIGINT NOT NULL,
    proposed TEXT COLLATE "C",                   -- by whom
    base BIGINT,                    -- the published revision that it builds on
    content TEXT NOT NULL,           -- JSON
    reading TEXT,                    -- JSON
    source TEXT
);
CREATE INDEX deliberation_drafts_by_time ON deliberation_drafts (saved_us, id);

-- Every save, for ever; of drafts that never were published as well.
CREATE TABLE deliberation_edits (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    deliberation BIGINT NOT NULL,
    draft TEXT COLLATE "C" NOT NULL,
    at_us BIGINT NOT NULL,
    user_name TEXT COLLATE "C" NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    note TEXT,                       -- what a draft was sent back for
    content TEXT NOT NULL            -- JSON: the whole content after it
);
CREATE INDEX deliberation_edits_by_deliberation ON deliberation_edits (deliberation, position);
CREATE INDEX deliberation_edits_by_draft ON deliberation_edits (draft, position);

CREATE FUNCTION deliberation_edits_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'edits are append-only';
END
$$;

CREATE TRIGGER deliberation_edits_are_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON deliberation_edits
FOR EACH STATEMENT EXECUTE FUNCTION deliberation_edits_refuse();

-- The stems of the newest text of each language, in order: whether a phrase of more than two words is there.
CREATE TABLE deliberation_stems (
    deliberation BIGINT NOT NULL REFERENCES deliberations (id) ON DELETE CASCADE,
    language TEXT COLLATE "C" NOT NULL,
    stems TEXT NOT NULL,
    PRIMARY KEY (deliberation, language)
);

-- The index words of each deliberation, as the use cases make them: no analysis is left to do here, and no dictionary of
-- PostgreSQL has a say. Each column holds the words of those before it.
CREATE TABLE deliberation_words (
    id BIGINT PRIMARY KEY REFERENCES deliberations (id) ON DELETE CASCADE,
    identity TSVECTOR NOT NULL,
    title TSVECTOR NOT NULL,
    headings TSVECTOR NOT NULL,
    body TSVECTOR NOT NULL
);
-- A list of pending entries would be read whole by every search.
CREATE INDEX deliberation_words_by_identity ON deliberation_words USING GIN (identity) WITH (fastupdate = off);
CREATE INDEX deliberation_words_by_title ON deliberation_words USING GIN (title) WITH (fastupdate = off);
CREATE INDEX deliberation_words_by_headings ON deliberation_words USING GIN (headings) WITH (fastupdate = off);
CREATE INDEX deliberation_words_by_body ON deliberation_words USING GIN (body) WITH (fastupdate = off);

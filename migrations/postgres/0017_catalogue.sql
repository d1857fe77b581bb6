-- The catalogue: published states, and the documents that each of them changed. Both are only added to.

CREATE TABLE catalogue_states (
    number BIGINT PRIMARY KEY,      -- from 1, without gaps
    hash TEXT NOT NULL,              -- of what it decides
    published_us BIGINT NOT NULL,
    published_by TEXT,               -- NULL: the program, at its first start
    why TEXT NOT NULL,
    draft TEXT                       -- the draft that it came from
);

-- A state holds, of each name, the newest row up to its number.
CREATE TABLE catalogue_documents (
    name TEXT COLLATE "C" NOT NULL,
    state BIGINT NOT NULL REFERENCES catalogue_states (number),
    place BIGINT NOT NULL,          -- among the others; it stays when the document changes
    content TEXT,                    -- TOML; NULL: it is removed
    PRIMARY KEY (name, state)
);
CREATE INDEX catalogue_documents_by_state ON catalogue_documents (state);

-- What the program that last started here brought with it: what a newer one changes is told by this.
CREATE TABLE catalogue_shipped (
    name TEXT COLLATE "C" PRIMARY KEY,
    place BIGINT NOT NULL,
    content TEXT NOT NULL
);

CREATE FUNCTION catalogue_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what is published of the catalogue, and every save of its drafts, is append-only';
END;
$$;

CREATE TRIGGER catalogue_states_are_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON catalogue_states
FOR EACH STATEMENT EXECUTE FUNCTION catalogue_refuse();
CREATE TRIGGER catalogue_documents_are_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON catalogue_documents
FOR EACH STATEMENT EXECUTE FUNCTION catalogue_refuse();

-- Changes that are being prepared; a draft's saves stay for ever.
CREATE TABLE catalogue_drafts (
    id TEXT COLLATE "C" PRIMARY KEY,
    revision BIGINT NOT NULL,       -- of the draft itself
    title TEXT NOT NULL,
    deliberation TEXT,               -- whose text carries it
    version BIGINT,                 -- the place of that version in the deliberation, from 0
    author TEXT,                     -- NULL: the program, which ships other files than before
    editors TEXT NOT NULL,           -- JSON: everyone who saved it, the last one last
    saved_us BIGINT NOT NULL,
    proposed TEXT,                   -- by whom
    changes TEXT NOT NULL            -- JSON: name, before, after
);

CREATE TABLE catalogue_edits (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    draft TEXT COLLATE "C" NOT NULL,
    at_us BIGINT NOT NULL,
    user_name TEXT,
    what TEXT NOT NULL,
    note TEXT,
    title TEXT NOT NULL,
    changes TEXT NOT NULL
);
CREATE INDEX catalogue_edits_by_draft ON catalogue_edits (draft, position);

CREATE TRIGGER catalogue_edits_are_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON catalogue_edits
FOR EACH STATEMENT EXECUTE FUNCTION catalogue_refuse();

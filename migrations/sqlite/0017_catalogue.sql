-- The catalogue: published states, and the documents that each of them changed. Both are only added to.

CREATE TABLE catalogue_states (
    number INTEGER PRIMARY KEY,      -- from 1, without gaps
    hash TEXT NOT NULL,              -- of what it decides
    published_us INTEGER NOT NULL,
    published_by TEXT,               -- NULL: the program, at its first start
    why TEXT NOT NULL,
    draft TEXT                       -- the draft that it came from
) STRICT;

-- A state holds, of each name, the newest row up to its number.
CREATE TABLE catalogue_documents (
    name TEXT NOT NULL,
    state INTEGER NOT NULL REFERENCES catalogue_states (number),
    place INTEGER NOT NULL,          -- among the others; it stays when the document changes
    content TEXT,                    -- TOML; NULL: it is removed
    PRIMARY KEY (name, state)
) STRICT;
CREATE INDEX catalogue_documents_by_state ON catalogue_documents (state);

-- What the program that last started here brought with it: what a newer one changes is told by this.
CREATE TABLE catalogue_shipped (
    name TEXT PRIMARY KEY,
    place INTEGER NOT NULL,
    content TEXT NOT NULL
) STRICT;

CREATE TRIGGER catalogue_states_are_not_changed BEFORE UPDATE ON catalogue_states
BEGIN
    SELECT RAISE(ABORT, 'published states are append-only');
END;
CREATE TRIGGER catalogue_states_are_not_deleted BEFORE DELETE ON catalogue_states
BEGIN
    SELECT RAISE(ABORT, 'published states are append-only');
END;
-- INSERT OR REPLACE would delete without asking the trigger above.
CREATE TRIGGER catalogue_states_are_not_replaced BEFORE INSERT ON catalogue_states
WHEN EXISTS (SELECT 1 FROM catalogue_states WHERE number = NEW.number)
BEGIN
    SELECT RAISE(ABORT, 'published states are append-only');
END;
CREATE TRIGGER catalogue_documents_are_not_changed BEFORE UPDATE ON catalogue_documents
BEGIN
    SELECT RAISE(ABORT, 'published documents are append-only');
END;
CREATE TRIGGER catalogue_documents_are_not_deleted BEFORE DELETE ON catalogue_documents
BEGIN
    SELECT RAISE(ABORT, 'published documents are append-only');
END;
CREATE TRIGGER catalogue_documents_are_not_replaced BEFORE INSERT ON catalogue_documents
WHEN EXISTS (SELECT 1 FROM catalogue_documents WHERE name = NEW.name AND state = NEW.state)
BEGIN
    SELECT RAISE(ABORT, 'published documents are append-only');
END;

-- Changes that are being prepared; a draft's saves stay for ever.
CREATE TABLE catalogue_drafts (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,       -- of the draft itself
    title TEXT NOT NULL,
    deliberation TEXT,               -- whose text carries it
    version INTEGER,                 -- the place of that version in the deliberation, from 0
    author TEXT,                     -- NULL: the program, which ships other files than before
    editors TEXT NOT NULL,           -- JSON: everyone who saved it, the last one last
    saved_us INTEGER NOT NULL,
    proposed TEXT,                   -- by whom
    changes TEXT NOT NULL            -- JSON: name, before, after
) STRICT;

CREATE TABLE catalogue_edits (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    draft TEXT NOT NULL,
    at_us INTEGER NOT NULL,
    user_name TEXT,
    what TEXT NOT NULL,
    note TEXT,
    title TEXT NOT NULL,
    changes TEXT NOT NULL
) STRICT;
CREATE INDEX catalogue_edits_by_draft ON catalogue_edits (draft, position);

CREATE TRIGGER catalogue_edits_are_not_changed BEFORE UPDATE ON catalogue_edits
BEGIN
    SELECT RAISE(ABORT, 'the saves of drafts are append-only');
END;
CREATE TRIGGER catalogue_edits_are_not_deleted BEFORE DELETE ON catalogue_edits
BEGIN
    SELECT RAISE(ABORT, 'the saves of drafts are append-only');
END;
CREATE TRIGGER catalogue_edits_are_not_replaced BEFORE INSERT ON catalogue_edits
WHEN EXISTS (SELECT 1 FROM catalogue_edits WHERE position = NEW.position)
BEGIN
    SELECT RAISE(ABORT, 'the saves of drafts are append-only');
END;

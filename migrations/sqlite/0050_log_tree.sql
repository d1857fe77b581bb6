-- The access log as a tree that outsiders verify (RFC 6962, in tiles as C2SP's tlog-tiles has them).

-- How far the tree is; one row. Each turn of a sequencer adds one to `turn`, and takes place where nobody did so since.
CREATE TABLE log_head (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    turn INTEGER NOT NULL,
    size INTEGER NOT NULL,
    last_position INTEGER NOT NULL,  -- in the access log, 0 before the first
    checkpoint TEXT,                 -- of this size, signed
    key TEXT,                        -- by which others verify it
    at_us INTEGER NOT NULL
) STRICT;
INSERT INTO log_head (id, turn, size, last_position, at_us) VALUES (1, 0, 0, 0, 0);

-- Up to 256 hashes of 32 bytes.
CREATE TABLE log_tiles (
    level INTEGER NOT NULL,
    tile INTEGER NOT NULL,
    hashes BLOB NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
    PRIMARY KEY (level, tile)
) STRICT;

-- Up to 256 entries of 33 bytes, those below one tile of leaves, and the position of each in 8 bytes: positions have gaps.
-- The entries stay when records are deleted.
CREATE TABLE log_bundles (
    bundle INTEGER PRIMARY KEY,
    first_position INTEGER NOT NULL UNIQUE,
    positions BLOB NOT NULL,
    entries BLOB NOT NULL CHECK (length(entries) = length(positions) / 8 * 33)
) STRICT;

CREATE TRIGGER log_head_only_goes_on BEFORE UPDATE ON log_head
WHEN NEW.turn <> OLD.turn + 1 OR NEW.size < OLD.size OR NEW.last_position < OLD.last_position OR NEW.checkpoint IS NULL
BEGIN
    SELECT RAISE(ABORT, 'the tree of the log only grows');
END;

CREATE TRIGGER log_head_stays BEFORE DELETE ON log_head
BEGIN
    SELECT RAISE(ABORT, 'the tree of the log only grows');
END;

CREATE TRIGGER log_tiles_only_grow BEFORE UPDATE ON log_tiles
WHEN NEW.level <> OLD.level OR NEW.tile <> OLD.tile OR substr(NEW.hashes, 1, length(OLD.hashes)) <> OLD.hashes
BEGIN
    SELECT RAISE(ABORT, 'the tree of the log only grows');
END;

CREATE TRIGGER log_tiles_stay BEFORE DELETE ON log_tiles
BEGIN
    SELECT RAISE(ABORT, 'the tree of the log only grows');
END;

CREATE TRIGGER log_bundles_only_grow BEFORE UPDATE ON log_bundles
WHEN NEW.bundle <> OLD.bundle OR NEW.first_position <> OLD.first_position
    OR substr(NEW.positions, 1, length(OLD.positions)) <> OLD.positions
    OR substr(NEW.entries, 1, length(OLD.entries)) <> OLD.entries
BEGIN
    SELECT RAISE(ABORT, 'the tree of the log only grows');
END;

CREATE TRIGGER log_bundles_stay BEFORE DELETE ON log_bundles
BEGIN
    SELECT RAISE(ABORT, 'the tree of the log only grows');
END;

-- The access log as a tree that outsiders verify (RFC 6962, in tiles as C2SP's tlog-tiles has them).

-- How far the tree is; one row. Each turn of a sequencer adds one to `turn`, and takes place where nobody did so since.
CREATE TABLE log_head (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    turn BIGINT NOT NULL,
    size BIGINT NOT NULL,
    last_position BIGINT NOT NULL,   -- in the access log, 0 before the first
    checkpoint TEXT COLLATE "C",     -- of this size, signed
    key TEXT COLLATE "C",            -- by which others verify it
    at_us BIGINT NOT NULL
);
INSERT INTO log_head (id, turn, size, last_position, at_us) VALUES (1, 0, 0, 0, 0);

-- Up to 256 hashes of 32 bytes.
CREATE TABLE log_tiles (
    level BIGINT NOT NULL,
    tile BIGINT NOT NULL,
    hashes BYTEA NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
    PRIMARY KEY (level, tile)
);

-- Up to 256 entries of 33 bytes, those below one tile of leaves, and the position of each in 8 bytes: positions have gaps.
-- The entries stay when records are deleted.
CREATE TABLE log_bundles (
    bundle BIGINT PRIMARY KEY,
    first_position BIGINT NOT NULL UNIQUE,
    positions BYTEA NOT NULL,
    entries BYTEA NOT NULL CHECK (length(entries) = length(positions) / 8 * 33)
);
-- Hashes do not become smaller.
ALTER TABLE log_tiles ALTER COLUMN hashes SET STORAGE EXTERNAL;
ALTER TABLE log_bundles ALTER COLUMN entries SET STORAGE EXTERNAL;

CREATE FUNCTION log_tree_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the tree of the log only grows';
END
$$;

CREATE TRIGGER log_head_only_goes_on BEFORE UPDATE ON log_head FOR EACH ROW
WHEN (NEW.turn <> OLD.turn + 1 OR NEW.size < OLD.size OR NEW.last_position < OLD.last_position
    OR NEW.checkpoint IS NULL)
EXECUTE FUNCTION log_tree_refuse();

CREATE TRIGGER log_head_stays BEFORE DELETE OR TRUNCATE ON log_head
FOR EACH STATEMENT EXECUTE FUNCTION log_tree_refuse();

CREATE TRIGGER log_tiles_only_grow BEFORE UPDATE ON log_tiles FOR EACH ROW
WHEN (NEW.level <> OLD.level OR NEW.tile <> OLD.tile OR substr(NEW.hashes, 1, length(OLD.hashes)) <> OLD.hashes)
EXECUTE FUNCTION log_tree_refuse();

CREATE TRIGGER log_tiles_stay BEFORE DELETE OR TRUNCATE ON log_tiles
FOR EACH STATEMENT EXECUTE FUNCTION log_tree_refuse();

CREATE TRIGGER log_bundles_only_grow BEFORE UPDATE ON log_bundles FOR EACH ROW
WHEN (NEW.bundle <> OLD.bundle OR NEW.first_position <> OLD.first_position
    OR substr(NEW.positions, 1, length(OLD.positions)) <> OLD.positions
    OR substr(NEW.entries, 1, length(OLD.entries)) <> OLD.entries)
EXECUTE FUNCTION log_tree_refuse();

CREATE TRIGGER log_bundles_stay BEFORE DELETE OR TRUNCATE ON log_bundles
FOR EACH STATEMENT EXECUTE FUNCTION log_tree_refuse();

-- What organisations give their people beside roles: a designation for a service, an office, an office in place of its
-- holder. Only added to; a mandate is ended once, and stays.

CREATE TABLE mandates (
    id TEXT PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisations (id),
    user_name TEXT NOT NULL REFERENCES users (user_name),
    recipient TEXT,                  -- designated for what this recipient may ask
    service TEXT,                    -- of this service; NULL: it is an office
    office TEXT,
    in_place_of TEXT REFERENCES mandates (id),  -- the holder's mandate; NULL: the own office
    from_day TEXT NOT NULL,
    until_day TEXT,                  -- NULL: open
    given_by TEXT,                   -- NULL: at the command line
    given_us INTEGER NOT NULL,
    ended_by TEXT,                   -- NULL: at the command line, or not ended
    ended_us INTEGER,                -- NULL: not ended
    ended_why TEXT,
    CHECK ((recipient IS NULL) = (service IS NULL) AND (service IS NULL) <> (office IS NULL)),
    CHECK (in_place_of IS NULL OR (office IS NOT NULL AND until_day IS NOT NULL)),
    CHECK (until_day IS NULL OR from_day <= until_day)
) STRICT;
CREATE INDEX mandates_by_user ON mandates (user_name, given_us);
CREATE INDEX mandates_by_organisation ON mandates (organisation, office);

CREATE TRIGGER mandates_are_ended_once BEFORE UPDATE ON mandates
WHEN OLD.ended_us IS NOT NULL OR NEW.ended_us IS NULL
    OR NEW.id IS NOT OLD.id OR NEW.organisation IS NOT OLD.organisation OR NEW.user_name IS NOT OLD.user_name
    OR NEW.recipient IS NOT OLD.recipient OR NEW.service IS NOT OLD.service OR NEW.office IS NOT OLD.office
    OR NEW.in_place_of IS NOT OLD.in_place_of OR NEW.from_day IS NOT OLD.from_day
    OR NEW.until_day IS NOT OLD.until_day OR NEW.given_by IS NOT OLD.given_by OR NEW.given_us IS NOT OLD.given_us
BEGIN
    SELECT RAISE(ABORT, 'mandates are append-only, and ended once');
END;
CREATE TRIGGER mandates_are_not_deleted BEFORE DELETE ON mandates
BEGIN
    SELECT RAISE(ABORT, 'mandates are append-only, and ended once');
END;
-- INSERT OR REPLACE would delete without asking the trigger above.
CREATE TRIGGER mandates_are_not_replaced BEFORE INSERT ON mandates
WHEN EXISTS (SELECT 1 FROM mandates WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'mandates are append-only, and ended once');
END;

-- Consultations and the access log.

CREATE TABLE consultations (
    id TEXT PRIMARY KEY,
    at_us INTEGER NOT NULL,
    user_name TEXT NOT NULL,
    role TEXT NOT NULL,
    organisation TEXT NOT NULL,
    recipient TEXT NOT NULL,
    person BLOB NOT NULL,
    service TEXT NOT NULL,
    module TEXT NOT NULL,
    purpose TEXT NOT NULL,
    person_role TEXT,
    first_quarter TEXT NOT NULL,
    last_quarter TEXT NOT NULL
) STRICT;

-- `record`, `salt` and `leaf` are the entry: what is hashed, and its hash. The columns after them are copies, for
-- filters only. A hash tree and its checkpoints go into tables of their own: rows of this one never change.
CREATE TABLE access_log (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    record BLOB NOT NULL,
    salt BLOB NOT NULL,
    leaf BLOB NOT NULL,
    at_us INTEGER NOT NULL,
    day TEXT NOT NULL,               -- of at_us, in Belgium
    kind TEXT NOT NULL,
    organisation TEXT NOT NULL,
    user_name TEXT NOT NULL,
    person TEXT,
    outcome TEXT NOT NULL
) STRICT;
-- Each filter reads its index backwards from where the page begins. at_us has none on purpose: a range of days is
-- first turned into a range of positions, through access_log_by_day, and then read in order.
CREATE INDEX access_log_by_day ON access_log (day, position);
CREATE INDEX access_log_by_kind ON access_log (kind, position);
CREATE INDEX access_log_by_organisation ON access_log (organisation, position);
CREATE INDEX access_log_by_user ON access_log (user_name, position);
CREATE INDEX access_log_by_person ON access_log (person, position);
CREATE INDEX access_log_by_outcome ON access_log (outcome, position);
CREATE INDEX access_log_refused ON access_log (position) WHERE outcome <> 'granted';

CREATE TRIGGER access_log_is_not_changed BEFORE UPDATE ON access_log
BEGIN
    SELECT RAISE(ABORT, 'the access log is append-only');
END;

CREATE TRIGGER access_log_is_not_deleted BEFORE DELETE ON access_log
BEGIN
    SELECT RAISE(ABORT, 'the access log is append-only');
END;

-- INSERT OR REPLACE would delete without asking the trigger above.
CREATE TRIGGER access_log_is_not_replaced BEFORE INSERT ON access_log
WHEN EXISTS (SELECT 1 FROM access_log WHERE position = NEW.position)
BEGIN
    SELECT RAISE(ABORT, 'the access log is append-only');
END;

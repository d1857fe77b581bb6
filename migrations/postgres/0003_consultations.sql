-- Consultations and the access log.

CREATE TABLE consultations (
    id TEXT COLLATE "C" PRIMARY KEY,
    at_us BIGINT NOT NULL,
    user_name TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    organisation TEXT COLLATE "C" NOT NULL,
    recipient TEXT COLLATE "C" NOT NULL,
    person BYTEA NOT NULL,
    service TEXT COLLATE "C" NOT NULL,
    module TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    person_role TEXT COLLATE "C",
    first_quarter TEXT COLLATE "C" NOT NULL,
    last_quarter TEXT COLLATE "C" NOT NULL
);

-- `record`, `salt` and `leaf` are the entry: what is hashed, and its hash. The columns after them are copies, for
-- filters only. A hash tree and its checkpoints go into tables of their own: rows of this one never change.
CREATE TABLE access_log (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    record BYTEA NOT NULL,
    salt BYTEA NOT NULL,
    leaf BYTEA NOT NULL,
    at_us BIGINT NOT NULL,
    day TEXT COLLATE "C" NOT NULL,               -- of at_us, in Belgium
    kind TEXT COLLATE "C" NOT NULL,
    organisation TEXT COLLATE "C" NOT NULL,
    user_name TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C",
    outcome TEXT COLLATE "C" NOT NULL
);
-- Each filter reads its index backwards from where the page begins. at_us has none on purpose: a range of days is
-- first turned into a range of positions, through access_log_by_day, and then read in order.
CREATE INDEX access_log_by_day ON access_log (day, position);
CREATE INDEX access_log_by_kind ON access_log (kind, position);
CREATE INDEX access_log_by_organisation ON access_log (organisation, position);
CREATE INDEX access_log_by_user ON access_log (user_name, position);
CREATE INDEX access_log_by_person ON access_log (person, position);
CREATE INDEX access_log_by_outcome ON access_log (outcome, position);
CREATE INDEX access_log_refused ON access_log (position) WHERE outcome <> 'granted';

CREATE FUNCTION access_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the access log is append-only';
END
$$;

CREATE TRIGGER access_log_is_not_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log
FOR EACH STATEMENT EXECUTE FUNCTION access_log_refuse();

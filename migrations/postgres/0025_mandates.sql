-- What organisations give their people beside roles: a designation for a service, an office, an office in place of its
-- holder. Only added to; a mandate is ended once, and stays.

CREATE TABLE mandates (
    id TEXT COLLATE "C" PRIMARY KEY,
    organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    user_name TEXT COLLATE "C" NOT NULL REFERENCES users (user_name),
    recipient TEXT COLLATE "C",                  -- designated for what this recipient may ask
    service TEXT COLLATE "C",                    -- of this service; NULL: it is an office
    office TEXT COLLATE "C",
    in_place_of TEXT COLLATE "C" REFERENCES mandates (id),  -- the holder's mandate; NULL: the own office
    from_day TEXT COLLATE "C" NOT NULL,
    until_day TEXT COLLATE "C",                  -- NULL: open
    given_by TEXT COLLATE "C",                   -- NULL: at the command line
    given_us BIGINT NOT NULL,
    ended_by TEXT COLLATE "C",                   -- NULL: at the command line, or not ended
    ended_us BIGINT,                -- NULL: not ended
    ended_why TEXT,
    CHECK ((recipient IS NULL) = (service IS NULL) AND (service IS NULL) <> (office IS NULL)),
    CHECK (in_place_of IS NULL OR (office IS NOT NULL AND until_day IS NOT NULL)),
    CHECK (until_day IS NULL OR from_day <= until_day)
);
CREATE INDEX mandates_by_user ON mandates (user_name, given_us);
CREATE INDEX mandates_by_organisation ON mandates (organisation, office);

CREATE FUNCTION mandates_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'mandates are append-only, and ended once';
END
$$;
CREATE TRIGGER mandates_are_ended_once BEFORE UPDATE ON mandates FOR EACH ROW
WHEN (OLD.ended_us IS NOT NULL OR NEW.ended_us IS NULL
    OR (NEW.id, NEW.organisation, NEW.user_name, NEW.recipient, NEW.service, NEW.office, NEW.in_place_of, NEW.from_day,
        NEW.until_day, NEW.given_by, NEW.given_us)
    IS DISTINCT FROM
       (OLD.id, OLD.organisation, OLD.user_name, OLD.recipient, OLD.service, OLD.office, OLD.in_place_of, OLD.from_day,
        OLD.until_day, OLD.given_by, OLD.given_us))
EXECUTE FUNCTION mandates_refuse();
CREATE TRIGGER mandates_are_not_deleted BEFORE DELETE OR TRUNCATE ON mandates
FOR EACH STATEMENT EXECUTE FUNCTION mandates_refuse();

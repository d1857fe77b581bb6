-- Persons, what organisations keep about them, what the services say of them.
-- A person is the sealed NISS (see server/store/README.md); no number stands in clear.

CREATE TABLE persons (
    person BYTEA PRIMARY KEY,
    state TEXT COLLATE "C" NOT NULL,             -- replaced or cancelled; a person without a row is in use
    replaced_by BYTEA
);

CREATE TABLE integrations (
    organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    person BYTEA NOT NULL,
    sector BIGINT NOT NULL,
    quality_code BIGINT NOT NULL,
    begin_day TEXT COLLATE "C" NOT NULL,
    end_day TEXT COLLATE "C",
    PRIMARY KEY (person, organisation, sector, quality_code, begin_day)
);

CREATE TABLE attestations (
    service TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    person BYTEA NOT NULL,
    quarter TEXT COLLATE "C" NOT NULL,
    temporary BIGINT NOT NULL,      -- 0 or 1
    content BYTEA NOT NULL,           -- sealed
    PRIMARY KEY (service, id, version)
);
CREATE INDEX attestations_by_person ON attestations (person, service, quarter);

-- Persons, what organisations keep about them, what the services say of them.
-- A person is the sealed NISS (see server/store/README.md); no number stands in clear.

CREATE TABLE persons (
    person BLOB PRIMARY KEY,
    state TEXT NOT NULL,             -- replaced or cancelled; a person without a row is in use
    replaced_by BLOB
) STRICT;

CREATE TABLE integrations (
    organisation TEXT NOT NULL REFERENCES organisations (id),
    person BLOB NOT NULL,
    sector INTEGER NOT NULL,
    quality_code INTEGER NOT NULL,
    begin_day TEXT NOT NULL,
    end_day TEXT,
    PRIMARY KEY (person, organisation, sector, quality_code, begin_day)
) STRICT;

CREATE TABLE attestations (
    service TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    person BLOB NOT NULL,
    quarter TEXT NOT NULL,
    temporary INTEGER NOT NULL,      -- 0 or 1
    content BLOB NOT NULL,           -- sealed
    PRIMARY KEY (service, id, version)
) STRICT;
CREATE INDEX attestations_by_person ON attestations (person, service, quarter);

-- Attestations become the first kind of records: of any service and sender, about a quarter, a month, a day or a period.

CREATE TABLE records (
    service TEXT NOT NULL,           -- by its identifier in the catalogue
    sender TEXT NOT NULL,            -- empty: the sender of the service
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    person BLOB NOT NULL,
    kind TEXT NOT NULL,              -- by its identifier in the service
    begin_day TEXT NOT NULL,
    end_day TEXT NOT NULL,           -- 9999-12-31: open
    stands_in INTEGER NOT NULL,      -- 0 or 1
    content BLOB NOT NULL,           -- sealed
    PRIMARY KEY (service, id, sender, version)
) STRICT;

INSERT INTO records (service, sender, id, version, person, kind, begin_day, end_day, stands_in, content)
SELECT service, '', id, version, person, 'attestation',
    substr(quarter, 1, 4) || CASE substr(quarter, 6, 1) WHEN '1' THEN '-01-01' WHEN '2' THEN '-04-01' WHEN '3' THEN '-07-01' ELSE '-10-01' END,
    substr(quarter, 1, 4) || CASE substr(quarter, 6, 1) WHEN '1' THEN '-03-31' WHEN '2' THEN '-06-30' WHEN '3' THEN '-09-30' ELSE '-12-31' END,
    temporary, content
FROM attestations;

CREATE INDEX records_by_person ON records (person, service, begin_day);
DROP TABLE attestations;

-- Attestations become the first kind of records: of any service and sender, about a quarter, a month, a day or a period.

CREATE TABLE records (
    service TEXT COLLATE "C" NOT NULL,           -- by its identifier in the catalogue
    sender TEXT COLLATE "C" NOT NULL,            -- empty: the sender of the service
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    person BYTEA NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,              -- by its identifier in the service
    begin_day TEXT COLLATE "C" NOT NULL,
    end_day TEXT COLLATE "C" NOT NULL,           -- 9999-12-31: open
    stands_in BIGINT NOT NULL,      -- 0 or 1
    content BYTEA NOT NULL,           -- sealed
    PRIMARY KEY (service, id, sender, version)
);

INSERT INTO records (service, sender, id, version, person, kind, begin_day, end_day, stands_in, content)
SELECT service, '', id, version, person, 'attestation',
    substr(quarter, 1, 4) || CASE substr(quarter, 6, 1) WHEN '1' THEN '-01-01' WHEN '2' THEN '-04-01' WHEN '3' THEN '-07-01' ELSE '-10-01' END,
    substr(quarter, 1, 4) || CASE substr(quarter, 6, 1) WHEN '1' THEN '-03-31' WHEN '2' THEN '-06-30' WHEN '3' THEN '-09-30' ELSE '-12-31' END,
    temporary, content
FROM attestations;

CREATE INDEX records_by_person ON records (person, service, begin_day);
DROP TABLE attestations;

-- What is registered of an organisation, and the recipients that it belongs to, each for its time.

ALTER TABLE organisations ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE organisations ADD COLUMN stopped TEXT;               -- suspended or ended; NULL: active
ALTER TABLE organisations ADD COLUMN stopped_us INTEGER;
ALTER TABLE organisations ADD COLUMN stopped_by TEXT;            -- NULL: at the command line
ALTER TABLE organisations ADD COLUMN stopped_why TEXT;
ALTER TABLE organisations ADD COLUMN enterprise_number TEXT;     -- ten digits
ALTER TABLE organisations ADD COLUMN legal_contexts TEXT NOT NULL DEFAULT '[]';  -- JSON
ALTER TABLE organisations ADD COLUMN details TEXT NOT NULL DEFAULT '{}';         -- JSON
-- Folded, to search and to sort by; what was registered before is folded roughly, until it is saved.
ALTER TABLE organisations ADD COLUMN sought TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN sort_fr TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN sort_nl TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN sort_de TEXT NOT NULL DEFAULT '';
UPDATE organisations SET legal_contexts = json_array(legal_context) WHERE legal_context IS NOT NULL;
UPDATE organisations SET
    sort_fr = lower(json_extract(name, '$.fr')),
    sort_nl = lower(json_extract(name, '$.nl')),
    sort_de = lower(json_extract(name, '$.de'));
UPDATE organisations SET
    sort_fr = replace(replace(replace(replace(replace(sort_fr, 'é', 'e'), 'è', 'e'), 'ê', 'e'), 'â', 'a'), 'É', 'e'),
    sort_nl = replace(replace(replace(sort_nl, 'é', 'e'), 'è', 'e'), 'ë', 'e'),
    sort_de = replace(replace(replace(sort_de, 'ö', 'o'), 'ü', 'u'), 'Ö', 'o');
UPDATE organisations SET sought = sort_fr || ' ' || sort_nl || ' ' || sort_de || ' ' || replace(id, '-', ' ');
ALTER TABLE organisations DROP COLUMN legal_context;
CREATE INDEX organisations_by_enterprise_number ON organisations (enterprise_number);

CREATE TABLE organisation_memberships (
    organisation TEXT NOT NULL REFERENCES organisations (id),
    place INTEGER NOT NULL,          -- in the list of the organisation
    recipient TEXT NOT NULL,
    deliberation TEXT,               -- NULL: registered before this was kept
    from_day TEXT,                   -- NULL: from the beginning
    until_day TEXT,                  -- NULL: open
    PRIMARY KEY (organisation, place)
) STRICT;
INSERT INTO organisation_memberships (organisation, place, recipient)
SELECT organisation, place, recipient FROM organisation_recipients;
DROP TABLE organisation_recipients;
ALTER TABLE organisation_memberships RENAME TO organisation_recipients;
CREATE INDEX organisation_recipients_by_recipient ON organisation_recipients (recipient, organisation);

-- Recipients that one person proposed, until another confirms or declines.
CREATE TABLE organisation_proposals (
    id TEXT PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisations (id),
    recipient TEXT NOT NULL,
    deliberation TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT,
    why TEXT NOT NULL,
    proposed_by TEXT,                -- NULL: at the command line
    proposed_us INTEGER NOT NULL,
    load_id TEXT                     -- the file that it came with; NULL: by hand
) STRICT;
CREATE INDEX organisation_proposals_by_organisation ON organisation_proposals (organisation);

-- Files of organisations that were loaded, with the rows that were refused.
CREATE TABLE organisation_loads (
    id TEXT PRIMARY KEY,
    at_us INTEGER NOT NULL,
    user_name TEXT,                  -- NULL: at the command line
    file_name TEXT NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    known INTEGER NOT NULL,
    proposed INTEGER NOT NULL,
    refused TEXT NOT NULL            -- JSON: the rows with what is wrong with each
) STRICT;

-- Consultations over time, without reading a record.
CREATE INDEX access_log_decisions ON access_log (organisation, day, outcome) WHERE kind = 'decision';

-- How many integrations an organisation has is kept beside them, and since when nobody asked about a person: neither is
-- counted or searched in all of them any more.

CREATE TABLE integration_counts (
    organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    span TEXT COLLATE "C" NOT NULL,              -- day or year
    day_or_year TEXT COLLATE "C" NOT NULL,       -- YYYY-MM-DD, or YYYY
    sector BIGINT NOT NULL,
    quality_code BIGINT NOT NULL,
    begun BIGINT NOT NULL,           -- whose first day is in it
    ended BIGINT NOT NULL,           -- whose last day is in it
    PRIMARY KEY (organisation, span, day_or_year, sector, quality_code)
);

INSERT INTO integration_counts (organisation, span, day_or_year, sector, quality_code, begun, ended)
SELECT organisation, 'day', day, sector, quality_code, SUM(begun), SUM(ended)
FROM (SELECT organisation, begin_day AS day, sector, quality_code, 1 AS begun, 0 AS ended FROM integrations
      UNION ALL
      SELECT organisation, end_day, sector, quality_code, 0, 1 FROM integrations WHERE end_day IS NOT NULL) AS ends
GROUP BY organisation, day, sector, quality_code;
INSERT INTO integration_counts (organisation, span, day_or_year, sector, quality_code, begun, ended)
SELECT organisation, 'year', substr(day_or_year, 1, 4), sector, quality_code, SUM(begun), SUM(ended)
FROM integration_counts GROUP BY organisation, substr(day_or_year, 1, 4), sector, quality_code;
DROP INDEX integrations_counted;

-- The first day, or a later one on which somebody of the organisation asked about the person: not every such day, and
-- never one on which nobody did. The log says when it was.
ALTER TABLE integrations ADD COLUMN quiet_since TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE integrations SET quiet_since = greatest(begin_day, coalesce(
    (SELECT MAX(l.day) FROM access_log l
     WHERE l.person = encode(integrations.person, 'hex') AND l.organisation = integrations.organisation
       AND l.kind = 'decision'), ''));
CREATE INDEX integrations_quiet ON integrations (organisation, quiet_since, id, end_day);

-- How many integrations an organisation has, by code and day, is counted in this index alone.

CREATE INDEX integrations_counted ON integrations (organisation, sector, quality_code, begin_day, end_day);

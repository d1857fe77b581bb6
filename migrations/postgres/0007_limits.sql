-- A form that is sent twice opens one consultation; how many a user may open in an hour is set.

-- What a sending of the form is recognised by: a hash of the form's token and of what was asked.
ALTER TABLE consultations ADD COLUMN sending BYTEA;
CREATE UNIQUE INDEX consultations_by_sending ON consultations (sending) WHERE sending IS NOT NULL;
CREATE INDEX consultations_by_user ON consultations (user_name, purpose, at_us);

-- The most consultations of one user in an hour. An empty word stands for every organisation, or every purpose; what
-- is said of an organisation goes before what is said of a purpose.
CREATE TABLE consultation_limits (
    organisation TEXT COLLATE "C" NOT NULL,
    purpose TEXT COLLATE "C" NOT NULL,
    most BIGINT NOT NULL,
    PRIMARY KEY (organisation, purpose)
);
INSERT INTO consultation_limits (organisation, purpose, most) VALUES
    ('', '', 120),
    ('', 'social-inspection', 1200),
    ('', 'social-fraud', 600),
    ('', 'subsidy-control', 600),
    ('', 'supervision', 600);

-- Organisations, users, sessions.
-- Identifiers are compared byte by byte (COLLATE "C"), as SQLite does and as Rust does.

CREATE TABLE organisations (
    id TEXT COLLATE "C" PRIMARY KEY,
    name TEXT NOT NULL,              -- JSON: {"fr":…,"nl":…,"de":…}
    sector BIGINT,
    legal_context TEXT
);

CREATE TABLE organisation_recipients (
    organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    recipient TEXT COLLATE "C" NOT NULL,
    place BIGINT NOT NULL,          -- in the list of the organisation
    PRIMARY KEY (organisation, recipient)
);
CREATE INDEX organisation_recipients_by_recipient ON organisation_recipients (recipient, organisation);

CREATE TABLE users (
    user_name TEXT COLLATE "C" PRIMARY KEY,
    display_name TEXT NOT NULL,
    organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (id),
    password TEXT NOT NULL,          -- PHC form
    enabled BIGINT NOT NULL,        -- 0 or 1
    language TEXT
);

CREATE TABLE user_roles (
    user_name TEXT COLLATE "C" NOT NULL REFERENCES users (user_name),
    role TEXT COLLATE "C" NOT NULL,
    place BIGINT NOT NULL,          -- in the list of the user
    PRIMARY KEY (user_name, role)
);

CREATE TABLE sessions (
    id_hash BYTEA PRIMARY KEY,        -- SHA-256 of the identifier in the cookie
    user_name TEXT COLLATE "C",
    data BYTEA NOT NULL,              -- sealed
    created_us BIGINT NOT NULL,
    last_seen_us BIGINT NOT NULL,
    absolute_expiry_us BIGINT NOT NULL,
    revoked BIGINT NOT NULL         -- 0 or 1
);
CREATE INDEX sessions_by_user ON sessions (user_name);

CREATE TABLE sign_in_failures (
    subject BYTEA NOT NULL,           -- sealed: people type a NISS where a name belongs
    at_us BIGINT NOT NULL
);
CREATE INDEX sign_in_failures_by_subject ON sign_in_failures (subject, at_us);
CREATE INDEX sign_in_failures_by_time ON sign_in_failures (at_us);

-- What the right data key makes of a known text: another key is found out before it does harm.
CREATE TABLE data_key (
    proof BYTEA PRIMARY KEY
);

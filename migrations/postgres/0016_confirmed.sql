-- What the user confirmed when asking, such as a pending dispute: reopening decides with it (23/058 point 79.6).

ALTER TABLE consultations ADD COLUMN confirmed TEXT NOT NULL DEFAULT '[]';  -- JSON: identifiers of conditions

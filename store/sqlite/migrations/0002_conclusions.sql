-- +goose Up
-- Conclusions: who gave, and how donors rank. All of it follows from the
-- evidence and can be deleted and computed again.

-- A contributor is one as-filed identity; the donor is whom resolution takes
-- it for (itself, until a fuller resolution says otherwise).
CREATE TABLE contributor (
  id INTEGER PRIMARY KEY,  -- hash of the key
  key TEXT NOT NULL,
  donor_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  city TEXT,
  state TEXT,
  zip5 TEXT,
  entity TEXT,
  committee_ref TEXT,
  last TEXT,
  first TEXT,
  suffix TEXT,
  employer TEXT,
  occupation TEXT,
  street_hash INTEGER
) STRICT;
CREATE INDEX contributor_merged ON contributor (donor_id, id) WHERE donor_id <> id;

-- The evidence of the latest resolution: contributors that were joined, and
-- pairs for a person to decide about.
CREATE TABLE donor_pair (
  answer TEXT NOT NULL,    -- same, possible, conflict
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  weight REAL NOT NULL,
  evidence TEXT NOT NULL,  -- in words, one a line
  PRIMARY KEY (answer, a, b)
) STRICT, WITHOUT ROWID;

CREATE TABLE donor_name (
  donor_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL       -- given by a correction
) STRICT;

CREATE TABLE donor_relation (
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  reason TEXT NOT NULL,
  link TEXT NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

-- What kind of donor somebody is; donors without a line are not classified.
CREATE TABLE donor_class (
  donor_id INTEGER PRIMARY KEY,
  class TEXT NOT NULL,
  kind TEXT,
  filer TEXT,
  confidence TEXT NOT NULL,
  evidence TEXT,
  rule TEXT,
  matched TEXT,
  why TEXT,
  tags TEXT,               -- separated by line breaks
  rules_version TEXT NOT NULL
) STRICT;
CREATE INDEX donor_class_class ON donor_class (class, donor_id);

CREATE TABLE committee_donor (
  committee_id INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  donor_id INTEGER NOT NULL,
  gross INTEGER NOT NULL,
  returned INTEGER NOT NULL,
  net INTEGER NOT NULL,
  gifts INTEGER NOT NULL,
  first TEXT,
  last TEXT,
  pending INTEGER NOT NULL,
  pending_gifts INTEGER NOT NULL,
  attributed INTEGER NOT NULL, -- shares of joint fundraising, no part of net
  PRIMARY KEY (committee_id, rank)
) STRICT, WITHOUT ROWID;

CREATE TABLE committee_total (
  committee_id INTEGER NOT NULL,
  schedule TEXT NOT NULL,
  status INTEGER NOT NULL,
  reason INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  positive INTEGER NOT NULL,
  negative INTEGER NOT NULL,
  positive_rows INTEGER NOT NULL,
  PRIMARY KEY (committee_id, schedule, status, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE contest (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;

CREATE TABLE contest_member (
  contest_id INTEGER NOT NULL REFERENCES contest,
  position INTEGER NOT NULL,
  side TEXT NOT NULL,
  scheme TEXT NOT NULL,
  native TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (contest_id, position)
) STRICT, WITHOUT ROWID;

-- Side '' stands for the whole contest.
CREATE TABLE contest_donor (
  contest_id INTEGER NOT NULL,
  side TEXT NOT NULL,
  rank INTEGER NOT NULL,
  donor_id INTEGER NOT NULL,
  gross INTEGER NOT NULL,
  returned INTEGER NOT NULL,
  net INTEGER NOT NULL,
  gifts INTEGER NOT NULL,
  first TEXT,
  last TEXT,
  pending INTEGER NOT NULL,
  pending_gifts INTEGER NOT NULL,
  attributed INTEGER NOT NULL, -- shares of joint fundraising, no part of net
  PRIMARY KEY (contest_id, side, rank)
) STRICT, WITHOUT ROWID;

-- +goose Down
SELECT 1;

-- +goose Up
-- Evidence: what was filed, by whom, and where it stands in which file.
-- Money is integer cents, days are ISO text, NULL text means "not filed".

CREATE TABLE data_version (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  cause TEXT NOT NULL
) STRICT;

CREATE TABLE source_file (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  format TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  fetched TEXT NOT NULL,
  partial INTEGER NOT NULL,
  version_id INTEGER NOT NULL REFERENCES data_version
) STRICT;

CREATE TABLE source_part (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source_file,
  name TEXT NOT NULL,
  lines INTEGER NOT NULL DEFAULT 0,
  typed INTEGER NOT NULL DEFAULT 0,
  referenced INTEGER NOT NULL DEFAULT 0,
  quarantined INTEGER NOT NULL DEFAULT 0,
  UNIQUE (source_id, name)
) STRICT;

CREATE TABLE line_reference (
  source_id INTEGER NOT NULL REFERENCES source_file,
  part TEXT NOT NULL,
  record TEXT NOT NULL,
  lines INTEGER NOT NULL,
  first_line INTEGER NOT NULL,
  first_offset INTEGER NOT NULL,
  last_line INTEGER NOT NULL,
  last_offset INTEGER NOT NULL
) STRICT;
CREATE INDEX line_reference_source ON line_reference (source_id);

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source_file,
  part TEXT NOT NULL,
  line INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  length INTEGER NOT NULL,
  text TEXT NOT NULL,      -- redacted
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX quarantine_source ON quarantine (source_id);

CREATE TABLE committee (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  scheme TEXT NOT NULL,    -- the native id by which it is cited
  native TEXT NOT NULL,
  name TEXT NOT NULL,
  name_day TEXT NOT NULL,  -- last day of the report that carried the name
  type TEXT NOT NULL,
  -- conclusions, rebuilt by counting
  itemized INTEGER NOT NULL DEFAULT 0,
  unitemized_monetary INTEGER NOT NULL DEFAULT 0,
  unitemized_in_kind INTEGER NOT NULL DEFAULT 0,
  pending INTEGER NOT NULL DEFAULT 0,
  donors INTEGER NOT NULL DEFAULT 0,
  from_date TEXT,
  thru_date TEXT
) STRICT;
CREATE INDEX committee_by_money ON committee (itemized DESC, id);

CREATE TABLE committee_native (
  scheme TEXT NOT NULL,
  native TEXT NOT NULL,
  committee_id INTEGER NOT NULL REFERENCES committee,
  PRIMARY KEY (scheme, native)
) STRICT, WITHOUT ROWID;
CREATE INDEX committee_native_committee ON committee_native (committee_id);
CREATE INDEX committee_native_native ON committee_native (native);

CREATE TABLE committee_name (
  committee_id INTEGER NOT NULL REFERENCES committee,
  name TEXT NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  PRIMARY KEY (committee_id, name)
) STRICT, WITHOUT ROWID;

-- What publishers say of filers apart from their reports.
CREATE TABLE filer_alias (
  alias_scheme TEXT NOT NULL,
  alias TEXT NOT NULL,
  filer_scheme TEXT NOT NULL,
  filer TEXT NOT NULL,
  PRIMARY KEY (alias_scheme, alias, filer_scheme, filer)
) STRICT, WITHOUT ROWID;
CREATE INDEX filer_alias_filer ON filer_alias (filer_scheme, filer);

CREATE TABLE filer_name (
  scheme TEXT NOT NULL,
  native TEXT NOT NULL,
  effective TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT,
  status TEXT,
  PRIMARY KEY (scheme, native, effective, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE filing_filer (
  system TEXT NOT NULL,
  report TEXT NOT NULL,
  version INTEGER NOT NULL,
  scheme TEXT NOT NULL,
  native TEXT NOT NULL,
  form TEXT,
  statement TEXT,
  filed TEXT,
  from_date TEXT,
  thru_date TEXT,
  PRIMARY KEY (system, report, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE filing (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  system TEXT NOT NULL,
  report TEXT NOT NULL,
  version INTEGER NOT NULL,
  copy INTEGER NOT NULL,   -- 1, 2..: the publisher later gave other rows for this version
  committee_id INTEGER REFERENCES committee,
  form TEXT,
  filer_scheme TEXT,
  filer TEXT,
  filer_name TEXT,
  agency TEXT,
  statement TEXT,
  from_date TEXT,
  thru_date TEXT,
  filed TEXT,
  election TEXT,
  report_id TEXT,
  committee_type TEXT,
  target_candidate TEXT,
  target_office TEXT,
  target_jurisdiction TEXT,
  target_measure TEXT,
  target_support TEXT,
  partial INTEGER NOT NULL DEFAULT 0,
  withdrawn INTEGER NOT NULL DEFAULT 0,
  url TEXT,
  source_id INTEGER NOT NULL REFERENCES source_file,
  part TEXT,
  line INTEGER,
  offset INTEGER,
  length INTEGER,
  empty_amendment INTEGER, -- conclusion: a newer version has a cover but no rows
  UNIQUE (system, report, version, copy)
) STRICT;
CREATE INDEX filing_committee ON filing (committee_id);

-- Rows of one filing version by kind of line, with an order-free digest of
-- their content, and the conclusion whether they are in force.
CREATE TABLE filing_table (
  filing_id INTEGER NOT NULL REFERENCES filing,
  tbl INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  digest BLOB NOT NULL,
  kept INTEGER NOT NULL DEFAULT 1,
  status INTEGER NOT NULL DEFAULT 0,
  reason INTEGER NOT NULL DEFAULT 0,
  by_filing INTEGER,
  PRIMARY KEY (filing_id, tbl)
) STRICT, WITHOUT ROWID;

CREATE TABLE txn (
  id INTEGER PRIMARY KEY,
  filing_id INTEGER NOT NULL,
  committee_id INTEGER,    -- the filer; NULL when it is not known
  part_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  length INTEGER NOT NULL,
  tbl INTEGER NOT NULL,
  schedule TEXT NOT NULL,
  line_item INTEGER,
  tran_id TEXT,
  kind INTEGER NOT NULL,
  direction INTEGER NOT NULL,
  entity TEXT,
  last TEXT,
  first TEXT,
  suffix TEXT,
  city TEXT,
  state TEXT,
  zip TEXT,
  employer TEXT,
  occupation TEXT,
  committee_ref TEXT,      -- the counterparty's committee id as filed
  tran_type TEXT,
  date TEXT,
  amount INTEGER NOT NULL,
  cumulative INTEGER,
  memo INTEGER,
  street_hash INTEGER,     -- keyed hash; the street line itself is not stored
  contributor_id INTEGER NOT NULL,
  -- conclusions
  status INTEGER NOT NULL,
  reason INTEGER NOT NULL,
  cause_txn INTEGER,
  cause_filing INTEGER
) STRICT;

-- What few rows have.
CREATE TABLE txn_detail (
  txn_id INTEGER PRIMARY KEY,
  title TEXT,
  self_employed INTEGER,
  date_thru TEXT,
  intermediary TEXT,
  intermediary_committee TEXT,
  code TEXT,
  description TEXT,
  target_candidate TEXT,
  target_office TEXT,
  target_jurisdiction TEXT,
  target_measure TEXT,
  target_support TEXT,
  memo_ref TEXT,
  back_ref TEXT,
  cross_ref TEXT,
  note TEXT                -- what the reader inferred
) STRICT;

CREATE TABLE loan (
  txn_id INTEGER PRIMARY KEY,
  balance_start INTEGER NOT NULL,
  balance_end INTEGER NOT NULL,
  repaid INTEGER NOT NULL,
  forgiven INTEGER NOT NULL,
  interest INTEGER NOT NULL,
  original INTEGER NOT NULL,
  due TEXT
) STRICT;

CREATE TABLE summary (
  filing_id INTEGER NOT NULL,
  schedule TEXT NOT NULL,
  line TEXT NOT NULL,
  a INTEGER NOT NULL,
  b INTEGER NOT NULL,
  c INTEGER NOT NULL,
  part_id INTEGER NOT NULL,
  src_line INTEGER NOT NULL,
  PRIMARY KEY (filing_id, schedule, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE memo_text (
  id INTEGER PRIMARY KEY,
  filing_id INTEGER NOT NULL,
  schedule TEXT,
  ref TEXT,
  text TEXT NOT NULL,      -- redacted
  part_id INTEGER NOT NULL,
  src_line INTEGER NOT NULL
) STRICT;
CREATE INDEX memo_text_filing ON memo_text (filing_id);

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  filing_id INTEGER NOT NULL,
  role TEXT NOT NULL,
  last TEXT,
  first TEXT,
  title TEXT,
  suffix TEXT,
  city TEXT,
  state TEXT,
  zip TEXT,
  native TEXT,
  target_candidate TEXT,
  target_office TEXT,
  target_jurisdiction TEXT,
  target_measure TEXT,
  target_support TEXT,
  part_id INTEGER NOT NULL,
  src_line INTEGER NOT NULL
) STRICT;
CREATE INDEX person_filing ON person (filing_id);

-- +goose Down
SELECT 1;

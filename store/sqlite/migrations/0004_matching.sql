-- +goose Up
-- What is kept of deciding who is one donor, so that contributors who come
-- later are matched without a full pass.

-- How donors were decided last. No line: never.
CREATE TABLE resolution (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  mode TEXT NOT NULL CHECK (mode IN ('matched', 'behind', 'exact')),
  rules INTEGER NOT NULL,  -- version of the rules that blocks and pairs follow from
  weights TEXT NOT NULL    -- of weight_file
) STRICT;

-- A database that was resolved before this table is to be resolved anew.
INSERT INTO resolution (id, mode, rules, weights)
SELECT 1, 'behind', 0, '' WHERE EXISTS (SELECT 1 FROM contributor WHERE donor_id <> id);

-- The weights that donors were ever decided with, by a hash of the file.
CREATE TABLE weight_file (
  hash TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  file TEXT NOT NULL       -- JSON
) STRICT, WITHOUT ROWID;

-- Contributors are compared when they stand in one block.
CREATE TABLE contributor_block (
  key INTEGER NOT NULL,
  contributor_id INTEGER NOT NULL,
  PRIMARY KEY (key, contributor_id)
) STRICT, WITHOUT ROWID;

-- Pairs that hold donors together whatever became of them, and pairs from
-- their other side.
ALTER TABLE donor_pair ADD COLUMN joins INTEGER NOT NULL DEFAULT 0;
CREATE INDEX donor_pair_b ON donor_pair (b, answer, a, joins);

-- +goose Down
SELECT 1;

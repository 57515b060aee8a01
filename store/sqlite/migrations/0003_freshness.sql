-- +goose Up
-- How fresh what each source gave is. Written at the end of a run; no part of
-- the evidence, and no reason for a data version of its own.
CREATE TABLE source_run (
  source TEXT NOT NULL,
  agency TEXT NOT NULL,      -- '' for all
  committee TEXT NOT NULL,   -- '' for all
  title TEXT NOT NULL,
  as_of TEXT,                -- end of the latest good run, RFC 3339
  filed_through TEXT,        -- latest filing day seen
  through TEXT,              -- last day that a periodic report covers
  last_run TEXT NOT NULL,    -- end of the latest run, RFC 3339
  outcome TEXT NOT NULL,     -- of the latest run: ok, failed, canceled
  reason TEXT,               -- why it failed, in words that may be published
  PRIMARY KEY (source, agency, committee)
) STRICT, WITHOUT ROWID;

-- +goose Down
SELECT 1;

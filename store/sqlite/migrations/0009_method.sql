-- +goose Up
-- Which rules a data version was concluded by, so that it can be read by them
-- again.
ALTER TABLE data_version ADD COLUMN method TEXT NOT NULL DEFAULT '';
ALTER TABLE data_version ADD COLUMN classes TEXT NOT NULL DEFAULT ''; -- of rule_file

-- The rule files of classes that were ever in force, by their version.
CREATE TABLE rule_file (
  version TEXT PRIMARY KEY,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- +goose Down
SELECT 1;

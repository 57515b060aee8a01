-- +goose Up
-- Leads from a joined party to the pair that joined it.
CREATE INDEX donor_pair_b ON donor_pair (b, answer);

-- +goose Down
DROP INDEX donor_pair_b;

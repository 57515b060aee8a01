-- +goose Up
-- What a donor gave all committees: for tags that ask about more than one.
CREATE INDEX committee_donor_donor ON committee_donor (donor_id, committee_id, net, gross, first, last);

-- +goose Down
SELECT 1;

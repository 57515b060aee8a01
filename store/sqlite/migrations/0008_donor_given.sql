-- +goose Up
-- What donors gave all committees, for tags that ask about it: of donors whose
-- gifts came to $5,000 or more. It follows from committee_donor and txn.
CREATE TABLE donor_given (
  donor_id INTEGER PRIMARY KEY,
  net INTEGER NOT NULL,    -- to all committees
  year INTEGER NOT NULL    -- the most in one calendar year, at least the average of the years from the first gift to the last
) STRICT;

-- In a new file it is made after the first load, else it is there.
CREATE INDEX IF NOT EXISTS txn_contributor ON txn (contributor_id, committee_id);

INSERT INTO donor_given (donor_id, net, year)
WITH large AS (SELECT donor_id, sum(net) AS net, CAST(substr(min(first), 1, 4) AS INTEGER) AS since, CAST(substr(max(last), 1, 4) AS INTEGER) AS till
    FROM committee_donor GROUP BY donor_id HAVING sum(gross) >= 500000),
  line AS (SELECT d.donor_id, d.committee_id, d.net, substr(d.first, 1, 4) AS since, substr(d.last, 1, 4) AS till
    FROM large CROSS JOIN committee_donor d INDEXED BY committee_donor_donor ON d.donor_id = large.donor_id WHERE d.first <> ''),
  of_donor AS (SELECT donor_id, committee_id, donor_id AS contributor_id FROM line WHERE since <> till
    UNION ALL SELECT l.donor_id, l.committee_id, c.id FROM line l CROSS JOIN contributor c INDEXED BY contributor_merged ON c.donor_id = l.donor_id AND c.donor_id <> c.id WHERE l.since <> l.till),
  part AS (SELECT donor_id, since AS year, net FROM line WHERE since = till
    UNION ALL SELECT o.donor_id, substr(t.date, 1, 4), t.amount
    FROM of_donor o CROSS JOIN txn t INDEXED BY txn_contributor ON t.contributor_id = o.contributor_id AND t.committee_id = o.committee_id
    WHERE t.status = 1 AND t.date <> ''),
  best AS (SELECT donor_id, max(net) AS year FROM (SELECT donor_id, sum(net) AS net FROM part GROUP BY donor_id, year) GROUP BY donor_id)
SELECT large.donor_id, large.net, max(coalesce(best.year, 0), coalesce(large.net / (large.till - large.since + 1), 0))
FROM large LEFT JOIN best USING (donor_id);

-- +goose Down
SELECT 1;

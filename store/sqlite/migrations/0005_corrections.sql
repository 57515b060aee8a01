-- +goose Up
-- What people decided about donors, and what that did to the figures.

-- The log is append-only: an entry goes out of force by a later one of the
-- kind undo. Subject and object are contributors; their donors are meant.
CREATE TABLE correction (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('merge', 'split', 'never-merge', 'rename', 'class', 'affiliate', 'undo')),
  subject INTEGER,
  object INTEGER,
  subject_as TEXT NOT NULL, -- as written, or the name it had then
  object_as TEXT NOT NULL,
  value TEXT NOT NULL,      -- a name or a class
  detail TEXT NOT NULL,     -- kind of officers
  reason TEXT NOT NULL,
  link TEXT NOT NULL,
  author TEXT NOT NULL,
  decided TEXT,             -- day, as the file says
  at TEXT NOT NULL,
  file TEXT,
  line INTEGER,
  undoes INTEGER UNIQUE REFERENCES correction,
  change_id INTEGER NOT NULL,
  CHECK ((kind = 'undo') = (undoes IS NOT NULL) AND (kind = 'undo') = (subject IS NULL))
) STRICT;
CREATE INDEX correction_change ON correction (change_id);

-- +goose StatementBegin
CREATE TRIGGER correction_stays BEFORE UPDATE ON correction
BEGIN SELECT raise(ABORT, 'the log of corrections is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER correction_is_kept BEFORE DELETE ON correction
BEGIN SELECT raise(ABORT, 'the log of corrections is append-only'); END;
-- +goose StatementEnd

-- Contributors that corrections move, with the donor that the rules alone take
-- them for.
CREATE TABLE contributor_base (
  contributor_id INTEGER PRIMARY KEY,
  donor_id INTEGER NOT NULL
) STRICT;

-- What became of the entries in force, when they were last applied.
CREATE TABLE correction_outcome (
  correction_id INTEGER PRIMARY KEY,
  state TEXT NOT NULL,      -- applied, agrees, stale, contradicted
  by_correction INTEGER
) STRICT;

-- Figures that decisions or changed rules moved.
CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  version_id INTEGER NOT NULL,
  at TEXT NOT NULL,
  cause TEXT NOT NULL,
  what TEXT NOT NULL,
  reason TEXT NOT NULL,
  link TEXT NOT NULL,
  author TEXT NOT NULL,
  donors INTEGER NOT NULL,
  committees INTEGER NOT NULL,
  contests INTEGER NOT NULL,
  figures INTEGER NOT NULL
) STRICT;

CREATE TABLE change_figure (
  change_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  scope TEXT NOT NULL,      -- donor, committee, contest
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  side TEXT NOT NULL,
  donor_id INTEGER NOT NULL,
  donor_name TEXT NOT NULL,
  before INTEGER NOT NULL,
  after INTEGER NOT NULL,
  pending_before INTEGER NOT NULL,
  pending_after INTEGER NOT NULL,
  class_before TEXT NOT NULL,
  class_after TEXT NOT NULL,
  PRIMARY KEY (change_id, position)
) STRICT, WITHOUT ROWID;

-- +goose Down
SELECT 1;

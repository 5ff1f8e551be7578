"""The case file's tables, as a list of migrations. Once released a migration is never edited: add one."""

from __future__ import annotations

APPLICATION_ID = 0x53415953
"""``SAYS`` in ASCII, in the header of every case file, so that ``file`` and Sayso know one from any SQLite file."""

_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The bytes as they came, once for each content, compressed with zlib.
CREATE TABLE originals (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, bytes BLOB NOT NULL);

-- One row for each distinct text; what finds its copies hangs on it, so a thousand exact copies cost one.
CREATE TABLE texts (hash TEXT PRIMARY KEY, signature BLOB NOT NULL, paired INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX texts_unpaired ON texts (hash) WHERE paired = 0;
CREATE TABLE bands (band BLOB NOT NULL, text TEXT NOT NULL REFERENCES texts, PRIMARY KEY (band, text)) WITHOUT ROWID;
CREATE TABLE near (
  text TEXT NOT NULL REFERENCES texts, other TEXT NOT NULL REFERENCES texts, similarity REAL NOT NULL,
  PRIMARY KEY (text, other)) WITHOUT ROWID;
CREATE TABLE paragraphs (
  paragraph BLOB NOT NULL, text TEXT NOT NULL REFERENCES texts, PRIMARY KEY (paragraph, text)) WITHOUT ROWID;
CREATE INDEX paragraphs_text ON paragraphs (text);

CREATE TABLE documents (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, original TEXT NOT NULL REFERENCES originals,
  text_hash TEXT NOT NULL REFERENCES texts, path TEXT NOT NULL, locator TEXT NOT NULL, published_order TEXT NOT NULL,
  outlet TEXT, coded INTEGER NOT NULL, title TEXT, text TEXT NOT NULL, record TEXT NOT NULL, seal TEXT NOT NULL);
CREATE INDEX documents_text ON documents (text_hash, published_order, id);
CREATE INDEX documents_path ON documents (path);

-- Where each document was met, and under which reading; the lowest (path, locator) is the one shown.
CREATE TABLE sightings (
  path TEXT NOT NULL, locator TEXT NOT NULL, raw TEXT NOT NULL, signature TEXT NOT NULL, doc TEXT NOT NULL,
  PRIMARY KEY (path, locator, raw)) WITHOUT ROWID;
CREATE INDEX sightings_doc ON sightings (doc);

-- Files read to their end; a second build passes over them.
CREATE TABLE files (
  path TEXT NOT NULL, fingerprint TEXT NOT NULL, signature TEXT NOT NULL,
  PRIMARY KEY (path, fingerprint)) WITHOUT ROWID;

CREATE TABLE mentions (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  doc TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, event TEXT NOT NULL,
  type TEXT NOT NULL, mode TEXT, status TEXT NOT NULL, attributed INTEGER NOT NULL, date_first TEXT, date_last TEXT,
  probability REAL NOT NULL, record TEXT NOT NULL);
CREATE INDEX mentions_doc ON mentions (doc);
CREATE INDEX mentions_event ON mentions (event);

CREATE TABLE events (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  doc TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, type TEXT NOT NULL,
  status TEXT NOT NULL, date_first TEXT, date_last TEXT, n_documents INTEGER NOT NULL,
  record TEXT NOT NULL);
CREATE INDEX events_doc ON events (doc);

CREATE TABLE commitments (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  doc TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, kind TEXT NOT NULL,
  record TEXT NOT NULL);
CREATE INDEX commitments_doc ON commitments (doc);

-- Actors, places and sources: who they are (identities) and how each document names them (names).
CREATE TABLE identities (
  kind TEXT NOT NULL, id TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE names (
  kind TEXT NOT NULL, id TEXT NOT NULL, doc TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  name TEXT NOT NULL, alias TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (kind, id, doc, name, alias)) WITHOUT ROWID;
CREATE INDEX names_doc ON names (doc);

CREATE TABLE rejections (
  path TEXT NOT NULL, locator TEXT NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL, at TEXT,
  PRIMARY KEY (path, locator, stage, reason)) WITHOUT ROWID;

CREATE TABLE decisions (
  n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL);
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_last BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;

CREATE VIRTUAL TABLE words USING fts5 (
  title, text, content = 'documents', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER words_in AFTER INSERT ON documents BEGIN
  INSERT INTO words (rowid, title, text) VALUES (new.n, new.title, new.text); END;
CREATE TRIGGER words_out AFTER DELETE ON documents BEGIN
  INSERT INTO words (words, rowid, title, text) VALUES ('delete', old.n, old.title, old.text); END;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST,)
"""``MIGRATIONS[i]`` brings a file from version i to i + 1; ``PRAGMA user_version`` holds the file's version."""

SCHEMA_VERSION = len(MIGRATIONS)

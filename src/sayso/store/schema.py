"""The case file's tables, as a list of migrations. Once released a migration is never edited: add one."""

from __future__ import annotations

APPLICATION_ID = 0x53415953
"""``SAYS`` in ASCII, in the header of every case file, so that ``file`` and Sayso know one from any SQLite file."""

_FIRST = """
-- The bytes as they came, once for each content, compressed with zlib.
CREATE TABLE originals (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, bytes BLOB NOT NULL);

-- One row for each distinct text; what finds its copies hangs on it, so a thousand exact copies cost one.
CREATE TABLE texts (
  hash TEXT PRIMARY KEY, signature BLOB NOT NULL, paired INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX texts_unpaired ON texts (hash) WHERE paired = 0;
CREATE TABLE bands (
  band BLOB NOT NULL, text TEXT NOT NULL REFERENCES texts, PRIMARY KEY (band, text)) WITHOUT ROWID;
CREATE INDEX bands_text ON bands (text);
CREATE TABLE near (
  text TEXT NOT NULL REFERENCES texts, other TEXT NOT NULL REFERENCES texts, similarity REAL NOT NULL,
  PRIMARY KEY (text, other)) WITHOUT ROWID;
CREATE TABLE paragraphs (
  paragraph BLOB NOT NULL, text TEXT NOT NULL REFERENCES texts, PRIMARY KEY (paragraph, text)) WITHOUT ROWID;
CREATE INDEX paragraphs_text ON paragraphs (text);

-- path, locator and raw say where the row shown was read: the lowest of all places the document was met at.
-- way names the way of reading (version, codebook, options). superseded_by is what the same place held later.
CREATE TABLE documents (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, original TEXT NOT NULL REFERENCES originals,
  text_hash TEXT NOT NULL REFERENCES texts, path TEXT NOT NULL, locator TEXT NOT NULL, raw TEXT NOT NULL,
  way TEXT NOT NULL, published_order TEXT NOT NULL, title TEXT, text TEXT NOT NULL, record TEXT NOT NULL,
  seal TEXT NOT NULL, superseded_by TEXT);
CREATE INDEX documents_text ON documents (text_hash, published_order, id);
CREATE INDEX documents_path ON documents (path);

-- What each place held when it was last read. origin is a hash of where the file stood on disk.
CREATE TABLE sightings (
  origin TEXT NOT NULL, path TEXT NOT NULL, locator TEXT NOT NULL, raw TEXT NOT NULL, way TEXT NOT NULL,
  doc TEXT NOT NULL, PRIMARY KEY (origin, path, locator)) WITHOUT ROWID;
CREATE INDEX sightings_doc ON sightings (doc);

-- Files read to their end; a second build passes over them.
CREATE TABLE files (origin TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, way TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE mentions (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  doc TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, event TEXT NOT NULL,
  type TEXT NOT NULL, mode TEXT, status TEXT NOT NULL, attributed INTEGER NOT NULL, date_first TEXT, date_last TEXT,
  probability REAL NOT NULL, record TEXT NOT NULL);
CREATE INDEX mentions_doc ON mentions (doc);
CREATE INDEX mentions_event ON mentions (event);

CREATE TABLE events (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  doc TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, record TEXT NOT NULL);
CREATE INDEX events_doc ON events (doc);

CREATE TABLE commitments (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  doc TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, record TEXT NOT NULL);
CREATE INDEX commitments_doc ON commitments (doc);

-- The actors, places and sources that each document names, as it names them.
CREATE TABLE named (
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL,
  doc TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, record TEXT NOT NULL);
CREATE INDEX named_id ON named (kind, id, doc);
CREATE INDEX named_doc ON named (doc);

-- reading names the content and the way of reading that met the fault; another reading of the file clears it.
CREATE TABLE rejections (
  origin TEXT NOT NULL, path TEXT NOT NULL, locator TEXT NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL,
  detail TEXT NOT NULL, at TEXT, reading TEXT NOT NULL,
  PRIMARY KEY (origin, path, locator, stage, reason)) WITHOUT ROWID;

CREATE TABLE decisions (
  n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL);
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
  BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_last BEFORE DELETE ON decisions
  BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;

CREATE VIRTUAL TABLE words USING fts5 (
  title, text, content = 'documents', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER words_in AFTER INSERT ON documents BEGIN
  INSERT INTO words (rowid, title, text) VALUES (new.n, new.title, new.text); END;
CREATE TRIGGER words_out AFTER DELETE ON documents BEGIN
  INSERT INTO words (words, rowid, title, text) VALUES ('delete', old.n, old.title, old.text); END;
"""

_SECOND = """
-- The trigger vectors of mentions that the encoder read; model names the weights that gave them.
CREATE TABLE vectors (
  mention TEXT PRIMARY KEY REFERENCES mentions (id) ON DELETE CASCADE, model TEXT NOT NULL,
  vector BLOB NOT NULL) WITHOUT ROWID;
"""

_THIRD = """
-- Events are made over the whole case by merging, not by the reading of one document, and no document's seal covers
-- them. Seals of the older format did: they are made void, and the next build reads those documents again.
DROP TABLE events;
DROP INDEX mentions_event;
UPDATE documents SET seal = '';
CREATE TABLE events (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL);

-- The event of each mention that is not the lowest of its cluster; every other is the event of its own id.
CREATE TABLE clusters (mention TEXT PRIMARY KEY, event TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX clusters_event ON clusters (event);

-- Ids that events had; heir is the lowest mention left of such an event when it ended.
CREATE TABLE former_events (id TEXT PRIMARY KEY, heir TEXT NOT NULL) WITHOUT ROWID;

-- What comparing needs of each mention, the windows of type and time in which mentions meet, and the likely pairs.
CREATE TABLE sketches (
  mention INTEGER PRIMARY KEY REFERENCES mentions (n) ON DELETE CASCADE, row BLOB NOT NULL);
CREATE TABLE windows (
  window INTEGER NOT NULL, mention INTEGER NOT NULL REFERENCES mentions (n) ON DELETE CASCADE,
  PRIMARY KEY (window, mention)) WITHOUT ROWID;
CREATE INDEX windows_mention ON windows (mention);
CREATE TABLE pairs (
  one INTEGER NOT NULL REFERENCES mentions (n) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES mentions (n) ON DELETE CASCADE,
  score REAL NOT NULL, bar INTEGER NOT NULL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX pairs_other ON pairs (other);

-- What people decided of pairs, as it was last applied: the decisions anchored in the mentions of today.
CREATE TABLE judged (
  one TEXT NOT NULL, other TEXT NOT NULL, judgement TEXT NOT NULL, decision TEXT NOT NULL,
  PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX judged_other ON judged (other);

-- What merging has yet to do: documents that came, changed or went, and mentions whose partners went.
CREATE TABLE unmerged (doc TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE unsettled (mention TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO unmerged SELECT id FROM documents;

-- Links between events. The keys of an event are those it looks for (role 0) and those it is found by (role 1).
CREATE TABLE links (
  source TEXT NOT NULL, target TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL,
  PRIMARY KEY (source, target, kind)) WITHOUT ROWID;
CREATE INDEX links_target ON links (target);
CREATE TABLE event_keys (
  role INTEGER NOT NULL, key INTEGER NOT NULL, event TEXT NOT NULL, PRIMARY KEY (role, key, event)) WITHOUT ROWID;
CREATE INDEX event_keys_event ON event_keys (event);

-- How commitments stand by later events, the keys of events that can tell on them, and the day a time they set ends.
CREATE TABLE standings (
  commitment TEXT PRIMARY KEY REFERENCES commitments (id) ON DELETE CASCADE, lapsed INTEGER NOT NULL, deadline TEXT,
  record TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX standings_deadline ON standings (deadline) WHERE deadline IS NOT NULL;
CREATE TABLE commitment_keys (
  key INTEGER NOT NULL, commitment TEXT NOT NULL REFERENCES commitments (id) ON DELETE CASCADE,
  PRIMARY KEY (key, commitment)) WITHOUT ROWID;
CREATE INDEX commitment_keys_commitment ON commitment_keys (commitment);

-- By which rules events were last merged.
CREATE TABLE merging (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

_FOURTH = """
-- Without it each look at which documents count goes through all of them, past their texts.
CREATE INDEX documents_superseded ON documents (superseded_by, id) WHERE superseded_by IS NOT NULL;

-- What decisions come to in the case as it is now, made anew of the log whenever it, or what was read, changes.
-- Documents that people left out of the record, and those that they call copies of others.
CREATE TABLE left_out (doc TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE copied (doc TEXT PRIMARY KEY, original TEXT NOT NULL) WITHOUT ROWID;

-- added is the decision by which a mention is there that the present reading did not find.
ALTER TABLE mentions ADD COLUMN added TEXT;
CREATE INDEX mentions_added ON mentions (added) WHERE added IS NOT NULL;

-- Mentions as decided; one without a record was rejected.
CREATE TABLE amended (
  mention INTEGER PRIMARY KEY REFERENCES mentions (n) ON DELETE CASCADE, type TEXT, mode TEXT, status TEXT,
  attributed INTEGER, date_first TEXT, date_last TEXT, probability REAL, record TEXT);

-- Actors and places that documents name by decision alone, beside those of the table named.
CREATE TABLE named_since (
  kind TEXT NOT NULL, id TEXT NOT NULL, doc TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  record TEXT NOT NULL, PRIMARY KEY (kind, id, doc)) WITHOUT ROWID;

-- The mention at whose event a decision on an event holds.
CREATE TABLE held (decision TEXT PRIMARY KEY, mention TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX held_mention ON held (mention);

-- Mentions as they count: as decided, the rejected ones left out. Whatever shows or merges mentions reads them here.
CREATE VIEW told AS
SELECT m.n, m.id, m.doc, m.event,
  CASE WHEN a.mention IS NULL THEN m.type ELSE a.type END AS type,
  CASE WHEN a.mention IS NULL THEN m.mode ELSE a.mode END AS mode,
  CASE WHEN a.mention IS NULL THEN m.status ELSE a.status END AS status,
  CASE WHEN a.mention IS NULL THEN m.attributed ELSE a.attributed END AS attributed,
  CASE WHEN a.mention IS NULL THEN m.date_first ELSE a.date_first END AS date_first,
  CASE WHEN a.mention IS NULL THEN m.date_last ELSE a.date_last END AS date_last,
  CASE WHEN a.mention IS NULL THEN m.probability ELSE a.probability END AS probability,
  CASE WHEN a.mention IS NULL THEN m.record ELSE a.record END AS record
FROM mentions AS m LEFT JOIN amended AS a ON a.mention = m.n WHERE a.mention IS NULL OR a.record IS NOT NULL;

-- The address each document stood at, and a key by which its versions sort: when it stood there, and whether whole.
CREATE TABLE addresses (
  doc TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, address TEXT NOT NULL, stood TEXT NOT NULL)
  WITHOUT ROWID;
CREATE INDEX addresses_address ON addresses (address, stood, doc);

-- Documents of which the one that superseded them is a later version, and did not only take their place.
CREATE TABLE versions (
  older TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, newer TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX versions_newer ON versions (newer);

-- Translations, with the last part of the name by which they name their original.
CREATE TABLE translations (
  doc TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE, name TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX translations_name ON translations (name);
-- How each address that was asked stands, feeds and their entries: what to ask again with, when it may be asked next,
-- and its entry, as JSON, while it waits to be fetched. Hosts that asked to be left alone until a time.
CREATE TABLE asked (
  url TEXT NOT NULL UNIQUE, feed TEXT NOT NULL, mark TEXT, etag TEXT, last_modified TEXT, failures INTEGER NOT NULL,
  not_before TEXT, due TEXT);
CREATE INDEX asked_due ON asked (feed) WHERE due IS NOT NULL;
CREATE TABLE hosts (host TEXT PRIMARY KEY, not_before TEXT NOT NULL) WITHOUT ROWID;

-- What a server said with each content that was kept; headers and redirects are JSON lists.
CREATE TABLE fetches (
  n INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, url TEXT NOT NULL, final_url TEXT NOT NULL, status INTEGER NOT NULL,
  fetched_at TEXT NOT NULL, headers TEXT NOT NULL, redirects TEXT NOT NULL);
CREATE INDEX fetches_sha256 ON fetches (sha256);
-- The chain of custody: head is the SHA-256 of the line "HEAD-BEFORE KIND ID THING", thing that of a receipt or of a
-- decision's record. It holds hashes alone and can only grow.
CREATE TABLE chain (
  n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, thing TEXT NOT NULL, head TEXT NOT NULL UNIQUE);
CREATE INDEX chain_id ON chain (kind, id);
CREATE TRIGGER chain_stays BEFORE UPDATE ON chain BEGIN SELECT RAISE(ABORT, 'the chain can only grow'); END;
CREATE TRIGGER chain_lasts BEFORE DELETE ON chain BEGIN SELECT RAISE(ABORT, 'the chain can only grow'); END;

-- What bytes came from where, when, by which reader and version, and which text was made of them.
CREATE TABLE received (
  n INTEGER PRIMARY KEY REFERENCES chain (n), doc TEXT NOT NULL, original TEXT NOT NULL, text_sha256 TEXT NOT NULL,
  path TEXT NOT NULL, container TEXT, locator TEXT NOT NULL, url TEXT, media_type TEXT, reader TEXT,
  version TEXT NOT NULL, at TEXT);
CREATE INDEX received_doc ON received (doc);
CREATE INDEX received_original ON received (original);

-- Documents taken out of the record, by which decision; refused are hashes that tell them when they come again.
CREATE TABLE removed (doc TEXT PRIMARY KEY, decision TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE refused (key TEXT NOT NULL, decision TEXT NOT NULL, PRIMARY KEY (key, decision)) WITHOUT ROWID;

-- Which documents are gone is asked with nearly every row: without this the whole table is gone through.

-- What was erased, documents and the words of decisions, by which decision. unswept is set until the file is rewritten.
CREATE TABLE erased (
  kind TEXT NOT NULL, id TEXT NOT NULL, decision TEXT NOT NULL, unswept INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (kind, id)) WITHOUT ROWID;
DROP TRIGGER decisions_stay;
CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
  WHEN new.n <> old.n OR new.id <> old.id
  OR NOT EXISTS (SELECT 1 FROM erased WHERE kind = 'decision' AND erased.id = old.id)
  BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
"""

_FIFTH = """
-- An event whose record changes gets a new row, whose number none had before: whatever has read all
-- events reads those alone that it does not know.
CREATE TABLE numbered (n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, record TEXT NOT NULL);
INSERT INTO numbered (id, record) SELECT id, record FROM events ORDER BY id;
DROP TABLE events;
ALTER TABLE numbered RENAME TO events;
-- What servers said and what was erased stand on the chain, too: store.chain.catch_up puts there what a case has.
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH)
"""``MIGRATIONS[i]`` brings a file from version i to i + 1; ``PRAGMA user_version`` holds the file's version."""

SCHEMA_VERSION = len(MIGRATIONS)

CHAINED_SINCE = 5
"""The first format with all of the chain of custody; what an older case holds is chained when it is opened."""

-- The record as plain tables. An id is the record's own; dates are EDTF, first and last the days that they can mean.
-- What a document copies, or was superseded by, may have been left out by a filter, and so ties no tables.
CREATE TABLE documents (
  id TEXT PRIMARY KEY, title TEXT, outlet TEXT, published TEXT, published_first TEXT, published_last TEXT, url TEXT,
  archive_url TEXT, path TEXT, authors TEXT, language TEXT, genre TEXT, coded INTEGER, not_coded_reason TEXT,
  copy_of TEXT, version_of TEXT, superseded_by TEXT, n_characters INTEGER, sha256 TEXT, fetched_at TEXT
);
CREATE TABLE actors (
  id TEXT PRIMARY KEY, name TEXT, kind TEXT, country TEXT, sectors TEXT, aliases TEXT, wikidata TEXT,
  private_individual INTEGER, decided_by TEXT
);
CREATE TABLE places (
  id TEXT PRIMARY KEY, name TEXT, kind TEXT, country TEXT, country_disputed INTEGER, admin1 TEXT, admin2 TEXT,
  geonames INTEGER, latitude REAL, longitude REAL, coordinate_basis TEXT
);
CREATE TABLE sources (
  id TEXT PRIMARY KEY, name TEXT, kind TEXT, country TEXT, party_to TEXT, grade TEXT, graded_by TEXT
);
CREATE TABLE events (
  id TEXT PRIMARY KEY, title TEXT, type TEXT, mode TEXT, quad TEXT, score REAL, status TEXT, responsibility TEXT,
  date TEXT, date_first TEXT, date_last TEXT, date_basis TEXT, words TEXT, independent_origins INTEGER,
  unstated_origins INTEGER, reports INTEGER, n_mentions INTEGER, credibility_suggested INTEGER, credibility INTEGER,
  review TEXT, decided_by TEXT, part_of TEXT REFERENCES events, tags TEXT
);
CREATE TABLE event_actors (
  event TEXT REFERENCES events, role TEXT, n INTEGER, actor TEXT REFERENCES actors, name TEXT, basis TEXT,
  PRIMARY KEY (event, role, n)
);
CREATE TABLE event_places (
  event TEXT REFERENCES events, n INTEGER, place TEXT REFERENCES places, name TEXT, country TEXT, latitude REAL,
  longitude REAL, geo_precision INTEGER, role TEXT, PRIMARY KEY (event, n)
);
CREATE TABLE event_numbers (
  event TEXT REFERENCES events, n INTEGER, kind TEXT, who_class TEXT, side TEXT, scope TEXT, low INTEGER, best INTEGER,
  high INTEGER, as_of TEXT, part_of_another INTEGER, PRIMARY KEY (event, n)
);
CREATE TABLE reported_numbers (
  event TEXT, number INTEGER, n INTEGER, low INTEGER, high INTEGER, as_of TEXT, voices TEXT,
  PRIMARY KEY (event, number, n), FOREIGN KEY (event, number) REFERENCES event_numbers (event, n)
);
CREATE TABLE event_documents (
  event TEXT REFERENCES events, document TEXT REFERENCES documents, PRIMARY KEY (event, document)
);
CREATE TABLE event_fields (event TEXT REFERENCES events, field TEXT, value TEXT, PRIMARY KEY (event, field));
CREATE TABLE contested_values (
  event TEXT REFERENCES events, field TEXT, n INTEGER, value TEXT, voices TEXT, reports INTEGER,
  PRIMARY KEY (event, field, n)
);
CREATE TABLE voices (
  event TEXT REFERENCES events, id TEXT, voice TEXT, actor TEXT REFERENCES actors, name TEXT, outlet TEXT, kind TEXT,
  party INTEGER, anonymous INTEGER, origin_shown INTEGER, stance TEXT, says TEXT, PRIMARY KEY (event, id)
);
CREATE TABLE mentions (
  id TEXT PRIMARY KEY, event TEXT REFERENCES events, document TEXT REFERENCES documents, type TEXT, mode TEXT,
  status TEXT, "trigger" TEXT, trigger_start INTEGER, trigger_end INTEGER, sentence TEXT, sentence_start INTEGER,
  sentence_end INTEGER, date TEXT, date_basis TEXT, on_whose_word TEXT, probability REAL, method TEXT
);
CREATE TABLE claims (
  id TEXT PRIMARY KEY, mention TEXT REFERENCES mentions, event TEXT REFERENCES events,
  document TEXT REFERENCES documents, field TEXT, value TEXT, low INTEGER, high INTEGER, original TEXT, start INTEGER,
  "end" INTEGER, status TEXT, probability REAL
);
CREATE TABLE commitments (
  id TEXT PRIMARY KEY, document TEXT REFERENCES documents, kind TEXT, holder TEXT, holder_actor TEXT REFERENCES actors,
  toward TEXT REFERENCES actors, quote TEXT, quote_start INTEGER, quote_end INTEGER, condition TEXT, consequence TEXT,
  date TEXT, standing TEXT, on_whose_word TEXT
);
CREATE TABLE links (
  source TEXT REFERENCES events, target TEXT REFERENCES events, kind TEXT, probability REAL,
  PRIMARY KEY (source, target, kind)
);
CREATE TABLE relations (
  id TEXT PRIMARY KEY, subject TEXT REFERENCES actors, predicate TEXT, object TEXT REFERENCES actors, valid TEXT,
  status TEXT, subject_name TEXT, object_name TEXT
);
CREATE TABLE decisions (
  id TEXT PRIMARY KEY, at TEXT, by TEXT, action TEXT, target_kind TEXT, target TEXT, other TEXT, field TEXT,
  before TEXT, after TEXT, note TEXT, undone_by TEXT
);
CREATE TABLE rejections (path TEXT, locator TEXT, stage TEXT, reason TEXT, detail TEXT, at TEXT);

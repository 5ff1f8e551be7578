CREATE INDEX mentions_event ON mentions (event);
CREATE INDEX mentions_document ON mentions (document);
CREATE INDEX claims_mention ON claims (mention);
CREATE INDEX claims_event ON claims (event, field);
CREATE INDEX events_date ON events (date_first);
CREATE INDEX events_part_of ON events (part_of);
CREATE INDEX event_actors_actor ON event_actors (actor);
CREATE INDEX event_places_place ON event_places (place);
CREATE INDEX event_documents_document ON event_documents (document);
CREATE INDEX voices_actor ON voices (actor);

CREATE VIRTUAL TABLE events_fts USING fts5 (title, words, content = 'events');
INSERT INTO events_fts (events_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE mentions_fts USING fts5 (sentence, content = 'mentions');
INSERT INTO mentions_fts (mentions_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE commitments_fts USING fts5 (quote, content = 'commitments');
INSERT INTO commitments_fts (commitments_fts) VALUES ('rebuild');

CREATE VIEW contested AS
SELECT contested_values.event, events.title, events.date, contested_values.field, contested_values.value,
  contested_values.voices, contested_values.reports
FROM contested_values JOIN events ON events.id = contested_values.event
ORDER BY contested_values.event, contested_values.field, contested_values.n;

CREATE VIEW by_source AS
SELECT coalesce(voices.name, nullif(voices.outlet, ''), 'not known') AS source, voices.stance, events.type,
  count(*) AS events, sum(voices.party) AS as_a_party, min(events.date_first) AS first, max(events.date_last) AS last
FROM voices JOIN events ON events.id = voices.event
GROUP BY 1, 2, 3;

CREATE VIEW who_to_whom AS
SELECT doer.name AS doer, doer.basis AS ground, events.type, recipient.name AS recipient, events.status, events.date,
  events.id AS event
FROM events
JOIN event_actors AS doer ON doer.event = events.id AND doer.role = 'actor'
LEFT JOIN event_actors AS recipient ON recipient.event = events.id AND recipient.role = 'recipient';

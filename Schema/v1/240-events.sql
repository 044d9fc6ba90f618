-- Public views: events, who took part, and topics.

CREATE VIEW events (
  -- One row for each event.
  key,           -- what to type and cite
  title,         -- what happened
  began_on,      -- in EDTF; empty where not known
  ended_on,      -- in EDTF; empty where it took one day or is not known to have ended
  place,         -- where
  participants,  -- name and part, joined by '; ' (one by one in the view participants)
  topics,        -- topic keys, joined by '; '
  description,   -- more about it, in our own words
  status,        -- proposed, accepted, rejected or retracted
  earliest,      -- first day: 20180508
  latest         -- last day
) AS
SELECT event.key, event.title, event.began_on, event.ended_on, event.place,
  (SELECT group_concat(line, '; ') FROM (
    SELECT actor.name || ifnull(' (' || participant.part || ')', '') AS line
    FROM participant JOIN actor ON actor.id = participant.actor_id WHERE participant.event_id = event.id ORDER BY participant.id)),
  (SELECT group_concat(key, '; ') FROM (
    SELECT topic.key FROM tag JOIN topic ON topic.id = tag.topic_id WHERE tag.event_id = event.id ORDER BY topic.key)),
  event.description, event.status, event.earliest, event.latest
FROM event;

CREATE VIEW participants (
  -- One row for each actor's part in an event.
  event_key,  -- the event
  event,      -- its title
  actor,      -- the actor's name
  actor_key,  -- the actor's key
  part        -- signatory, host, the side that withdrew
) AS
SELECT event.key, event.title, actor.name, actor.key, participant.part
FROM participant JOIN event ON event.id = participant.event_id JOIN actor ON actor.id = participant.actor_id;

CREATE VIEW topics (
  -- One row for each topic.
  key,         -- what to type and cite
  label,       -- what people read
  parent_key,  -- the topic above it
  quotes,      -- how many quotes carry it itself
  claims,      -- how many claims
  events,      -- how many events
  sources      -- how many sources
) AS
SELECT topic.key, topic.label, (SELECT above.key FROM topic AS above WHERE above.id = topic.parent_id),
  (SELECT count(quote_id) FROM tag WHERE topic_id = topic.id),
  (SELECT count(claim_id) FROM tag WHERE topic_id = topic.id),
  (SELECT count(event_id) FROM tag WHERE topic_id = topic.id),
  (SELECT count(source_id) FROM tag WHERE topic_id = topic.id)
FROM topic;

CREATE VIEW changesets (
  -- One row for each act of editing.
  key,      -- what to type and cite
  at,       -- when, UTC, ISO 8601
  author,   -- who
  command,  -- by which command
  note      -- why
) AS
SELECT key, at, author, command, note FROM changeset;

-- Keys: every record has one, and no two records share one.

CREATE VIEW keyed (key, record, id) AS
  SELECT key, 'actor', id FROM actor
  UNION ALL SELECT key, 'source', id FROM source
  UNION ALL SELECT key, 'quote', id FROM quote
  UNION ALL SELECT key, 'claim', id FROM claim
  UNION ALL SELECT key, 'relation', id FROM relation
  UNION ALL SELECT key, 'stance', id FROM stance
  UNION ALL SELECT key, 'event', id FROM event
  UNION ALL SELECT key, 'topic', id FROM topic
  UNION ALL SELECT key, 'changeset', id FROM changeset;

keyed(actor);
keyed(source);
keyed(quote);
keyed(claim);
keyed(relation);
keyed(stance);
keyed(event);
keyed(topic);
keyed(changeset);

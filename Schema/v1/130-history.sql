-- The history: what each record held before a change, whoever made it. Columns that are filled from
-- others (earliest, latest, words, prefix, suffix) are not kept.

kept(actor, [key, name, language, kind, country, description, status],
  ['key', old.key, 'name', old.name, 'language', old.language, 'kind', old.kind, 'country', old.country, 'description', old.description, 'status', old.status]);
kept(name, [actor_id, text, language, kind, since, until],
  ['actor_id', old.actor_id, 'text', old.text, 'language', old.language, 'kind', old.kind, 'since', old.since, 'until', old.until]);
kept(role, [person_id, organisation_id, title, since, until],
  ['person_id', old.person_id, 'organisation_id', old.organisation_id, 'title', old.title, 'since', old.since, 'until', old.until]);
-- (An archived text never changes, so only a deletion keeps it.)
kept_update(source, [key, kind, title, authors, publisher_id, published_on, accessed_on, url, language, version_of_id, status, sha256],
  ['key', old.key, 'kind', old.kind, 'title', old.title, 'authors', old.authors, 'publisher_id', old.publisher_id, 'published_on', old.published_on, 'accessed_on', old.accessed_on, 'url', old.url, 'language', old.language, 'version_of_id', old.version_of_id, 'status', old.status, 'sha256', old.sha256]);
kept_delete(source,
  ['key', old.key, 'kind', old.kind, 'title', old.title, 'authors', old.authors, 'publisher_id', old.publisher_id, 'published_on', old.published_on, 'accessed_on', old.accessed_on, 'url', old.url, 'language', old.language, 'version_of_id', old.version_of_id, 'status', old.status, 'sha256', old.sha256, 'text', old.text]);
kept(passage, [source_id, start, "end", exact],
  ['source_id', old.source_id, 'start', old.start, 'end', old."end", 'exact', old.exact]);
kept(mention, [actor_id, source_id, start, "end", surface, status],
  ['actor_id', old.actor_id, 'source_id', old.source_id, 'start', old.start, 'end', old."end", 'surface', old.surface, 'status', old.status]);
kept(quote, [key, speaker_id, text, language, said_on, kind, origin_id, translation_of_id, status],
  ['key', old.key, 'speaker_id', old.speaker_id, 'text', old.text, 'language', old.language, 'said_on', old.said_on, 'kind', old.kind, 'origin_id', old.origin_id, 'translation_of_id', old.translation_of_id, 'status', old.status]);
kept(appearance, [quote_id, source_id, passage_id, locator, attributed_as, cue],
  ['quote_id', old.quote_id, 'source_id', old.source_id, 'passage_id', old.passage_id, 'locator', old.locator, 'attributed_as', old.attributed_as, 'cue', old.cue]);
kept(claim, [key, text, language, kind, asserted_by_id, asserted_on, status],
  ['key', old.key, 'text', old.text, 'language', old.language, 'kind', old.kind, 'asserted_by_id', old.asserted_by_id, 'asserted_on', old.asserted_on, 'status', old.status]);
kept(relation, [key, from_id, relation, to_id, status],
  ['key', old.key, 'from_id', old.from_id, 'relation', old.relation, 'to_id', old.to_id, 'status', old.status]);
kept(stance, [key, actor_id, claim_id, position, since, until, status],
  ['key', old.key, 'actor_id', old.actor_id, 'claim_id', old.claim_id, 'position', old.position, 'since', old.since, 'until', old.until, 'status', old.status]);
kept(event, [key, title, description, began_on, ended_on, place, status],
  ['key', old.key, 'title', old.title, 'description', old.description, 'began_on', old.began_on, 'ended_on', old.ended_on, 'place', old.place, 'status', old.status]);
kept(participant, [event_id, actor_id, part],
  ['event_id', old.event_id, 'actor_id', old.actor_id, 'part', old.part]);
kept(topic, [key, label, parent_id],
  ['key', old.key, 'label', old.label, 'parent_id', old.parent_id]);
kept(tag, [topic_id, quote_id, claim_id, source_id, event_id],
  ['topic_id', old.topic_id, 'quote_id', old.quote_id, 'claim_id', old.claim_id, 'source_id', old.source_id, 'event_id', old.event_id]);
kept(evidence, [claim_id, stance_id, event_id, quote_id, source_id, passage_id, locator],
  ['claim_id', old.claim_id, 'stance_id', old.stance_id, 'event_id', old.event_id, 'quote_id', old.quote_id, 'source_id', old.source_id, 'passage_id', old.passage_id, 'locator', old.locator]);

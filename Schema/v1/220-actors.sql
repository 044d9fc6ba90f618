-- Public views: actors, their names and offices.

CREATE VIEW actors (
  -- One row for each actor.
  key,          -- what to type and cite: khamenei
  name,         -- the primary name
  kind,         -- person, state, government, armed-force, organisation, alliance, faction, office or outlet
  country,      -- ISO 3166-1 alpha-2
  description,  -- who that is, in a few words
  names,        -- all names, joined by '; ' (one by one in the view names)
  roles,        -- offices held, as: title, organisation (since/until), joined by '; '
  status        -- proposed, accepted, rejected or retracted
) AS
SELECT actor.key, actor.name, actor.kind, actor.country, actor.description,
  (SELECT group_concat(text, '; ') FROM (
    SELECT DISTINCT text FROM name WHERE name.actor_id = actor.id ORDER BY name.kind <> 'primary', name.id)),
  (SELECT group_concat(line, '; ') FROM (
    SELECT role.title || ifnull(', ' || organisation.name, '')
      || CASE WHEN ifnull(role.since, role.until) IS NULL THEN '' ELSE ' (' || ifnull(role.since, '..') || '/' || ifnull(role.until, '..') || ')' END AS line
    FROM role LEFT JOIN actor AS organisation ON organisation.id = role.organisation_id
    WHERE role.person_id = actor.id ORDER BY role.earliest, role.id)),
  actor.status
FROM actor;

CREATE VIEW names (
  -- One row for each name of each actor. A text in rows of several actors is ambiguous.
  name,       -- the name as written
  kind,       -- primary, alias, abbreviation, transliteration, metonym, demonym or title
  language,   -- BCP 47; und where not known
  actor,      -- the actor's primary name
  actor_key,  -- the actor's key
  since,      -- from when it is theirs, in EDTF
  until,      -- until when, in EDTF
  earliest,   -- first day
  latest      -- last day
) AS
SELECT name.text, name.kind, name.language, actor.name, actor.key, name.since, name.until, name.earliest, name.latest
FROM name JOIN actor ON actor.id = name.actor_id;

CREATE VIEW roles (
  -- One row for each office that a person holds or held.
  person,            -- the holder's name
  person_key,        -- the holder's key
  title,             -- the office
  organisation,      -- where: the name of a state, a government, an organisation
  organisation_key,  -- its key
  since,             -- from when, in EDTF
  until,             -- until when, in EDTF
  earliest,          -- first day
  latest             -- last day; 99991231 where it is open
) AS
SELECT person.name, person.key, role.title, organisation.name, organisation.key, role.since, role.until, role.earliest, role.latest
FROM role JOIN actor AS person ON person.id = role.person_id
LEFT JOIN actor AS organisation ON organisation.id = role.organisation_id;

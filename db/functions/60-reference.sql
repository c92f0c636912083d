-- Replaces the content of all ref_* tables and returns the version in force. One call is one transaction,
-- so readers see either the old reference or the new one. `content` holds one array per table, with its columns.
create or replace function load_reference(hash text, content jsonb) returns integer
language plpgsql as $$
declare
  loaded integer;
begin
  -- A publication under way judges by the old reference; rejudging has to come after it.
  perform one_writer_at_a_time();
  lock table reference_versions in share row exclusive mode;

  select r.version into loaded
  from reference_versions r
  where r.version = (select max(version) from reference_versions) and r.content_hash = hash;
  if found then
    return loaded;
  end if;

  delete from ref_countries;
  insert into ref_countries (country, name, region, subregion, bloc)
  select country, name, region, subregion, bloc
  from jsonb_to_recordset(content -> 'countries')
    as c (country text, name text, region text, subregion text, bloc text);

  delete from ref_publishers;
  insert into ref_publishers (
    publisher_id, name, parent, type, country, valid_from, valid_to, confidence, evidence, checked_on, note)
  select publisher_id, name, parent, type, country, valid_from, valid_to, confidence, evidence, checked_on, note
  from jsonb_to_recordset(content -> 'publishers')
    as p (publisher_id text, name text, parent text, type text, country text, valid_from date, valid_to date,
      confidence text, evidence text, checked_on date, note text);

  delete from ref_namespaces;
  insert into ref_namespaces (namespace, publisher_id, valid_from, valid_to)
  select namespace, publisher_id, valid_from, valid_to
  from jsonb_to_recordset(content -> 'namespaces')
    as n (namespace text, publisher_id text, valid_from date, valid_to date);

  delete from ref_licenses;
  insert into ref_licenses (
    license, name, family, class, osi_approved, commercial_use, redistribution, derivatives, share_alike,
    use_restrictions, note, evidence, checked_on)
  select license, name, family, class, osi_approved, commercial_use, redistribution, derivatives, share_alike,
    use_restrictions, note, evidence, checked_on
  from jsonb_to_recordset(content -> 'licenses')
    as l (license text, name text, family text, class text, osi_approved text, commercial_use text,
      redistribution text, derivatives text, share_alike text, use_restrictions text, note text, evidence text,
      checked_on date);

  delete from ref_parameters;
  insert into ref_parameters (repo_id, parameters, active_parameters, evidence)
  select repo_id, parameters, active_parameters, evidence
  from jsonb_to_recordset(content -> 'parameters')
    as p (repo_id text, parameters bigint, active_parameters bigint, evidence text);

  delete from ref_inheritance_rules;
  insert into ref_inheritance_rules (
    rule, place, parent_class, parent_share_alike, parent_derivatives, child_class, relation, verdict, reason)
  select rule, place, parent_class, parent_share_alike, parent_derivatives, child_class, relation, verdict, reason
  from jsonb_to_recordset(content -> 'inheritance-rules')
    as r (rule text, place integer, parent_class text, parent_share_alike text, parent_derivatives text,
      child_class text, relation text, verdict text, reason text);

  delete from ref_license_classes;
  insert into ref_license_classes (class, tightness)
  select class, tightness
  from jsonb_to_recordset(content -> 'license_classes') as c (class text, tightness smallint);

  delete from ref_size_schemes;
  insert into ref_size_schemes (scheme, bounds, classes)
  select scheme, bounds, classes
  from jsonb_to_recordset(content -> 'size_schemes') as s (scheme text, bounds bigint[], classes text[]);

  delete from ref_families;
  insert into ref_families (family, name, publisher_id, note, evidence)
  select family, name, publisher_id, note, evidence
  from jsonb_to_recordset(content -> 'families')
    as f (family text, name text, publisher_id text, note text, evidence text);

  delete from ref_family_repos;
  insert into ref_family_repos (place, family, namespace, pattern)
  select place, family, namespace, pattern
  from jsonb_to_recordset(content -> 'family-repos')
    as f (place integer, family text, namespace text, pattern text);

  delete from ref_family_words;
  insert into ref_family_words (word, family)
  select word, family
  from jsonb_to_recordset(content -> 'family-words')
    as f (word text, family text);

  delete from ref_infrastructure;
  insert into ref_infrastructure (repo_id, reason, evidence)
  select repo_id, reason, evidence
  from jsonb_to_recordset(content -> 'infrastructure')
    as i (repo_id text, reason text, evidence text);

  delete from ref_rules;
  insert into ref_rules (rule, version, value, says)
  select rule, version, value, says
  from jsonb_to_recordset(content -> 'rules')
    as r (rule text, version integer, value float8, says text);

  delete from ref_packagers;
  insert into ref_packagers (publisher_id, reason)
  select publisher_id, reason
  from jsonb_to_recordset(content -> 'packagers')
    as p (publisher_id text, reason text);

  delete from ref_release_dates;
  insert into ref_release_dates (repo_id, released_on, evidence)
  select repo_id, released_on, evidence
  from jsonb_to_recordset(content -> 'release-dates')
    as r (repo_id text, released_on date, evidence text);

  delete from ref_tracked_models;
  insert into ref_tracked_models (repo_id)
  select repo_id
  from jsonb_to_recordset(content -> 'tracked-models')
    as t (repo_id text);

  delete from ref_publisher_countries;
  insert into ref_publisher_countries (publisher_id, place, country)
  select publisher_id, place, country
  from jsonb_to_recordset(content -> 'publisher-countries')
    as p (publisher_id text, place smallint, country text);

  delete from ref_annotations;
  insert into ref_annotations (annotation, panel, on_day, until_day, kind, says, source)
  select annotation, panel, on_day, until_day, kind, says, source
  from jsonb_to_recordset(content -> 'annotations')
    as a (annotation text, panel text, on_day date, until_day date, kind text, says text, source text);

  delete from ref_tasks;
  insert into ref_tasks (task, modality, language)
  select task, modality, language
  from jsonb_to_recordset(content -> 'tasks')
    as t (task text, modality text, language boolean);

  delete from ref_vocabulary;
  insert into ref_vocabulary (list, word, place)
  select list, word, place
  from jsonb_to_recordset(content -> 'vocabulary')
    as v (list text, word text, place smallint);

  perform place_holders();
  perform list_words();
  -- Publications that come sooner than the autovacuum would read these tables from end to end for every model.
  analyze ref_holder_places, ref_publishers, ref_namespaces, ref_tracked_models, ref_family_words, ref_family_repos,
    ref_parameters, ref_licenses, ref_infrastructure, ref_release_dates, ref_countries;

  -- Content that was in force before and is back gets a new number: the newest number is the one in force.
  insert into reference_versions (content_hash)
  values (hash)
  on conflict (content_hash) do update set version = default, loaded_at = now()
  returning version into loaded;

  insert into publication ("only", version)
  values (1, 1)
  on conflict ("only") do update set version = publication.version + 1, changed_at = now();

  return loaded;
end
$$;

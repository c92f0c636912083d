-- How the reference data judges what a record says, on a day. From the temporary table `described` (model_id,
-- described_by, repo_id, and the columns of `model_attributes` that judging needs) into the temporary table `judged`,
-- row by row. Unknown stays apart from unreviewed, and "no license declared" from "license not recorded":
-- definitions.md C2, C6.

-- A publisher as it is described on some days: `elastic`, or `elastic@2025-10-09` where its facts begin on a day. One of
-- which nothing was known on the day is `elastic@-`.
create or replace function holder_of(p ref_publishers) returns text
language sql immutable as $$
  select p.publisher_id || case when p.valid_from > '2000-01-01' then '@' || p.valid_from else '' end
$$;

-- Writes the one row of lists that judging compares with.
create or replace function list_words() returns void
language sql as $$
  delete from known_words;
  insert into known_words (libraries, formats, word_pattern)
  select
    array(select v.word from ref_vocabulary v where v.list = 'library'),
    array(select v.word from ref_vocabulary v where v.list = 'format' order by v.place),
    (select '(?:^|[^a-z])(' || string_agg(w.word, '|' order by length(w.word) desc, w.word) || ')' from ref_family_words w)
$$;

create or replace function judge_described(on_day date) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists judged;
  create temporary table judged on commit drop as
  -- Looking for words is the dear part: once per model, whatever the plan, and only where a name has to speak.
  with worded as materialized (
    select
      d.*, x.libraries, x.formats as known_formats,
      case when coalesce(d.base_models, '{}') = '{}'
        then substring(lower(split_part(d.repo_id, '/', 2)) from x.word_pattern) end as name_word,
      substring(lower(array_to_string(d.tags, ' ')) from x.word_pattern) as tag_word
    from described d
    cross join known_words x
  )
  select
    d.model_id, d.described_by, coalesce(d.base_models, '{}') <> '{}' as declares_base,
    split_part(d.repo_id, '/', 1) as namespace,
    coalesce(q.parameters, d.parameters) as own_parameters,
    case when q.parameters is null then d.parameters_source else 'curated' end as own_parameters_source,
    coalesce(q.active_parameters, d.active_parameters) as active_parameters,
    d.quantization is not null and q.parameters is null as packed,
    d.license_id,
    case
      when d.license_source is null then 'unrecorded'
      when d.license_id is null then 'none'
      when d.license_id = 'other' then lower(coalesce(d.license_name, 'other'))
      else lower(d.license_id)
    end as license_key,
    -- Names that people made up under `other` are as many as there are people: they stay together.
    case
      when d.license_source is null then 'unrecorded'
      when d.license_id is null then 'none'
      else coalesce(named.license, l.license, d.license_id)
    end as license,
    d.relation,
    coalesce(p.country, 'UNREVIEWED') as country,
    coalesce(c.region, 'unreviewed') as region,
    coalesce(holder_of(p), n.publisher_id || '@-', '') as holder,
    case
      when d.license_source is null then 'unrecorded'
      when d.license_id is null then 'none'
      else coalesce(named.class, l.class, 'unreviewed')
    end as license_class,
    case
      when d.relation is not null then d.relation
      when d.base_models <> '{}' then 'unstated'
      when p.type <> 'individual' then 'original'
      else 'undeclared'
    end as stated_relation,
    coalesce(t.task, case when d.task is null then 'none' else 'other' end) as task,
    case when d.library is null then 'none' when d.library = any (d.libraries) then d.library else 'other' end as library,
    case when coalesce(d.formats, '{}') = '{}' then 'none' else coalesce((
      select f.format from unnest(d.known_formats) with ordinality as f (format, place)
      where f.format = any (d.formats) order by f.place limit 1
    ), 'other') end as format,
    coalesce(d.gated, 'unrecorded') as gated,
    coalesce(r.released_on, (m.repo_created_at at time zone 'UTC')::date) as released_on,
    i.repo_id is not null as listed,
    a.repo_id is not null as tracked,
    own.family is not null as first_party,
    coalesce(own.family, named_after.family, '') as family,
    mentioned.family as mentions
  from worded d
  join models m on m.model_id = d.model_id
  left join ref_parameters q on q.repo_id = d.repo_id
  left join ref_namespaces n
    on n.namespace = split_part(d.repo_id, '/', 1) and n.valid_from <= on_day and on_day < n.valid_to
  left join ref_publishers p on p.publisher_id = n.publisher_id and p.valid_from <= on_day and on_day < p.valid_to
  left join ref_countries c on c.country = p.country
  left join ref_licenses l on l.license = lower(d.license_id)
  left join ref_licenses named on d.license_id = 'other' and named.license = lower(d.license_name)
  left join ref_tasks t on t.task = d.task
  left join ref_release_dates r on r.repo_id = d.repo_id
  left join ref_infrastructure i on i.repo_id = d.repo_id
  left join ref_tracked_models a on a.repo_id = d.repo_id
  left join (
    select g.namespace, array_agg(g.family order by g.place) as families,
      array_agg(coalesce(g.pattern, '') order by g.place) as patterns
    from ref_family_repos g
    group by g.namespace
  ) f on f.namespace = split_part(d.repo_id, '/', 1)
  left join lateral (
    select u.family
    from unnest(f.families, f.patterns) with ordinality as u (family, pattern, place)
    where split_part(d.repo_id, '/', 2) ~* u.pattern
    order by u.place
    limit 1
  ) own on true
  left join ref_family_words named_after on named_after.word = d.name_word
  left join ref_family_words mentioned on mentioned.word = d.tag_word;
  if exists (select from judged offset 5000) then
    analyze judged;
  end if;
end $$;

-- The place of a total in the finest bounds, from 0; −1 where it is not known. `scheme` is that named `cells`.
create or replace function size_cell_in(scheme ref_size_schemes, parameters bigint) returns smallint
language sql immutable as $$
  select coalesce(width_bucket(parameters, scheme.bounds) - 1, -1)::smallint
$$;

-- Inlined where it is used: the scheme is handed in, one row for the whole statement.
create or replace function size_class_in(scheme ref_size_schemes, parameters bigint) returns text
language sql immutable as $$
  select coalesce(scheme.classes[width_bucket(parameters, scheme.bounds)], 'unknown')
$$;

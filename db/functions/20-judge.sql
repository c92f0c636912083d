-- How the reference data judges what a record says, on a day. From the temporary table `described` (model_id,
-- described_by, repo_id, and the columns of `model_attributes` that judging needs) into the temporary table `judged`,
-- row by row. Unknown stays apart from unreviewed, and "no license declared" from "license not recorded":
-- definitions.md C2, C6.

-- A publisher as it is described on some days: `elastic`, or `elastic@2025-10-09` where its facts begin on a day. One of
-- which nothing was known on the day is `elastic@-`.
-- Not immutable, or it would not be inlined: how a date reads as text can be set.
create or replace function holder_of(p ref_publishers) returns text
language sql stable as $$
  select p.publisher_id || case when p.valid_from > '2000-01-01' then '@' || p.valid_from else '' end
$$;

-- The rules of a namespace for its own repos, in the order in which they count.
create or replace view family_rules as
select
  f.namespace, array_agg(f.family order by f.place) as families,
  array_agg(coalesce(f.pattern, '') order by f.place) as patterns
from ref_family_repos f
group by f.namespace;

-- The family of the first rule that fits a name; no row where none does. Inlined where it is used.
create or replace function family_by_rules(families text[], patterns text[], name text) returns table (family text)
language sql immutable as $$
  select u.family
  from unnest(families, patterns) with ordinality as u (family, pattern, place)
  where name ~* u.pattern
  order by u.place
  limit 1
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

-- The families that the first words in the temporary table `texts` (text; each once, in lower case) stand for, into the
-- temporary table `found_words` (text, family). Finds what `known_words.word_pattern` finds, at a tenth of the price: a
-- word begins where no letter stands before it, and of several at one place the longest counts.
create or replace function find_words() returns void
language plpgsql set enable_nestloop = off set client_min_messages = warning as $$
declare
  head_length constant integer := (select least(3, min(length(w.word))) from ref_family_words w);
begin
  drop table if exists found_words;
  create temporary table found_words on commit drop as
  select distinct on (t.text) t.text, w.family
  from texts t
  cross join lateral generate_series(1, length(t.text)) as g (place)
  join ref_family_words w
    on left(w.word, head_length) = substr(t.text, g.place, head_length)
    and starts_with(substr(t.text, g.place), w.word)
  where g.place = 1 or substr(t.text, g.place - 1, 1) collate "C" not between 'a' and 'z'
  order by t.text, g.place, length(w.word) desc;
  if exists (select from found_words offset 5000) then
    analyze found_words;
  end if;
end $$;

create or replace function judge_described(on_day date) returns void
language plpgsql set client_min_messages = warning as $$
begin
  drop table if exists texts, judged;
  -- A name has to speak only where no base does. No word has a space, so none spans two tags.
  create temporary table texts on commit drop as
  select lower(split_part(d.repo_id, '/', 2)) as text from described d where coalesce(d.base_models, '{}') = '{}'
  union
  select lower(u.tag) from described d cross join lateral unnest(d.tags) as u (tag);
  perform find_words();

  create temporary table judged on commit drop as
  with mentioned as materialized (
    select distinct on (d.model_id) d.model_id, w.family
    from described d
    cross join lateral unnest(d.tags) with ordinality as u (tag, place)
    join found_words w on w.text = lower(u.tag)
    order by d.model_id, u.place
  ),
  -- Who a namespace is on the day. Of a small look, each is looked up; of a large one, all are put together once.
  owners as not materialized (
    select
      n.namespace, coalesce(holder_of(p), n.publisher_id || '@-') as holder, p.country, c.region, p.type
    from ref_namespaces n
    left join ref_publishers p on p.publisher_id = n.publisher_id and p.valid_from <= on_day and on_day < p.valid_to
    left join ref_countries c on c.country = p.country
    where n.valid_from <= on_day and on_day < n.valid_to
  ),
  own_families as materialized (
    select d.model_id, r.family
    from described d
    join family_rules f on f.namespace = split_part(d.repo_id, '/', 1)
    cross join lateral family_by_rules(f.families, f.patterns, split_part(d.repo_id, '/', 2)) r
  ),
  records as (
    select
      d.*, split_part(d.repo_id, '/', 1) as namespace, coalesce(d.base_models, '{}') <> '{}' as declares_base
    from described d
    offset 0
  )
  select
    d.model_id, d.described_by, d.declares_base, d.namespace,
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
    coalesce(o.country, 'UNREVIEWED') as country,
    coalesce(o.region, 'unreviewed') as region,
    coalesce(o.holder, '') as holder,
    case
      when d.license_source is null then 'unrecorded'
      when d.license_id is null then 'none'
      else coalesce(named.class, l.class, 'unreviewed')
    end as license_class,
    case
      when d.relation is not null then d.relation
      when d.declares_base then 'unstated'
      when o.type <> 'individual' then 'original'
      else 'undeclared'
    end as stated_relation,
    coalesce(t.task, case when d.task is null then 'none' else 'other' end) as task,
    case when d.library is null then 'none' when d.library = any (x.libraries) then d.library else 'other' end as library,
    case when coalesce(d.formats, '{}') = '{}' then 'none' else coalesce((
      select f.format from unnest(x.formats) with ordinality as f (format, place)
      where f.format = any (d.formats) order by f.place limit 1
    ), 'other') end as format,
    coalesce(d.gated, 'unrecorded') as gated,
    coalesce(r.released_on, (m.repo_created_at at time zone 'UTC')::date) as released_on,
    i.repo_id is not null as listed,
    a.repo_id is not null as tracked,
    own.family is not null as first_party,
    coalesce(own.family, named_after.family, '') as family,
    mentioned.family as mentions
  from records d
  cross join known_words x
  join models m on m.model_id = d.model_id
  left join ref_parameters q on q.repo_id = d.repo_id
  left join owners o on o.namespace = d.namespace
  left join ref_licenses l on l.license = lower(d.license_id)
  left join ref_licenses named on d.license_id = 'other' and named.license = lower(d.license_name)
  left join ref_tasks t on t.task = d.task
  left join ref_release_dates r on r.repo_id = d.repo_id
  left join ref_infrastructure i on i.repo_id = d.repo_id
  left join ref_tracked_models a on a.repo_id = d.repo_id
  left join own_families own on own.model_id = d.model_id
  left join found_words named_after
    on not d.declares_base and named_after.text = lower(split_part(d.repo_id, '/', 2))
  left join mentioned on mentioned.model_id = d.model_id;
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

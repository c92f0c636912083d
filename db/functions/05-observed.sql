-- Every observation in force, whichever way it is stored: as a row, or packed with its month.
-- A panel's months before `packed_before` are in `observation_months`; 55-pack.sql moves them there. Whoever asks for days asks for
-- their `month` as well: a packed month is told apart by nothing else before it is unpacked.
create or replace view observed as
select
  o.model_id, o.panel_id, o.snapshot_id, o.as_of, o.page, o.present,
  o.downloads_30d, o.downloads_all_time, o.likes, date_trunc('month', o.as_of)::date as month
from observations o
join panels n on n.panel_id = o.panel_id and o.as_of >= n.packed_before
union all
select
  k.model_id, k.panel_id, u.snapshot_id, s.as_of, u.page, u.snapshot_id <> all (k.absent),
  u.downloads_30d, u.downloads_all_time, u.likes, k.month
from observation_months k
cross join lateral unnest(k.snapshots, k.pages, k.downloads_30d, k.downloads_all_time, k.likes)
  as u (snapshot_id, page, downloads_30d, downloads_all_time, likes)
join snapshots s on s.snapshot_id = u.snapshot_id;

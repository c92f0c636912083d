-- Weeks are packed 624 to a number instead of 208, so that some years lie in one.
CREATE TEMPORARY TABLE packs ON COMMIT DROP AS
SELECT r.panel_id, r.measure, (r.span / 3)::smallint AS span, r.kind_id, r.infrastructure,
  sum(r.sums * ('1' || repeat('0', 208 * (2 - r.span % 3) * w.width))::numeric) AS sums
FROM rollup_weeks r
CROSS JOIN LATERAL (
  SELECT CASE r.measure WHEN 'models' THEN 9 WHEN 'likes' THEN 10 WHEN 'downloads_all_time' THEN 14
    WHEN 'parameters' THEN 20 WHEN 'weighted' THEN 27 ELSE 13 END AS width
) w
GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 2, 4;
--> statement-breakpoint
TRUNCATE rollup_weeks;
--> statement-breakpoint
INSERT INTO rollup_weeks (panel_id, measure, span, kind_id, infrastructure, sums)
SELECT p.panel_id, p.measure, p.span, p.kind_id, p.infrastructure, p.sums FROM packs p;
--> statement-breakpoint
-- Slices are cut by one more column and numbered otherwise; the next publication cuts them anew from the weeks of kinds.
TRUNCATE slices, rollup_slices, rollup_open_slices;

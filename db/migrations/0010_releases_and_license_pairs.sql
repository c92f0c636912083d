CREATE TABLE "rollup_license_pairs" (
	"panel_id" smallint NOT NULL,
	"parent_class" text NOT NULL,
	"child_class" text NOT NULL,
	"verdict" text NOT NULL,
	"models" double precision NOT NULL,
	"downloads_30d" double precision NOT NULL,
	CONSTRAINT "rollup_license_pairs_panel_id_parent_class_child_class_verdict_pk" PRIMARY KEY("panel_id","parent_class","child_class","verdict")
);
--> statement-breakpoint
CREATE INDEX "panel_models_by_release" ON "panel_models" USING btree ("panel_id","released_on",(coalesce("downloads_30d", -1)),"model_id") WHERE present;--> statement-breakpoint
CREATE INDEX "panel_models_notable" ON "panel_models" USING btree ("panel_id","released_on",(coalesce("downloads_30d", -1)),"model_id") WHERE present and (downloads_30d >= 1000 or (root_repo_id is null and country <> 'UNREVIEWED'));--> statement-breakpoint
-- Written by hand: what measure_license_pairs makes, so that it is there before the next week.
INSERT INTO "rollup_license_pairs" ("panel_id", "parent_class", "child_class", "verdict", "models", "downloads_30d")
SELECT
  e."panel_id", coalesce(p."license_class", 'unseen'), c."license_class", coalesce(e."verdict", 'undecidable'),
  sum(e."part"), sum(e."part" * coalesce(c."downloads_30d", 0))
FROM (
  SELECT
    x."panel_id", x."child_id", x."parent_id", x."verdict",
    round(1 / (count(*) OVER (PARTITION BY x."panel_id", x."child_id"))::numeric, 12) AS "part"
  FROM "lineage_edges" x
  WHERE x."until_snapshot" IS NULL AND NOT x."cut"
) e
JOIN "panel_models" c ON c."panel_id" = e."panel_id" AND c."model_id" = e."child_id" AND c."present"
LEFT JOIN "panel_models" p ON p."panel_id" = e."panel_id" AND p."model_id" = e."parent_id"
GROUP BY 1, 2, 3, 4;

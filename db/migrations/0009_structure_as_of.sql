ALTER TABLE "panels" ADD COLUMN "structure_as_of" date;--> statement-breakpoint
-- Written by hand: they were made at the first look of the week of the newest one.
UPDATE "panels" p SET "structure_as_of" = (
  SELECT min(s."as_of")
  FROM "snapshots" s
  WHERE s."panel_id" = p."panel_id" AND s."status" = 'published' AND s."as_of" >= (
    SELECT date_trunc('week', max(n."as_of"))
    FROM "snapshots" n
    WHERE n."panel_id" = p."panel_id" AND n."status" = 'published'
  )
);

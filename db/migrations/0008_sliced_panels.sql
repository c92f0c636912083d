DROP INDEX "slices_once";--> statement-breakpoint
ALTER TABLE "slices" ADD COLUMN "declared" boolean NOT NULL;--> statement-breakpoint
ALTER TABLE "panels" ADD COLUMN "sliced" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "snapshots" ADD COLUMN "has_all_time" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "slices_once" ON "slices" USING btree ("set_no","a","b","infrastructure","declared");--> statement-breakpoint
-- Written by hand: a panel records the counter in all its looks or in none.
UPDATE "snapshots" s SET "has_all_time" = true
WHERE EXISTS (
  SELECT FROM "snapshots" o
  JOIN "rollup_cell_sums" c ON c."snapshot_id" = o."snapshot_id"
  WHERE o."panel_id" = s."panel_id" AND c."downloads_all_time" > 0
);

-- Slices hold two more sums. The next publication cuts them anew from the weeks of kinds; until then those answer.
TRUNCATE "rollup_slices", "rollup_open_slices";--> statement-breakpoint
UPDATE "panels" SET "sliced" = false;--> statement-breakpoint
ALTER TABLE "rollup_open_slices" ADD COLUMN "models_sized" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "rollup_open_slices" ADD COLUMN "downloads_sized" bigint NOT NULL;--> statement-breakpoint
-- It takes two more sums, and two of one name would not be told apart.
DROP FUNCTION IF EXISTS sums_of(bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, numeric, numeric);

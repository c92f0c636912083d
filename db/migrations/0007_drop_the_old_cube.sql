-- Written by hand: nothing fills or reads these any more; `differing_figures` returns other columns.
DROP VIEW IF EXISTS current_states;--> statement-breakpoint
DROP FUNCTION IF EXISTS roll_up(integer, text);--> statement-breakpoint
DROP FUNCTION IF EXISTS differing_cube(integer);--> statement-breakpoint
DROP FUNCTION IF EXISTS differing_figures(integer);--> statement-breakpoint
-- Generated.
DROP TABLE "rollup_cells" CASCADE;--> statement-breakpoint
DROP TABLE "rollup_groups" CASCADE;

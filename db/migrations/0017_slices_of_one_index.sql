-- No query needs it: reading a set goes by "slices_once" as quickly.
DROP INDEX "slices_by_second";--> statement-breakpoint
-- Left over in databases that are older than fields emptied by `clear_fields`.
DROP FUNCTION IF EXISTS of_fields(numeric, text, integer, integer, integer);

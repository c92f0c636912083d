ALTER TABLE "panels" ADD COLUMN "judged_by" integer;--> statement-breakpoint
ALTER TABLE "snapshots" ADD COLUMN "judged_by" integer;
--> statement-breakpoint
drop function if exists rejudge_all();
--> statement-breakpoint
drop function if exists ensure_partition(text, text);

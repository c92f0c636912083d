CREATE TABLE "observation_months" (
	"model_id" integer NOT NULL,
	"panel_id" smallint NOT NULL,
	"month" date NOT NULL,
	"first_snapshot" integer NOT NULL,
	"snapshots" integer[] NOT NULL,
	"pages" integer[] NOT NULL,
	"downloads_30d" bigint[] NOT NULL,
	"downloads_all_time" bigint[] NOT NULL,
	"likes" integer[] NOT NULL,
	"absent" integer[] NOT NULL,
	CONSTRAINT "observation_months_model_id_panel_id_month_pk" PRIMARY KEY("model_id","panel_id","month")
);
--> statement-breakpoint
CREATE TABLE "ref_license_classes" (
	"class" text PRIMARY KEY NOT NULL,
	"tightness" smallint
);
--> statement-breakpoint
ALTER TABLE "panels" ADD COLUMN "packed_before" date DEFAULT '0001-01-01' NOT NULL;
--> statement-breakpoint
drop function if exists differing_cells(integer);
--> statement-breakpoint
drop function if exists rollup_source(integer, boolean);
--> statement-breakpoint
drop function if exists roll_up(integer, boolean);
--> statement-breakpoint
drop function if exists state_as_of(integer);
--> statement-breakpoint
drop function if exists judged_attributes(smallint, date);

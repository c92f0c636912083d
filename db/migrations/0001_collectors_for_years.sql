CREATE TABLE "accounts" (
	"namespace" text PRIMARY KEY NOT NULL,
	"kind" text,
	"source" text NOT NULL,
	"object_id" text,
	"full_name" text,
	"is_verified" boolean,
	"plan" text,
	"followers" integer,
	"models" integer,
	"failures" smallint DEFAULT 0 NOT NULL,
	"checked_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "change_events" (
	"event_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "change_events_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"panel_id" smallint NOT NULL,
	"snapshot_id" integer NOT NULL,
	"as_of" date NOT NULL,
	"model_id" integer NOT NULL,
	"kind" text NOT NULL,
	"before" text,
	"after" text
);
--> statement-breakpoint
CREATE TABLE "skipped_records" (
	"snapshot_id" integer NOT NULL,
	"page" integer NOT NULL,
	"reason" text NOT NULL,
	"record" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lineage_edges" (
	"panel_id" smallint NOT NULL,
	"child_id" integer NOT NULL,
	"place" smallint NOT NULL,
	"parent_id" integer,
	"parent_repo_id" text NOT NULL,
	"relation" text,
	"declared_in" text NOT NULL,
	"since_snapshot" integer NOT NULL,
	"until_snapshot" integer,
	"cut" boolean DEFAULT false NOT NULL,
	"verdict" text,
	"rule" text,
	CONSTRAINT "lineage_edges_panel_id_child_id_since_snapshot_place_pk" PRIMARY KEY("panel_id","child_id","since_snapshot","place")
);
--> statement-breakpoint
CREATE TABLE "ref_inheritance_rules" (
	"rule" text PRIMARY KEY NOT NULL,
	"place" integer NOT NULL,
	"parent_class" text,
	"parent_share_alike" text,
	"parent_derivatives" text,
	"child_class" text,
	"relation" text,
	"verdict" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "ref_inheritance_rules_place_unique" UNIQUE("place")
);
--> statement-breakpoint
ALTER TABLE "model_attributes" ADD COLUMN "active_parameters" bigint;--> statement-breakpoint
ALTER TABLE "model_attributes" ADD COLUMN "formats" text[];--> statement-breakpoint
ALTER TABLE "model_attributes" ADD COLUMN "quantization" text;--> statement-breakpoint
ALTER TABLE "model_attributes" ADD COLUMN "base_object_ids" text[];--> statement-breakpoint
ALTER TABLE "model_attributes" ADD COLUMN "lineage_source" text;--> statement-breakpoint
ALTER TABLE "models" ADD COLUMN "missing_since" date;--> statement-breakpoint
ALTER TABLE "models" ADD COLUMN "removed_on" date;--> statement-breakpoint
ALTER TABLE "panel_models" ADD COLUMN "own_parameters" bigint;--> statement-breakpoint
ALTER TABLE "panel_models" ADD COLUMN "own_parameters_source" text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "panel_models" ADD COLUMN "active_parameters" bigint;--> statement-breakpoint
ALTER TABLE "panel_models" ADD COLUMN "packed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "panel_models" ADD COLUMN "license_key" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "panel_models" ADD COLUMN "relation" text;--> statement-breakpoint
ALTER TABLE "panel_models" ADD COLUMN "root_id" integer;--> statement-breakpoint
ALTER TABLE "panel_models" ADD COLUMN "root_repo_id" text;--> statement-breakpoint
ALTER TABLE "panel_models" ADD COLUMN "inheritance" text DEFAULT 'no-base' NOT NULL;--> statement-breakpoint
ALTER TABLE "quality_log" ADD COLUMN "model_id" integer;--> statement-breakpoint
ALTER TABLE "staged_models" ADD COLUMN "active_parameters" bigint;--> statement-breakpoint
ALTER TABLE "staged_models" ADD COLUMN "formats" text[];--> statement-breakpoint
ALTER TABLE "staged_models" ADD COLUMN "quantization" text;--> statement-breakpoint
ALTER TABLE "staged_models" ADD COLUMN "base_object_ids" text[];--> statement-breakpoint
ALTER TABLE "staged_models" ADD COLUMN "lineage_source" text;--> statement-breakpoint
ALTER TABLE "panels" ADD COLUMN "whole" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "panels" ADD COLUMN "every_days" smallint;--> statement-breakpoint
ALTER TABLE "snapshots" ADD COLUMN "source" text;--> statement-breakpoint
CREATE INDEX "change_events_by_day" ON "change_events" USING btree ("panel_id","as_of","kind");--> statement-breakpoint
CREATE INDEX "change_events_by_model" ON "change_events" USING btree ("model_id");--> statement-breakpoint
CREATE INDEX "change_events_renamed" ON "change_events" USING btree ("before") WHERE kind = 'renamed';--> statement-breakpoint
CREATE INDEX "skipped_records_by_snapshot" ON "skipped_records" USING btree ("snapshot_id");--> statement-breakpoint
CREATE INDEX "lineage_edges_by_parent" ON "lineage_edges" USING btree ("parent_id") WHERE until_snapshot is null;--> statement-breakpoint
CREATE INDEX "lineage_edges_unresolved" ON "lineage_edges" USING btree ("parent_repo_id") WHERE until_snapshot is null and parent_id is null;
--> statement-breakpoint
drop function if exists register_panel(text, text, text, text, text, text, text, integer);
--> statement-breakpoint
drop function if exists open_snapshot(integer, date, text);
--> statement-breakpoint
update reference_versions set judged_at = null;

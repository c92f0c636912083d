create extension if not exists pg_trgm;
--> statement-breakpoint
CREATE TABLE "job_run" (
	"job" text NOT NULL,
	"slot" timestamp with time zone NOT NULL,
	"worker" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"state" text DEFAULT 'running' NOT NULL,
	"says" text,
	CONSTRAINT "job_run_job_slot_pk" PRIMARY KEY("job","slot")
);
--> statement-breakpoint
CREATE TABLE "model_attributes" (
	"model_id" integer NOT NULL,
	"snapshot_id" integer NOT NULL,
	"panel_id" smallint NOT NULL,
	"repo_id" text NOT NULL,
	"license_id" text,
	"license_name" text,
	"license_link" text,
	"license_source" text,
	"parameters" bigint,
	"parameters_source" text NOT NULL,
	"safetensors_parameters" bigint,
	"gguf_parameters" bigint,
	"task" text,
	"library" text,
	"gated" text,
	"disabled" boolean,
	"base_models" text[],
	"relation" text,
	"tags" text[],
	CONSTRAINT "model_attributes_model_id_panel_id_snapshot_id_pk" PRIMARY KEY("model_id","panel_id","snapshot_id")
);
--> statement-breakpoint
CREATE TABLE "model_names" (
	"model_id" integer PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "models" (
	"model_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "models_model_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"object_id" text,
	"repo_id" text NOT NULL,
	"namespace" text NOT NULL,
	"repo_created_at" timestamp with time zone,
	"first_seen_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "observations" (
	"downloads_30d" bigint,
	"downloads_all_time" bigint,
	"model_id" integer NOT NULL,
	"likes" integer,
	"snapshot_id" integer NOT NULL,
	"as_of" date NOT NULL,
	"page" integer NOT NULL,
	"panel_id" smallint NOT NULL,
	"present" boolean NOT NULL,
	CONSTRAINT "observations_model_id_panel_id_as_of_snapshot_id_pk" PRIMARY KEY("model_id","panel_id","as_of","snapshot_id")
) PARTITION BY range ("as_of");
--> statement-breakpoint
CREATE TABLE "panel_models" (
	"panel_id" smallint NOT NULL,
	"model_id" integer NOT NULL,
	"downloads_30d" bigint,
	"downloads_all_time" bigint,
	"likes" integer,
	"present" boolean NOT NULL,
	"fingerprint" uuid NOT NULL,
	"described_by" integer NOT NULL,
	"parameters" bigint,
	"parameters_source" text NOT NULL,
	"license_id" text,
	"country" text NOT NULL,
	"region" text NOT NULL,
	"size_class" text NOT NULL,
	"license_class" text NOT NULL,
	CONSTRAINT "panel_models_panel_id_model_id_pk" PRIMARY KEY("panel_id","model_id")
);
--> statement-breakpoint
CREATE TABLE "quality_log" (
	"entry_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "quality_log_entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"panel_id" smallint NOT NULL,
	"snapshot_id" integer,
	"as_of" date NOT NULL,
	"kind" text NOT NULL,
	"says" text NOT NULL,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"logged_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staged_models" (
	"panel_id" smallint NOT NULL,
	"stage_key" text NOT NULL,
	"object_id" text,
	"repo_id" text NOT NULL,
	"namespace" text NOT NULL,
	"repo_created_at" timestamp with time zone,
	"page" integer NOT NULL,
	"downloads_30d" bigint,
	"downloads_all_time" bigint,
	"likes" integer,
	"fingerprint" uuid NOT NULL,
	"license_id" text,
	"license_name" text,
	"license_link" text,
	"license_source" text,
	"parameters" bigint,
	"parameters_source" text NOT NULL,
	"safetensors_parameters" bigint,
	"gguf_parameters" bigint,
	"task" text,
	"library" text,
	"gated" text,
	"disabled" boolean,
	"base_models" text[],
	"relation" text,
	"tags" text[],
	CONSTRAINT "staged_models_panel_id_stage_key_pk" PRIMARY KEY("panel_id","stage_key")
) PARTITION BY list ("panel_id");
--> statement-breakpoint
CREATE TABLE "panels" (
	"panel_id" smallint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "panels_panel_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 32767 START WITH 1 CACHE 1),
	"panel" text NOT NULL,
	"title" text NOT NULL,
	"population" text NOT NULL,
	"kind" text NOT NULL,
	"source_title" text NOT NULL,
	"source_url" text NOT NULL,
	"terms" text NOT NULL,
	"rank" smallint NOT NULL,
	CONSTRAINT "panels_panel_unique" UNIQUE("panel")
);
--> statement-breakpoint
CREATE TABLE "publication" (
	"only" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "snapshot_pages" (
	"snapshot_id" integer NOT NULL,
	"page" integer NOT NULL,
	"asked" text NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"records" integer NOT NULL,
	"stored" integer NOT NULL,
	"skipped" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"snapshot_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "snapshots_snapshot_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"panel_id" smallint NOT NULL,
	"as_of" date NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"token" text NOT NULL,
	"resume_from" text,
	"walk_ended" timestamp with time zone,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"touched_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone,
	"pages" integer DEFAULT 0 NOT NULL,
	"records" integer DEFAULT 0 NOT NULL,
	"duplicates" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"repaired" integer DEFAULT 0 NOT NULL,
	"models" integer,
	"checks" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ref_countries" (
	"country" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"region" text NOT NULL,
	"subregion" text,
	"bloc" text
);
--> statement-breakpoint
CREATE TABLE "ref_licenses" (
	"license" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"family" text,
	"class" text NOT NULL,
	"osi_approved" text NOT NULL,
	"commercial_use" text NOT NULL,
	"redistribution" text NOT NULL,
	"derivatives" text NOT NULL,
	"share_alike" text NOT NULL,
	"use_restrictions" text NOT NULL,
	"note" text,
	"evidence" text NOT NULL,
	"checked_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ref_namespaces" (
	"namespace" text NOT NULL,
	"publisher_id" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	CONSTRAINT "ref_namespaces_namespace_valid_from_pk" PRIMARY KEY("namespace","valid_from")
);
--> statement-breakpoint
CREATE TABLE "ref_parameters" (
	"repo_id" text PRIMARY KEY NOT NULL,
	"parameters" bigint NOT NULL,
	"active_parameters" bigint,
	"evidence" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ref_publishers" (
	"publisher_id" text NOT NULL,
	"name" text NOT NULL,
	"parent" text,
	"type" text NOT NULL,
	"country" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	"confidence" text NOT NULL,
	"evidence" text,
	"checked_on" date NOT NULL,
	"note" text,
	CONSTRAINT "ref_publishers_publisher_id_valid_from_pk" PRIMARY KEY("publisher_id","valid_from")
);
--> statement-breakpoint
CREATE TABLE "ref_size_schemes" (
	"scheme" text PRIMARY KEY NOT NULL,
	"bounds" bigint[] NOT NULL,
	"classes" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reference_versions" (
	"version" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reference_versions_version_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"content_hash" text NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"judged_at" timestamp with time zone,
	CONSTRAINT "reference_versions_content_hash_unique" UNIQUE("content_hash")
);
--> statement-breakpoint
CREATE TABLE "rollup_cells" (
	"snapshot_id" integer NOT NULL,
	"region" text NOT NULL,
	"size_class" text NOT NULL,
	"license_class" text NOT NULL,
	"models" integer NOT NULL,
	"downloads_30d" bigint NOT NULL,
	"downloads_all_time" bigint,
	"likes" bigint NOT NULL,
	CONSTRAINT "rollup_cells_snapshot_id_region_size_class_license_class_pk" PRIMARY KEY("snapshot_id","region","size_class","license_class")
);
--> statement-breakpoint
CREATE TABLE "rollup_groups" (
	"snapshot_id" integer NOT NULL,
	"grouping" text NOT NULL,
	"value" text NOT NULL,
	"models" integer NOT NULL,
	"downloads_30d" bigint NOT NULL,
	"downloads_all_time" bigint,
	"likes" bigint NOT NULL,
	CONSTRAINT "rollup_groups_snapshot_id_grouping_value_pk" PRIMARY KEY("snapshot_id","grouping","value")
);
--> statement-breakpoint
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_panel_id_panels_panel_id_fk" FOREIGN KEY ("panel_id") REFERENCES "public"."panels"("panel_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "model_names_trgm" ON "model_names" USING gin ("name" gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "models_object_id" ON "models" USING btree ("object_id");--> statement-breakpoint
CREATE INDEX "models_repo_id" ON "models" USING btree ("repo_id");--> statement-breakpoint
CREATE INDEX "panel_models_by_downloads" ON "panel_models" USING btree ("panel_id",(coalesce("downloads_30d", -1)),"model_id") WHERE present;--> statement-breakpoint
CREATE INDEX "panel_models_by_cell" ON "panel_models" USING btree ("panel_id","region","size_class","license_class",(coalesce("downloads_30d", -1)),"model_id") WHERE present;--> statement-breakpoint
CREATE INDEX "quality_log_by_day" ON "quality_log" USING btree ("panel_id","as_of");--> statement-breakpoint
CREATE UNIQUE INDEX "snapshot_pages_pkey" ON "snapshot_pages" USING btree ("snapshot_id","page");--> statement-breakpoint
CREATE UNIQUE INDEX "snapshots_one_open" ON "snapshots" USING btree ("panel_id") WHERE status = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "snapshots_one_published" ON "snapshots" USING btree ("panel_id","as_of") WHERE status = 'published';--> statement-breakpoint
CREATE INDEX "snapshots_by_day" ON "snapshots" USING btree ("panel_id","as_of");
--> statement-breakpoint
insert into publication (version) values (0);

CREATE TABLE "claim_results" (
	"claim" text NOT NULL,
	"since" date NOT NULL,
	"status" text NOT NULL,
	"value" double precision,
	"answer" jsonb NOT NULL,
	"computed_at" integer NOT NULL,
	CONSTRAINT "claim_results_claim_since_pk" PRIMARY KEY("claim","since")
);
--> statement-breakpoint
CREATE TABLE "cells" (
	"cell_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "cells_cell_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"region" text NOT NULL,
	"mix_id" integer NOT NULL,
	"size_cell" smallint NOT NULL,
	"license_class" text NOT NULL,
	"relation" text NOT NULL,
	"infrastructure" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kinds" (
	"kind_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "kinds_kind_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"holder" text NOT NULL,
	"origin_id" integer NOT NULL,
	"size_cell" smallint NOT NULL,
	"license" text NOT NULL,
	"license_class" text NOT NULL,
	"task" text NOT NULL,
	"library" text NOT NULL,
	"format" text NOT NULL,
	"relation" text NOT NULL,
	"inheritance" text NOT NULL,
	"gated" text NOT NULL,
	"year" text NOT NULL,
	"tracked" boolean NOT NULL,
	"first_party" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mix_parts" (
	"mix_id" integer NOT NULL,
	"region" text NOT NULL,
	"weight" double precision NOT NULL,
	CONSTRAINT "mix_parts_mix_id_region_pk" PRIMARY KEY("mix_id","region")
);
--> statement-breakpoint
CREATE TABLE "mixes" (
	"mix_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mixes_mix_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"parts" text NOT NULL,
	CONSTRAINT "mixes_parts_unique" UNIQUE("parts")
);
--> statement-breakpoint
CREATE TABLE "origin_parts" (
	"origin_id" integer NOT NULL,
	"holder" text NOT NULL,
	"family" text NOT NULL,
	"weight" double precision NOT NULL,
	CONSTRAINT "origin_parts_origin_id_holder_family_pk" PRIMARY KEY("origin_id","holder","family")
);
--> statement-breakpoint
CREATE TABLE "origins" (
	"origin_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "origins_origin_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"parts" text NOT NULL,
	CONSTRAINT "origins_parts_unique" UNIQUE("parts")
);
--> statement-breakpoint
CREATE TABLE "rollup_births" (
	"panel_id" smallint NOT NULL,
	"kind_id" integer NOT NULL,
	"infrastructure" boolean NOT NULL,
	"month" date,
	"models" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rollup_days" (
	"panel_id" smallint NOT NULL,
	"measure" text NOT NULL,
	"span" smallint NOT NULL,
	"cell_id" integer NOT NULL,
	"sums" numeric NOT NULL,
	CONSTRAINT "rollup_days_panel_id_measure_cell_id_span_pk" PRIMARY KEY("panel_id","measure","cell_id","span")
);
--> statement-breakpoint
CREATE TABLE "rollup_kinds" (
	"snapshot_id" integer NOT NULL,
	"kind_id" integer NOT NULL,
	"infrastructure" boolean NOT NULL,
	"models" integer NOT NULL,
	"downloads_30d" bigint NOT NULL,
	"downloads_all_time" bigint NOT NULL,
	"likes" bigint NOT NULL,
	"risen" bigint NOT NULL,
	"fallen" bigint NOT NULL,
	"risen_first_year" bigint NOT NULL,
	"fallen_first_year" bigint NOT NULL,
	"parameters" numeric NOT NULL,
	"weighted" numeric NOT NULL,
	CONSTRAINT "rollup_kinds_snapshot_id_kind_id_infrastructure_pk" PRIMARY KEY("snapshot_id","kind_id","infrastructure")
);
--> statement-breakpoint
CREATE TABLE "rollup_medians" (
	"snapshot_id" integer NOT NULL,
	"dimension" text NOT NULL,
	"value" text NOT NULL,
	"without" boolean NOT NULL,
	"by_models" bigint,
	"by_downloads" bigint,
	CONSTRAINT "rollup_medians_snapshot_id_dimension_value_without_pk" PRIMARY KEY("snapshot_id","dimension","value","without")
);
--> statement-breakpoint
CREATE TABLE "rollup_weeks" (
	"panel_id" smallint NOT NULL,
	"measure" text NOT NULL,
	"span" smallint NOT NULL,
	"kind_id" integer NOT NULL,
	"infrastructure" boolean NOT NULL,
	"sums" numeric NOT NULL,
	CONSTRAINT "rollup_weeks_panel_id_measure_kind_id_infrastructure_span_pk" PRIMARY KEY("panel_id","measure","kind_id","infrastructure","span")
);
--> statement-breakpoint
CREATE TABLE "ref_annotations" (
	"annotation" text PRIMARY KEY NOT NULL,
	"panel" text,
	"on_day" date NOT NULL,
	"until_day" date,
	"kind" text NOT NULL,
	"says" text NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ref_families" (
	"family" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"publisher_id" text NOT NULL,
	"note" text,
	"evidence" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ref_family_repos" (
	"place" integer PRIMARY KEY NOT NULL,
	"family" text NOT NULL,
	"namespace" text NOT NULL,
	"pattern" text
);
--> statement-breakpoint
CREATE TABLE "ref_family_words" (
	"word" text PRIMARY KEY NOT NULL,
	"family" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ref_infrastructure" (
	"repo_id" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"evidence" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ref_packagers" (
	"publisher_id" text PRIMARY KEY NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ref_publisher_countries" (
	"publisher_id" text NOT NULL,
	"place" smallint NOT NULL,
	"country" text NOT NULL,
	CONSTRAINT "ref_publisher_countries_publisher_id_place_pk" PRIMARY KEY("publisher_id","place")
);
--> statement-breakpoint
CREATE TABLE "ref_release_dates" (
	"repo_id" text PRIMARY KEY NOT NULL,
	"released_on" date NOT NULL,
	"evidence" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ref_rules" (
	"rule" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"value" double precision NOT NULL,
	"says" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ref_tasks" (
	"task" text PRIMARY KEY NOT NULL,
	"modality" text NOT NULL,
	"language" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ref_tracked_models" (
	"repo_id" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_ages" (
	"panel_id" smallint NOT NULL,
	"model_id" integer NOT NULL,
	"age" smallint NOT NULL,
	"downloads" double precision NOT NULL,
	"reached_on" date NOT NULL,
	CONSTRAINT "model_ages_panel_id_model_id_age_pk" PRIMARY KEY("panel_id","model_id","age")
);
--> statement-breakpoint
CREATE TABLE "model_milestones" (
	"panel_id" smallint NOT NULL,
	"model_id" integer NOT NULL,
	"threshold" bigint NOT NULL,
	"reached_on" date NOT NULL,
	"age_days" double precision NOT NULL,
	CONSTRAINT "model_milestones_panel_id_threshold_model_id_pk" PRIMARY KEY("panel_id","threshold","model_id")
);
--> statement-breakpoint
CREATE TABLE "ram_baselines" (
	"panel_id" smallint NOT NULL,
	"baseline" text NOT NULL,
	"size_class" text NOT NULL,
	"age" smallint NOT NULL,
	"models" integer[] NOT NULL,
	"downloads" double precision[] NOT NULL,
	"frozen_on" date NOT NULL,
	CONSTRAINT "ram_baselines_panel_id_baseline_size_class_age_pk" PRIMARY KEY("panel_id","baseline","size_class","age")
);
--> statement-breakpoint
CREATE TABLE "rollup_concentration" (
	"snapshot_id" integer NOT NULL,
	"level" text NOT NULL,
	"measure" text NOT NULL,
	"without" boolean NOT NULL,
	"units" integer NOT NULL,
	"active" integer NOT NULL,
	"total" bigint NOT NULL,
	"hhi" double precision,
	"gini_all" double precision,
	"gini_active" double precision,
	"tops" bigint[] NOT NULL,
	"parts" bigint[] NOT NULL,
	CONSTRAINT "rollup_concentration_snapshot_id_level_measure_without_pk" PRIMARY KEY("snapshot_id","level","measure","without")
);
--> statement-breakpoint
CREATE TABLE "rollup_derivatives" (
	"panel_id" smallint NOT NULL,
	"counting" text NOT NULL,
	"family" text NOT NULL,
	"region" text NOT NULL,
	"month" date NOT NULL,
	"models" double precision NOT NULL,
	"over_5" double precision NOT NULL,
	"over_200" double precision NOT NULL,
	CONSTRAINT "rollup_derivatives_panel_id_counting_family_region_month_pk" PRIMARY KEY("panel_id","counting","family","region","month")
);
--> statement-breakpoint
CREATE TABLE "rollup_leaders" (
	"snapshot_id" integer NOT NULL,
	"measure" text NOT NULL,
	"place" smallint NOT NULL,
	"model_id" integer NOT NULL,
	"value" bigint NOT NULL,
	CONSTRAINT "rollup_leaders_snapshot_id_measure_place_pk" PRIMARY KEY("snapshot_id","measure","place")
);
--> statement-breakpoint
CREATE TABLE "rollup_survival" (
	"panel_id" smallint NOT NULL,
	"dimension" text NOT NULL,
	"value" text NOT NULL,
	"threshold" bigint NOT NULL,
	"age" integer NOT NULL,
	"at_risk" integer NOT NULL,
	"reached" integer NOT NULL,
	"censored" integer NOT NULL,
	CONSTRAINT "rollup_survival_panel_id_dimension_value_threshold_age_pk" PRIMARY KEY("panel_id","dimension","value","threshold","age")
);
--> statement-breakpoint
ALTER TABLE "panel_models" ADD COLUMN "kind_id" integer;--> statement-breakpoint
ALTER TABLE "panel_models" ADD COLUMN "released_on" date;--> statement-breakpoint
ALTER TABLE "panel_models" ADD COLUMN "listed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "panel_models" ADD COLUMN "mentions" text;--> statement-breakpoint
ALTER TABLE "panels" ADD COLUMN "folded_before" date DEFAULT '0001-01-01' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "cells_once" ON "cells" USING btree ("region","mix_id","size_cell","license_class","relation","infrastructure");--> statement-breakpoint
CREATE UNIQUE INDEX "kinds_once" ON "kinds" USING btree ("holder","origin_id","size_cell","license","license_class","task","library","format","relation","inheritance","gated","year","tracked","first_party");--> statement-breakpoint
CREATE INDEX "rollup_births_by_panel" ON "rollup_births" USING btree ("panel_id","kind_id");--> statement-breakpoint
CREATE INDEX "model_ages_by_age" ON "model_ages" USING btree ("panel_id","age","downloads");
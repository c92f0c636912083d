CREATE TABLE "rollup_cell_sums" (
	"snapshot_id" integer NOT NULL,
	"cell_id" integer NOT NULL,
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
	CONSTRAINT "rollup_cell_sums_snapshot_id_cell_id_pk" PRIMARY KEY("snapshot_id","cell_id")
);
--> statement-breakpoint
CREATE TABLE "rollup_kind_days" (
	"panel_id" smallint NOT NULL,
	"measure" text NOT NULL,
	"span" smallint NOT NULL,
	"kind_id" integer NOT NULL,
	"infrastructure" boolean NOT NULL,
	"sums" numeric NOT NULL,
	CONSTRAINT "rollup_kind_days_panel_id_measure_kind_id_infrastructure_span_pk" PRIMARY KEY("panel_id","measure","kind_id","infrastructure","span")
);
--> statement-breakpoint
CREATE TABLE "rollup_open_kinds" (
	"panel_id" smallint NOT NULL,
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
	CONSTRAINT "rollup_open_kinds_panel_id_kind_id_infrastructure_pk" PRIMARY KEY("panel_id","kind_id","infrastructure")
);
--> statement-breakpoint
CREATE TABLE "rollup_open_slices" (
	"panel_id" smallint NOT NULL,
	"slice_id" integer NOT NULL,
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
	CONSTRAINT "rollup_open_slices_panel_id_slice_id_pk" PRIMARY KEY("panel_id","slice_id")
);
--> statement-breakpoint
CREATE TABLE "rollup_slices" (
	"panel_id" smallint NOT NULL,
	"measure" text NOT NULL,
	"span" smallint NOT NULL,
	"slice_id" integer NOT NULL,
	"sums" numeric NOT NULL,
	CONSTRAINT "rollup_slices_panel_id_measure_slice_id_span_pk" PRIMARY KEY("panel_id","measure","slice_id","span")
);
--> statement-breakpoint
CREATE TABLE "slices" (
	"slice_id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "slices_slice_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"set_no" smallint NOT NULL,
	"a" text NOT NULL,
	"b" text NOT NULL,
	"infrastructure" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "known_words" (
	"libraries" text[] NOT NULL,
	"formats" text[] NOT NULL,
	"word_pattern" text
);
--> statement-breakpoint
CREATE TABLE "ref_holder_places" (
	"counting" text NOT NULL,
	"facts" text NOT NULL,
	"holder" text NOT NULL,
	"country" text NOT NULL,
	"publisher_id" text NOT NULL,
	"region" text NOT NULL,
	"type" text NOT NULL,
	"packager" boolean NOT NULL,
	"weight" double precision NOT NULL,
	CONSTRAINT "ref_holder_places_counting_facts_holder_country_pk" PRIMARY KEY("counting","facts","holder","country")
);
--> statement-breakpoint
CREATE TABLE "ref_vocabulary" (
	"list" text NOT NULL,
	"word" text NOT NULL,
	"place" smallint NOT NULL,
	CONSTRAINT "ref_vocabulary_list_word_pk" PRIMARY KEY("list","word")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "slices_once" ON "slices" USING btree ("set_no","a","b","infrastructure");--> statement-breakpoint
CREATE INDEX "slices_by_second" ON "slices" USING btree ("set_no","b");--> statement-breakpoint
CREATE INDEX "models_namespace" ON "models" USING btree ("namespace");--> statement-breakpoint
DROP FUNCTION IF EXISTS differing_cells(integer);--> statement-breakpoint
DROP FUNCTION IF EXISTS group_totals();--> statement-breakpoint
DROP FUNCTION IF EXISTS preview_reference(text, jsonb);

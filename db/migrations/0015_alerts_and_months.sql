CREATE TABLE "alert_position" (
	"only" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"panel_id" smallint NOT NULL,
	"snapshot_id" integer NOT NULL,
	"shares_from" date NOT NULL,
	"shares_as_of" date NOT NULL,
	"event_id" bigint NOT NULL,
	"claims" jsonb NOT NULL,
	"version" integer NOT NULL,
	"ledger_version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_readers" (
	"subscriber_id" bigint PRIMARY KEY NOT NULL,
	"told_through" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "happenings" (
	"happening_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "happenings_happening_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"facts" jsonb NOT NULL,
	"noted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "happenings_kind_known" CHECK ("happenings"."kind" in ('threshold', 'license', 'claim', 'release'))
);
--> statement-breakpoint
DROP INDEX "digest_issues_week";--> statement-breakpoint
ALTER TABLE "digest_issues" ADD COLUMN "period" text DEFAULT 'week' NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_readers" ADD CONSTRAINT "alert_readers_subscriber_id_subscribers_subscriber_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("subscriber_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "happenings_noted" ON "happenings" USING btree ("noted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "digest_issues_period" ON "digest_issues" USING btree ("period","week","edition");--> statement-breakpoint
ALTER TABLE "digest_issues" ADD CONSTRAINT "digest_issues_period_known" CHECK ("digest_issues"."period" in ('week', 'month'));
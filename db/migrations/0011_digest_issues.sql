CREATE TABLE "digest_issues" (
	"issue" text PRIMARY KEY NOT NULL,
	"week" date NOT NULL,
	"edition" integer NOT NULL,
	"as_of" date NOT NULL,
	"subject" text NOT NULL,
	"payload" jsonb NOT NULL,
	"html" text NOT NULL,
	"plain" text NOT NULL,
	"pictures" jsonb NOT NULL,
	"built_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "digest_issues_week" ON "digest_issues" USING btree ("week","edition");
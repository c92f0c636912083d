CREATE TABLE "delivery_pauses" (
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"paused_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resumes_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "delivery_pauses_kind_key_pk" PRIMARY KEY("kind","key")
);
--> statement-breakpoint
CREATE TABLE "delivery_senders" (
	"sender" text PRIMARY KEY NOT NULL,
	"beats" bigint DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE FUNCTION "announce_deliveries"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  notify deliveries;
  return null;
end;
$$;
--> statement-breakpoint
CREATE TRIGGER "deliveries_announced" AFTER INSERT ON "deliveries" FOR EACH STATEMENT EXECUTE FUNCTION "announce_deliveries"();

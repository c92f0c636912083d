CREATE TABLE "departures" (
	"address_mark" "bytea" PRIMARY KEY NOT NULL,
	"left_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mark_keys" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"inner_key" "bytea" NOT NULL,
	"outer_key" "bytea" NOT NULL,
	CONSTRAINT "mark_keys_one" CHECK ("mark_keys"."is_only")
);
--> statement-breakpoint
CREATE TABLE "subscribe_requests" (
	"request_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "subscribe_requests_request_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"network_mark" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "departures_left" ON "departures" USING btree ("left_at");--> statement-breakpoint
CREATE INDEX "subscribe_requests_at" ON "subscribe_requests" USING btree ("at");
--> statement-breakpoint
insert into mark_keys (inner_key, outer_key)
select decode(replace(i.key, '-', ''), 'hex'), decode(replace(o.key, '-', ''), 'hex')
from (select string_agg(gen_random_uuid()::text, '') as key from generate_series(1, 4)) i
cross join (select string_agg(gen_random_uuid()::text, '') as key from generate_series(1, 4)) o;
--> statement-breakpoint
-- A keyed hash (RFC 2104, with two keys instead of one padded twice): whoever has the marks alone can try no address on them.
create function marked(said text) returns bytea
language sql stable strict
as $$
  select sha256(k.outer_key || sha256(k.inner_key || convert_to(lower(said collate "C"), 'UTF8'))) from mark_keys k
$$;

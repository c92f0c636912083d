import { sql } from 'drizzle-orm';
import { bigint, boolean, check, customType, index, pgTable, timestamp } from 'drizzle-orm/pg-core';

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
const moment = (name: string) => timestamp(name, { withTimezone: true });

/** Made once, with the database: without it no mark can be tried against a list of addresses. One row. */
export const markKeys = pgTable(
  'mark_keys',
  {
    isOnly: boolean('is_only').primaryKey().default(true),
    innerKey: bytes('inner_key').notNull(),
    outerKey: bytes('outer_key').notNull(),
  },
  (t) => [check('mark_keys_one', sql`${t.isOnly}`)],
);

/** Who left, so that no import and no backup brings them back: the mark of an address, never the address. */
export const departures = pgTable(
  'departures',
  {
    addressMark: bytes('address_mark').primaryKey(),
    leftAt: moment('left_at').notNull().defaultNow(),
  },
  (t) => [index('departures_left').on(t.leftAt)],
);

/** Who asked for a confirmation lately, to count them: the mark of a network. Rows are gone after a day. */
export const subscribeRequests = pgTable(
  'subscribe_requests',
  {
    requestId: bigint('request_id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    networkMark: bytes('network_mark').notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (t) => [index('subscribe_requests_at').on(t.at)],
);

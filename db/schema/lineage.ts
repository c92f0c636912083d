import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';

/** Declared edges from a model to its bases, with the snapshots in which they were in force. */
export const lineageEdges = pgTable(
  'lineage_edges',
  {
    panelId: smallint('panel_id').notNull(),
    childId: integer('child_id').notNull(),
    /** Place in the declaration, from 1. */
    place: smallint('place').notNull(),
    /** Null while no model of that name or object id was ever seen. */
    parentId: integer('parent_id'),
    /** As declared; names at card-writing time, which may have changed since. */
    parentRepoId: text('parent_repo_id').notNull(),
    relation: text('relation'),
    /** `hub`, `card` or `tags`. */
    declaredIn: text('declared_in').notNull(),
    /** In force from this snapshot on, up to but not including `until_snapshot`. */
    sinceSnapshot: integer('since_snapshot').notNull(),
    untilSnapshot: integer('until_snapshot'),
    /** True where following it would lead back to the model itself: it takes no part in roots. */
    cut: boolean('cut').notNull().default(false),
    /** `ok`, `relabelled-looser`, `missing-license`, `incompatible` or `undecidable`. */
    verdict: text('verdict'),
    /** The rule of `db/reference/inheritance-rules.csv` that said so. */
    rule: text('rule'),
  },
  (t) => [
    primaryKey({ columns: [t.panelId, t.childId, t.sinceSnapshot, t.place] }),
    index('lineage_edges_by_parent').on(t.parentId).where(sql`until_snapshot is null`),
    index('lineage_edges_unresolved')
      .on(t.parentRepoId)
      .where(sql`until_snapshot is null and parent_id is null`),
  ],
);

import { z } from 'zod';

/** How often the digest comes; `never`: alerts alone. */
export const CADENCES = ['weekly', 'monthly', 'never'] as const;

/** Groups that a reader may follow, and whose shares may cross a threshold. */
export const FOCUS_DIMENSIONS = ['region', 'size', 'license', 'family'] as const;

export const LIMITS = { groups: 40, models: 50, publishers: 50, thresholds: 10 } as const;

const id = z.string().min(1).max(200);
const ids = (most: number) => z.array(id).max(most).default([]);

const threshold = z.strictObject({
  dimension: z.enum(FOCUS_DIMENSIONS),
  id,
  /** Where it is crossed to. */
  side: z.enum(['above', 'below']),
  /** Share of downloads, 0 to 100. */
  percent: z.number().gt(0).lt(100),
});

/** What a subscriber chose: the column `subscribers.preferences`. Empty lists: everything, as the archive shows it. */
export const preferencesSchema = z.strictObject({
  cadence: z.enum(CADENCES).default('weekly'),
  focus: z
    .strictObject({
      region: ids(LIMITS.groups),
      size: ids(LIMITS.groups),
      license: ids(LIMITS.groups),
      family: ids(LIMITS.groups),
    })
    .prefault({}),
  watch: z
    .strictObject({
      /** Addresses of models, as `Qwen/Qwen3-8B`. */
      models: ids(LIMITS.models),
      /** Ids of publishers. */
      publishers: ids(LIMITS.publishers),
    })
    .prefault({}),
  /** At most one mail a day, whatever happened. */
  alerts: z
    .strictObject({
      thresholds: z.array(threshold).max(LIMITS.thresholds).default([]),
      /** A license changed: of watched models, and of models of watched publishers. */
      licenses: z.boolean().default(false),
      /** A published claim has another status. */
      claims: z.boolean().default(false),
      /** A watched publisher released a model. */
      releases: z.boolean().default(false),
    })
    .prefault({}),
});

export type Preferences = z.infer<typeof preferencesSchema>;
export type Cadence = Preferences['cadence'];
export type Threshold = z.infer<typeof threshold>;

/** What somebody gets who chose nothing: the whole digest, every week. */
export const DEFAULT_PREFERENCES: Preferences = preferencesSchema.parse({});

/** Whether any alert was asked for. */
export function hasAlerts({ alerts }: Preferences): boolean {
  return alerts.thresholds.length > 0 || alerts.licenses || alerts.claims || alerts.releases;
}

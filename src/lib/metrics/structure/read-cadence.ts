import type { Db } from '../../../../db/client.ts';
import { MILESTONES } from '../../../../db/vocab/concentration.ts';
import { addDays } from '../days.ts';
import { readGround, type StructureAnswer } from './answer.ts';
import { type RatedModel, readRam } from './read-ram.ts';

/** What makes a release a major one. */
export type MajorBy = 'downloads' | 'ram';

export interface CadenceMonth {
  /** `YYYY-MM`, of release. */
  month: string;
  models: number;
  /** Of these, uploaded by the publisher of a curated family as its own. */
  firstParty: number;
  regions: Readonly<Record<string, number>>;
  /** A release of this month may still become a major one. */
  provisional: boolean;
}

export interface Cadence extends StructureAnswer {
  by: MajorBy;
  /** From the month in which the record begins to that of the newest snapshot, none left out. */
  months: readonly CadenceMonth[];
}

interface Major {
  releasedOn: string;
  region: string;
  firstParty: boolean;
}

/** Major releases by month: many downloads soon after release, or a relative adoption of at least 1 by then. */
export async function readCadence(
  db: Db,
  { panel: named, by }: { panel: string | null; by: MajorBy },
): Promise<Cadence> {
  const [{ panel, referenceVersion }, rule] = await Promise.all([readGround(db, named), readRule(db)]);
  const ram = by === 'ram' ? await readRam(db, { panel: panel.panel, baseline: null, atLeast: 1 }) : null;
  const majors = ram
    ? ram.models.filter((model) => isMajor(model, rule.days)).map(asMajor)
    : await readReached(db, panel.panel, rule);
  return {
    panel,
    asOf: panel.asOf,
    definition: ram
      ? `First-party language models with a relative adoption (v1, baseline ${ram.baseline ?? 'not frozen yet'}) of at least 1 within ${rule.days} days of release, by month of release.`
      : `Models with at least ${rule.downloads.toLocaleString('en-US')} downloads of all time within ${rule.days} days of release, by month of release.`,
    coverage: ram && ram.baseline === null ? null : 1,
    notes: [
      `Models released before ${panel.from}, where the record begins, are not counted: nobody saw their first days.`,
      `Months whose releases are not yet ${rule.days} days old are provisional.`,
      ...(ram?.baseline === null ? ram.notes : []),
    ],
    referenceVersion,
    by,
    months: byMonth(majors, { from: panel.from, asOf: panel.asOf, days: rule.days }),
  };
}

const isMajor = ({ isPeer, scores }: RatedModel, days: number) =>
  isPeer && scores.some(({ age, v1 }) => age <= days && v1 !== null && v1 >= 1);

const asMajor = ({ releasedOn, region }: RatedModel): Major => ({ releasedOn, region, firstParty: true });

interface Rule {
  downloads: number;
  days: number;
}

/** From `db/reference/rules.csv`. The number of downloads must be one whose day is kept. */
async function readRule(db: Db): Promise<Rule> {
  const rows = await db<{ rule: string; value: number }[]>`
    select r.rule as "rule", r.value as "value" from ref_rules r where r.rule like 'major-release-%'
  `;
  const numberOf = (rule: string) => rows.find((row) => row.rule === rule)?.value;
  const [downloads, days] = [numberOf('major-release-downloads'), numberOf('major-release-days')];
  if (downloads === undefined || days === undefined || !MILESTONES.includes(downloads))
    throw new Error(
      `rules.csv: major-release-days and major-release-downloads, one of ${MILESTONES.join(', ')}, are needed; got ${days} and ${downloads}`,
    );
  return { downloads, days };
}

async function readReached(db: Db, panel: string, { downloads, days }: Rule): Promise<Major[]> {
  return await db<Major[]>`
    select
      t.released_on::text as "releasedOn",
      t.region as "region",
      coalesce(k.first_party, false) as "firstParty"
    from model_milestones a
    join panels p on p.panel_id = a.panel_id
    join panel_models t on t.panel_id = a.panel_id and t.model_id = a.model_id
    left join kinds k on k.kind_id = t.kind_id
    where p.panel = ${panel} and a.threshold = ${downloads} and a.age_days <= ${days}
  `;
}

function byMonth(
  majors: readonly Major[],
  { from, asOf, days }: { from: string; asOf: string; days: number },
): readonly CadenceMonth[] {
  const groups = Map.groupBy(majors, ({ releasedOn }) => releasedOn.slice(0, 7));
  const months: CadenceMonth[] = [];
  for (let month = from.slice(0, 7); month <= asOf.slice(0, 7); month = after(month)) {
    const released = groups.get(month) ?? [];
    const regions = [...Map.groupBy(released, ({ region }) => region)];
    months.push({
      month,
      models: released.length,
      firstParty: released.filter(({ firstParty }) => firstParty).length,
      regions: Object.fromEntries(regions.map(([region, models]) => [region, models.length])),
      provisional: addDays(`${after(month)}-01`, days) > asOf,
    });
  }
  return months;
}

function after(month: string): string {
  return addDays(`${month}-01`, 31).slice(0, 7);
}

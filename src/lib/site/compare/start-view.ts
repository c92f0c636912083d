import type { Db } from '../../../../db/client.ts';
import type { DimensionId } from '../../../../db/vocab/dimensions.ts';
import { REGIONS } from '../../../../db/vocab/regions.ts';
import { definitionOf } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { groupsOf } from '../../definition/vocabulary.ts';
import { formatList } from '../../format/list.ts';
import { addDays, isoWeekStart } from '../../metrics/days.ts';
import { readFigure } from '../../metrics/engine/read-figure.ts';
import { readTopModels } from '../../metrics/models.ts';
import { choosePanel, readPanels } from '../../metrics/panels.ts';
import { paths } from '../paths.ts';
import { COMPARE_KINDS, type CompareKindId } from './kinds.ts';
import { type Aimed, aimCompare } from './load-compare.ts';
import { parseSubjects, printSubjects } from './subjects-path.ts';

/** Fields of the form on the page to begin with. */
export const START_KEYS = ['kind', 'a', 'b'] as const;

/** What `/compare` shows. */
export interface CompareStart {
  kinds: readonly { id: string; name: string; chosen: boolean }[];
  options: readonly { id: string; name: string }[];
  /** Of each kind the most downloaded, side by side. */
  examples: readonly { name: string; says: string; href: string }[];
  asOf: string;
  panelTitle: string;
}

type StartAsked = Readonly<Record<(typeof START_KEYS)[number], string | null>>;

/** Where the form leads; null while it says nothing. */
export async function aimStart(
  db: Db,
  url: URL,
  { kind, a, b }: StartAsked,
): Promise<Exclude<Aimed, { kind: 'found' }> | null> {
  const texts = [a, b].flatMap((text) => (text === null ? [] : parseSubjects(text)));
  if (texts.length === 0) return null;
  const known = COMPARE_KINDS.find(({ id }) => id === kind)?.id ?? null;
  const to = paths.compare(known, printSubjects(texts));
  const aimed = await aimCompare({ url: new URL(to, url.origin), db });
  return aimed.kind === 'found' ? { kind: 'redirect', to } : aimed;
}

const places = new Set(REGIONS.filter(({ kind }) => kind === 'place').map(({ id }) => id));

const publishersOffered = 60;

export async function readCompareStart(db: Db, kind: string | null): Promise<CompareStart> {
  const panel = choosePanel(await readPanels(db), null);
  const week = definitionOf({
    panel: panel.panel,
    step: 'week',
    window: { from: isoWeekStart(panel.asOf), until: addDays(panel.asOf, 1) },
  });
  const [families, publishers, regions, licenses, models] = await Promise.all([
    largest(db, week, 'family'),
    largest(db, week, 'publisher'),
    largest(db, week, 'region'),
    largest(db, week, 'license'),
    readTopModels(db, { definition: definitionOf({ panel: panel.panel }), limit: 3 }),
  ]);
  const named = models.map(({ repoId }) => ({ id: repoId, name: repoId }));
  const example = (id: CompareKindId, of: readonly { id: string; name: string }[]) =>
    of.length < 2
      ? []
      : [
          {
            name: COMPARE_KINDS.find((each) => each.id === id)?.name ?? id,
            says: formatList(of.map(({ name }) => name)),
            href: paths.compare(id, printSubjects(of.map((one) => one.id).toSorted(orderOf(id)))),
          },
        ];
  return {
    kinds: COMPARE_KINDS.map(({ id, name }) => ({ id, name, chosen: id === kind })),
    options: [...regions, ...licenses, ...families, ...publishers.slice(0, publishersOffered)],
    examples: [
      ...example('families', families.slice(0, 3)),
      ...example('regions', regions.filter(({ id }) => places.has(id)).slice(0, 3)),
      ...example('publishers', publishers.slice(0, 3)),
      ...example('licenses', licenses.filter(({ id }) => id !== 'none').slice(0, 3)),
      ...example('models', named),
    ],
    asOf: panel.asOf,
    panelTitle: panel.title,
  };
}

/** The order of addresses, so that an example needs no redirect. */
function orderOf(kind: CompareKindId): (a: string, b: string) => number {
  const dimension = kind === 'regions' ? 'region' : kind === 'licenses' ? 'license' : null;
  const order = dimension === null ? [] : (groupsOf(dimension, 'default') ?? []).map(({ id }) => id);
  return (a, b) => order.indexOf(a) - order.indexOf(b) || (a < b ? -1 : 1);
}

/** Known groups by downloads, largest first. */
async function largest(db: Db, week: Definition, dimension: DimensionId) {
  const { groups } = await readFigure(db, { ...week, by: [dimension] });
  return groups.flatMap(({ ids: [id], names: [name], open, value }) =>
    id && name && !open && value ? [{ id, name }] : [],
  );
}

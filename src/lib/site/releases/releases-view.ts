import type { Db } from '../../../../db/client.ts';
import { RELATIONS } from '../../../../db/vocab/relations.ts';
import { TASKS } from '../../../../db/vocab/tasks.ts';
import type { Definition, Window } from '../../definition/definition.ts';
import { windowWords } from '../../definition/words.ts';
import { readCurated } from '../../families/rows.ts';
import { formatDay, formatWeekday } from '../../format/dates.ts';
import { formatExact } from '../../format/numbers.ts';
import { nameOfLenses, readLensNames } from '../../metrics/engine/lens-names.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { type ReleaseList, readReleases } from '../../metrics/releases/read-releases.ts';
import { mostLooked } from '../../metrics/releases/release-queries.ts';
import { ageOf, NOTABLE_RULE } from '../../metrics/releases/rule.ts';
import type { Choices } from '../choices-view.ts';
import type { Frame } from '../frame.ts';
import { chipsOf, type LensForm, lensField, lensForm, withoutLenses } from '../lens-view.ts';
import { paths } from '../paths.ts';
import { structureFrame } from '../structure-frame.ts';
import { type AskedReleases, askedIn, choicesOf, type Here, keptOf, releasesExtra } from './asked.ts';
import { type ReleaseRow, releaseRow } from './release-row.ts';

/** What `/releases` shows. */
export interface ReleasesPage {
  panel: PanelFacts;
  form: LensForm;
  action: string;
  chips: readonly { says: string; href: string }[];
  clearHref: string;
  choices: readonly Choices[];
  frame: Frame;
  /** One a day where the newest come first, else one. */
  groups: readonly { day: string | null; rows: readonly ReleaseRow[] }[];
  /** What makes a release notable; null where all are listed. */
  rule: string | null;
  /** Relative adoption is known for the panel. */
  rated: boolean;
  downloadsHead: string;
  /** Days from release of the relative adoption that the feed is in the order of. */
  age: number | null;
  csvHref: string;
  jsonHref: string;
  /** Where the look stopped before the list was full. */
  stopped: string | null;
  nextHref: string | null;
  topHref: string | null;
  empty: { says: string; wider: readonly { name: string; href: string }[] } | null;
}

const pageSize = 50;
const fileSize = 1000;
/** The rows of an address for a file: up to a thousand from its place on. */
export async function readReleasesFile(db: Db, url: URL, definition: Definition): Promise<ReleaseList> {
  return await readReleases(db, { ...askedIn(url), definition, limit: fileSize });
}

export async function readReleasesPage(
  db: Db,
  { url, definition, panels }: { url: URL; definition: Definition; panels: readonly PanelFacts[] },
): Promise<ReleasesPage> {
  const asked = askedIn(url);
  const list = await readReleases(db, { ...asked, definition, limit: pageSize });
  const [names, families] = await Promise.all([readLensNames(db, definition), readCurated(db, list.asOf)]);
  const here = (changed: Definition, other: Partial<AskedReleases> = {}) =>
    paths.releases(changed, releasesExtra({ ...asked, after: null, ...other }));
  const form = lensForm(definition, list.panel, panels);
  const rows = list.releases.map((release) => releaseRow(release, list, (changed) => here(changed)));
  const clearHref = here(withoutLenses(definition));
  return {
    panel: list.panel,
    form: {
      ...form,
      lenses: [
        ...form.lenses,
        lensField(definition, 'relation', RELATIONS),
        lensField(definition, 'family', families),
        lensField(definition, 'task', TASKS),
      ],
      kept: keptOf(definition, asked),
    },
    action: paths.releases(),
    chips: chipsOf(definition, nameOfLenses(names)).map(({ says, without }) => ({
      says,
      href: here(without),
    })),
    clearHref,
    choices: choicesOf(definition, asked, here),
    frame: frameOf(list, asked),
    groups: grouped(rows, list.sort === 'newest'),
    rule: asked.show === 'notable' ? NOTABLE_RULE : null,
    rated: list.baseline !== null,
    downloadsHead: list.panel.hasAllTime ? 'Downloads so far' : 'Downloads, 30 days',
    age: ageOf(list.sort),
    csvHref: paths.releasesData('csv', definition, releasesExtra(asked)),
    jsonHref: paths.releasesData('json', definition, releasesExtra(asked)),
    stopped: stoppedOf(list),
    nextHref: list.next === null ? null : here(definition, { after: list.next }),
    topHref: asked.after === null ? null : here(definition),
    empty: rows.length > 0 ? null : emptyOf(list, { asked, definition, here, clearHref }),
  };
}

function frameOf(list: ReleaseList, { show }: AskedReleases): Frame {
  const { asked, asOf, panel, baseline } = list;
  return structureFrame(list, {
    id: 'releases',
    title: titleOf(list),
    subtitle: `${show === 'notable' ? 'Notable models' : 'Models'} by day of release, ${formatDay(asOf)}`,
    // What is notable stands where the list begins.
    notes: list.notes.filter((note) => note !== NOTABLE_RULE),
    unit: `downloads${baseline === null ? '' : '; times the median of the peers for relative adoption (v1)'}`,
    window: asked.window === null ? 'any day of release' : `released ${whenOf(asked.window)}`,
    universe: panel.title,
    covered: 'of the models of the panel have a day of release; the others are not in the feed',
    gaps: 'none: one published snapshot',
  });
}

function titleOf({ releases, matching, asked, show, sort, asOf }: ReleaseList): string {
  const [first] = releases;
  const what = show === 'notable' ? 'notable release' : 'release';
  const when = whenOf(asked.window);
  if (!first) return `No ${what} ${when} fits`;
  const age = ageOf(sort);
  const score = first.scores.find((one) => one.age === age)?.v1 ?? null;
  const many =
    matching === null
      ? null
      : `${formatExact(matching)} ${matching === 1 ? what : `${what}s`} ${when}, up to ${formatDay(asOf)}`;
  if (age !== null)
    return score === null
      ? `${first.repoId} leads in relative adoption at ${age} days`
      : `${first.repoId} leads at ${age} days, with ${Number(score.toPrecision(3))} times the median of its peers`;
  if (sort === 'downloads')
    return `${first.repoId} is the most downloaded ${what} ${when}${many === null ? '' : `; ${many}`}`;
  return many ?? `The newest ${what}s, from ${formatDay(first.releasedOn)} back`;
}

function whenOf(window: Window | null): string {
  if (window === null) return 'on record';
  return `${'days' in window ? 'in' : 'from'} ${windowWords(window)}`;
}

function grouped(rows: readonly ReleaseRow[], byDay: boolean): ReleasesPage['groups'] {
  if (!byDay) return [{ day: null, rows }];
  return [...Map.groupBy(rows, ({ releasedOn }) => releasedOn)].map(([day, of]) => ({
    day: formatWeekday(day),
    rows: of,
  }));
}

function stoppedOf({ stoppedAt }: ReleaseList): string | null {
  if (stoppedAt === null) return null;
  const from = `This part looked at ${formatExact(mostLooked)} models`;
  return stoppedAt.by === 'newest'
    ? `${from}, back to ${formatDay(stoppedAt.releasedOn)}. There may be more before that day.`
    : `${from}, down to ${formatExact(Math.max(0, stoppedAt.by === 'downloads' ? stoppedAt.downloads : 0))} downloads in 30 days. There may be more below.`;
}

function emptyOf(
  list: ReleaseList,
  {
    asked,
    definition,
    here,
    clearHref,
  }: { asked: AskedReleases; definition: Definition; here: Here; clearHref: string },
): ReleasesPage['empty'] {
  const age = ageOf(asked.sort);
  const wider = [
    ...(definition.window === null
      ? []
      : [{ name: 'Releases of any time', href: here({ ...definition, window: null }) }]),
    ...(asked.show === 'notable'
      ? [{ name: 'All releases, not the notable ones alone', href: here(definition, { show: 'all' }) }]
      : []),
    ...(asked.least > 0
      ? [{ name: 'With any number of downloads', href: here(definition, { least: 0 }) }]
      : []),
    ...(Object.keys(definition.lenses).length > 0 ? [{ name: 'Without lenses', href: clearHref }] : []),
    ...(age === null ? [] : [{ name: 'Newest first', href: here(definition, { sort: 'newest' }) }]),
  ];
  const says =
    age !== null && list.baseline === null
      ? `Relative adoption is not known in this panel: ${list.notes.at(-1) ?? ''}`
      : age !== null
        ? `No release that fits is ${age} days old and of a size class with known peers.`
        : 'No release of this panel fits all that is asked.';
  return { says, wider };
}

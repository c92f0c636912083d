import { LICENSE_CLASSES } from '../../../../db/vocab/license-classes.ts';
import { MEASURES } from '../../../../db/vocab/measures.ts';
import { REGIONS } from '../../../../db/vocab/regions.ts';
import { CLAIMS } from '../../claims/index.ts';
import { definitionOf } from '../../definition/defaults.ts';
import { GRAMMAR } from '../../definition/grammar.ts';
import { METRICS } from '../../metrics/index.ts';
import type { NamedThing } from '../../metrics/search.ts';
import { MENU } from '../nav.ts';
import { paths } from '../paths.ts';
import { nameOf } from '../series-view.ts';
import { type Findable, FOUND_GROUPS, type FoundGroupId } from './found.ts';
import { folded } from './rank.ts';

/** Words that lead to a page and do not stand in its name, by the path of the page. */
const PAGE_WORDS: Readonly<Record<string, string>> = {
  [paths.overview()]: 'home start this week headlines at a glance summary',
  [paths.regions()]: 'geography shares by region america china europe',
  [paths.sizes()]: 'parameters size classes small large billion',
  [paths.licenses()]: 'license classes permissive open terms exposure drift inheritance',
  [paths.families()]: 'comparison table lineage llama qwen series',
  [paths.models()]: 'list repos repositories ranking most downloaded',
  [paths.claims()]: 'ledger published statements fact check',
  [paths.countries()]: 'nations ranking',
  [paths.publishers()]: 'organizations companies labs ranking authors',
  [paths.registry()]: 'namespaces attribution evidence corrections',
  [paths.concentration()]: 'turnover gini herfindahl inequality top',
  [paths.dynamics()]: 'time to downloads growth survival momentum ram',
  [paths.explore()]: 'chart builder any measure by any group query',
  [paths.methods()]: 'glossary definitions dictionary how counted documentation help',
  [paths.status()]: 'data quality calendar snapshots gaps health',
  [paths.questions()]: 'start faq where answers guide',
  [paths.shortcuts()]: 'keyboard keys help',
  [paths.digest()]: 'newsletter mail weekly issue feed atom rss',
  [paths.subscribe()]: 'newsletter mail email alerts watch unsubscribe digest',
  [paths.privacy()]: 'gdpr data protection cookies tracking personal',
};

/** Pages that no menu names. */
const UNLISTED = [
  { name: 'Keyboard shortcuts', path: paths.shortcuts() },
  { name: 'Subscribe by mail', path: paths.subscribe() },
  { name: 'Privacy', path: paths.privacy() },
];

/** Everything findable that the program itself knows. */
const FIXED: Readonly<Partial<Record<FoundGroupId, readonly Findable[]>>> = {
  pages: [...MENU, ...UNLISTED].map(({ name, path }) => ({
    name,
    says: '',
    href: path,
    ids: [],
    words: PAGE_WORDS[path]?.split(' ') ?? [],
  })),
  places: REGIONS.map(({ id, name, says }) => ({
    name,
    says,
    href: paths.overview(definitionOf({ lenses: { region: [id] } })),
    ids: [id],
  })),
  licenses: LICENSE_CLASSES.map(({ id, name }) => ({
    name,
    says: 'License class',
    href: paths.overview(definitionOf({ lenses: { license: [id] } })),
    ids: [id.replaceAll('_', ' ')],
  })),
  measures: [
    ...MEASURES.map(({ id, name, says }) => ({
      name,
      says,
      href: paths.methods(`measure-${id}`),
      ids: [id],
    })),
    ...METRICS.map(({ id, title, question }) => ({
      name: title,
      says: question,
      href: paths.methods(`metric-${id}`),
      ids: [id],
    })),
    ...GRAMMAR.map(({ key, name, says }) => ({
      name,
      says,
      href: paths.methods(`key-${key}`),
      ids: [key],
    })),
  ],
  claims: CLAIMS.map(({ id, title, quote, source }) => ({
    name: `${id} ${title}`,
    says: source.speaker,
    href: paths.claim(id),
    ids: [id, title],
    words: [quote, source.speaker],
  })),
};

/** What the reference names, as findable. */
function findableOf({ kind, id, name, of, aliases }: NamedThing): Findable {
  const ids = [id, ...aliases];
  switch (kind) {
    case 'publisher':
      return { name, says: of ?? '', href: paths.publisher(id), ids };
    case 'family':
      return { name, says: of === null ? '' : `of ${of}`, href: paths.family(id), ids };
    case 'country':
      return {
        name,
        says: nameOf('region', of ?? ''),
        href: paths.publishers(definitionOf({ lenses: { country: [id] } })),
        ids,
      };
    case 'license':
      return {
        name,
        says: [id, nameOf('license', of ?? '')].filter((part) => part !== name).join(' · '),
        href: paths.explore(definitionOf({ lenses: { 'license-id': [id] } })),
        ids,
      };
  }
}

const GROUP_OF_KIND: Readonly<Record<NamedThing['kind'], FoundGroupId>> = {
  publisher: 'publishers',
  family: 'families',
  country: 'places',
  license: 'licenses',
};

/** A findable thing with the texts it is compared by, folded. */
export interface Prepared {
  thing: Findable;
  name: string;
  strong: readonly string[];
  weak: readonly string[];
}

export type Findables = ReadonlyMap<FoundGroupId, readonly Prepared[]>;

const kept = new WeakMap<readonly NamedThing[], Findables>();

/** Everything findable but models, made ready once for each version of the reference. */
export function findablesOf(things: readonly NamedThing[]): Findables {
  const known = kept.get(things);
  if (known) return known;
  const named = Map.groupBy(things, ({ kind }) => GROUP_OF_KIND[kind]);
  const made = new Map(
    FOUND_GROUPS.map(({ id }) => [
      id,
      [...(FIXED[id] ?? []), ...(named.get(id) ?? []).map(findableOf)].map(prepared),
    ]),
  );
  kept.set(things, made);
  return made;
}

function prepared(thing: Findable): Prepared {
  const name = folded(thing.name);
  const strong = [...new Set([name, ...thing.ids.map(folded)])];
  return { thing, name, strong, weak: (thing.words ?? []).map(folded) };
}

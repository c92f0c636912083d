import { definitionOf } from '../definition/defaults.ts';
import { SMALLEST_BASE } from '../findings/thresholds.ts';
import { formatDay } from '../format/dates.ts';
import { formatList } from '../format/list.ts';
import { formatChange, formatCompact, formatExact, formatGrowth, formatShare } from '../format/numbers.ts';
import type { PublisherReleases, WatchedModel } from '../metrics/watched.ts';
import { paths } from '../site/paths.ts';
import { clean } from './clean.ts';
import type { Block, Payload, Row, Section } from './payload.ts';
import type { Watch } from './watched.ts';

export interface WatchedShare {
  name: string;
  share: number | null;
  before: number | null;
}

/** What is known of what a reader watches, by name and id. */
export interface WatchedFacts {
  models: ReadonlyMap<string, WatchedModel>;
  releases: ReadonlyMap<string, PublisherReleases>;
  shares: ReadonlyMap<string, WatchedShare>;
}

/** A mail stays under 80 kB: further rows are shorter. */
const modelRows = 8;
const publisherRows = 5;
const newsShown = 6;
const unknownNamed = 10;

/** What a reader watches, at the snapshot of an issue. */
export function watchedSection(payload: Payload, watch: Watch, facts: WatchedFacts): Section {
  const news = newsOf(watch, facts, payload);
  return {
    id: 'watched',
    title: 'What you watch',
    blocks: [
      ...modelsOf(payload, [...facts.models.values()]),
      ...publishersOf(payload, watch, facts),
      ...(news.length === 0 ? [] : [{ kind: 'entries' as const, entries: news.slice(0, newsShown) }]),
      ...(news.length > newsShown
        ? [
            say(
              `${formatExact(news.length - newsShown)} more of what you watch changed.`,
              paths.digestIssue(payload.issue),
            ),
          ]
        : []),
      ...missing(payload, watch, facts),
    ],
  };
}

function modelsOf(payload: Payload, models: readonly WatchedModel[]): readonly Block[] {
  if (models.length === 0) return [];
  const sorted = models.toSorted(
    (a, b) => (b.downloads30d ?? -1) - (a.downloads30d ?? -1) || a.repoId.localeCompare(b.repoId),
  );
  const href = paths.models(definitionOf({ panel: payload.panel.panel }));
  const heads = ['Model', '30 days', ...changeHead(payload), 'Place'];
  const rows = sorted.map(
    (model): Row => ({
      name: clean(model.repoId),
      href: paths.model(model.repoId),
      ...{ key: null, share: null },
      cells: [...countCells(model, payload), model.place === null ? '–' : String(model.place)],
    }),
  );
  const change = payload.comparedWith === null ? '' : 'their change, ';
  const caption = `Downloads in 30 days, ${change}and the place among the hundred most downloaded`;
  return [{ kind: 'table', caption, href, heads, ...parted(rows, modelRows) }];
}

/** Those that are shown in full, and the others. */
function parted(rows: readonly Row[], most: number): { rows: readonly Row[]; others: readonly Row[] } {
  return { rows: rows.slice(0, most), others: rows.slice(most) };
}

/** Downloads, and how they changed: as a rate above a base, else as a difference. */
function countCells(
  { present, downloads30d, downloadsBefore }: WatchedModel,
  { comparedWith }: Payload,
): readonly string[] {
  const now = present ? downloads30d : null;
  return [
    now === null ? '–' : formatCompact(now),
    ...(comparedWith === null ? [] : [moved(now, downloadsBefore)]),
  ];
}

function moved(now: number | null, before: number | null): string {
  if (now === null || before === null) return '–';
  if (Math.min(now, before) >= SMALLEST_BASE.downloads30d) return formatGrowth(now / before - 1);
  const difference = now - before;
  return `${difference > 0 ? '+' : difference < 0 ? '−' : '±'}${formatCompact(Math.abs(difference))}`;
}

function publishersOf(payload: Payload, { publishers }: Watch, { shares }: WatchedFacts): readonly Block[] {
  const known = publishers
    .flatMap((id) => {
      const share = shares.get(id);
      return share ? [{ id, ...share }] : [];
    })
    .toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0) || a.id.localeCompare(b.id));
  if (known.length === 0) return [];
  const panel = payload.panel.panel;
  const href = paths.publishers(definitionOf({ panel, snapshot: payload.asOf }));
  const cells = ({ share, before }: WatchedShare) => [
    formatShare(share),
    ...(payload.comparedWith === null
      ? []
      : [share === null || before === null ? '–' : formatChange(share - before).replace(/\D+points$/, '')]),
  ];
  const rows = known.map(
    ({ id, ...share }): Row => ({
      name: clean(share.name || id),
      href: paths.publisher(id, definitionOf({ panel })),
      ...{ key: null, share: null },
      cells: cells(share),
    }),
  );
  const caption = `Share of downloads${payload.comparedWith === null ? '' : '; changes in percentage points'}`;
  const heads = ['Publisher', 'Share', ...changeHead(payload)];
  return [{ kind: 'table', caption, href, heads, ...parted(rows, publisherRows) }];
}

/** Head of the column of changes: since which day they are. */
function changeHead({ comparedWith, groupHeads }: Payload): readonly string[] {
  return comparedWith === null ? [] : [groupHeads[1] ?? 'Change'];
}

function say(says: string, href: string): Block {
  return { kind: 'say', sentences: [{ says, href }] };
}

interface News {
  name: string;
  href: string;
  says: string;
}

/** What happened beside the counts: labels, names, departures, releases. */
function newsOf({ models, publishers }: Watch, facts: WatchedFacts, payload: Payload): readonly News[] {
  const ofModels = models.flatMap((name) => {
    const model = facts.models.get(name);
    const says = model ? changesOf(model) : [];
    return model && says.length > 0
      ? [{ name: clean(model.repoId), href: paths.model(model.repoId), says: says.join('; ') }]
      : [];
  });
  const released = publishers.flatMap((id) => {
    const releases = facts.releases.get(id);
    if (!releases) return [];
    const { count, first } = releases;
    const left = count - first.length;
    const names = [...first.map((name) => clean(name)), ...(left > 0 ? [`${formatExact(left)} more`] : [])];
    const { panel, week } = payload;
    return [
      {
        name: clean(facts.shares.get(id)?.name || id),
        href: paths.releases(
          definitionOf({
            panel: panel.panel,
            lenses: { publisher: [id] },
            window: { from: week.from, until: week.until },
          }),
          { show: 'all' },
        ),
        says: `released ${formatList(names)}`,
      },
    ];
  });
  return [...ofModels, ...released];
}

function changesOf({ name, repoId, present, removedOn, license }: WatchedModel): readonly string[] {
  return [
    ...(license === null ? [] : [`license changed from ${clean(license.before)} to ${clean(license.after)}`]),
    ...(repoId === name ? [] : [`you watch it as ${clean(name)}, which it was called before`]),
    ...(present
      ? []
      : [removedOn === null ? 'not in the snapshot any more' : `gone since ${formatDay(removedOn)}`]),
  ];
}

function missing({ panel }: Payload, watch: Watch, { models, shares }: WatchedFacts): readonly Block[] {
  const unknown = [
    ...watch.models.filter((name) => !models.has(name)),
    ...watch.publishers.filter((id) => !shares.has(id)),
  ].map(clean);
  if (unknown.length === 0) return [];
  const href = paths.models(definitionOf({ panel: panel.panel }));
  const left = unknown.length - unknownNamed;
  const names = [...unknown.slice(0, unknownNamed), ...(left > 0 ? [`${formatExact(left)} more`] : [])];
  return [say(`Not found in this panel: ${formatList(names)}.`, href)];
}

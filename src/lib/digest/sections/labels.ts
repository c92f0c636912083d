import { formatList } from '../../format/list.ts';
import { formatChange, formatCompact, formatCount, formatExact, formatShare } from '../../format/numbers.ts';
import { DRIFT_WAYS, type DriftWay } from '../../metrics/structure/read-drift.ts';
import { sayChange } from '../../site/changes-view.ts';
import { paths } from '../../site/paths.ts';
import { textOf } from '../../site/phrase.ts';
import { clean, cleanSentence } from '../clean.ts';
import { countWords } from '../count-words.ts';
import { isTold, marksOf, spanWords, viewOf } from '../marks.ts';
import type { Block, Section, Sentence } from '../payload.ts';
import type { DigestReading } from '../read.ts';

/** License labels that changed, and what differs from the terms of a base. */
export function labels(reading: DigestReading): Section {
  const { license, period } = reading;
  if (!isTold(marksOf(license, period)))
    return {
      id: 'labels',
      title: 'License changes and exposure',
      blocks: [
        {
          kind: 'say',
          sentences: [
            {
              says: 'The source of this panel states hardly any license, so no label can be held against that of a base.',
              href: viewOf(license),
            },
          ],
        },
      ],
    };
  return {
    id: 'labels',
    title: 'License changes and exposure',
    blocks: [...changed(reading), { kind: 'say', sentences: [exposedIn(reading)] }],
  };
}

function changed({ drift, labelChanges, exposure, period }: DigestReading): readonly Block[] {
  const href = exposedHref(exposure);
  const counts = drift.weeks.flatMap((week) => week.counts ?? []);
  if (counts.length === 0)
    return [
      {
        kind: 'say',
        sentences: [
          { says: `No look of the ${period.kind} could tell whether a license label changed.`, href },
        ],
      },
    ];
  const ways = DRIFT_WAYS.map((way) => ({
    way,
    count: counts.reduce((all, count) => all + count[way], 0),
  })).filter(({ count }) => count > 0);
  const all = ways.reduce((sum, { count }) => sum + count, 0);
  const how = ways.map(({ way, count }) => `${formatExact(count)} ${WAYS[way]}`);
  const says = `${countWords(all, 'license label', 'license labels')} changed${all === 0 ? '' : `: ${formatList(how)}`}.`;
  return [
    { kind: 'say', sentences: [{ says, href }] },
    ...(labelChanges.length === 0
      ? []
      : [
          {
            kind: 'entries' as const,
            entries: labelChanges.map((change) => ({
              name: clean(change.repoId),
              href: paths.model(change.repoId),
              says: cleanSentence(
                [
                  lower(textOf(sayChange(change))),
                  ...(change.downloads30d === null
                    ? []
                    : [`${formatCompact(change.downloads30d)} downloads in 30 days`]),
                ].join(' · '),
              ),
            })),
          },
        ]),
  ];
}

const WAYS: Readonly<Record<DriftWay, string>> = {
  tighter: 'to tighter terms',
  looser: 'to looser terms',
  lateral: 'within a class',
  undecidable: 'where the way cannot be told',
  declared: 'declared for the first time',
  dropped: 'dropped',
};

function exposedIn({ exposure, period, region }: DigestReading): Sentence {
  const [all] = exposure.groups;
  const href = exposedHref(exposure);
  if (!all || all.exposed <= 0)
    return {
      says: 'No download falls to a model whose label differs from the terms of a declared base.',
      href,
    };
  const marks = marksOf(region, period);
  const share = all.series[marks.now.at] ?? all.share;
  const was = marks.before && (all.series[marks.before.at] ?? null);
  const change =
    share === null || was === null || marks.before === null
      ? ''
      : `, ${formatChange(share - was)} ${spanWords(marks)}`;
  return {
    says: `${formatCount(all.exposed)} downloads, ${formatShare(share)} of all${change}, fall to models whose license label differs from the terms of a declared base. Labels are compared; this is no legal advice.`,
    href,
  };
}

function exposedHref({ asked, asOf }: DigestReading['exposure']): string {
  return paths.exposure({ ...asked, by: [], snapshot: asOf });
}

function lower(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

import { definitionOf } from '../../definition/defaults.ts';
import { formatCompact, formatExact, formatParameters } from '../../format/numbers.ts';
import type { ScoredRelease } from '../../metrics/releases/read-releases.ts';
import { paths } from '../../site/paths.ts';
import { nameOf } from '../../site/series-view.ts';
import { clean } from '../clean.ts';
import { countWords } from '../count-words.ts';
import type { Section } from '../payload.ts';
import type { DigestReading } from '../read.ts';

/** Where fewer models have a day of release, the feed says nothing of the whole. */
const leastDated = 0.05;

/** Notable models that came out in the week or month. */
export function releases({ releases: list, period, panel }: DigestReading): Section {
  const href = paths.releases(
    definitionOf({ panel: panel.panel, window: { from: period.from, until: period.until } }),
    { sort: 'downloads' },
  );
  const [count] = [list.matching];
  const shown = list.releases;
  const says =
    (list.coverage ?? 0) < leastDated
      ? 'The source of this panel dates too few models to tell what was released.'
      : shown.length === 0
        ? `No notable model was released in the ${period.kind}, as far as the panel shows.`
        : count === null || count <= shown.length
          ? `${countWords(shown.length, 'notable model was', 'notable models were')} released in the ${period.kind}.`
          : `${formatExact(count)} notable models were released in the ${period.kind}; these are the most downloaded.`;
  return {
    id: 'releases',
    title: 'Releases',
    blocks: [
      { kind: 'say', sentences: [{ says, href }] },
      ...(shown.length === 0
        ? []
        : [
            {
              kind: 'entries' as const,
              entries: shown.map((release) => ({
                name: clean(release.repoId),
                href: paths.model(release.repoId),
                says: aboutOf(release),
              })),
            },
          ]),
    ],
  };
}

/** `Alibaba, China · 8.19B parameters · Permissive · 1.2M downloads`. */
function aboutOf(release: ScoredRelease): string {
  const { publisherName, countryName, region, parameters, licenseClass, downloads30d } = release;
  const where = countryName ?? nameOf('region', region);
  return [
    publisherName === null ? 'Publisher not reviewed' : `${clean(publisherName)}, ${where}`,
    parameters === null ? 'size unknown' : `${formatParameters(parameters)} parameters`,
    nameOf('license', licenseClass),
    ...(downloads30d === null ? [] : [`${formatCompact(downloads30d)} downloads`]),
  ].join(' · ');
}

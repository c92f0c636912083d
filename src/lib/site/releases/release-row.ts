import { RELATIONS } from '../../../../db/vocab/relations.ts';
import { TASKS } from '../../../../db/vocab/tasks.ts';
import { definitionOf } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { withLens } from '../../definition/lenses.ts';
import { daysBetween } from '../../metrics/days.ts';
import type { ReleaseList, ScoredRelease } from '../../metrics/releases/read-releases.ts';
import { RELEASE_AGES } from '../../metrics/releases/rule.ts';
import { EXPOSED } from '../../metrics/structure/read-exposure.ts';
import { paths } from '../paths.ts';
import { named, type Phrase } from '../phrase.ts';
import { nameOf } from '../series-view.ts';

export interface ReleaseRow {
  repoId: string;
  href: string;
  /** How it was made from what, its family and its task. */
  about: Phrase;
  releasedOn: string;
  /** The day of release is a corrected one. */
  corrected: boolean;
  publisher: { name: string; href: string | null };
  region: { name: string; href: string };
  /** Where the publisher and its country were read; null: not reviewed. */
  evidence: string | null;
  parameters: number | null;
  license: string;
  licenseId: string | null;
  /** The label differs from upstream terms. */
  exposed: boolean;
  downloads: number | null;
  days: number;
  /** By RELEASE_AGES; null where it is not that old or not known. */
  ram: readonly (number | null)[];
}

export function releaseRow(
  release: ScoredRelease,
  list: ReleaseList,
  here: (definition: Definition) => string,
): ReleaseRow {
  const { repoId, releasedOn, publisher, publisherName, region } = release;
  return {
    repoId,
    href: paths.model(repoId),
    about: aboutOf(release),
    releasedOn,
    corrected: release.createdOn !== null && release.createdOn !== releasedOn,
    publisher: {
      name: publisherName ?? repoId.split('/')[0] ?? repoId,
      href: publisher === null ? null : paths.publisher(publisher, definitionOf({ panel: list.asked.panel })),
    },
    region: {
      name: [release.countryName, nameOf('region', region)].filter((name) => name !== null)[0] ?? region,
      href: here(withLens(list.asked, 'region', [region])),
    },
    evidence: release.evidence,
    parameters: release.parameters,
    license: nameOf('license', release.licenseClass),
    licenseId: release.licenseId,
    exposed: exposed.has(release.inheritance),
    downloads: list.panel.hasAllTime ? release.downloadsAllTime : release.downloads30d,
    days: Math.max(0, daysBetween(releasedOn, list.asOf)),
    ram: RELEASE_AGES.map((age) => release.scores.find((score) => score.age === age)?.v1 ?? null),
  };
}

const exposed: ReadonlySet<string> = new Set(EXPOSED);

/** `Fine-tune of X and 2 more; Qwen; Text generation`. */
function aboutOf({ relation, base, baseSeen, bases, familyNames, task }: ScoredRelease): Phrase {
  const how = RELATIONS.find(({ id }) => id === relation)?.name ?? relation;
  const from: Phrase =
    base === null
      ? [how]
      : [
          `${relation === 'unstated' ? 'Derivative' : how} of `,
          baseSeen ? { name: base, href: paths.model(base) } : named(base),
          ...(bases > 1 ? [` and ${bases - 1} more`] : []),
        ];
  const family = familyNames.length === 0 ? [] : [` · ${familyNames.join(', ')} family`];
  const does = TASKS.find(({ id }) => id === task)?.name;
  return [...from, ...family, ...(does ? [` · ${does}`] : [])];
}

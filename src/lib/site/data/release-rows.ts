import type { ReleaseList } from '../../metrics/releases/read-releases.ts';
import { RELEASE_AGES } from '../../metrics/releases/rule.ts';
import type { DataColumn, TidyTable } from './tidy-table.ts';

/** Releases as rows, in the order of the feed. */
export function releaseRows({ releases, asOf }: ReleaseList): TidyTable {
  return {
    columns: RELEASE_COLUMNS,
    rows: releases.map((row) => [
      ...[row.repoId, row.releasedOn, row.createdOn, asOf, row.publisher, row.publisherName, row.country],
      ...[row.region, row.evidence, row.families.join('~') || null, row.task, row.relation, row.base],
      ...[row.parameters, row.sizeClass, row.licenseId, row.licenseClass, row.inheritance],
      ...[row.downloads30d, row.downloadsAllTime, row.likes],
      ...RELEASE_AGES.flatMap((age) => {
        const score = row.scores.find((one) => one.age === age);
        return [score?.downloads ?? null, score?.v1 ?? null, score?.v2 ?? null];
      }),
    ]),
  };
}

const text = (name: string, says: string): DataColumn => ({ name, type: 'string', says });
const number = (name: string, says: string): DataColumn => ({ name, type: 'number', says });

const ABOUT: readonly DataColumn[] = [
  text('model', 'Repo id on the Hub.'),
  { name: 'released_on', type: 'date', says: 'Corrected day of release, or else that of the repository.' },
  { name: 'created_on', type: 'date', says: 'The day the repository appeared on the Hub.' },
  { name: 'as_of', type: 'date', says: 'Snapshot of all the rest.' },
  text('publisher', 'Id in the registry. Empty: not reviewed.'),
  text('publisher_name', 'What the publisher is called.'),
  text('country', 'Country of the publisher.'),
  text('region', 'Region of the publisher.'),
  text('evidence', 'What the registry rests on for the publisher.'),
  text('family', 'Curated families, joined by ~.'),
  text('task', 'Pipeline tag; other for words that are no task.'),
  text('relation', 'How it was made from its base.'),
  text('base', 'First declared base. Empty: none.'),
  number('parameters', 'Total parameters. Empty: unknown.'),
  text('size_class', 'Of the default scheme.'),
  text('license_id', 'As declared. Empty: none, or not recorded.'),
  text('license_class', 'What it allows.'),
  text('inheritance', 'How the label stands to those of the declared bases.'),
  number('downloads_30d', 'Downloads in the 30 days before the snapshot.'),
  number('downloads_all_time', 'Downloads of all time. Empty: not recorded.'),
  number('likes', 'Likes.'),
];

const adoption = (age: number): readonly DataColumn[] => [
  number(`downloads_at_${age}d`, `Downloads of all time ${age} days after release.`),
  number(`ram_v1_${age}d`, `These beside the median of the ten largest peers at that age.`),
  number(`ram_v2_${age}d`, `These beside the tenth of them.`),
];

/** What stands of a release in a row. */
export const RELEASE_COLUMNS: readonly DataColumn[] = [...ABOUT, ...RELEASE_AGES.flatMap(adoption)];

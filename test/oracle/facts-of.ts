import type { Reference } from '../../db/load-reference.ts';
import type { Facts } from './world.ts';

/** What a reference knows, in the oracle’s shape. */
export function factsOf(reference: Reference): Facts {
  const { vocabulary, tasks } = reference;
  const words = (list: string) =>
    vocabulary
      .filter((one) => one.list === list)
      .toSorted((a, b) => a.place - b.place)
      .map(({ word }) => word);
  const downloadsPerLike = reference.rules.find(({ rule }) => rule === 'infrastructure-downloads-per-like');
  if (!downloadsPerLike) throw new Error('no rule says how many downloads per like infrastructure has');
  return {
    regions: new Map(reference.countries.map(({ country, region }) => [country, region])),
    publishers: reference.publishers.map((row) => ({
      publisher: row.publisher_id,
      type: row.type,
      country: row.country,
      from: row.valid_from,
      until: row.valid_to,
    })),
    namespaces: reference.namespaces.map((row) => ({
      namespace: row.namespace,
      publisher: row.publisher_id,
      from: row.valid_from,
      until: row.valid_to,
    })),
    countries: new Map(
      [...Map.groupBy(reference['publisher-countries'], (row) => row.publisher_id)].map(
        ([publisher, rows]) => [
          publisher,
          rows.toSorted((a, b) => a.place - b.place).map(({ country }) => country),
        ],
      ),
    ),
    packagers: new Set(reference.packagers.map((row) => row.publisher_id)),
    licenses: new Map(reference.licenses.map((row) => [row.license, row])),
    rules: reference['inheritance-rules'].toSorted((a, b) => a.place - b.place),
    parameters: new Map(reference.parameters.map((row) => [row.repo_id, row.parameters])),
    familyRepos: reference['family-repos']
      .toSorted((a, b) => a.place - b.place)
      .map(({ family, namespace, pattern }) => ({
        family,
        namespace,
        name: pattern === null ? null : new RegExp(pattern, 'i'),
      })),
    familyWords: reference['family-words'].map(({ word, family }) => ({
      word: new RegExp(`(^|[^a-z])${word}`),
      family,
    })),
    infrastructure: new Set(reference.infrastructure.map((row) => row.repo_id)),
    downloadsPerLike: downloadsPerLike.value,
    releases: new Map(reference['release-dates'].map((row) => [row.repo_id, row.released_on])),
    tracked: new Set(reference['tracked-models'].map((row) => row.repo_id)),
    tasks: new Map(tasks.map(({ task, modality, language }) => [task, { modality, language }])),
    libraries: new Set(words('library')),
    formats: words('format'),
  };
}

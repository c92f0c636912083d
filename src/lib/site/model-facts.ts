import { LICENSE_CLASSES } from '../../../db/vocab/license-classes.ts';
import { REGIONS } from '../../../db/vocab/regions.ts';
import { datesInWords, formatDay } from '../format/dates.ts';
import { formatExact } from '../format/numbers.ts';
import type { ModelLineage } from '../metrics/lineage.ts';
import type { ModelReading } from '../metrics/model.ts';
import type { Attributes, ModelState } from '../metrics/model-states.ts';
import { firstBase } from './lineage-view.ts';
import { outsideHref, paths } from './paths.ts';
import { nameOf } from './series-view.ts';

/** One fact with where it comes from. Names from outside are plain text. */
export interface Fact {
  term: string;
  says: string;
  /** What the value means, or how we know. */
  note: string | null;
  source: string | null;
  /** Our page of the value; null or missing where there is none. */
  page?: string | null;
  links: readonly { name: string; href: string }[];
}

export function licenseFact({ described, licenseClass, title, asOf }: ModelState): Fact {
  const known = LICENSE_CLASSES.find(({ id }) => id === licenseClass);
  const id = described?.licenseId ?? null;
  const name = described?.licenseName ?? null;
  const link = outsideHref(described?.licenseLink ?? null);
  const meaning = known?.says ?? 'A class this version does not know.';
  return {
    term: 'License',
    says: id === null ? (known?.name ?? licenseClass) : name === null ? id : `${id}, ${name}`,
    note: id === null ? meaning : `${known?.name ?? licenseClass}: ${meaning}`,
    source: described?.licenseSource
      ? `declared by the repo, read in ${datesInWords(described.licenseSource)}; panel ${title}, ${formatDay(asOf)}`
      : null,
    links: link ? [{ name: 'License text named by the repo', href: link }] : [],
  };
}

export const NO_COUNT = 'no source states a count';

const PARAMETER_SOURCES: Readonly<Record<string, string>> = {
  curated: 'reviewed by people in our reference',
  safetensors: 'sum of the tensors in the safetensors files, as the Hub reads them',
  gguf: 'the GGUF file the Hub read',
  'repo-name': 'stated in the repo id, rounded by its uploader',
  unknown: NO_COUNT,
};

export function sizeFact({ lineage }: ModelReading, state: ModelState): Fact {
  const { parameters, parametersSource, ownParameters, activeParameters, sizeClass } = state;
  const [kind = '', ...from] = parametersSource.split(', ');
  const known =
    kind === 'base'
      ? ofBase(
          state,
          lineage.find(({ panel }) => panel === state.panel),
        )
      : (PARAMETER_SOURCES[kind] ?? kind);
  const notes = [
    `Size class ${nameOf('size', sizeClass)}. Total weights; of a mixture of experts, all of them.`,
    ...(activeParameters === null ? [] : [`Active in one step: ${formatExact(activeParameters)}.`]),
    ...(kind === 'base' && ownParameters !== null
      ? [`Its own record says ${formatExact(ownParameters)}.`]
      : []),
  ];
  return {
    term: 'Size',
    says: parameters === null ? 'Parameters unknown' : `${formatExact(parameters)} parameters`,
    note: notes.join(' '),
    source: from.length > 0 ? `${known}; read in ${datesInWords(from.join(', '))}` : known,
    links: [],
  };
}

/** Packed files hold fewer numbers than there are weights; now and then more, where scales are counted with them. */
function ofBase({ parameters, ownParameters }: ModelState, lineage: ModelLineage | undefined): string {
  const base = lineage ? firstBase(lineage) : null;
  const over = ownParameters !== null && parameters !== null && ownParameters > parameters;
  const why = over ? 'packed files do not tell the total' : 'packed weights understate the total';
  return `taken from its base${base === null ? '' : ` ${base}`}, because ${why}`;
}

export function publisherFact({ model }: ModelReading, state: ModelState): Fact {
  const region = REGIONS.find(({ id }) => id === state.region);
  const where =
    state.countryName === null || state.countryName === region?.name ? '' : `${state.countryName}; `;
  const evidence = outsideHref(model.publisher?.evidence ?? null);
  return {
    term: 'Publisher',
    says: model.publisher?.name ?? `Namespace ${model.namespace}, publisher not reviewed`,
    note: `${where}${region?.name ?? state.region}: ${region?.says ?? 'a region this version does not know.'}`,
    source: evidence === null ? (model.publisher?.evidence ?? null) : 'our reference',
    page: model.publisher ? paths.publisher(model.publisher.id) : null,
    links: evidence === null ? [] : [{ name: 'Evidence', href: evidence }],
  };
}

export function otherFacts(reading: ModelReading, { described }: ModelState): readonly Fact[] {
  const { model } = reading;
  const plain = (
    term: string,
    says: string | null | undefined,
    source: string | null = null,
  ): readonly Fact[] => (says ? [{ term, says, note: null, source, links: [] }] : []);
  return [
    ...plain('Task', described?.task),
    ...plain('Library', described?.library),
    ...plain('Access', accessOf(described)),
    ...plain('Created on the Hub', model.createdOn === null ? null : formatDay(model.createdOn)),
    ...plain('First seen by this census', formatDay(firstSeen(reading))),
  ];
}

/** Panels may be loaded in any order, so the earliest day of any of them counts. */
function firstSeen({ model, series }: ModelReading): string {
  const days = series.flatMap(({ points }) => points.slice(0, 1).map(({ asOf }) => asOf));
  return [model.firstSeenOn, ...days].toSorted()[0] ?? model.firstSeenOn;
}

function accessOf(described: Attributes | null): string | null {
  if (described?.disabled) return 'Disabled by the Hub';
  if (described?.gated == null) return null;
  if (described.gated === 'false' || described.gated === 'no') return 'Not gated';
  return `Gated (${described.gated}): the Hub asks before download`;
}

import type { Definition } from '../../definition/definition.ts';
import { formatDay } from '../../format/dates.ts';
import { formatExact } from '../../format/numbers.ts';
import type { ExposedModel, ExposedModels } from '../../metrics/structure/read-exposed-models.ts';
import type { Frame } from '../frame.ts';
import { verdictName } from '../inheritance-view.ts';
import { paths } from '../paths.ts';
import { type Name, named, type Phrase } from '../phrase.ts';
import { nameOf } from '../series-view.ts';
import { structureFrame } from '../structure-frame.ts';

export interface ExposedRow {
  repoId: string;
  href: string;
  downloads: number;
  /** `mit; the base X: llama3.1`. */
  labels: Phrase;
  verdict: string;
  reason: string | null;
  families: string;
}

/** The models through which most is exposed. */
export interface ExposedFigure {
  frame: Frame;
  rows: readonly ExposedRow[];
}

export function exposedFigure(answer: ExposedModels, definition: Definition): ExposedFigure {
  const { models, unfollowed, asOf } = answer;
  const [first] = models;
  const notes = [
    ...answer.notes,
    ...(unfollowed.length === 0
      ? []
      : [`This list does not follow the lens on ${unfollowed.join(' and ')}.`]),
    ...(definition.attribution === 'uploader' ? [] : ['This list is by the publisher of the repository.']),
  ];
  return {
    frame: structureFrame(answer, {
      id: 'exposed-models',
      title: first
        ? `${first.repoId} carries most: ${formatExact(first.downloads30d)} downloads in 30 days`
        : 'No model among the most downloaded carries a label that differs from upstream terms',
      subtitle: `Most downloaded models whose label differs from upstream terms, ${formatDay(asOf)}`,
      unit: 'downloads in the previous 30 days',
      covered: '',
      notes,
    }),
    rows: models.map(rowOf),
  };
}

function rowOf(model: ExposedModel): ExposedRow {
  const { repoId, downloads30d, verdict, reason, families } = model;
  return {
    ...{ repoId, reason },
    href: paths.model(repoId),
    downloads: downloads30d,
    labels: labelsOf(model),
    verdict: verdictName(verdict),
    families: families.length === 0 ? '–' : families.join(', '),
  };
}

function labelsOf({ license, licenseClass, base, baseSeen, baseLicense }: ExposedModel): Phrase {
  const own: Phrase[number] = license === null ? nameOf('license', licenseClass) : named(license);
  if (base === null) return [own];
  const from: Name = baseSeen ? { name: base, href: paths.model(base) } : named(base);
  return [own, '; its base ', from, ': ', baseLicense === null ? 'none known' : named(baseLicense)];
}

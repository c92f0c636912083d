import type { FirstPartyModel } from './rows.ts';

/** Edge-capable, and the line of the article on families; total parameters, outside. */
const EDGE = 1e9;
const SEVEN_BILLION = 7e9;

/** Most mixtures told by name. */
const mostMixtures = 10;

export interface SizedModel {
  repoId: string;
  /** Total, exact. */
  parameters: number;
}

export interface FamilySummary {
  /** First-party models in the panel; of these, of known size. */
  models: number;
  sized: number;
  /** Adapters left out. Null: no size is known. */
  smallest: SizedModel | null;
  largest: SizedModel | null;
  /** The smallest below one billion exactly counted parameters; null: there is none. */
  smallestEdge: SizedModel | null;
  hasUnder7b: boolean;
  /** Declared licenses, that of most models first. */
  licenses: readonly { license: string; licenseClass: string; models: number; downloads30d: number }[];
  /** Mixtures of experts whose active parameters are known, most downloaded first, at most ten. */
  mixtures: readonly (SizedModel & { activeParameters: number })[];
  newest: { repoId: string; releasedOn: string } | null;
  /** Downloads in 30 days of the first-party models. */
  downloads: number;
}

/** What the first-party models of one family amount to. */
export function summarize(models: readonly FirstPartyModel[]): FamilySummary {
  const sized = models
    .filter(({ relation }) => relation !== 'adapter')
    .flatMap(({ repoId, parameters }) => (parameters === null ? [] : [{ repoId, parameters }]))
    .toSorted((a, b) => a.parameters - b.parameters || a.repoId.localeCompare(b.repoId));
  const [smallest = null] = sized;
  return {
    models: models.length,
    sized: models.filter(({ parameters }) => parameters !== null).length,
    smallest,
    largest: sized.at(-1) ?? null,
    smallestEdge: smallest !== null && smallest.parameters < EDGE ? smallest : null,
    hasUnder7b: smallest !== null && smallest.parameters < SEVEN_BILLION,
    licenses: licensesOf(models),
    mixtures: mixturesOf(models),
    newest: newestOf(models),
    downloads: models.reduce((sum, { downloads30d }) => sum + downloads30d, 0),
  };
}

function licensesOf(models: readonly FirstPartyModel[]): FamilySummary['licenses'] {
  return [...Map.groupBy(models, ({ license, licenseClass }) => `${licenseClass} ${license}`).values()]
    .flatMap((of) => {
      const [first] = of;
      if (!first) return [];
      const downloads30d = of.reduce((sum, model) => sum + model.downloads30d, 0);
      const { license, licenseClass } = first;
      return [{ license, licenseClass, models: of.length, downloads30d }];
    })
    .toSorted((a, b) => b.models - a.models || a.license.localeCompare(b.license));
}

function mixturesOf(models: readonly FirstPartyModel[]): FamilySummary['mixtures'] {
  return models
    .toSorted((a, b) => b.downloads30d - a.downloads30d || a.repoId.localeCompare(b.repoId))
    .flatMap(({ repoId, parameters, activeParameters }) =>
      parameters === null || activeParameters === null || activeParameters >= parameters
        ? []
        : [{ repoId, parameters, activeParameters }],
    )
    .slice(0, mostMixtures);
}

function newestOf(models: readonly FirstPartyModel[]): FamilySummary['newest'] {
  return models.reduce<FamilySummary['newest']>((best, { repoId, releasedOn }) => {
    if (releasedOn === null || (best !== null && best.releasedOn >= releasedOn)) return best;
    return { repoId, releasedOn };
  }, null);
}

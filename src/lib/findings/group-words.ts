import type { DimensionId } from '../../../db/vocab/dimensions.ts';

/** Names of publishers inside a sentence, where the name of a table would not do. */
export const ACTORS: Readonly<Partial<Record<DimensionId, Readonly<Record<string, string>>>>> = {
  region: {
    us: 'the United States',
    mena: 'the Middle East & North Africa',
    americas: 'the other Americas',
    elsewhere: 'other places',
    international: 'international bodies',
    person: 'individuals',
    unknown: 'publishers of unknown region',
    unreviewed: 'unreviewed publishers',
  },
  country: {
    INTL: 'international bodies',
    PERSON: 'individuals',
    UNKNOWN: 'publishers of unknown country',
    UNREVIEWED: 'unreviewed publishers',
  },
  publisher: { '': 'unreviewed publishers' },
  'publisher-type': {
    industry: 'industry',
    academia: 'academia',
    community: 'communities',
    government: 'governments',
    'non-profit': 'non-profits',
    individual: 'individuals',
    unreviewed: 'unreviewed publishers',
  },
  packager: { '': 'publishers that are no packagers' },
};

const license = {
  none: 'models without a declared license',
  unknown: 'models under licenses that cannot be told',
  unreviewed: 'models under unreviewed licenses',
  unrecorded: 'models of unrecorded license',
};

/** Models of a group, inside a sentence. Groups that are missing are called by the rule of their dimension. */
export const MODELS: Readonly<Partial<Record<DimensionId, Readonly<Record<string, string>>>>> = {
  license: {
    permissive: 'models under permissive licenses',
    weak_copyleft: 'models under weak copyleft',
    strong_copyleft: 'models under strong copyleft',
    rail: 'models under responsible-AI licenses',
    community: 'models under community terms',
    non_commercial: 'models under non-commercial licenses',
    research_only: 'models for research only',
    custom_other: 'models under custom terms',
    declared_unknown: 'models under a license declared unknown',
    ...license,
  },
  'license-id': license,
  'osi-approved': {
    yes: 'models under OSI-approved licenses',
    conditional: 'models under licenses that are OSI-approved under conditions',
    no: 'models under licenses that are not OSI-approved',
    ...license,
  },
  'commercial-use': {
    yes: 'models whose license grants commercial use',
    conditional: 'models whose license grants commercial use under conditions',
    no: 'models whose license grants no commercial use',
    ...license,
  },
  'share-alike': {
    yes: 'models whose derivatives must inherit the terms',
    conditional: 'models whose derivatives must inherit the terms under conditions',
    no: 'models whose derivatives need not inherit the terms',
    ...license,
  },
  'use-restrictions': {
    yes: 'models whose license forbids some uses',
    conditional: 'models whose license forbids some uses under conditions',
    no: 'models whose license forbids no uses',
    ...license,
  },
  task: { other: 'models for other tasks', none: 'models without a stated task' },
  modality: {
    text: 'text models',
    image: 'image models',
    video: 'video models',
    audio: 'audio models',
    multimodal: 'multimodal models',
    tabular: 'models for tables and time series',
    robotics: 'models for robotics and reinforcement learning',
    other: 'models of other modalities',
    none: 'models without a stated task',
  },
  library: { other: 'models for other libraries', none: 'models that name no library' },
  format: { other: 'models in other formats', none: 'models without a named format' },
  relation: {
    original: 'original models',
    finetune: 'fine-tunes',
    adapter: 'adapters',
    quantized: 'quantized models',
    merge: 'merges',
    unstated: 'derivatives that do not say how they were made',
    undeclared: 'models that declare nothing of their making',
  },
  inheritance: {
    ok: 'derivatives with a consistent label',
    'relabelled-looser': 'derivatives with a looser label than upstream',
    'missing-license': 'derivatives without the label of their base',
    incompatible: 'derivatives with a conflicting label',
    undecidable: 'derivatives whose label cannot be compared',
    'no-base': 'models without a declared base',
  },
  family: { '': 'models of no family' },
  gated: {
    no: 'models without gating',
    auto: 'models gated and granted at once',
    manual: 'models gated and granted by hand',
    yes: 'gated models',
    unrecorded: 'models of unrecorded gating',
  },
  year: { unknown: 'models of unknown release year' },
};

import { KINDS, LICENSE_IDS, LICENSE_NAMES, ORGANIZATIONS, RELATIONS, SIZES } from './generate-tables.ts';
import { chance, hash, hex8 } from './random.ts';

/**
 * What does not move: name, tags, card, sizes, base models. Written as JSON, for speed; all of it is plain ASCII.
 * An empty string is a key the Hub would not send.
 */
export interface Attributes {
  name: string;
  gated: string;
  tags: string;
  cardData: string;
  pipeline_tag: string;
  library_name: string;
  safetensors: string;
  gguf: string;
  baseModels: string;
}

export function attributesOf(seed: number, i: number, family: string): Attributes {
  const [label, parameters] = SIZES[hash(seed, i, 14) % SIZES.length] ?? ['7B', 7e9];
  const [pipeline, library, modelType] = KINDS[hash(seed, i, 15) % KINDS.length] ?? ['', '', ''];
  const described = chance(seed, i, 16) < 0.6;
  const files = chance(seed, i, 17);
  const gate = chance(seed, i, 18);
  const parts: Parts = { tags: '', card: '' };
  if (described) describe(parts, [pipeline, library, modelType], hash(seed, i, 24));
  const weights = files < 0.25 ? 'safetensors' : files < 0.3 ? 'gguf' : '';
  if (weights) parts.tags += `"${weights}",`;
  const baseModels = chance(seed, i, 19) < 0.45 ? addBaseModels(parts, hash(seed, i, 25)) : '';
  if (chance(seed, i, 20) < 0.6) addLicense(seed, i, parts);
  return {
    name: `${family}-${label}${modelType === '' ? '' : `-${modelType}`}${weights === 'gguf' ? '-GGUF' : ''}`,
    gated: gate < 0.006 ? '"auto"' : gate < 0.017 ? '"manual"' : 'false',
    tags: `[${parts.tags}"endpoints_compatible","region:${gate < 0.999 ? 'us' : 'eu'}"]`,
    cardData: parts.card === '' ? '' : `{${parts.card.slice(1)}}`,
    pipeline_tag: described ? `"${pipeline}"` : '',
    library_name: described ? `"${library}"` : '',
    safetensors:
      weights === 'safetensors' ? `{"parameters":{"BF16":${parameters}},"total":${parameters}}` : '',
    gguf:
      weights === 'gguf'
        ? `{"total":${parameters},"architecture":"${modelType}","context_length":32768}`
        : '',
    baseModels,
  };
}

/** Tags end in a comma, card entries start with one. */
interface Parts {
  tags: string;
  card: string;
}

function describe(parts: Parts, [pipeline, library, modelType]: readonly string[], pick: number): void {
  const dataset = `acme/instructions-and-preferences-${pick % 1000}`;
  parts.tags +=
    `"${library}","${modelType}","${pipeline}","text-generation-inference","conversational","custom_code","en","de","zh",` +
    `"generated_from_trainer","arxiv:2${300 + (pick % 300)}.${10_000 + (pick % 20_000)}","dataset:${dataset}","eval-results",`;
  parts.card +=
    `,"language":${pick % 5 === 0 ? '"en"' : '["en","de","zh"]'},"datasets":["${dataset}"],` +
    `"tags":["conversational","generated_from_trainer"],"metrics":["accuracy","f1"],"pipeline_tag":"${pipeline}",` +
    `"library_name":"${library}","model_name":"outputs-run-${pick}",` +
    `"thumbnail":"https://example.org/cards/${pick}/thumbnail.png",` +
    `"widget":[{"text":"The census counts every open model once a day, and says how it knows."}],` +
    '"inference":{"parameters":{"max_new_tokens":512,"temperature":0.7,"top_p":0.95,"repetition_penalty":1.1}}';
}

function addLicense(seed: number, i: number, parts: Parts): void {
  const pick = chance(seed, i, 21);
  if (pick < 0.001) {
    parts.card += ',"license":["mit","apache-2.0"]';
    parts.tags += '"license:mit","license:apache-2.0",';
    return;
  }
  const rare = LICENSE_IDS[hash(seed, i, 22) % LICENSE_IDS.length] ?? 'unknown';
  const license = pick < 0.5 ? 'apache-2.0' : pick < 0.7 ? 'mit' : pick < 0.8 ? 'other' : rare;
  parts.card += `,"license":"${license}"`;
  parts.tags += `"license:${license}",`;
  if (license !== 'other' || hash(seed, i, 23) % 5 < 2) return;
  const name = LICENSE_NAMES[hash(seed, i, 27) % LICENSE_NAMES.length];
  parts.card += `,"license_name":"${name}","license_link":"LICENSE"`;
}

function addBaseModels(parts: Parts, pick: number): string {
  const kind = pick % 16;
  const relation = RELATIONS[kind < 8 ? 0 : kind < 12 ? 1 : kind < 15 ? 2 : 3] ?? 'finetune';
  const models = relation === 'merge' ? [baseModel(pick), baseModel(pick + 16)] : [baseModel(pick)];
  for (const { id } of models) parts.tags += `"base_model:${id}","base_model:${relation}:${id}",`;
  const ids = models.map(({ id }) => `"${id}"`).join(',');
  parts.card += `,"base_model":${models.length > 1 ? `[${ids}]` : ids}`;
  const rows = models.map(({ oid, id }) => `{"_id":"${oid}","id":"${id}"}`).join(',');
  return `{"relation":"${relation}","models":[${rows}]}`;
}

function baseModel(pick: number): { oid: string; id: string } {
  const [account, family] = ORGANIZATIONS[(pick >>> 4) % ORGANIZATIONS.length] ?? ['acme', 'acme'];
  const size = (pick >>> 9) % SIZES.length;
  const [label] = SIZES[size] ?? ['7B'];
  const oid = `66944f1f${hex8(hash(size, (pick >>> 4) % ORGANIZATIONS.length, 26))}c493a804`;
  return { oid, id: `${account}/${family}-${label}` };
}

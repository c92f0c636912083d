import type { Db } from '../../../db/connection.ts';
import { nearestNames } from '../definition/nearest-names.ts';
import { findModel } from '../metrics/model-identity.ts';
import { readNamesLike } from '../metrics/names-like.ts';
import { type Choices, DIMENSION_NAMES, findPublisher } from './choices.ts';
import type { FieldProblem, Fields } from './fields.ts';
import {
  CADENCES,
  FOCUS_DIMENSIONS,
  hasAlerts,
  LIMITS,
  type Preferences,
  preferencesSchema,
  type Threshold,
} from './preferences.ts';

/** What a form asks for, or what is wrong with it, in the order of its fields. */
export type ReadFields = { preferences: Preferences; problems: readonly [] } | Refused;
interface Refused {
  preferences: null;
  problems: readonly FieldProblem[];
}

/** Understands a form. Names are looked up: of models the one they have now, of publishers the id. */
export async function readFields(db: Db, fields: Fields, choices: Choices): Promise<ReadFields> {
  const problems: FieldProblem[] = [];
  const wrong = (field: FieldProblem['field'], says: string) => void problems.push({ field, says });

  const cadence = CADENCES.find((each) => each === fields.cadence);
  if (cadence === undefined) wrong('cadence', 'Choose how often the digest is to come.');
  const focus = focusOf(fields, choices, wrong);
  const models = await modelsOf(db, fields.models, wrong);
  const publishers = publishersOf(fields.publishers, choices, wrong);
  const thresholds = thresholdsOf(fields, choices, wrong);
  if (problems.length > 0) return { preferences: null, problems };

  const { licenses, releases, claims } = fields;
  const alerts = { thresholds, licenses, releases, claims };
  const preferences = preferencesSchema.parse({ cadence, focus, watch: { models, publishers }, alerts });
  if (releases && publishers.length === 0)
    wrong('alerts', 'Alerts of releases need at least one publisher to watch.');
  if (licenses && publishers.length + models.length === 0)
    wrong('alerts', 'Alerts of licenses need at least one model or publisher to watch.');
  if (cadence === 'never' && !hasAlerts(preferences))
    wrong('cadence', 'Without a digest and without an alert nothing would ever come: choose one of them.');
  return problems.length > 0 ? { preferences: null, problems } : { preferences, problems: [] };
}

type Wrong = (field: FieldProblem['field'], says: string) => void;

function focusOf({ focus }: Fields, { groups }: Choices, wrong: Wrong): Preferences['focus'] {
  const known = (dimension: (typeof FOCUS_DIMENSIONS)[number]) => {
    const asked = [...new Set(focus[dimension])];
    const { many } = DIMENSION_NAMES[dimension];
    for (const id of asked
      .filter((each) => groups[dimension].every((group) => group.id !== each))
      .slice(0, 3))
      wrong('focus', `${many}: there is no ${quoted(id)}.`);
    if (asked.length > LIMITS.groups)
      wrong('focus', `${many}: at most ${LIMITS.groups}. Choose fewer, or none for all.`);
    return asked;
  };
  return { region: known('region'), size: known('size'), license: known('license'), family: known('family') };
}

/** A search for names like a model’s takes long enough to be made for a few only. */
const mostSearches = 3;
const mostNearest = 3;

async function modelsOf(db: Db, text: string, wrong: Wrong): Promise<string[]> {
  const lines = linesOf(text);
  if (lines.length > LIMITS.models) {
    wrong('models', `At most ${LIMITS.models} models can be watched; these are ${lines.length}.`);
    return [];
  }
  const found = await Promise.all(
    lines.map(async (line) => {
      const name = line.replace(/^https?:\/\/(www\.)?(huggingface\.co|hf\.co)\//i, '').replace(/[/?#]+$/, '');
      return { line, model: (await findModel(db, name))?.model.repoId ?? null };
    }),
  );
  let searches = 0;
  for (const { line, model } of found) {
    if (model !== null) continue;
    const near = searches < mostSearches ? await readNamesLike(db, line, mostNearest) : [];
    searches += 1;
    wrong('models', `There is no model ${quoted(line)}.${perhaps(near)}`);
  }
  return [...new Set(found.flatMap(({ model }) => (model === null ? [] : [model])))];
}

function publishersOf(text: string, choices: Choices, wrong: Wrong): string[] {
  const lines = linesOf(text);
  if (lines.length > LIMITS.publishers) {
    wrong('publishers', `At most ${LIMITS.publishers} publishers can be watched; these are ${lines.length}.`);
    return [];
  }
  const found = lines.map((line) => ({ line, id: findPublisher(choices, line)?.id ?? null }));
  for (const { line } of found.filter(({ id }) => id === null)) {
    const near = nearestNames(choices.publishers, line).slice(0, mostNearest);
    wrong(
      'publishers',
      `There is no publisher ${quoted(line)} in the registry.${perhaps(near.map(({ name }) => name))}`,
    );
  }
  return [...new Set(found.flatMap(({ id }) => (id === null ? [] : [id])))];
}

function thresholdsOf({ thresholds }: Fields, { groups }: Choices, wrong: Wrong): Threshold[] {
  if (thresholds.length > LIMITS.thresholds)
    wrong('thresholds', `At most ${LIMITS.thresholds} shares can be watched.`);
  return thresholds.flatMap(({ group, side, percent: said }, at): Threshold[] => {
    const where = `Share ${at + 1}`;
    const [, named = '', id = ''] = /^([a-z]+):(.*)$/s.exec(group) ?? [];
    const dimension = FOCUS_DIMENSIONS.find((each) => each === named);
    const known = dimension !== undefined && groups[dimension].some((each) => each.id === id);
    const number = /^\d{1,2}([.,]\d{1,2})?$/.test(said.trim()) ? Number(said.trim().replace(',', '.')) : 0;
    if (!known)
      wrong(
        'thresholds',
        group === '' ? `${where}: choose of what.` : `${where}: there is no ${quoted(group)}.`,
      );
    if (!(number > 0)) wrong('thresholds', `${where}: write a percentage between 0 and 100, as 50 or 12.5.`);
    if (side !== 'above' && side !== 'below') {
      wrong('thresholds', `${where}: choose above or below.`);
      return [];
    }
    return known && number > 0 ? [{ dimension, id, side, percent: number }] : [];
  });
}

/** Lines that hold something, each once. */
function linesOf(text: string): string[] {
  const lines = text.split(/[\r\n]+/).map((line) => line.replaceAll(/\p{C}+/gu, ' ').trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

function quoted(text: string): string {
  const plain = text.replaceAll(/\p{C}+/gu, ' ').trim();
  return `"${plain.length > 80 ? `${plain.slice(0, 80)}…` : plain}"`;
}

function perhaps(names: readonly string[]): string {
  return names.length === 0 ? '' : ` Perhaps ${names.join(' or ')}?`;
}

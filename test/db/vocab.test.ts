import { beforeAll, describe, expect, test } from 'vitest';
import {
  type ModelRecording,
  type RecordedModel,
  readRecording,
} from '../../collectors/sample/read-recordings.ts';
import { readReference } from '../../db/load-reference.ts';
import { ANSWERS } from '../../db/vocab/answers.ts';
import { FORMATS } from '../../db/vocab/formats.ts';
import { GATINGS } from '../../db/vocab/gating.ts';
import { LIBRARIES } from '../../db/vocab/libraries.ts';
import { LICENSE_CLASSES } from '../../db/vocab/license-classes.ts';
import { PUBLISHER_TYPES } from '../../db/vocab/publisher-types.ts';
import { RELATIONS } from '../../db/vocab/relations.ts';
import { MODALITIES, TASKS } from '../../db/vocab/tasks.ts';

let nexus: RecordedModel[];
let radar: RecordedModel[];

beforeAll(async () => {
  nexus = await modelsOf('ai-nexus');
  radar = await modelsOf('radar');
});

describe('every vocabulary', () => {
  const lists = { ANSWERS, FORMATS, GATINGS, LIBRARIES, MODALITIES, PUBLISHER_TYPES, RELATIONS, TASKS };

  test.each(Object.entries(lists))('%s has each id and each name once', (_, words) => {
    expect(new Set(words.map(({ id }) => id)).size).toBe(words.length);
    expect(new Set(words.map(({ name }) => name)).size).toBe(words.length);
  });

  const told = [...ANSWERS, ...FORMATS, ...GATINGS, ...MODALITIES, ...PUBLISHER_TYPES, ...RELATIONS];

  test.each(told)('$id says what it means', ({ says }) => {
    expect(says).toMatch(/^[A-Z].{12,}\.$/);
  });
});

describe('tasks', () => {
  test('cover what the recordings name, but for a word that is no task of the Hub', () => {
    const known = new Set(TASKS.map(({ id }) => id));
    const named = [...nexus, ...radar].flatMap((model) => model.pipeline_tag ?? []);

    expect([...new Set(named)].filter((task) => !known.has(task))).toEqual(['time-series-classification']);
  });

  test('each have a modality, and every modality has a task', () => {
    expect(new Set(TASKS.map(({ modality }) => modality))).toEqual(new Set(MODALITIES.map(({ id }) => id)));
  });

  test('of language models are those that write free text', () => {
    expect(TASKS.filter(({ language }) => language).map(({ id }) => id)).toEqual([
      'text-generation',
      'text2text-generation',
      'conversational',
      'image-text-to-text',
      'video-text-to-text',
      'audio-text-to-text',
      'visual-question-answering',
      'any-to-any',
    ]);
  });
});

test('libraries cover nine tenths of the recorded models that name one', () => {
  const known = new Set(LIBRARIES.map(({ id }) => id));
  const named = radar.flatMap((model) => model.library_name ?? []);

  expect(named.filter((library) => known.has(library)).length / named.length).toBeGreaterThan(0.9);
});

test('answers about a license are left open exactly where its class is', () => {
  const open = (words: readonly { id: string; kind: string }[]) =>
    words.filter(({ kind }) => kind === 'open').map(({ id }) => id);

  expect(open(ANSWERS)).toEqual(['unknown', 'unreviewed', 'unrecorded']);
  expect(open(LICENSE_CLASSES)).toEqual(['declared_unknown', 'unreviewed', 'unrecorded']);
});

describe('rules of infrastructure', () => {
  test('take the 99th percentile of downloads per like from the ai-nexus recording', () => {
    const ratios = nexus
      .filter(({ likes }) => likes >= 1)
      .map(({ downloads, likes }) => downloads / likes)
      .sort((a, b) => a - b);
    const [rule] = readReference().rules.filter((row) => row.rule === 'infrastructure-downloads-per-like');

    expect(ratios).toHaveLength(15_980);
    expect(rule?.value).toBe(ratios[Math.ceil(0.99 * ratios.length) - 1]);
  });

  test('and the list between them leave the models alone that people choose', () => {
    const listed = new Set(readReference().infrastructure.map((row) => row.repo_id));
    const chosen = [
      'Qwen/Qwen3-0.6B',
      'meta-llama/Llama-3.1-8B-Instruct',
      'openai/whisper-large-v3',
      'BAAI/bge-m3',
    ];

    expect(chosen.filter((repo) => listed.has(repo))).toEqual([]);
    expect(listed.has('sentence-transformers/all-MiniLM-L6-v2')).toBe(true);
  });
});

async function modelsOf(recording: ModelRecording): Promise<RecordedModel[]> {
  const models: RecordedModel[] = [];
  for await (const model of readRecording(recording)) models.push(model);
  return models;
}

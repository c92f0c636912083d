import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from '../../collectors/hub/parse.ts';

const FOLDER = new URL('../../collectors/sample/recordings/hub-responses/', import.meta.url);

function bodyOf(name: string): unknown {
  return (JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as { body: unknown }).body;
}

/** Written by hand from the recorded text. */
const READ = {
  'model-gpt-4chan': {
    repoId: 'ykilcher/gpt-4chan',
    objectId: '6283a9b7806a1feb9fbacf18',
    repoCreatedAt: new Date('2022-05-17T13:57:11Z'),
    downloads30d: 0,
    downloadsAllTime: 1559,
    likes: 141,
    attributes: {
      licenseId: 'apache-2.0',
      gated: 'auto',
      disabled: true,
      task: 'text-generation',
      baseModels: [],
    },
  },
  'model-llama-2-7b-gguf': {
    repoId: 'TheBloke/Llama-2-7B-GGUF',
    objectId: '64f5fd954d3b1dd311d30e28',
    repoCreatedAt: new Date('2023-09-04T15:53:57Z'),
    downloads30d: 18_908,
    downloadsAllTime: 607_644,
    likes: 207,
    attributes: {
      licenseId: 'llama2',
      gated: 'no',
      disabled: false,
      task: 'text-generation',
      baseModels: ['meta-llama/Llama-2-7b-hf'],
      baseObjectIds: ['64b0234d53bd91402e6ad49c'],
      relation: 'quantized',
      lineageSource: 'hub',
    },
  },
  'model-llama-3.1-8b': {
    repoId: 'meta-llama/Llama-3.1-8B',
    objectId: '66944f1fe0c5c2e493a804f5',
    repoCreatedAt: new Date('2024-07-14T22:20:15Z'),
    downloads30d: 607_450,
    downloadsAllTime: 28_272_325,
    likes: 2579,
    attributes: { licenseId: 'llama3.1', gated: 'manual', disabled: false, relation: null, baseModels: [] },
  },
  'model-stable-diffusion-v1-5': {
    repoId: 'stable-diffusion-v1-5/stable-diffusion-v1-5',
    objectId: '66d19580e2632490a6bc5829',
    repoCreatedAt: new Date('2024-08-30T09:48:48Z'),
    downloads30d: 1_633_999,
    downloadsAllTime: 77_998_175,
    likes: 1298,
    attributes: { licenseId: 'creativeml-openrail-m', gated: 'no', disabled: false, task: 'text-to-image' },
  },
};

test.each(Object.entries(READ))(
  'a recorded answer about a model is read as a person reads it: %s',
  (name, read) => {
    const record = parse(bodyOf(name));

    expect(record).toMatchObject(read);
    expect(record.repairs).toEqual([]);
  },
);

test.each(['model-not-found', 'commits-gated'])('a recorded refusal is no model: %s', (name) => {
  expect(() => parse(bodyOf(name))).toThrow('unexpected id');
});

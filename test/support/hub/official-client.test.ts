import { listModels, modelInfo } from '@huggingface/hub';
import { expect, test } from 'vitest';
import { SPECIAL } from './special-models.ts';
import { startHub } from './start-hub.ts';

test('the official client walks the stand-in page by page and meets every model once', async () => {
  const hub = await startHub({ models: { generated: 1200 } });
  try {
    const names = new Set<string>();
    for await (const model of listModels({ hubUrl: hub.url, sort: 'createdAt' })) names.add(model.name);

    expect(names.size).toBe(1200);
    expect(hub.requests).toHaveLength(3);
  } finally {
    await hub.close();
  }
});

test('the official client reads the fields our collector reads, under its own names', async () => {
  const hub = await startHub({
    models: [
      {
        _id: '64c213a5ec3c61813527cad5',
        id: 'acme/small-7b',
        downloads: 7,
        downloadsAllTime: 5_000_000_000,
        likes: 3,
        private: false,
        gated: 'manual',
        createdAt: '2023-07-27T06:51:49.000Z',
        lastModified: '2023-07-28T00:00:00.000Z',
        pipeline_tag: 'text-generation',
        tags: ['license:mit'],
        safetensors: { parameters: { BF16: 7_000_000_000 }, total: 7_000_000_000 },
      },
    ],
  });
  try {
    const model = await modelInfo({
      name: 'acme/small-7b',
      hubUrl: hub.url,
      additionalFields: ['downloadsAllTime', 'safetensors', 'tags'],
    });

    expect(model).toMatchObject({
      id: '64c213a5ec3c61813527cad5',
      name: 'acme/small-7b',
      downloads: 7,
      downloadsAllTime: 5_000_000_000,
      gated: 'manual',
      safetensors: { total: 7_000_000_000 },
      tags: ['license:mit'],
    });
  } finally {
    await hub.close();
  }
});

test('the official client follows a renamed model to its new name', async () => {
  const hub = await startHub({ models: { generated: 2500 } });
  try {
    const model = await modelInfo({ name: SPECIAL.renamedFrom, hubUrl: hub.url });

    expect(model.name).toBe(SPECIAL.renamed);
  } finally {
    await hub.close();
  }
});

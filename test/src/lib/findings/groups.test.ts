import { expect, test } from 'vitest';
import { type FindingOptions, writeFinding } from '../../../../src/lib/findings/write-finding.ts';
import { figureOf, type Made } from './made-figure.ts';

/** Ties between numbers and units read as spaces. */
const plain = (words: string | null) => words?.replaceAll('\u00a0', ' ') ?? null;

const finding = (now: Made, before?: Made | null, options?: FindingOptions) =>
  writeFinding(figureOf(now), before ? figureOf(before) : null, options);

test.each<[string, () => string | null, string]>([
  [
    'of a size class',
    () =>
      finding(
        { by: ['size'], values: { '1b-5b': 560_000, 'under-100m': 340_000, unknown: 100_000 } },
        {
          by: ['size'],
          values: { '1b-5b': 540_000, 'under-100m': 340_000, unknown: 120_000 },
          asOf: '2026-07-25',
        },
      ),
    'The share of models of 1B – 5B parameters in downloads among the 50,000 most downloaded models rose 2.0 points to 56.0 % in four weeks; 10 % of downloads have no known size class, 12 % before.',
  ],
  [
    'of the smallest size class',
    () => finding({ by: ['size'], values: { 'under-100m': 560_000, '250b-up': 440_000 } }),
    'The share of models under 100M parameters in downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of models of 250B parameters and more with 44.0 %.',
  ],
  [
    'of a license class',
    () =>
      finding({
        by: ['license'],
        measure: 'models',
        values: { permissive: 560_000, none: 340_000, unreviewed: 100_000 },
      }),
    'The share of models under permissive licenses in the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of models without a declared license with 34.0 %; 10 % of models have no known license class.',
  ],
  [
    'of a license id',
    () =>
      finding({
        by: ['license-id'],
        values: { 'apache-2.0': 560_000, mit: 340_000, none: 100_000 },
        names: { 'apache-2.0': 'Apache License 2.0', mit: 'MIT License' },
      }),
    'The share of models under the Apache License 2.0 in downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of models under the MIT License with 34.0 %.',
  ],
  [
    'of a license flag',
    () => finding({ by: ['commercial-use'], values: { yes: 560_000, no: 340_000, unknown: 100_000 } }),
    'The share of models whose license grants commercial use in downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of models whose license grants no commercial use with 34.0 %; 10 % of downloads have no known license.',
  ],
  [
    'of a task',
    () =>
      finding(
        { by: ['task'], measure: 'likes', values: { 'text-generation': 560_000, 'text-to-image': 440_000 } },
        {
          by: ['task'],
          measure: 'likes',
          values: { 'text-generation': 540_000, 'text-to-image': 460_000 },
          asOf: '2026-08-01',
        },
      ),
    'The share of models for text generation in likes among the 50,000 most downloaded models rose 2.0 points to 56.0 % in three weeks.',
  ],
  [
    'of a modality',
    () => finding({ by: ['modality'], values: { text: 560_000, image: 440_000 } }),
    'The share of text models in downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of image models with 44.0 %.',
  ],
  [
    'of a relation',
    () =>
      finding({
        by: ['relation'],
        measure: 'models',
        values: { finetune: 560_000, quantized: 240_000, undeclared: 200_000 },
      }),
    'The share of fine-tunes in the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of quantized models with 24.0 %; 20 % of models have no known relation.',
  ],
  [
    'of a verdict on licenses',
    () =>
      finding({
        by: ['inheritance'],
        values: { 'no-base': 560_000, ok: 240_000, 'relabelled-looser': 200_000 },
      }),
    'The share of models without a declared base in downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of derivatives with a consistent label with 24.0 %.',
  ],
  [
    'of a family, ahead of what is in none',
    () =>
      finding({
        by: ['family'],
        values: { '-': 500_000, llama: 300_000, qwen: 200_000 },
        names: { llama: 'Llama', qwen: 'Qwen' },
      }),
    'The Llama family’s share of downloads among the 50,000 most downloaded models was 30.0 % on 22 August 2026, ahead of the Qwen family with 20.0 %.',
  ],
  [
    'of a publisher whose name says more in brackets',
    () =>
      finding({
        by: ['publisher'],
        values: { a: 560_000, b: 440_000 },
        names: {
          a: 'Alibaba (Tongyi Lab NLP)',
          b: 'Sentence Transformers (created at UKP Lab, TU Darmstadt)',
        },
      }),
    'The share of Alibaba (Tongyi Lab NLP) in downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of Sentence Transformers with 44.0 %.',
  ],
  [
    'of a family',
    () =>
      finding(
        {
          by: ['family'],
          values: { llama: 560_000, qwen: 240_000, '-': 200_000 },
          names: { llama: 'Llama', qwen: 'Qwen' },
        },
        {
          by: ['family'],
          values: { llama: 580_000, qwen: 220_000, '-': 200_000 },
          names: { llama: 'Llama', qwen: 'Qwen' },
          asOf: '2026-08-15',
        },
      ),
    'The Llama family’s share of downloads among the 50,000 most downloaded models fell 2.0 points to 56.0 % in a week.',
  ],
  [
    'of a publisher type',
    () =>
      finding({
        by: ['publisher-type'],
        values: { industry: 560_000, academia: 240_000, unreviewed: 200_000 },
      }),
    'Industry’s share of downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of academia with 24.0 %; 20 % of downloads have no known publisher type.',
  ],
  [
    'of a format and of gating',
    () =>
      finding({
        by: ['format', 'gated'],
        values: { 'gguf/no': 560_000, 'safetensors/auto': 240_000, 'none/unrecorded': 200_000 },
      }),
    'The share of models in GGUF without gating in downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of models in Safetensors gated and granted at once with 24.0 %; 20 % of downloads have no known format or gating.',
  ],
  [
    'of a release year',
    () => finding({ by: ['year'], values: { 2024: 560_000, 2025: 240_000, unknown: 200_000 } }),
    'The share of models released in 2024 in downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of models released in 2025 with 24.0 %.',
  ],
  [
    'of a library',
    () => finding({ by: ['library'], values: { transformers: 560_000, diffusers: 440_000 } }),
    'The share of Transformers models in downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of Diffusers models with 44.0 %.',
  ],
  [
    'of a country with an article',
    () =>
      finding({
        by: ['country'],
        values: { NL: 560_000, AE: 440_000 },
        names: { NL: 'Netherlands', AE: 'United Arab Emirates' },
      }),
    'The Netherlands’ share of downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of the United Arab Emirates with 44.0 %.',
  ],
  [
    'of a publisher whose name is very long',
    () =>
      finding({
        by: ['publisher'],
        values: { a: 560_000, b: 440_000 },
        names: {
          a: 'Plan de Tecnologías del Lenguaje (Government of Spain / BSC)',
          b: 'Hebrew and Arabic NLP Project (Israel national NLP program)',
        },
      }),
    'Plan de Tecnologías del Lenguaje’s share of downloads among the 50,000 most downloaded models was 56.0 % on 22 August 2026, ahead of Hebrew and Arabic NLP Project with 44.0 %.',
  ],
])('the share %s', (_, words, expected) => {
  expect(plain(words())).toBe(expected);
});

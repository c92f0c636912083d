import type { RecordingSet } from '../../collectors/sample/read-recordings.ts';

type Terms = Omit<RecordingSet, 'name' | 'file' | 'rows' | 'sha256' | 'sumOfDownloads'>;

/** Titles, days, populations and terms of the sets: what a reader is told, and what the licenses ask us to keep. */
export const TERMS: Record<'ai-nexus' | 'radar' | 'do-me', Terms> = {
  'ai-nexus': {
    title: 'Most downloaded models per task',
    asOf: { from: '2025-12-22', to: '2025-12-22' },
    population:
      'About the top 1,000 models per task by downloads: the head of the distribution, not the whole Hub. ' +
      'License, parameters, base model and dates are known only where another recording names the same model, ' +
      'on another day: each such field says which.',
    license: 'MIT',
    attribution:
      'ai-nexus, Copyright (c) 2026 Free2AITools (MIT); single fields from radar-huggingface-dataset — HF//RADAR ' +
      '(https://radar-huggingface.686f6c61.dev), CC-BY-4.0, starscreener, Copyright (c) 2026 Mirko Basil Dolger (MIT), ' +
      'and llmfit, Copyright (c) 2026 Alex Jones, GAWD09 (MIT)',
    origin: 'https://github.com/mosesy5688-cell/ai-nexus',
    originCommit: 'a9cf1548',
    changes:
      'Reshaped to the form of the Hub’s own list. Fields added from models_with_fni (same repository), ' +
      'radar-huggingface-dataset, starscreener and llmfit, each named in `_sources`.',
  },
  radar: {
    title: 'Recent and trending models',
    asOf: { from: '2026-08-22', to: '2026-08-22' },
    population:
      'Recent and trending repositories: 97 % were created in 2026. Not the whole Hub, and not its most downloaded part.',
    license: 'CC-BY-4.0',
    attribution:
      'radar-huggingface-dataset — HF//RADAR (https://radar-huggingface.686f6c61.dev), datos de HuggingFace Hub, CC-BY-4.0',
    origin: 'https://github.com/686f6c61/radar-huggingface-dataset',
    originCommit: '95e4d933',
    changes:
      'Removed models left out; reshaped to the form of the Hub’s own list; storage sizes, benchmarks and derived ' +
      'texts dropped; where a `license:` tag differs from the recorded license, the tag is the license and the ' +
      'recorded one its license_name; comma-joined base models split; a count of 0 parameters dropped.',
  },
  'do-me': {
    title: 'transformers.js feature-extraction models, day by day',
    asOf: { from: '2024-05-08', to: '2026-05-07' },
    population:
      'transformers.js feature-extraction models, one look a day. Nine days are missing; from 2025-09-25 whole pages ' +
      'are missing on most days. A model that is absent on a day was not seen: its downloads are unknown, not zero.',
    license: 'MIT',
    attribution: 'trending-huggingface-models by do-me',
    origin: 'https://github.com/do-me/trending-huggingface-models',
    originCommit: 'fe2ccd3f',
    changes: 'One table of all days; author, gated, trending rank, last commit and file sizes dropped.',
  },
};

export const MIT_TEXT = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;

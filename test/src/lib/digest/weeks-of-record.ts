import type { Db } from '../../../../db/client.ts';
import { buildIssue } from '../../../../src/lib/digest/build.ts';
import { weekNamed } from '../../../../src/lib/digest/week.ts';
import { addDays } from '../../../../src/lib/metrics/days.ts';
import { look, model } from '../../../collectors/listing.ts';
import { released } from '../../../support/released.ts';

// Constructed for tests. No number here was ever observed.

export const ORIGIN = 'https://census.example.org';

/** Ends markup, turns the direction of what follows, and tries to begin another header. */
export const HOSTILE = 'evil/"><img-onerror=alert(1)>\u202Egnp.exe';

const sized = (parameters: number) => ({
  safetensors: { parameters: { BF16: parameters }, total: parameters },
});

interface Said {
  id: string;
  downloads: number;
  parameters?: number;
  license?: string;
  base?: string;
}

/** The steady part of the panel, by week: the United States slowly lose to China, small models to large ones. */
function steady(week: number): readonly Said[] {
  const drift = 1 + week * 0.012;
  return [
    {
      id: 'meta-llama/Llama-3.1-8B',
      downloads: 210_000 / drift,
      parameters: 8_030_000_000,
      license: 'llama3.1',
    },
    {
      id: 'openai/gpt-oss-20b',
      downloads: 190_000 / drift,
      parameters: 20_900_000_000,
      license: 'apache-2.0',
    },
    { id: 'google/gemma-3-4b', downloads: 120_000, parameters: 4_300_000_000, license: 'gemma' },
    { id: 'microsoft/phi-4', downloads: 60_000, parameters: 14_700_000_000, license: 'mit' },
    { id: 'Qwen/Qwen3-8B', downloads: 230_000 * drift, parameters: 8_190_000_000, license: 'apache-2.0' },
    { id: 'Qwen/Qwen3-0.6B', downloads: 90_000, parameters: 600_000_000, license: 'apache-2.0' },
    {
      id: 'deepseek-ai/DeepSeek-R1',
      downloads: 140_000 * drift,
      parameters: 684_500_000_000,
      license: 'mit',
    },
    { id: 'mistralai/Mistral-7B-v0.3', downloads: 80_000, parameters: 7_250_000_000, license: 'apache-2.0' },
    {
      id: 'sentence-transformers/all-MiniLM-L6-v2',
      downloads: 150_000,
      parameters: 22_700_000,
      license: 'apache-2.0',
    },
    { id: 'nobody-knows/mystery', downloads: 70_000 },
    {
      id: 'someone/llama-tuned',
      downloads: 40_000,
      parameters: 8_030_000_000,
      license: 'mit',
      base: 'meta-llama/Llama-3.1-8B',
    },
  ];
}

const crowd = Array.from({ length: 50 }, (_, at) =>
  model(200 + at, { id: `crowd/model-${at}`, downloads: 2000 - at * 10, cardData: { license: 'mit' } }),
);

function entry(at: number, { id, downloads, parameters, license, base }: Said): Record<string, unknown> {
  return model(at + 1, {
    id,
    downloads: Math.round(downloads),
    ...(parameters ? sized(parameters) : {}),
    cardData: {
      ...(license ? { license } : {}),
      ...(base ? { base_model: [base], base_model_relation: 'finetune' } : {}),
    },
  });
}

/** What the panel holds on a day. From 16 November on China leads, a license is looser, and two models are new. */
export function panelOn(day: string): readonly Record<string, unknown>[] {
  const week = Math.round((Date.parse(day) - Date.parse('2026-08-31')) / (7 * 86_400_000) - 0.4);
  const isLast = day >= '2026-11-16';
  // The week from 9 November on is a quiet one.
  const entries = steady(day >= '2026-11-09' && !isLast ? 9 : week).map((said, at) => {
    const license = isLast && said.id === 'nobody-knows/mystery' ? 'apache-2.0' : said.license;
    const grown = isLast && said.id === 'Qwen/Qwen3-8B' ? said.downloads * 1.5 : said.downloads;
    return entry(at, { ...said, downloads: grown, ...(license ? { license } : {}) });
  });
  const fresh = isLast
    ? [
        released('2026-11-17', 400, {
          id: 'Qwen/Qwen4-14B',
          downloads: 64_000,
          cardData: { license: 'apache-2.0' },
          ...sized(14_800_000_000),
        }),
        released('2026-11-18', 401, { id: HOSTILE, downloads: 31_000, cardData: { license: 'mit' } }),
      ]
    : [];
  return [...entries, ...crowd, ...fresh];
}

/** Looks of a panel over twelve weeks: most on Sundays, of the weeks that get an issue on their days. */
export async function publishWeeks(db: Db, until: string): Promise<void> {
  for (const day of DAYS) {
    if (day > until) return;
    await look(db, day, panelOn(day));
    const [week] = Object.entries(BUILT_AFTER).find(([, last]) => last === day) ?? [];
    const named = week === undefined ? null : weekNamed(week);
    if (named === null) continue;
    await buildIssue(db, {
      period: named,
      panel: null,
      origin: ORIGIN,
      today: named.until,
      reason: null,
    });
  }
}

/** Weeks with an issue, and the look after which it is built. */
const BUILT_AFTER: Readonly<Record<string, string>> = {
  '2026-W36': '2026-09-06',
  '2026-W45': '2026-11-06',
  '2026-W46': '2026-11-15',
  '2026-W47': '2026-11-22',
};

const days = (from: string, count: number) => Array.from({ length: count }, (_, at) => addDays(from, at));

export const DAYS: readonly string[] = [
  ...days('2026-09-03', 4),
  ...['2026-09-13', '2026-09-20', '2026-09-27', '2026-10-04', '2026-10-11', '2026-10-18', '2026-10-25'],
  // The week from 26 October on has no look at all; of the next, three days are missing.
  ...['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-06'],
  ...days('2026-11-09', 7),
  ...days('2026-11-16', 7),
];

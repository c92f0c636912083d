import { definitionOf } from '../../definition/defaults.ts';
import { about, atLeast, fivePercent, halfPoint, onePoint, ranked, times, value } from '../ask-of.ts';
import type { Claim } from '../claim.ts';
import { row } from './row.ts';
import { SOURCES } from './sources.ts';
import { ORGS, summer2026 } from './words.ts';

const byFamily = { measure: 'downloadsAllTime', by: ['family'], universe: 'tracked' } as const;
const february = { measure: 'downloadsGained', window: { from: '2026-02-01', until: '2026-03-01' } } as const;
const december = { measure: 'downloadsGained', window: { from: '2025-12-01', until: '2026-01-01' } } as const;
const eight = [
  ...ORGS.meta,
  ...ORGS.deepseek,
  ...ORGS.openai,
  ...ORGS.mistral,
  ...ORGS.nvidia,
  ...ORGS.zai,
  ...ORGS.moonshot,
  ...ORGS.minimax,
];
const inSummer = { measure: 'downloadsGained', window: summer2026 } as const;
const head = { top: { count: 1000, of: 'models', measure: 'downloads30d' } } as const;

/** O1–O6: who is downloaded. */
export const ORGANIZATION_CLAIMS: readonly Claim[] = [
  row({
    id: 'O1',
    title: 'Qwen passes Llama',
    quote: 'Qwen passed Llama cumulatively in September 2025; in October 385.3 against 346.2 million.',
    source: SOURCES.atom,
    known: 'R',
    definition:
      'The first month at whose end tracked Qwen models had more downloads of all time than Llama; October’s sums.',
    values: [
      about('Qwen passes Llama', ['2025-09-15', 'day', { by: 31 }], {
        ask: 'first',
        of: definitionOf({ ...byFamily, step: 'month', window: { from: '2025-01-01', until: '2026-01-01' } }),
        more: [['qwen']],
        than: [['llama']],
      }),
      about(
        'Qwen, October 2025',
        [385.3e6, 'downloads', fivePercent],
        value({ ...byFamily, snapshot: '2025-10-31' }, 'qwen'),
      ),
      about(
        'Llama, October 2025',
        [346.2e6, 'downloads', fivePercent],
        value({ ...byFamily, snapshot: '2025-10-31' }, 'llama'),
      ),
    ],
    unclear: true,
    remark: 'The sums of October were reported by Bloomberg, the month by the ATOM Project.',
  }),
  row({
    id: 'O2',
    title: 'Qwen 942.1 million',
    quote: 'Qwen 942.1 million by March 2026; in February 153.6 against 71.2 million for the next eight.',
    source: SOURCES.atom,
    known: 'F',
    definition:
      'Tracked models: Qwen’s downloads of all time at the end of March 2026; downloads gained in February.',
    values: [
      about(
        'Qwen, March 2026',
        [942.1e6, 'downloads', fivePercent],
        value({ ...byFamily, snapshot: '2026-03-31' }, 'qwen'),
      ),
      about(
        'Qwen, February 2026',
        [153.6e6, 'downloads', fivePercent],
        value({ ...february, universe: 'tracked', by: ['family'] }, 'qwen'),
      ),
      about(
        'The next eight, February 2026',
        [71.2e6, 'downloads', fivePercent],
        ranked({ ...february, universe: 'tracked', by: ['publisher'] }, 2, 9, 'value'),
      ),
    ],
  }),
  row({
    id: 'O3',
    title: 'Qwen 700 million',
    quote: '700 million downloads on Hugging Face as of this month; December above the next eight together.',
    source: SOURCES.alibaba,
    known: 'R',
    unclear: true,
    definition:
      'Downloads of all time of Qwen’s own repositories at mid-January 2026; December’s gain against eight named publishers.',
    values: [
      about(
        'Qwen, January 2026',
        [700e6, 'downloads', fivePercent],
        of({ measure: 'downloadsAllTime', snapshot: '2026-01-13' }, ORGS.qwen),
      ),
      atLeast(
        'Qwen for each of the eight together, December 2025',
        [1, 'times', { by: 0 }],
        times(of(december, ORGS.qwen), of(december, eight)),
      ),
    ],
    remark:
      'Figures of the vendor. The eight: Meta, DeepSeek, OpenAI, Mistral, NVIDIA, Zhipu, Moonshot, MiniMax.',
  }),
  row({
    id: 'O4',
    title: 'Qwen against Moonshot',
    quote: 'January to July 2026: Qwen 2,045 million against Moonshot 37 million downloads, about 55 times.',
    source: SOURCES.summer,
    known: 'F',
    definition: 'Downloads gained January to July 2026 by the publisher’s own repositories.',
    values: [
      about('Qwen', [2045e6, 'downloads', fivePercent], of(inSummer, ORGS.qwen)),
      about('Moonshot', [37e6, 'downloads', fivePercent], of(inSummer, ORGS.moonshot)),
      about(
        'Qwen for each of Moonshot',
        [55, 'times', fivePercent],
        times(of(inSummer, ORGS.qwen), of(inSummer, ORGS.moonshot)),
      ),
    ],
  }),
  row({
    id: 'O5',
    title: 'Top organizations of the top 1,000',
    quote: 'Of the top 1,000: five organizations 46.1 %, ten 58.5 %, Qwen 399.4 million, 18.5 %.',
    source: SOURCES.moclaw,
    known: 'F',
    unclear: true,
    population: 'head',
    definition: 'Downloads in 30 days of the 1,000 most downloaded models, by publisher.',
    values: [
      about('Five largest', [46.1, 'percent', halfPoint], places(5)),
      about('Ten largest', [58.5, 'percent', halfPoint], places(10)),
      about('Qwen', [399.4e6, 'downloads', fivePercent], {
        ask: 'newest',
        at: null,
        population: head,
        where: { namespaces: ['Qwen'] },
        give: 'downloads30d',
      }),
      about('Qwen, share', [18.5, 'percent', halfPoint], {
        ask: 'newest',
        at: null,
        population: head,
        where: { namespaces: ['Qwen'] },
        give: 'shareOf-downloads30d',
      }),
    ],
    remark: 'The day of 2026 is not stated.',
  }),
  row({
    id: 'O6',
    title: 'Meta among the top 300',
    quote: 'Meta has 30 % of the downloads of the top 300.',
    source: SOURCES.tunguz,
    known: 'R',
    population: 'head',
    definition: 'Downloads in 30 days of the 300 most downloaded models in January 2024, by publisher.',
    values: [
      about('Meta', [30, 'percent', onePoint], {
        ask: 'newest',
        at: '2024-01-31',
        population: { top: { count: 300, of: 'models', measure: 'downloads30d' } },
        where: { namespaces: ['meta-llama', 'facebook', 'FacebookAI'] },
        give: 'shareOf-downloads30d',
      }),
    ],
  }),
];

/** What the publishers’ own repositories amount to. */
function of(parts: Parameters<typeof value>[0], publisher: readonly string[]) {
  return value({ ...parts, lenses: { publisher } });
}

function places(to: number) {
  return {
    ask: 'newest',
    at: null,
    population: head,
    where: { publisherPlaces: { from: 1, to } },
    give: 'shareOf-downloads30d',
  } as const;
}

import { about, atLeast, fivePercent, onePoint, share, tenPercent, value } from '../ask-of.ts';
import type { Claim, PublishedValue } from '../claim.ts';
import { row } from './row.ts';
import { SOURCES } from './sources.ts';
import { ORGS, summer2026 } from './words.ts';

const inSummer = { measure: 'downloadsGained', window: summer2026 } as const;

/** O7–O11: types of publishers, sizes, new repositories. */
export const ORGANIZATION_KIND_CLAIMS: readonly Claim[] = [
  row({
    id: 'O7',
    title: 'Industry falls, the unaffiliated rise',
    quote: 'Industry about 70 % before 2022, about 37 % in 2025; unaffiliated from 17 to 39 %.',
    source: SOURCES.spring,
    known: 'F',
    unclear: true,
    definition:
      'Downloads of all time at the end of 2021, and downloads gained in 2025, by type of the publisher.',
    values: [
      about('Industry before 2022', [70, 'percent', { by: 2 }], byType('industry', true)),
      about('Industry in 2025', [37, 'percent', { by: 2 }], byType('industry', false)),
      about('Unaffiliated before 2022', [17, 'percent', { by: 2 }], byType('individual', true)),
      about('Unaffiliated in 2025', [39, 'percent', { by: 2 }], byType('individual', false)),
    ],
    remark:
      '“Unaffiliated” may hold communities and accounts nobody has reviewed; we read it as individuals.',
  }),
  row({
    id: 'O8',
    title: 'DeepSeek among the very large',
    quote: 'DeepSeek has 47 % of the downloads of models of 250B and more.',
    source: SOURCES.atom,
    known: 'F',
    unclear: true,
    definition:
      'Downloads of all time at the end of March 2026 of tracked models of 250B and more, by publisher.',
    values: [about('DeepSeek', [47, 'percent', onePoint], share(veryLarge(), ...ORGS.deepseek))],
  }),
  row({
    id: 'O9',
    title: 'Downloads from models over 70B',
    quote:
      'Over 70B: MiniMax ~100 %, Moonshot 88, DeepSeek 55, Z.ai 39, NVIDIA 14, Meta 9, Google, Microsoft, IBM ~0.',
    source: SOURCES.summer,
    known: 'F',
    definition:
      'Of the downloads gained January to July 2026 by a publisher, those of its models of 70B and more.',
    values: [
      over70b('MiniMax', 100, ORGS.minimax),
      over70b('Moonshot', 88, ORGS.moonshot),
      over70b('DeepSeek', 55, ORGS.deepseek),
      over70b('Z.ai', 39, ORGS.zai),
      over70b('NVIDIA', 14, ORGS.nvidia),
      over70b('Meta', 9, ORGS.meta),
      over70b('Google', 0, ORGS.google),
      over70b('Microsoft', 0, ORGS.microsoft),
      over70b('IBM', 0, ORGS.ibm),
    ],
  }),
  row({
    id: 'O10',
    title: 'New repositories of AMD, NVIDIA and Liquid AI',
    quote: 'AMD and NVIDIA each published over 200 new repositories, Liquid AI about 100.',
    source: SOURCES.summer,
    known: 'F',
    definition: 'Models released January to July 2026 by the publisher, as far as they are still there.',
    values: [
      atLeast(
        'AMD',
        [200, 'models', fivePercent],
        of({ measure: 'newModels', window: summer2026 }, ORGS.amd),
      ),
      atLeast(
        'NVIDIA',
        [200, 'models', fivePercent],
        of({ measure: 'newModels', window: summer2026 }, ORGS.nvidia),
      ),
      about(
        'Liquid AI',
        [100, 'models', tenPercent],
        of({ measure: 'newModels', window: summer2026 }, ORGS.liquid),
      ),
    ],
  }),
  row({
    id: 'O11',
    title: 'Verified accounts and users',
    quote: 'Over 30 % of the Fortune 500 have verified accounts; 11 or 13 million users.',
    source: SOURCES.spring,
    known: 'F',
    definition: 'Accounts and users of the Hub.',
    fixed: {
      status: 'not_computable',
      says: 'Users and verified accounts are figures of the platform that it does not publish.',
    },
  }),
];

/** What the publishers’ own repositories amount to. */
function of(parts: Parameters<typeof value>[0], publisher: readonly string[]) {
  return value({ ...parts, lenses: { publisher } });
}

function byType(type: string, before2022: boolean) {
  return before2022
    ? share({ measure: 'downloadsAllTime', by: ['publisher-type'], snapshot: '2021-12-31' }, type)
    : share(
        {
          measure: 'downloadsGained',
          by: ['publisher-type'],
          window: { from: '2025-01-01', until: '2026-01-01' },
        },
        type,
      );
}

function veryLarge() {
  return {
    measure: 'downloadsAllTime',
    by: ['publisher'],
    universe: 'tracked',
    lenses: { size: ['250b-up'] },
    snapshot: '2026-03-31',
  } as const;
}

function over70b(label: string, published: number, publisher: readonly string[]): PublishedValue {
  const of = { ...inSummer, by: ['size'], scheme: 'hf', lenses: { publisher } } as const;
  return about(label, [published, 'percent', { by: 2 }], share(of, '70b-100b', '100b-up'));
}

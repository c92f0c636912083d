import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { about, atLeast, otherwise, share, value } from '../../../../src/lib/claims/ask-of.ts';
import type { Claim, PublishedValue } from '../../../../src/lib/claims/claim.ts';
import { evaluateClaim } from '../../../../src/lib/claims/evaluate.ts';
import { CLAIMS } from '../../../../src/lib/claims/index.ts';
import { row } from '../../../../src/lib/claims/ledger/row.ts';
import { forgetAll } from '../../../collectors/listing.ts';
import { type TestDatabase, testDatabase } from '../../../support/database.ts';
import { publishSmallHub } from './small-hub.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await database?.drop();
});

const half = { by: 0.5 };
const byRegion = { by: ['region'] } as const;
const gained = { measure: 'downloadsGained', window: { from: '2026-01-01', until: '2026-01-11' } } as const;

function claim(values: readonly PublishedValue[], more: Partial<Claim> = {}): Claim {
  return row({
    id: 'T1',
    title: 'A claim of a test',
    quote: 'A claim.',
    source: { speaker: 'Test', title: null, url: null, date: null },
    known: 'F',
    definition: 'Whatever the test counts.',
    values,
    ...more,
  });
}

async function evaluate(one: Claim) {
  const answer = await evaluateClaim(database.db, one);
  return { ...answer, says: answer.says.replaceAll('\u00a0', ' ') };
}

describe('on a small Hub', () => {
  beforeAll(async () => {
    await publishSmallHub(database.db);
  });
  afterAll(async () => {
    await forgetAll(database.db);
  });

  test('a share is reproduced within its tolerance, with coverage, panel and day', async () => {
    const one = claim([about('China', [50.4, 'percent', half], share(byRegion, 'cn'))]);
    expect(await evaluate(one)).toEqual({
      claim: 'T1',
      status: 'reproduced',
      values: [
        {
          label: 'China',
          unit: 'percent',
          published: 50.4,
          ours: 50,
          difference: expect.closeTo(-0.4, 9),
          coverage: 0.75,
          verdict: 'reproduced',
          says: null,
        },
      ],
      alternates: [],
      coverage: 0.75,
      panel: 'hub',
      asOf: '2026-01-10',
      speaksOf: null,
      covered: null,
      elsewhere: null,
      says: 'Ours agrees within the tolerance: China 50 %, published 50.4 %.',
    });
  });

  test('a share that is a little off is close, one that is far off contradicted', async () => {
    const at = async (published: number) =>
      (await evaluate(claim([about('China', [published, 'percent', half], share(byRegion, 'cn'))]))).status;
    expect([await at(49), await at(48)]).toEqual(['close', 'contradicted']);
  });

  test('a share is not contradicted by what is not known', async () => {
    const { status, says } = await evaluate(
      claim([about('China', [70, 'percent', half], share(byRegion, 'cn'))]),
    );
    expect(status).toBe('definition_unclear');
    expect(says).toBe('What is not known could make up the difference: China 50 %, published 70 %.');
  });

  test('a share of which hardly anything is known settles nothing', async () => {
    const models = { ...byRegion, measure: 'models' } as const;
    const { status, coverage, says } = await evaluate(
      claim([about('China', [50, 'percent', half], share(models, 'cn'))]),
    );
    expect(status).toBe('definition_unclear');
    expect(coverage).toBeCloseTo(2 / 65, 12);
    expect(says).toBe(
      'Only 3.1 % of the whole is known, which settles nothing: China 1.54 %, published 50 %.',
    );
  });

  test('a claim without a stated definition is unclear, and the way of counting that meets it is named', async () => {
    const one = claim([about('China', [66.7, 'percent', half], share(byRegion, 'cn'))], {
      unclear: true,
      alternates: [
        otherwise(
          'Only places',
          'Without unknown.',
          'percent',
          share({ ...byRegion, unknown: 'drop' }, 'cn'),
        ),
        otherwise('Models', 'By models.', 'percent', share({ ...byRegion, measure: 'models' }, 'cn')),
      ],
    });
    const { status, alternates, says } = await evaluate(one);
    expect(status).toBe('definition_unclear');
    expect(alternates.map(({ name, meets }) => [name, meets])).toEqual([
      ['Only places', ['China']],
      ['Models', []],
    ]);
    expect(says).toContain('It is met by “Only places”.');
  });

  test('gains are read over their window, which snapshots must cover', async () => {
    const whole = claim([about('Gain', [4000, 'downloads', half], value(gained))]);
    expect(await evaluate(whole)).toMatchObject({ status: 'reproduced', values: [{ ours: 4000 }] });
    const china = claim([about('China', [75, 'percent', half], share({ ...gained, ...byRegion }, 'cn'))]);
    expect(await evaluate(china)).toMatchObject({ status: 'reproduced', values: [{ ours: 75 }] });
    const early = { ...gained, window: { from: '2024-08-01', until: '2025-09-01' } };
    const { status, covered, says } = await evaluate(
      claim([about('Gain', [1, 'downloads', half], value(early))]),
    );
    expect([status, covered]).toEqual(['needs_history', null]);
    expect(says).toBe(
      'It needs snapshots from 1 August 2024 to 31 August 2025; there is 31 December 2025 to 10 January 2026.',
    );
  });

  test('of a window that is half covered the covered part is stated, and nothing is answered', async () => {
    const wide = { ...gained, window: { from: '2025-12-22', until: '2026-01-11' } };
    const answer = await evaluate(claim([about('Gain', [4000, 'downloads', half], value(wide))]));
    expect(answer).toMatchObject({
      status: 'needs_history',
      speaksOf: { from: '2025-12-22', until: '2026-01-11' },
      covered: { from: '2025-12-31', until: '2026-01-11' },
    });
    expect(answer.covered?.part).toBeCloseTo(10 / 19, 9);
  });

  test('a count of a past day is that of its snapshot; one without a snapshot is today’s, said apart', async () => {
    const one = claim([
      about('End of 2025', [65, 'models', half], value({ measure: 'models', snapshot: '2025-12-31' })),
      about('End of 2024', [60, 'models', half], value({ measure: 'models', snapshot: '2024-12-31' })),
      about('End of 2023', [50, 'models', half], value({ measure: 'models', snapshot: '2023-12-31' })),
    ]);
    const { status, values, elsewhere, says } = await evaluate(one);
    expect(status).toBe('needs_history');
    expect(values.map(({ ours: found }) => found)).toEqual([65, null, null]);
    expect(elsewhere).toMatchObject({
      panel: 'hub',
      wholeHub: true,
      asOf: '2026-01-10',
      values: [{ labels: ['End of 2025', 'End of 2024', 'End of 2023'], ours: 65 }],
    });
    expect(says).toBe(
      'No snapshot of 31 December 2024 or the week before is published; there is 31 December 2025 to 10 January 2026. So it is with 2 of its 3 numbers. Of the others: End of 2025 65 models, published 65 models.',
    );
  });

  test('facts of the reference need no panel', async () => {
    const found = Object.fromEntries(
      await Promise.all(
        CLAIMS.filter(({ population }) => population === 'none').map(async (one) => {
          const { status, panel } = await evaluate(one);
          return [one.id, [status, panel]] as const;
        }),
      ),
    );
    expect(found).toEqual({
      S16: ['needs_history', null],
      S17: ['reproduced', null],
      S19: ['reproduced', null],
      S22: ['not_computable', null],
    });
  });

  test('a claim of the ledger is answered as of its own days', async () => {
    const k7 = CLAIMS.find(({ id }) => id === 'K7');
    const { status, values, says } = await evaluate(k7 as Claim);
    expect(status).toBe('contradicted');
    expect(values.map(({ label, verdict }) => `${label}: ${verdict}`)).toEqual([
      '30 December 2022: missing',
      'End of 2023: missing',
      '25 September 2024: missing',
      'August 2025: missing',
      'October 2025: missing',
      'End of 2025: contradicted',
      '3 August 2026: missing',
      '22 August 2026: missing',
    ]);
    expect(says).toBe('Ours differs: End of 2025 65 models, published 2.26 million models.');
  });

  test('the same database gives the same answer', async () => {
    const one = CLAIMS.find(({ id }) => id === 'S13') as Claim;
    expect(await evaluate(one)).toEqual(await evaluate(one));
  });
});

describe('without a look at the whole Hub', () => {
  const asked = claim([atLeast('China', [50, 'percent', half], share(byRegion, 'cn'))]);

  afterEach(async () => {
    await forgetAll(database.db);
  });

  test('a claim about all of it has no answer, and nothing is shown where nothing is published', async () => {
    const answer = await evaluate(asked);
    expect(answer).toMatchObject({ status: 'needs_history', panel: null, elsewhere: null });
    expect(answer.says).toBe('No look at the whole Hub is published.');
  });

  describe('and with a part of it', () => {
    beforeEach(async () => {
      await publishSmallHub(database.db, 'some-list', false);
    });

    test('the part is shown as one, with its coverage, and decides nothing', async () => {
      const { status, values, elsewhere } = await evaluate(asked);
      expect(status).toBe('needs_history');
      expect(values[0]).toMatchObject({ ours: null, verdict: 'missing' });
      expect(elsewhere).toEqual({
        panel: 'some-list',
        title: 'some-list',
        wholeHub: false,
        asOf: '2026-01-10',
        values: [{ labels: ['China'], unit: 'percent', ours: 50, coverage: 0.75 }],
      });
    });

    test('a list that somebody calls whole is not the Hub', async () => {
      await database.db`update panels set whole = true`;
      expect((await evaluate(asked)).status).toBe('needs_history');
    });
  });

  test('the head of the Hub answers for the most downloaded, and not for all', async () => {
    await publishSmallHub(database.db, 'hub-head', false);
    expect((await evaluate(asked)).panel).toBeNull();
    expect(await evaluate({ ...asked, population: 'head' })).toMatchObject({
      status: 'reproduced',
      panel: 'hub-head',
    });
  });
});

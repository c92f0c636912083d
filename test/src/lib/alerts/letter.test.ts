import { parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import type { Alert, Happening } from '../../../../src/lib/alerts/happening.ts';
import { alertHtml, alertText, letterOf } from '../../../../src/lib/alerts/letter.ts';
import type { Composing } from '../../../../src/lib/delivery/mail-kind.ts';
import { alertMail } from '../../../../src/lib/delivery/mails/alert.ts';
import { preferencesSchema } from '../../../../src/lib/subscribers/preferences.ts';
import { ALIBABA } from './days-of-alerts.ts';

const origin = 'https://census.example.org';

const threshold: Happening = {
  kind: 'threshold',
  panel: 'hub',
  ...{ dimension: 'region', id: 'cn', side: 'above', percent: 45 },
  ...{ phrase: 'China', was: 0.4456, is: 0.4512, known: 0.912, since: '2026-11-20', asOf: '2026-11-21' },
};

const license = (repoId: string, before: string | null, after: string | null): Happening => ({
  kind: 'license',
  repoId,
  earlierNames: [],
  publisher: ALIBABA,
  change: after === 'none' ? 'license-dropped' : 'license-changed',
  ...{ before, after, downloads30d: 1_234_567, asOf: '2026-11-21' },
});

const claim: Happening = {
  kind: 'claim',
  claim: 'S1',
  title: 'Chinese models overtook American ones in downloads',
  ...{ was: 'needs_history', is: 'reproduced', since: '2026-11-21' },
};

const named = (repoId: string, parameters: number | null) => ({
  ...{ repoId, parameters, releasedOn: '2026-11-19', licenseId: 'apache-2.0', downloads30d: 31_400 },
});

const release: Happening = {
  kind: 'release',
  panel: 'hub',
  publisher: ALIBABA,
  name: 'Alibaba Cloud (Qwen)',
  count: 7,
  models: [named('Qwen/Qwen4-14B', 14_800_000_000), named('Qwen/Qwen4-0.6B', null)],
  ...{ from: '2026-11-18', to: '2026-11-19', asOf: '2026-11-21' },
};

const hostile = 'evil/"><img src=x onerror=alert(1)>\u202E\r\nBcc: all@example.org';

const composing = (payload: unknown, chosen: unknown = { alerts: { claims: true } }): Composing => ({
  // Nothing is read for this mail.
  db: Object.create(null),
  origin,
  key: '2026-11-21',
  payload,
  recipient: {
    subscriberId: 1,
    email: 'somebody@example.org',
    preferences: preferencesSchema.parse(chosen),
    confirmedAt: new Date('2026-09-03T10:00:00Z'),
  },
  links: {
    confirm: async () => `${origin}/digest/confirm/token`,
    manage: async () => `${origin}/digest/settings/token`,
    unsubscribe: async () => `${origin}/digest/unsubscribe/token`,
  },
});

const full: Alert = {
  happened: [
    threshold,
    license('Qwen/Qwen3-8B', 'apache-2.0', 'other: qwen-research'),
    license('Qwen/Qwen3-0.6B', 'apache-2.0', 'none'),
    claim,
    release,
  ],
  more: 0,
};

describe('a mail of alerts', () => {
  test('gives the same HTML and the same text, to the byte', async () => {
    const mail = await alertMail.compose(composing(full));
    const folder = '../../../fixtures/digest';

    await expect(mail?.html).toMatchFileSnapshot(`${folder}/alert-2026-11-21.html`);
    await expect(mail?.text).toMatchFileSnapshot(`${folder}/alert-2026-11-21.txt`);
    expect(mail?.pictures).toEqual([]);
  });

  test.each([
    [{ happened: [threshold], more: 0 }, 'China passes 45 % of downloads'],
    [
      { happened: [license('Qwen/Qwen3-8B', 'apache-2.0', 'other'), claim], more: 1 },
      'Qwen/Qwen3-8B: license changed from apache-2.0 to other +2 more',
    ],
    [{ happened: [license('a/b', 'mit', 'none')], more: 0 }, 'a/b: license mit no longer declared'],
    [{ happened: [claim], more: 0 }, 'Claim S1 is now reproduced, before needs history'],
    [{ happened: [release], more: 0 }, 'Alibaba Cloud (Qwen) released 7 models'],
    [
      { happened: [license(`acme/${'long-'.repeat(30)}`, 'mit', 'other')], more: 3 },
      /^acme\/[long-]+….* \+3 more$|^.{1,90} \+3 more$/,
    ],
  ] as const)('has what happened as its subject (%#)', (alert, subject) => {
    const { subject: line } = letterOf({ ...alert, happened: [...alert.happened] }, '2026-11-21');
    expect(line.length).toBeLessThanOrEqual(78);
    if (typeof subject === 'string') expect(line).toBe(subject);
    else expect(line).toMatch(subject);
  });

  test('leads from every line to the exact view', () => {
    const text = alertText(letterOf(full, '2026-11-21'), { origin });

    for (const address of [
      '/regions?panel=hub&snapshot=2026-11-21',
      '/models/Qwen/Qwen3-8B',
      '/claims/S1',
      `/releases?panel=hub&publisher=${ALIBABA}&window=2026-11-18..2026-11-20&show=all`,
    ])
      expect(text).toContain(`] ${origin}${address}\n`);
  });

  test('is small, whatever happened, and asks nobody for anything', () => {
    const many = Array.from({ length: 60 }, (_, at) =>
      license(
        `publisher-with-a-long-name/${'model-'.repeat(12)}${at}`,
        'apache-2.0',
        'other: a-license-of-our-own',
      ),
    );
    const html = alertHtml(letterOf({ happened: many, more: 400 }, '2026-11-21'), {
      origin,
      pictureHref: (picture) => `cid:${picture}`,
    });

    expect(Buffer.byteLength(html)).toBeLessThan(80_000);
    expect(html).not.toMatch(/<(img|script|link|iframe|form)|url\(|@import/);
    expect(html).toContain('400 more things happened');
  });

  test('keeps hostile names inert, in the subject as in the markup', () => {
    const evil: Alert = {
      happened: [
        { ...license(hostile, 'mit', hostile), downloads30d: null } as Happening,
        { ...release, name: hostile, models: [named(hostile, 1)] } as Happening,
      ],
      more: 0,
    };
    const letter = letterOf(evil, '2026-11-21');
    const html = alertHtml(letter, { origin, pictureHref: () => '' });
    const tags: string[] = [];
    const visit = (node: { nodeName: string; childNodes?: readonly never[] }) => {
      tags.push(node.nodeName);
      for (const child of node.childNodes ?? []) visit(child);
    };
    visit(parse(html) as never);

    expect(tags).not.toContain('img');
    for (const form of [letter.subject, letter.preheader, html, alertText(letter, { origin })])
      expect(form).not.toMatch(/\u202E|\r/);
    expect(letter.subject).not.toContain('\n');
  });

  test('is not sent to whoever wants no alerts any more, and not made of what is no alert', async () => {
    expect(await alertMail.compose(composing(full, {}))).toBeNull();
    await expect(alertMail.compose(composing({ happened: [], more: 0 }))).rejects.toThrow();
    await expect(alertMail.compose(composing({ happened: [{ kind: 'rumour' }], more: 0 }))).rejects.toThrow();
  });
});

import { clean } from '../digest/clean.ts';
import { type Letter, letterHtml, PROMISE, type Rendering } from '../digest/letter-html.ts';
import { letterText } from '../digest/letter-text.ts';
import { markup } from '../digest/markup.ts';
import type { Block, Section } from '../digest/payload.ts';
import { cut, header, mostPreheader } from '../digest/subject.ts';
import { formatDay } from '../format/dates.ts';
import { formatCompact, formatExact, formatParameters } from '../format/numbers.ts';
import { paths } from '../site/paths.ts';
import type { Alert, Happening, HappeningOf } from './happening.ts';
import { wordsOf } from './words.ts';

/** Longer than a subject of the digest: what changed stands at its end. */
const mostSubject = 78;

/** What a mail of alerts says; `day`: `YYYY-MM-DD`, the day it is of. The first happening leads. */
export function letterOf({ happened, more }: Alert, day: string): Letter {
  const [lead, ...others] = happened;
  if (!lead) throw new Error('an alert without anything that happened');
  const words = wordsOf(lead);
  const count = others.length + more;
  const end = count === 0 ? '' : ` +${formatExact(count)} more`;
  const second = others[0] ? wordsOf(others[0]).line : words.says;
  return {
    subject: header(cut(words.line, mostSubject - end.length) + end),
    preheader: header(cut(second, mostPreheader)),
    headline: words.line,
    dateline: `Alert, ${formatDay(day)}`,
    summary: [{ says: words.says, href: words.href }],
    sections: [
      ...section('threshold', 'Thresholds', others),
      ...section('license', 'Licenses', others),
      ...section('claim', 'Claims', others),
      ...releases(happened, lead),
      ...(more === 0 ? [] : [rest(more)]),
    ],
  };
}

/** The mail as HTML, with a mark where what is meant for one reader goes. */
export function alertHtml(letter: Letter, rendering: Rendering): string {
  const foot = markup`<p style="margin:0 0 12px">${ONCE_A_DAY}</p>
<p style="margin:0">${PROMISE}</p>`;
  return letterHtml(letter, { note: null, foot }, rendering);
}

export function alertText(letter: Letter, { origin }: { origin: string }): string {
  return letterText(letter, {
    note: null,
    links: [`All issues of the digest: ${origin}${paths.digest()}`],
    foot: [ONCE_A_DAY, PROMISE],
    origin,
  });
}

const ONCE_A_DAY =
  'Alerts come in one mail a day at most: what happens after it is in the mail of the next day.';

function section(kind: Happening['kind'], title: string, among: readonly Happening[]): readonly Section[] {
  const entries = among
    .filter((happening) => happening.kind === kind)
    .map((happening) => {
      const { name, about, href } = wordsOf(happening);
      return { name, href, says: about };
    });
  return entries.length === 0 ? [] : [{ id: kind, title, blocks: [{ kind: 'entries', entries }] }];
}

/** The models of every release, that of the lead among them. */
function releases(happened: readonly Happening[], lead: Happening): readonly Section[] {
  const own = happened.filter((happening) => happening.kind === 'release');
  const blocks = own.flatMap((release): readonly Block[] => {
    const { says, href } = wordsOf(release);
    return [
      ...(release === lead ? [] : [{ kind: 'say' as const, sentences: [{ says, href }] }]),
      { kind: 'entries', entries: modelsOf(release) },
    ];
  });
  return blocks.length === 0 ? [] : [{ id: 'release', title: 'Releases', blocks }];
}

function modelsOf(release: HappeningOf<'release'>): Extract<Block, { kind: 'entries' }>['entries'] {
  const left = release.count - release.models.length;
  return [
    ...release.models.map(({ repoId, releasedOn, parameters, licenseId, downloads30d }) => ({
      name: clean(repoId),
      href: paths.model(repoId),
      says: [
        `released ${formatDay(releasedOn)}`,
        parameters === null ? 'size unknown' : `${formatParameters(parameters)} parameters`,
        licenseId === null ? 'no license declared' : clean(licenseId),
        ...(downloads30d ? [`${formatCompact(downloads30d)} downloads`] : []),
      ].join(' · '),
    })),
    ...(left === 0
      ? []
      : [
          {
            name: `${formatExact(left)} more`,
            href: wordsOf(release).href,
            says: `all ${formatExact(release.count)} of ${clean(release.name)}`,
          },
        ]),
  ];
}

function rest(more: number): Section {
  const says =
    more === 1
      ? 'One more thing happened that you asked to hear of.'
      : `${formatExact(more)} more things happened that you asked to hear of; a mail does not hold them all.`;
  return {
    id: 'more',
    title: 'And more',
    blocks: [{ kind: 'say', sentences: [{ says, href: paths.digest() }] }],
  };
}

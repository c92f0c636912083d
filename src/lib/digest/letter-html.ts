import { seriesColour } from '../chart/colours.ts';
import { type Markup, markup } from './markup.ts';
import type { Block, KeyFigure, Row, Section, Sentence } from './payload.ts';
import { HTML_MARK } from './personal.ts';
import { sparkText } from './spark.ts';

/** What every mail is: an issue, an alert. */
export interface Letter {
  subject: string;
  /** What a mail program shows beside the subject. */
  preheader: string;
  headline: string;
  /** Stands beside our name: `Week 47, 16 to 22 November 2026`. */
  dateline: string;
  summary: readonly Sentence[];
  sections: readonly Section[];
}

/** What every mail with numbers in it says below. */
export const PROMISE =
  'Downloads are requests that the Hub counted, not people. This mail holds no pixel and no counted link; nobody learns that you opened it.';

/** What a mail is made with: where the site is, and how a picture is named in it, as `cid:` or an address. */
export interface Rendering {
  origin: string;
  pictureHref: (picture: string) => string;
}

const ink = '#191a1c';
export const soft = '#4e4f52';
const faint = '#66676a';
const paper = '#fdfcfa';
const rule = '#e2dfd8';
export const accent = '#0b5a63';
const font = "font-family:Inter,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const numbers = 'font-variant-numeric:tabular-nums';

/** Dark where the reader's mail program asks for it; programs that turn colours themselves find none that break. */
const styles = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
a:hover{text-decoration-thickness:2px}
@media (max-width:480px){
.pad{padding-left:18px!important;padding-right:18px!important}
.big{font-size:25px!important;line-height:32px!important}
.lead{font-size:26px!important}
.cell{font-size:13px!important;padding-left:6px!important}
}
@media (prefers-color-scheme:dark){
.body,.paper{background:#151617!important}
.ink{color:#ecebe7!important}
.soft{color:#b8b6b0!important}
.faint{color:#9b9993!important}
.link{color:#79c7cf!important}
.line{border-color:#303134!important}
.strong{border-color:#8c8a85!important}
.track{background:#303134!important}
}`;

/**
 * A letter as a mail, without anything that a mail program would have to fetch, but for links. `note` stands below the
 * headline, `foot` below what is meant for one reader.
 */
export function letterHtml(
  letter: Letter,
  { note, foot }: { note: Markup | null; foot: Markup },
  rendering: Rendering,
): string {
  const { subject, preheader, headline, dateline, summary, sections } = letter;
  const { origin } = rendering;
  const whole = markup`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${subject}</title>
<style>${{ markup: styles }}</style>
</head>
<body class="body" style="margin:0;padding:0;background:${paper};-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden">${preheader}${{ markup: '&#8199;&#847; '.repeat(30) }}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="body" style="background:${paper}">
<tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" class="paper" style="max-width:600px;background:${paper}">
<tr><td class="pad ink" style="padding:28px 24px 0;${{ markup: font }};color:${ink};text-align:left">
<p class="faint" style="margin:0;padding-top:14px;border-top:3px solid ${accent};font-size:14px;line-height:20px;color:${faint}"><strong class="ink" style="color:${ink}">Open Model Census</strong> &nbsp;${dateline}</p>
<h1 class="ink lead" style="margin:18px 0 14px;font-size:30px;line-height:1.2;font-weight:700;letter-spacing:-0.02em;color:${ink};overflow-wrap:anywhere">${headline}</h1>
${note}
<p class="ink" style="margin:0;font-size:17px;line-height:27px;color:${ink};overflow-wrap:anywhere">${summary.map((sentence) => sentenceOf(sentence, origin))}</p>
</td></tr>
${sections.map((section) => sectionOf(section, rendering))}
<tr><td class="pad faint" style="padding:30px 24px 40px;${{ markup: font }};font-size:14px;line-height:21px;color:${faint};text-align:left">
<div class="line" style="border-top:1px solid ${rule};padding-top:16px;overflow-wrap:anywhere">
${{ markup: HTML_MARK }}
${foot}
</div>
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
  return whole.markup;
}

function sectionOf({ title, blocks }: Section, rendering: Rendering): Markup {
  return markup`<tr><td class="pad ink" style="padding:34px 24px 0;${{ markup: font }};color:${ink};text-align:left">
<h2 class="ink strong" style="margin:0 0 10px;padding-top:10px;border-top:2px solid #24262a;font-size:20px;line-height:26px;font-weight:700;letter-spacing:-0.01em;color:${ink}">${title}</h2>
${blocks.map((block) => blockOf(block, rendering))}
</td></tr>
`;
}

function blockOf(block: Block, rendering: Rendering): Markup {
  const { origin } = rendering;
  switch (block.kind) {
    case 'say':
      return markup`<p class="ink" style="margin:0 0 12px;font-size:16px;line-height:25px;color:${ink};overflow-wrap:anywhere">${block.sentences.map((sentence) => sentenceOf(sentence, origin))}</p>
`;
    case 'figures':
      return figuresOf(block.figures, origin);
    case 'table':
      return tableOf(block, origin);
    case 'entries':
      return entriesOf(block, origin);
    case 'picture':
      return markup`<p style="margin:4px 0 14px"><a href="${origin}${block.href}" style="text-decoration:none"><img src="${rendering.pictureHref(block.picture)}" width="552" alt="${block.alt}" class="soft line" style="display:block;width:100%;max-width:552px;height:auto;box-sizing:border-box;border:1px solid ${rule};border-radius:4px;font-size:14px;line-height:20px;color:${soft}"></a></p>
`;
  }
}

/** A sentence with the way to its view behind it. */
function sentenceOf({ says, href }: Sentence, origin: string): Markup {
  return markup`<bdi>${says}</bdi> ${viewLink(origin + href, says)} `;
}

function viewLink(href: string, says: string): Markup {
  return markup`<a class="link" style="color:${accent};font-size:14px;white-space:nowrap;text-underline-offset:2px" href="${href}" aria-label="View: ${brief(says)}">View</a>`;
}

function figuresOf(figures: readonly KeyFigure[], origin: string): Markup {
  const pairs = figures.flatMap((figure, at) => (at % 2 === 0 ? [[figure, figures[at + 1] ?? null]] : []));
  return markup`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
${pairs.map(
  (
    pair,
  ) => markup`<tr>${pair.map((figure) => (figure ? figureOf(figure, origin) : markup`<td width="50%"></td>`))}</tr>
`,
)}</table>
`;
}

function figureOf(figure: KeyFigure, origin: string): Markup {
  const { name, value, unit, change, amount, since, coverage, series, seriesSays, href } = figure;
  const moved = change === null ? 'nothing to compare with yet' : change;
  return markup`<td class="ink" width="50%" valign="top" style="padding:8px 12px 16px 0;${{ markup: font }};color:${ink};overflow-wrap:anywhere">
<div style="font-size:14px;line-height:20px;font-weight:600">${name}</div>
<div class="big" style="font-size:32px;line-height:38px;font-weight:700;letter-spacing:-0.02em;${{ markup: numbers }}"><a href="${origin}${href}" class="ink" style="color:${ink};text-decoration:none">${value}</a></div>
<div class="faint" style="font-size:14px;line-height:20px;color:${faint}">${unit}</div>
<div class="ink" style="padding-top:4px;font-size:14px;line-height:20px;${{ markup: numbers }}"><strong>${moved}</strong>${since && ` ${since}`}${amount && ` (${amount})`}</div>
${
  seriesSays &&
  markup`<div class="link" aria-hidden="true" style="padding-top:4px;font-size:17px;line-height:22px;white-space:nowrap;color:${accent};font-family:Menlo,Consolas,'DejaVu Sans Mono',monospace">${sparkText(series)}</div>
<div class="faint" style="font-size:13px;line-height:18px;color:${faint}">${seriesSays}</div>`
}
<div class="faint" style="font-size:13px;line-height:18px;color:${faint}">${coverage}</div>
</td>`;
}

function tableOf(
  { caption, href, heads, rows, others = [] }: Extract<Block, { kind: 'table' }>,
  origin: string,
): Markup {
  return markup`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px;border-collapse:collapse;${{ markup: font }}">
<caption class="faint" style="padding:0 0 6px;text-align:left;font-size:14px;line-height:20px;color:${faint}">${caption} ${viewLink(origin + href, caption)}</caption>
<thead><tr>${heads.map(
    (head, at) =>
      markup`<th scope="col" class="faint strong${at > 0 ? ' cell' : ''}" align="${at === 0 ? 'left' : 'right'}" valign="bottom" style="padding:6px 0 6px ${at === 0 ? 0 : 10}px;border-bottom:1px solid #24262a;font-size:14px;line-height:18px;font-weight:400;${at > 0 ? 'white-space:nowrap;' : ''}color:${faint}">${head}</th>`,
  )}</tr></thead>
<tbody>
${rows.map((row) => rowOf(row, origin))}</tbody>
</table>
${
  others.length === 0
    ? null
    : markup`<p class="soft" style="margin:-6px 0 16px;font-size:14px;line-height:21px;${{ markup: numbers }};color:${soft};overflow-wrap:anywhere">
${others.map(
  ({ name, cells }) => markup`<bdi>${name}</bdi> &nbsp;${cells.join(' · ')}<br>
`,
)}</p>
`
}`;
}

/** What a link is told apart by: the sentence itself stands before it. */
function brief(text: string): string {
  return text.length <= 48 ? text : `${text.slice(0, 48).replace(/\s+\S*$/, '')}…`;
}

const widest = 132;

function rowOf({ name, href, key, share, cells }: Row, origin: string): Markup {
  const bar =
    share === null || key === null
      ? null
      : markup`<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin-top:4px"><tr><td height="4" width="${Math.max(2, Math.round(share * widest))}" style="height:4px;line-height:4px;font-size:1px;border-radius:2px;background:${seriesColour(key, 'light')}">&nbsp;</td></tr></table>`;
  const named =
    href === null
      ? markup`<bdi>${name}</bdi>`
      : markup`<a href="${origin}${href}" class="ink" style="color:${ink};text-decoration:underline;text-decoration-color:#b9b5ab;text-underline-offset:3px"><bdi>${name}</bdi></a>`;
  return markup`<tr><th scope="row" align="left" class="ink line" style="padding:7px 0;border-bottom:1px solid ${rule};font-size:15px;line-height:20px;font-weight:400;color:${ink};overflow-wrap:anywhere">${named}${bar}</th>${cells.map(
    (cell, at) =>
      markup`<td align="right" class="cell line ${at === 0 ? 'ink' : 'soft'}" style="padding:7px 0 7px 10px;border-bottom:1px solid ${rule};font-size:15px;line-height:20px;white-space:nowrap;${{ markup: numbers }};color:${at === 0 ? ink : soft}">${cell}</td>`,
  )}</tr>
`;
}

function entriesOf({ entries }: Extract<Block, { kind: 'entries' }>, origin: string): Markup {
  return markup`<ul style="margin:0 0 14px;padding:0;list-style:none">
${entries.map(
  ({
    name,
    href,
    says,
  }) => markup`<li class="line" style="margin:0;padding:8px 0;border-bottom:1px solid ${rule};font-size:15px;line-height:21px;overflow-wrap:anywhere"><a class="link" style="color:${accent};font-weight:600;text-decoration:none" href="${origin}${href}"><bdi>${name}</bdi></a><br><span class="soft" style="font-size:14px;color:${soft}"><bdi>${says}</bdi></span></li>
`,
)}</ul>
`;
}

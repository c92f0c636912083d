import type { StoredIssue } from '../metrics/digest-issues.ts';
import { type Markup, markup } from './markup.ts';
import type { Block, Payload, Sentence } from './payload.ts';
import { sparkText } from './spark.ts';

/** The feed of issues, each with its full content. Addresses are whole. */
export function renderAtom(issues: readonly StoredIssue<Payload>[], origin: string): string {
  const updated = (issues[0]?.builtAt ?? new Date(0)).toISOString();
  return markup`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${origin}/digest.atom</id>
<title>Open Model Census: weekly digest</title>
<subtitle>What changed among open models, every Monday.</subtitle>
<updated>${updated}</updated>
<author><name>Open Model Census</name><uri>${origin}/</uri></author>
<link rel="self" type="application/atom+xml" href="${origin}/digest.atom"/>
<link rel="alternate" type="text/html" href="${origin}/digest"/>
${issues.map((issue) => entryOf(issue, origin))}</feed>
`.markup;
}

function entryOf({ issue, subject, builtAt, payload }: StoredIssue<Payload>, origin: string): Markup {
  const href = `${origin}/digest/${issue}`;
  return markup`<entry>
<id>${href}</id>
<title>${subject}</title>
<published>${builtAt.toISOString()}</published>
<updated>${builtAt.toISOString()}</updated>
<link rel="alternate" type="text/html" href="${href}"/>
<link rel="alternate" type="application/json" href="${href}.json"/>
<summary>${payload.preheader}</summary>
<content type="html">${contentOf(payload, origin).markup}</content>
</entry>
`;
}

/** An issue as plain markup, for feed readers, which bring a style of their own. */
function contentOf(payload: Payload, origin: string): Markup {
  const { correction, sections, summary, issue } = payload;
  return markup`${correction && markup`<p>This corrects <a href="${origin}/digest/${correction.of}">issue ${correction.of}</a>. ${correction.reason}</p>`}<p>${summary.map((sentence) => sentenceOf(sentence, origin))}</p>${sections.map(
    ({ title, blocks }) =>
      markup`<h2>${title}</h2>${blocks.map((block) => blockOf(block, { origin, issue }))}`,
  )}`;
}

function blockOf(block: Block, at: { origin: string; issue: string }): Markup {
  const { origin, issue } = at;
  switch (block.kind) {
    case 'say':
      return markup`<p>${block.sentences.map((sentence) => sentenceOf(sentence, origin))}</p>`;
    case 'figures':
      return markup`<ul>${block.figures.map(
        ({ name, value, unit, change, since, series, seriesSays, coverage, href }) =>
          markup`<li><strong>${name}: <a href="${origin}${href}">${value}</a></strong> ${unit}. ${change ?? 'Nothing to compare with yet'}${since && ` ${since}`}. ${seriesSays && `${sparkText(series)} ${seriesSays}. `}${coverage}.</li>`,
      )}</ul>`;
    case 'table':
      return markup`<table><caption>${block.caption} <a href="${origin}${block.href}">View</a></caption><thead><tr>${block.heads.map(
        (head) => markup`<th scope="col">${head}</th>`,
      )}</tr></thead><tbody>${block.rows.map(
        ({ name, href, cells }) =>
          markup`<tr><th scope="row">${href === null ? markup`<bdi>${name}</bdi>` : markup`<a href="${origin}${href}"><bdi>${name}</bdi></a>`}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>`,
      )}</tbody></table>`;
    case 'entries':
      return markup`<ul>${block.entries.map(
        ({ name, href, says }) =>
          markup`<li><a href="${origin}${href}"><bdi>${name}</bdi></a>: <bdi>${says}</bdi></li>`,
      )}</ul>`;
    case 'picture':
      return markup`<p><a href="${origin}${block.href}"><img src="${origin}/digest/${issue}/${block.picture}.png" alt="${block.alt}"></a></p>`;
  }
}

function sentenceOf({ says, href }: Sentence, origin: string): Markup {
  return markup`<bdi>${says}</bdi> <a href="${origin}${href}">View</a> `;
}

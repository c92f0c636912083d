import { formatDay } from '../format/dates.ts';
import { accent, letterHtml, PROMISE, type Rendering, soft } from './letter-html.ts';
import { markup } from './markup.ts';
import type { Payload } from './payload.ts';
import { datelineOf } from './period.ts';

/** The issue as a mail. */
export function renderHtml(payload: Payload, rendering: Rendering): string {
  const { correction } = payload;
  const { origin } = rendering;
  const archive = `${origin}/digest/${payload.issue}`;
  return letterHtml(
    { ...payload, dateline: datelineOf(payload) },
    {
      note:
        correction &&
        markup`<p class="soft" style="margin:0 0 14px;font-size:15px;line-height:23px;color:${soft}">This corrects <a class="link" style="color:${accent}" href="${origin}/digest/${correction.of}">issue ${correction.of}</a>, which stays as it was. ${correction.reason}</p>`,
      foot: markup`<p style="margin:0 0 12px"><a class="link" style="color:${accent}" href="${archive}">Read this issue on the web</a>, as <a class="link" style="color:${accent}" href="${archive}.json">JSON</a>, or <a class="link" style="color:${accent}" href="${origin}/digest">all issues</a>.</p>
<p style="margin:0 0 12px">Snapshot of ${formatDay(payload.asOf)}, reference version ${payload.referenceVersion}. ${payload.panel.title}. Source: ${payload.panel.sourceTitle}. ${payload.panel.terms}</p>
<p style="margin:0">${PROMISE}</p>`,
    },
    rendering,
  );
}

import { formatDay } from '../format/dates.ts';
import { PROMISE } from './letter-html.ts';
import { letterText } from './letter-text.ts';
import type { Payload } from './payload.ts';
import { datelineOf } from './period.ts';

/** The issue as plain text: the same content. */
export function renderText(payload: Payload, { origin }: { origin: string }): string {
  const { correction, panel } = payload;
  const archive = `${origin}/digest/${payload.issue}`;
  return letterText(
    { ...payload, dateline: datelineOf(payload) },
    {
      note: correction && `This corrects issue ${correction.of}, which stays as it was. ${correction.reason}`,
      links: [
        `Read this issue on the web: ${archive}`,
        `As JSON: ${archive}.json`,
        `All issues: ${origin}/digest`,
      ],
      foot: [
        `Snapshot of ${formatDay(payload.asOf)}, reference version ${payload.referenceVersion}. ${panel.title}. Source: ${panel.sourceTitle}. ${panel.terms}`,
        PROMISE,
      ],
      origin,
    },
  );
}

import type { Db } from '../../../db/client.ts';
import { readIssuePicture, type StoredIssue } from '../metrics/digest-issues.ts';
import { type Focus, focusOn } from './focus.ts';
import type { Payload, PictureId, Section } from './payload.ts';
import { type Personal, personalHtml, personalText } from './personal.ts';
import { renderHtml } from './render-html.ts';
import { renderText } from './render-text.ts';

/** What a mail of an issue holds, apart from its headers. */
export interface Mail {
  /** One line of plain text. */
  subject: string;
  html: string;
  text: string;
  /** What `cid:` in the HTML names. */
  pictures: readonly { cid: PictureId; filename: string; png: Buffer }[];
}

/** For whom a mail of an issue is made. */
export interface Reading {
  origin: string;
  personal: Personal | null;
  focus: Focus;
  /** As a `WatchedReader` reads it. */
  watched?: Section | null;
}

/** The mail of an issue for one reader; `personal` null: for nobody in particular, without ways to unsubscribe. */
export function mailOf(
  issue: StoredIssue<Payload>,
  pictures: Mail['pictures'],
  { origin, personal, focus, watched = null }: Reading,
): Mail {
  const payload = focusOn(issue.payload, focus, watched);
  const isWhole = payload === issue.payload;
  const html = isWhole
    ? issue.html
    : renderHtml(payload, { origin, pictureHref: (picture) => `cid:${picture}` });
  const text = isWhole ? issue.plain : renderText(payload, { origin });
  return {
    subject: issue.subject,
    html: personalHtml(html, personal),
    text: personalText(text, personal),
    pictures: pictures.filter(({ cid }) => html.includes(`"cid:${cid}"`)),
  };
}

/** The pictures that mails of an issue carry: read once, used for every mail. */
export async function readMailPictures(db: Db, issue: string): Promise<Mail['pictures']> {
  const found = await Promise.all(
    (['regions', 'sizes'] as const).map(async (cid) => ({
      cid,
      png: await readIssuePicture(db, issue, cid),
    })),
  );
  return found.flatMap(({ cid, png }) =>
    png === null ? [] : [{ cid, filename: `${issue}-${cid}.png`, png: Buffer.from(png, 'base64') }],
  );
}

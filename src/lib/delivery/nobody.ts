import type { Db } from '../../../db/client.ts';
import { drawIssue, readPeriod } from '../digest/build.ts';
import { type Mail, mailOf, readMailPictures } from '../digest/mail.ts';
import type { Payload } from '../digest/payload.ts';
import type { Period } from '../digest/period.ts';
import { readEditions, readIssue } from '../metrics/digest-issues.ts';

/** An issue as a mail for nobody in particular: without ways to unsubscribe. */
export interface ForNobody {
  issue: string;
  mail: Mail;
}

/** The newest issue of a week or month. Null: none is built. */
export async function mailOfPeriod(db: Db, period: Period, origin: string): Promise<ForNobody | null> {
  const newest = (await readEditions(db, period)).at(-1);
  return newest === undefined ? null : await mailOfIssue(db, newest.issue, origin);
}

/** An issue that is built. Null: there is none of that name. */
export async function mailOfIssue(db: Db, name: string, origin: string): Promise<ForNobody | null> {
  const issue = await readIssue<Payload>(db, name);
  if (issue === null) return null;
  const pictures = await readMailPictures(db, name);
  return { issue: name, mail: mailOf(issue, pictures, { origin, personal: null, focus: {} }) };
}

/** What the issue of a week or month would be, without building it. In place of it, why there is none. */
export async function mailOfPreview(
  db: Db,
  asked: { period: Period; panel: string | null; today: string },
  origin: string,
): Promise<ForNobody | { reason: string }> {
  const read = await readPeriod(db, asked);
  if (!('reading' in read)) return read;
  const drawn = await drawIssue(read.reading, { edition: 1, reason: null }, origin);
  const { payload, html, plain } = drawn;
  const { issue, subject, asOf } = payload;
  const pictures = (['regions', 'sizes'] as const).flatMap((cid) => {
    const png = drawn.pictures.get(cid);
    return png === undefined ? [] : [{ cid, filename: `${issue}-${cid}.png`, png }];
  });
  const stored = {
    issue,
    period: asked.period.kind,
    week: asked.period.from,
    edition: 1,
    asOf,
    subject,
    payload,
    html,
    plain,
    builtAt: new Date(),
  };
  return { issue, mail: mailOf(stored, pictures, { origin, personal: null, focus: {} }) };
}

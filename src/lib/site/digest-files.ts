import type { Db } from '../../../db/client.ts';
import { renderAtom } from '../digest/atom.ts';
import { type Payload, PICTURES } from '../digest/payload.ts';
import { personalText } from '../digest/personal.ts';
import { readIssue, readIssuePicture, readIssues } from '../metrics/digest-issues.ts';
import { shared } from './data/respond.ts';
import { issueAsked } from './digest-view.ts';

const issuesInFeed = 20;

/** The feed of the newest issues. */
export async function answerDigestFeed(db: Db, { origin }: URL): Promise<Response> {
  const body = renderAtom(await readIssues<Payload>(db, issuesInFeed), origin);
  return shared(new Response(body, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } }));
}

/** An issue as JSON or plain text; null where there is none, or no such form. */
export async function answerDigestFile(
  db: Db,
  { issue: said, format }: { issue: string; format: string },
): Promise<Response | null> {
  const asked = issueAsked(said);
  if (asked === null || asked.issue !== said || (format !== 'json' && format !== 'txt')) return null;
  const stored = await readIssue<Payload>(db, said);
  if (!stored) return null;
  const headers = { 'content-disposition': `inline; filename="open-model-census_digest_${said}.${format}"` };
  if (format === 'txt')
    return shared(
      new Response(personalText(stored.plain, null), {
        headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
      }),
    );
  const body = JSON.stringify({ builtAt: stored.builtAt.toISOString(), ...stored.payload });
  return shared(
    new Response(`${body}\n`, { headers: { ...headers, 'content-type': 'application/json; charset=utf-8' } }),
  );
}

/** A picture of an issue; null where there is none. */
export async function answerDigestPicture(
  db: Db,
  { issue, picture }: { issue: string; picture: string },
): Promise<Response | null> {
  if (issueAsked(issue)?.issue !== issue || !PICTURES.some((each) => each === picture)) return null;
  const png = await readIssuePicture(db, issue, picture);
  if (png === null) return null;
  return shared(
    new Response(new Uint8Array(Buffer.from(png, 'base64')), {
      headers: {
        'content-type': 'image/png',
        'content-disposition': `inline; filename="open-model-census_digest_${issue}_${picture}.png"`,
      },
    }),
  );
}

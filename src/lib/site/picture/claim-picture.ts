import type { Db } from '../../../../db/client.ts';
import { NO_REACH } from '../../definition/panel-reach.ts';
import type { Body, Picture } from '../../picture/picture.ts';
import { type ClaimPage, readClaimPage } from '../claim-view.ts';
import { problemFile, shared } from '../data/respond.ts';
import { loadPage } from '../load-view.ts';
import { PICTURE_FORMATS, paths } from '../paths.ts';
import { pictureFile } from './picture-file.ts';
import { framed, type Seen } from './structure-picture.ts';

/** The picture of a claim. Null: there is no such claim, or no such form. */
export async function answerClaimPicture({
  url,
  db,
  id,
  format,
}: {
  url: URL;
  db: Db;
  id: string;
  format: string | undefined;
}): Promise<Response | null> {
  const form = PICTURE_FORMATS.find((each) => each === format);
  if (!form) return null;
  const loaded = await loadPage({ url, db, reach: NO_REACH }, () => readClaimPage(db, id));
  if (loaded.kind !== 'content') return loaded.kind === 'problem' ? problemFile(loaded.problem, form) : null;
  if (!loaded.content) return null;
  const seen = { address: `${url.origin}${paths.claim(id)}`, theme: 'light' } as const;
  return shared(
    await pictureFile(claimPicture(loaded.content, seen), { form, name: `open-model-census_claim_${id}` }),
  );
}

/** How a claim stands, and its first numbers as published and as counted here. */
export function claimPicture(
  { id, title, source, status, says, beside, values }: ClaimPage,
  seen: Seen,
): Picture {
  const body: Body =
    values.length === 0
      ? { kind: 'ranked', rows: [], left: 'The claim states no number.' }
      : {
          kind: 'facts',
          facts: values.map(({ label, published, ours }) => ({
            term: `${label}, as published`,
            value: published,
            unit: ours === null ? 'ours: not computed' : `ours, by the same definition: ${ours}`,
          })),
        };
  const some = values.length > mostNumbers ? ` The first ${mostNumbers} of ${values.length} numbers.` : '';
  const drawn = framed(
    { ...beside, title: `${id}: ${title}`, subtitle: `A claim of others: ${source.speaker}.${some}` },
    body,
    seen,
  );
  return { ...drawn, beside: `${status?.name ?? 'Not computed yet'}: ${says}` };
}

/** As many as a picture has room for. */
const mostNumbers = 4;

import type { LedgerEntry } from '../../claims/read-ledger.ts';
import { statusWords } from '../../claims/words.ts';
import { paths } from '../../site/paths.ts';
import { clean } from '../clean.ts';
import { countWords } from '../count-words.ts';
import type { Section } from '../payload.ts';
import type { DigestReading } from '../read.ts';

const shown = 5;

/** A claim whose status changed, or that was computed for the first time. */
export interface Turn {
  id: string;
  title: string;
  status: string;
  /** Null: it had none. */
  was: string | null;
}

/** Published claims whose status another snapshot of the week or month changed. */
export function claims(reading: DigestReading): Section {
  const turned = turnsOf(reading).filter(({ was }) => was !== null);
  const says =
    turned.length === 0
      ? 'No published claim changed its status.'
      : `${countWords(turned.length, 'published claim', 'published claims')} changed status.`;
  return {
    id: 'claims',
    title: 'Claims',
    blocks: [
      { kind: 'say', sentences: [{ says, href: paths.claims() }] },
      ...(turned.length === 0
        ? []
        : [
            {
              kind: 'entries' as const,
              entries: turned.slice(0, shown).map(({ id, title, status, was }) => ({
                name: `${id}: ${title}`,
                href: paths.claim(id),
                says: `now ${status}, before ${was}`,
              })),
            },
          ]),
    ],
  };
}

export function turnsOf({
  claims: entries,
  period,
}: Pick<DigestReading, 'claims' | 'period'>): readonly Turn[] {
  return entries.flatMap((entry) => turnOf(entry, period) ?? []);
}

/** The last change of status that a snapshot of the week or month brought. */
function turnOf(
  { claim, result, history }: LedgerEntry,
  { from, until }: DigestReading['period'],
): Turn | null {
  const all = result === null ? [] : [{ since: result.since, status: result.status }, ...history];
  const at = all.findIndex(({ since }) => since < until);
  const [now, before] = [all[at], all[at + 1]];
  if (!now || now.since < from || before?.status === now.status) return null;
  const words = (status: typeof now.status) => statusWords(status).name.toLowerCase();
  return {
    id: claim.id,
    title: clean(claim.title),
    status: words(now.status),
    was: before ? words(before.status) : null,
  };
}

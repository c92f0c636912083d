import type { Db } from '../../db/client.ts';
import { ParseError, SourceError } from '../../db/errors.ts';
import type { Effects } from '../collector.ts';
import { type Owner, ownersToAsk } from './choose.ts';
import { lookUp } from './lookup.ts';
import { readMentions } from './mentions.ts';
import { sparingReader } from './sparing-reader.ts';
import { keepFailure, keepLookup, keepMentions } from './store.ts';

/** What a run asked and learned, in accounts. */
export interface AccountsSummary {
  asked: number;
  organizations: number;
  users: number;
  /** The Hub knows no account of this name. */
  neither: number;
  /** No answer, or one about something else. */
  failed: number;
  /** Learned without asking for them. */
  mentioned: number;
}

export interface AccountsRun {
  db: Db;
  effects: Effects;
  hubUrl: string;
  token: string | undefined;
  /** Accounts to look up, one or two requests each. */
  atMost?: number;
  onProgress?: (progress: AccountsSummary & { of: number }) => void;
}

/** In a row, without an answer: then it is the Hub and not the account. */
const SILENT = 3;
/** In a row, of owners it lists: then the Hub has moved or changed its account pages. */
const SENSELESS = 10;

/**
 * Learns whether namespaces are users or organizations: free of charge from what the Hub shows on its front page,
 * then by looking up the most downloaded unknown ones, slowly and one at a time. Every answer is stored at once, so
 * that a run that ends early has lost nothing. Throws `SourceError` when the Hub answers for no account any more,
 * and the reason of `effects.signal` when told to stop.
 */
export async function collectAccounts({
  db,
  effects,
  hubUrl,
  token,
  atMost = 200,
  onProgress,
}: AccountsRun): Promise<AccountsSummary> {
  const read = sparingReader({ hubUrl, token, effects });
  const mentions = await readMentions(read, hubUrl, effects);
  const mentioned = await keepMentions(db, mentions, effects.now());
  const summary = { asked: 0, organizations: 0, users: 0, neither: 0, failed: 0, mentioned };
  const owners = await ownersToAsk(db, { now: effects.now(), atMost });
  const assertAnswering = watchOver(hubUrl);
  for (const owner of owners) {
    const outcome = await askOne(owner);
    summary.asked++;
    summary[outcome.is]++;
    onProgress?.({ ...summary, of: owners.length });
    assertAnswering(outcome);
  }
  effects.log('accounts-collected', { ...summary });
  return summary;

  async function askOne({ namespace, live }: Owner): Promise<Outcome> {
    try {
      const { account, repairs } = await lookUp(read, hubUrl, namespace);
      if (repairs.length > 0) effects.log('account-repaired', { namespace, repairs: repairs.slice(0, 5) });
      await keepLookup(db, account, effects.now());
      const is = account.kind === null ? 'neither' : (`${account.kind}s` as const);
      return { is, live, error: null };
    } catch (error) {
      if (!(error instanceof SourceError || error instanceof ParseError)) throw error;
      effects.log('account-failed', { namespace, reason: error.message });
      await keepFailure(db, namespace, effects.now());
      return { is: 'failed', live, error };
    }
  }
}

interface Outcome {
  is: 'organizations' | 'users' | 'neither' | 'failed';
  live: boolean;
  error: SourceError | ParseError | null;
}

/** Counts what goes wrong in a row; throws when it says something about the Hub. */
function watchOver(hubUrl: string): (outcome: Outcome) => void {
  let silent = 0;
  let senseless = 0;
  return ({ is, live, error }) => {
    silent = error instanceof SourceError ? silent + 1 : 0;
    if (error && silent >= SILENT) throw error;
    if (is === 'organizations' || is === 'users') senseless = 0;
    // Who is known from a recording alone may have left since.
    else if (live && silent === 0) senseless++;
    if (senseless < SENSELESS) return;
    const says = `${hubUrl} describes none of ${senseless} owners of models in a row: are its account pages others now?`;
    throw new SourceError(says, { url: hubUrl, status: null }, { cause: error });
  };
}

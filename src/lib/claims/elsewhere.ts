import type { Elsewhere } from './answer.ts';
import type { Ask } from './ask.ts';
import type { Claim } from './claim.ts';
import { inOrder } from './in-order.ts';
import { isOfLineage } from './lineage-asks.ts';
import type { Published } from './read/published.ts';
import { type Reader, readAsk, readDeclared } from './read/read-ask.ts';
import { relax } from './relax.ts';
import { least } from './sum-asks.ts';
import { inUnit, type Unit } from './units.ts';
import { isWholeHub } from './whole-hub.ts';

/** A panel in which fewer models declare a base records lineage of hardly any. */
const leastDeclared = 0.05;

/**
 * What a panel says today to those questions of a claim that are not about time: the whole Hub if it is there, else
 * the panel that answers most of them, and of these the one that knows most. Null where none says anything.
 */
export async function askElsewhere(reader: Reader, claim: Claim): Promise<Elsewhere | null> {
  const questions = questionsOf(claim);
  if (questions.length === 0) return null;
  let best: Elsewhere | null = null;
  for (const published of reader.published) {
    const answer = await askPanel(reader, published, questions);
    if (answer && (best === null || isBetter(answer, best))) best = answer;
    if (answer?.wholeHub) return answer;
  }
  return best;
}

interface OpenQuestion {
  labels: string[];
  unit: Unit;
  ask: Ask;
}

function questionsOf(claim: Claim): readonly OpenQuestion[] {
  const questions = new Map<string, OpenQuestion>();
  for (const one of [...claim.values, ...claim.alternates]) {
    const ask = relax(one.ask);
    if (!ask) continue;
    const label = 'label' in one ? one.label : one.name;
    const key = JSON.stringify([ask, one.unit]);
    const known = questions.get(key);
    if (known) known.labels.push(label);
    else questions.set(key, { labels: [label], unit: one.unit, ask });
  }
  return [...questions.values()];
}

async function askPanel(
  reader: Reader,
  published: Published,
  questions: readonly OpenQuestion[],
): Promise<Elsewhere | null> {
  const { panel, title, days } = published;
  const knowsLineage = (await readDeclared(reader, panel)) >= leastDeclared;
  const values = await inOrder(questions, async ({ labels, unit, ask }) => {
    if (isOfLineage(ask) && !knowsLineage) return [];
    const { value, coverage } = await readAsk(reader, panel, ask);
    return value === null ? [] : [{ labels, unit, ours: inUnit(value, unit), coverage }];
  });
  const found = values.flat();
  const asOf = days.at(-1);
  if (found.length === 0 || asOf === undefined) return null;
  return { panel, title, wholeHub: isWholeHub(published), asOf, values: found };
}

function isBetter(one: Elsewhere, other: Elsewhere): boolean {
  if (one.values.length !== other.values.length) return one.values.length > other.values.length;
  return known(one) > known(other);
}

function known({ values }: Elsewhere): number {
  return least(...values.map(({ coverage }) => coverage)) ?? 1;
}

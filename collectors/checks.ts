import type { Check, Look } from './collector.ts';

const MOST_LOST = 0.03;
const MOST_SKIPPED = 0.01;
const MOST_DUPLICATE = 0.05;
const MOST_REPAIRED = 0.05;
/** So many say nothing about a field, however small the panel. */
const FEW_REPAIRED = 20;
const MOST_MOVED = 2.5;

/** The claims every look must meet before anyone sees it. A claim that fails keeps the look unpublished. */
export function commonChecks(look: Look): Check[] {
  return [
    inOrder(look),
    someModels(look),
    fewSkipped(look),
    fewRepaired(look),
    fewDuplicates(look),
    asManyAsBefore(look),
    credibleTotal(look),
  ];
}

/** Observations are written on change against the look before: days of a panel only go forward. */
function inOrder({ asOf, previous }: Look): Check {
  const passed = !previous || asOf >= previous.asOf;
  return { check: 'in-order', passed, says: `Of ${asOf}, after ${previous?.asOf ?? 'no other look'}.` };
}

function someModels({ models }: Look): Check {
  return { check: 'some-models', passed: models > 0, says: `${models} models were read.` };
}

function fewSkipped({ records, skipped }: Look): Check {
  const passed = skipped <= records * MOST_SKIPPED;
  return { check: 'few-skipped', passed, says: `${skipped} of ${records} records could not be read.` };
}

/** A field that changed its type would drop out of every figure: at most 5 % of the records may be mended. */
function fewRepaired({ records, repaired }: Look): Check {
  const passed = repaired <= Math.max(records * MOST_REPAIRED, FEW_REPAIRED);
  return {
    check: 'few-repaired',
    passed,
    says: `${repaired} of ${records} records had values that were dropped.`,
  };
}

function fewDuplicates({ records, duplicates }: Look): Check {
  const passed = duplicates <= records * MOST_DUPLICATE;
  return { check: 'few-duplicates', passed, says: `${duplicates} of ${records} records came twice.` };
}

/** Within 3 %, or within the square root of a small panel, whose members come and go by ones and twos. */
function asManyAsBefore({ models, previous }: Look): Check {
  const check = 'as-many-as-before';
  if (!previous) return { check, passed: true, says: 'This is the first look.' };
  const mayBeLost = Math.max(previous.models * MOST_LOST, Math.sqrt(previous.models));
  const passed = models >= previous.models - mayBeLost;
  return { check, passed, says: `${models} models, against ${previous.models} on ${previous.asOf}.` };
}

/** A sum of 30-day counts does not grow, or shrink, by more than 2.5 times between two looks of one population. */
function credibleTotal({ sumDownloads30d, previous }: Look): Check {
  const check = 'credible-total';
  if (!previous || previous.sumDownloads30d === 0)
    return { check, passed: true, says: 'Nothing to compare with.' };
  const ratio = sumDownloads30d / previous.sumDownloads30d;
  const passed = ratio <= MOST_MOVED && ratio >= 1 / MOST_MOVED;
  return { check, passed, says: `${ratio.toFixed(2)} times the downloads of ${previous.asOf}.` };
}

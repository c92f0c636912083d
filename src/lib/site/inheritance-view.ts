import { VERDICTS } from '../../../db/vocab/inheritance.ts';
import { LICENSE_CLASSES } from '../../../db/vocab/license-classes.ts';
import type { InheritanceRule } from '../metrics/lineage.ts';

/** One rule in words. */
export interface RuleRow {
  rule: string;
  /** When it fits; every sentence must hold. */
  when: readonly string[];
  verdict: string;
  reason: string;
}

/** The rules in words, in the order in which they are tried. */
export function ruleRows(rules: readonly InheritanceRule[]): readonly RuleRow[] {
  return rules.map((rule) => ({
    rule: rule.rule,
    when: whenOf(rule),
    verdict: verdictName(rule.verdict),
    reason: rule.reason,
  }));
}

/** The name of a verdict; the id itself where this version does not know it. */
export function verdictName(verdict: string): string {
  return VERDICTS.find(({ id }) => id === verdict)?.name ?? verdict;
}

function whenOf(rule: InheritanceRule): readonly string[] {
  const sentences = [
    ...classes('Base', rule.parentClass),
    ...answers('Share alike of the base', rule.parentShareAlike),
    ...answers('Derivatives of the base granted', rule.parentDerivatives),
    ...classes('Model', rule.childClass),
    ...(rule.relation === null ? [] : [RELATIONS[rule.relation] ?? rule.relation]),
  ];
  return sentences.length > 0 ? sentences : ['Anything else.'];
}

const RELATIONS: Readonly<Record<string, string>> = {
  'same-license': 'Both declare the same license.',
  'same-family': 'Both licenses are of one family.',
};

function classes(who: string, ids: readonly string[] | null): readonly string[] {
  if (ids === null) return [];
  return [`${who}${ids.length === 1 ? '' : ', one of'}: ${ids.map(className).join('; ')}.`];
}

function answers(what: string, said: readonly string[] | null): readonly string[] {
  return said === null ? [] : [`${what}: ${said.join(' or ')}.`];
}

function className(id: string): string {
  return id === 'unseen' ? 'never seen' : (LICENSE_CLASSES.find((each) => each.id === id)?.name ?? id);
}

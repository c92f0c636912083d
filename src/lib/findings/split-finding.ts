import { capitalized } from '../format/capital.ts';
/** A finding for a headline: its main clause, and what stands beside it, a sentence each. Null: nothing does. */
export function splitFinding(finding: string): { main: string; beside: string | null } {
  const at = finding.indexOf('; ');
  if (at < 0) return { main: finding, beside: null };
  const rest = finding.slice(at + 2);
  return { main: `${finding.slice(0, at)}.`, beside: capitalized(rest) };
}

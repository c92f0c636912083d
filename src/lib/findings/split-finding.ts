/** A finding in its two parts: the sentence, and what stands beside it. Together they are the finding. */
export function splitFinding(finding: string): { main: string; beside: string | null } {
  const at = finding.indexOf('; ');
  return at < 0
    ? { main: finding, beside: null }
    : { main: finding.slice(0, at + 1), beside: finding.slice(at + 2) };
}

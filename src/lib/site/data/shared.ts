/** Files and pictures may be used on other sites. */
const SHARED = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };

/** The same answer, open to programs and pages of other sites. */
export function shared(answer: Response): Response {
  for (const [name, value] of Object.entries(SHARED)) answer.headers.set(name, value);
  return answer;
}

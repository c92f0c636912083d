/** What an address says, quoted and cut so that a sentence can hold it. */
export function brief(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** Why a word was refused, with the valid choices. */
export function chosenOf(input: unknown, ids: readonly string[]): string {
  return `${brief(String(input))} is not one of ${ids.join(', ')}.`;
}

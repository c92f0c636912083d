/** What `work` makes of each, one after the other: a pass over the ledger leaves the database to others. */
export async function inOrder<One, Result>(
  all: readonly One[],
  work: (one: One) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const one of all) results.push(await work(one));
  return results;
}

const mostNearest = 5;

/** Names that hold the text or are spelled almost like it, best first. */
export function nearest<Named extends { id: string; name: string }>(
  groups: readonly Named[],
  text: string,
): readonly Named[] {
  const wanted = text.toLowerCase();
  const score = ({ id, name }: Named) =>
    Math.min(...[id, name].map((each) => unlike(each.toLowerCase(), wanted)));
  return groups
    .map((group) => ({ group, score: score(group) }))
    .filter((each) => each.score < 1)
    .toSorted((a, b) => a.score - b.score)
    .slice(0, mostNearest)
    .map(({ group }) => group);
}

/** Longer texts are no slip of the pen. */
const longestCompared = 40;

/** 0: the same; below 1: one begins with or holds the other, or few letters differ. */
function unlike(name: string, wanted: string): number {
  if (wanted.length < 2) return name.startsWith(wanted) ? 0.5 : 1;
  if (name.startsWith(wanted) || wanted.startsWith(name)) return 0.2;
  if (name.includes(wanted)) return 0.4;
  const most = Math.max(1, Math.floor(wanted.length / 3));
  if (Math.abs(name.length - wanted.length) > most || wanted.length > longestCompared) return 1;
  const distance = letters(name, wanted);
  return distance <= most ? 0.3 + distance / 100 : 1;
}

/** How many letters have to be changed, put in or left out. */
function letters(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries())
      next.push(
        Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}

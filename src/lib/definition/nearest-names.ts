interface Named {
  id: string;
  name: string;
}

const mostNearest = 5;

/** Longer texts are no slip of the pen. */
const longestCompared = 40;

/** Of more names than that only those that hold the text are looked for: letters are counted name by name. */
const mostSpelled = 5000;

/** Those whose id or name holds the text or is spelled almost like it, best first. */
export function nearestNames<Group extends Named>(groups: readonly Group[], text: string): readonly Group[] {
  const wanted = text.toLowerCase();
  const spelled = groups.length <= mostSpelled;
  const score = ({ id, name }: Named) =>
    Math.min(...[id, name].map((each) => unlike(each.toLowerCase(), wanted, spelled)));
  const lengthOff = ({ id }: Named) => Math.abs(id.length - wanted.length);
  return groups
    .map((group) => ({ group, score: score(group) }))
    .filter((each) => each.score < 1)
    .toSorted((a, b) => a.score - b.score || lengthOff(a.group) - lengthOff(b.group))
    .slice(0, mostNearest)
    .map(({ group }) => group);
}

/** Below 1: one begins with or holds the other, or, where that is looked for, few letters differ. */
function unlike(name: string, wanted: string, spelled: boolean): number {
  if (wanted.length < 2) return name.startsWith(wanted) ? 0.5 : 1;
  if (name.startsWith(wanted) || wanted.startsWith(name)) return 0.2;
  if (name.includes(wanted)) return 0.4;
  // Of two letters another one is another code.
  if (!spelled || wanted.length < 3) return 1;
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

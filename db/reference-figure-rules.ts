import { dangling, type NumberedRows, type Problem, repeated } from './reference-problems.ts';

/** The cross rules of the files that figures are grouped, narrowed and annotated by. */
export function figureProblems(rows: NumberedRows): Problem[] {
  const publishers = new Set(rows.publishers.map(({ row }) => row.publisher_id));
  const namespaces = new Set(rows.namespaces.map(({ row }) => row.namespace));
  const countries = new Set(rows.countries.map(({ row }) => row.country));
  const families = new Set(rows.families.map(({ row }) => row.family));
  const { 'family-repos': repos, 'family-words': words, 'publisher-countries': seats } = rows;
  return [
    ...repeated('families', 'family', rows.families, ({ family }) => family),
    ...repeated('family-repos', 'place', repos, ({ place }) => String(place)),
    ...repeated('family-words', 'word', words, ({ word }) => word),
    ...repeated('infrastructure', 'repo_id', rows.infrastructure, ({ repo_id }) => repo_id),
    ...repeated('rules', 'rule', rows.rules, ({ rule }) => rule),
    ...repeated('packagers', 'publisher_id', rows.packagers, ({ publisher_id }) => publisher_id),
    ...repeated('release-dates', 'repo_id', rows['release-dates'], ({ repo_id }) => repo_id),
    ...repeated('tracked-models', 'repo_id', rows['tracked-models'], ({ repo_id }) => repo_id),
    ...repeated('annotations', 'annotation', rows.annotations, ({ annotation }) => annotation),
    ...dangling('families', 'publisher_id', rows.families, publishers, 'publishers'),
    ...dangling('family-repos', 'family', repos, families, 'families'),
    ...dangling('family-repos', 'namespace', repos, namespaces, 'namespaces'),
    ...dangling('family-words', 'family', words, families, 'families'),
    ...dangling('packagers', 'publisher_id', rows.packagers, publishers, 'publishers'),
    ...dangling('publisher-countries', 'publisher_id', seats, publishers, 'publishers'),
    ...dangling('publisher-countries', 'country', seats, countries, 'countries'),
    ...unreachable(rows),
    ...unfitting(rows),
  ];
}

/** Rules behind one that fits every repo of their namespace. */
function unreachable({ 'family-repos': repos }: NumberedRows): Problem[] {
  return repos.flatMap(({ line, row }) => {
    const before = repos.find(
      ({ row: other }) =>
        other.namespace === row.namespace && other.pattern === null && other.place < row.place,
    );
    return before === undefined
      ? []
      : [
          {
            file: 'family-repos',
            line,
            says: `never decides: line ${before.line} fits all of ${row.namespace}`,
          },
        ];
  });
}

/** Lists of countries that are no lists, repeat one, or begin with another country than the facts of the day. */
function unfitting({ 'publisher-countries': seats, publishers }: NumberedRows): Problem[] {
  const today = new Map(
    publishers
      .toSorted((a, b) => (a.row.valid_from < b.row.valid_from ? -1 : 1))
      .map(({ row }) => [row.publisher_id, row.country]),
  );
  return [...Map.groupBy(seats, ({ row }) => row.publisher_id)].flatMap(([publisher, listed]) => {
    const problems: string[] = [];
    const inOrder = listed.toSorted((a, b) => a.row.place - b.row.place);
    const countries = inOrder.map(({ row }) => row.country);
    if (listed.length < 2) problems.push(`"${publisher}" has a single country here`);
    if (inOrder.some(({ row }, i) => row.place !== i + 1))
      problems.push(`"${publisher}" has places other than 1, 2, …`);
    if (new Set(countries).size < countries.length) problems.push(`"${publisher}" has a country twice`);
    if (today.has(publisher) && today.get(publisher) !== countries[0]) {
      problems.push(`"${publisher}" begins with ${countries[0]}, its facts say ${today.get(publisher)}`);
    }
    return problems.map(
      (says): Problem => ({ file: 'publisher-countries', line: listed[0]?.line ?? 1, says }),
    );
  });
}

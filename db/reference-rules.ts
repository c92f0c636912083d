import { figureProblems } from './reference-figure-rules.ts';
import { dangling, type Numbered, type NumberedRows, type Problem, repeated } from './reference-problems.ts';

interface Span {
  valid_from: string;
  valid_to: string;
}

/** What no single row can tell: keys that repeat, names that lead nowhere, validities that overlap. */
export function crossProblems(rows: NumberedRows): Problem[] {
  const countries = new Set(rows.countries.map(({ row }) => row.country));
  const publishers = new Set(rows.publishers.map(({ row }) => row.publisher_id));
  return [
    ...['INTL', 'PERSON', 'UNKNOWN']
      .filter((reserved) => !countries.has(reserved))
      .map(
        (reserved): Problem => ({
          file: 'countries',
          line: 1,
          says: `the reserved row ${reserved} is missing`,
        }),
      ),
    ...repeated('countries', 'country', rows.countries, ({ country }) => country),
    ...repeated('licenses', 'license', rows.licenses, ({ license }) => license),
    ...repeated('inheritance-rules', 'rule', rows['inheritance-rules'], ({ rule }) => rule),
    ...repeated('inheritance-rules', 'place', rows['inheritance-rules'], ({ place }) => String(place)),
    ...repeated('parameters', 'repo_id', rows.parameters, ({ repo_id }) => repo_id),
    ...overlapping('publishers', 'publisher_id', rows.publishers, (row) => row.publisher_id),
    ...overlapping('namespaces', 'namespace', rows.namespaces, (row) => row.namespace),
    ...dangling('publishers', 'country', rows.publishers, countries, 'countries'),
    ...dangling('namespaces', 'publisher_id', rows.namespaces, publishers, 'publishers'),
    ...figureProblems(rows),
  ];
}

function overlapping<Row extends Span>(
  file: Problem['file'],
  column: string,
  rows: readonly Numbered<Row>[],
  keyOf: (row: Row) => string,
): Problem[] {
  return [...Map.groupBy(rows, ({ row }) => keyOf(row))].flatMap(([key, spans]) =>
    spans.flatMap(({ line, row }, i) => {
      const other = spans.slice(0, i).find((earlier) => meet(row, earlier.row));
      return other
        ? [{ file, line, says: `${column} "${key}" is valid at the same time on line ${other.line}` }]
        : [];
    }),
  );
}

function meet(a: Span, b: Span): boolean {
  return a.valid_from < b.valid_to && b.valid_from < a.valid_to;
}

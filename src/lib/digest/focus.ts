import type { GroupRow, Payload, Section } from './payload.ts';

/** What a reader asked for: groups by dimension. Empty: everything, as the archive shows it. */
export type Focus = Readonly<Partial<Record<GroupRow['dimension'], readonly string[]>>>;

const HEADS: Readonly<Record<GroupRow['dimension'], string>> = {
  region: 'Region',
  size: 'Parameters',
  license: 'License class',
  family: 'Family',
};

/** The issue with what a reader watches and follows in front of all else. What was frozen stays as it is. */
export function focusOn(payload: Payload, focus: Focus, watched: Section | null = null): Payload {
  const dimensions = Object.keys(HEADS) as GroupRow['dimension'][];
  const blocks = dimensions.flatMap((dimension) => {
    const wanted = focus[dimension] ?? [];
    const rows = payload.groups.filter((row) => row.dimension === dimension && wanted.includes(row.id));
    if (rows.length === 0) return [];
    const cells = Math.max(...rows.map((row) => row.cells.length));
    return [
      {
        kind: 'table' as const,
        caption: 'Share of downloads; changes in percentage points',
        href: `/digest/${payload.issue}`,
        heads: [HEADS[dimension], ...payload.groupHeads.slice(0, cells)],
        rows,
      },
    ];
  });
  const own: Section[] = [
    ...(watched === null ? [] : [watched]),
    ...(blocks.length === 0 ? [] : [{ id: 'focus', title: 'What you follow', blocks }]),
  ];
  return own.length === 0 ? payload : { ...payload, sections: [...own, ...payload.sections] };
}

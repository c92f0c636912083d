import type { GroupRow, Payload, Section } from './payload.ts';

/** What a reader asked for: groups by dimension. Empty: everything, as the archive shows it. */
export type Focus = Readonly<Partial<Record<GroupRow['dimension'], readonly string[]>>>;

const HEADS: Readonly<Record<GroupRow['dimension'], string>> = {
  region: 'Region',
  size: 'Parameters',
  license: 'License class',
  family: 'Family',
};

/** The issue with the groups of a reader in front of all else. Nothing is computed anew: the issue stays frozen. */
export function focusOn(payload: Payload, focus: Focus): Payload {
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
  if (blocks.length === 0) return payload;
  const section: Section = { id: 'focus', title: 'What you follow', blocks };
  return { ...payload, sections: [section, ...payload.sections] };
}

/** `2026-11-20.1`: the day of the snapshot, and which edition of that day. */
export interface EditionId {
  day: string;
  n: number;
}

const shape = /^(\d{4}-\d\d-\d\d)\.([1-9]\d{0,4})$/;

/** Null for anything else. */
export function parseEditionId(text: string): EditionId | null {
  const [, day, n] = shape.exec(text) ?? [];
  return day === undefined || n === undefined ? null : { day, n: Number(n) };
}

export function printEditionId({ day, n }: EditionId): string {
  return `${day}.${n}`;
}

/** Newest first. */
export function byEdition(a: EditionId, b: EditionId): number {
  return a.day === b.day ? b.n - a.n : a.day < b.day ? 1 : -1;
}

/** Names of panels that may be folders and parts of addresses. */
export function isPanelName(text: string): boolean {
  return /^[A-Za-z0-9][\w-]{0,62}$/.test(text);
}

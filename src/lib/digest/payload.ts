/** Pictures of an issue: two charts of the mail, and the card that stands for it where its address is shared. */
export const PICTURES = ['regions', 'sizes', 'card'] as const;

export type PictureId = (typeof PICTURES)[number];

/** One sentence, and the view it was computed from. */
export interface Sentence {
  says: string;
  /** A path of this site. */
  href: string;
}

/** A number that leads. */
export interface KeyFigure {
  id: string;
  name: string;
  value: string;
  unit: string;
  /** With arrow, sign and word, as `▲ +1.2 points, up`; null where there is nothing before. */
  change: string | null;
  /** Counts: how many more or fewer; null for shares. */
  amount: string | null;
  /** Since when the change is. */
  since: string | null;
  coverage: string;
  /** The last twelve weeks, oldest first; null: no snapshot. */
  series: readonly (number | null)[];
  /** `12 weeks, 22.1 % to 24.1 %`; null where there are fewer than three. */
  seriesSays: string | null;
  href: string;
}

export interface Row {
  name: string;
  /** The page of the group; null: it has none. */
  href: string | null;
  /** Names its colour; null: none. */
  key: string | null;
  /** Drawn as a bar, 0 to 1; null: none. */
  share: number | null;
  cells: readonly string[];
}

export type Block =
  | { kind: 'say'; sentences: readonly Sentence[] }
  | { kind: 'figures'; figures: readonly KeyFigure[] }
  | {
      kind: 'table';
      caption: string;
      href: string;
      heads: readonly string[];
      rows: readonly Row[];
      /** Further rows of a mail for one reader, which takes them shorter and without their links. */
      others?: readonly Row[];
    }
  | { kind: 'entries'; entries: readonly { name: string; href: string; says: string }[] }
  | { kind: 'picture'; picture: PictureId; alt: string; href: string };

export interface Section {
  id: string;
  title: string;
  blocks: readonly Block[];
}

/** A group with its share and changes, whether an issue shows it or not: what a focus picks from. */
export interface GroupRow extends Row {
  dimension: 'region' | 'size' | 'license' | 'family';
  id: string;
}

/** Everything an issue says. Built once, then frozen; every form of the issue is made of it. */
export interface Payload {
  format: 1;
  /** `2026-W47`, `2026-11`; `2026-W47-2` for a correction. */
  issue: string;
  /** Left out: a week. */
  period?: 'month';
  /** Its week, or its month. */
  week: { name: string; number: number; from: string; until: string };
  /** `16 to 22 November 2026`. */
  days: string;
  /** The snapshot it stands at, and the one it compares with. */
  asOf: string;
  comparedWith: string | null;
  panel: { panel: string; title: string; sourceTitle: string; sourceUrl: string; terms: string };
  referenceVersion: number;
  subject: string;
  preheader: string;
  /** The finding that leads, as a heading. */
  headline: string;
  summary: readonly Sentence[];
  sections: readonly Section[];
  groups: readonly GroupRow[];
  /** Heads of the cells of `groups`. */
  groupHeads: readonly string[];
  /** Of a correction: what it corrects, and why. */
  correction: { of: string; reason: string } | null;
}

import { LICENSE_CLASSES } from '../../../../db/vocab/license-classes.ts';
import { definitionOf } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { formatDay } from '../../format/dates.ts';
import { formatExact, formatShare } from '../../format/numbers.ts';
import type { LicensePair, LicensePairs } from '../../metrics/structure/read-license-pairs.ts';
import type { HeatTable } from '../explore/heat.ts';
import type { Frame } from '../frame.ts';
import { paths } from '../paths.ts';
import { structureFrame } from '../structure-frame.ts';

export const WEIGHTS = ['models', 'downloads'] as const;

export type Weight = (typeof WEIGHTS)[number];

/** From the license class of a base to those of its derivatives. */
export interface PairsFigure {
  frame: Frame;
  /** Null: no derivative is known. */
  heat: HeatTable | null;
  csvHref: string;
  jsonHref: string;
}

const levels = 6;

export function pairsFigure(
  answer: LicensePairs,
  { weigh, definition }: { weigh: Weight; definition: Definition },
): PairsFigure {
  const { pairs, asOf } = answer;
  const weight = ({ models, downloads30d }: LicensePair) => (weigh === 'models' ? models : downloads30d);
  const all = sumOf(pairs, weight);
  const data = definitionOf({ panel: definition.panel });
  return {
    frame: structureFrame(answer, {
      id: 'transitions',
      title: titleOf(pairs, weight, weigh === 'models' ? 'derivatives' : 'downloads of derivatives'),
      subtitle: `${weigh === 'models' ? 'Derivatives' : 'Downloads of derivatives in 30 days'} by the license class of the base and their own, ${formatDay(asOf)}`,
      unit: weigh === 'models' ? 'models, 1/n under each of n bases' : 'downloads in the previous 30 days',
      attribution: 'none: labels of base and derivative',
      covered: 'of declared derivations have two labels that can be compared',
      notes: [
        ...answer.notes,
        'Each cell is a part of its row: of what derives from bases of that class. Cells on the diagonal keep the class.',
      ],
    }),
    heat: all === 0 ? null : heatOf(pairs, weight),
    csvHref: paths.licensePairs('csv', data),
    jsonHref: paths.licensePairs('json', data),
  };
}

type WeightOf = (pair: LicensePair) => number;

const sumOf = (pairs: readonly LicensePair[], weight: WeightOf) =>
  pairs.reduce((sum, pair) => sum + weight(pair), 0);

const tightness = (id: string) => LICENSE_CLASSES.find((one) => one.id === id)?.tightness ?? null;

function titleOf(pairs: readonly LicensePair[], weight: WeightOf, what: string): string {
  const compared = pairs.flatMap((pair) => {
    const [from, to] = [tightness(pair.parentClass), tightness(pair.childClass)];
    return from === null || to === null ? [] : [{ pair, way: Math.sign(to - from) }];
  });
  const all = sumOf(
    compared.map(({ pair }) => pair),
    weight,
  );
  if (all === 0) return 'No derivative whose label can be compared with that of its base is known';
  const part = (way: number) =>
    formatShare(
      sumOf(
        compared.filter((one) => one.way === way).map(({ pair }) => pair),
        weight,
      ) / all,
    );
  return `${part(0)} of ${what} keep the license class of the base; ${part(-1)} are labelled looser, ${part(1)} tighter, where both classes have an order`;
}

function heatOf(pairs: readonly LicensePair[], weight: WeightOf): HeatTable {
  const all = sumOf(pairs, weight);
  const used = (side: 'parentClass' | 'childClass') =>
    CLASSES.filter(
      ({ id }) =>
        sumOf(
          pairs.filter((pair) => pair[side] === id),
          weight,
        ) > 0,
    );
  const columns = used('childClass');
  return {
    rowHeading: 'License of the base',
    columnHeading: 'License of the derivative',
    columns: columns.map(({ name, open }) => ({ name, open })),
    rows: used('parentClass').map(({ id, name, open }) => {
      const row = pairs.filter(({ parentClass }) => parentClass === id);
      const total = sumOf(row, weight);
      return {
        name,
        open,
        cells: columns.map((column) => {
          const value = sumOf(
            row.filter(({ childClass }) => childClass === column.id),
            weight,
          );
          return value === 0
            ? { value: null, says: '–', level: 0, href: null }
            : {
                value: value / total,
                says: formatShare(value / total),
                level: Math.max(1, Math.ceil((levels * value) / total)),
                href: null,
              };
        }),
        total: formatExact(total),
      };
    }),
    totals: columns.map(({ id }) =>
      formatShare(
        sumOf(
          pairs.filter(({ childClass }) => childClass === id),
          weight,
        ) / all,
      ),
    ),
    notes: [],
  };
}

const CLASSES = [
  ...LICENSE_CLASSES.map(({ id, name, kind }) => ({ id, name, open: kind === 'open' })),
  { id: 'unseen', name: 'Base never seen', open: true },
];

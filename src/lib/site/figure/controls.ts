import { MEASURES } from '../../../../db/vocab/measures.ts';
import { crossProblems } from '../../definition/cross-rules.ts';
import { DEFAULTS } from '../../definition/defaults.ts';
import type { Definition } from '../../definition/definition.ts';
import { describeDefinition } from '../../definition/describe.ts';
import type { Reach } from '../../definition/parse.ts';
import { printDefinition, printKey } from '../../definition/print.ts';
import type { NameOf } from '../../definition/words.ts';
import type { PanelFacts } from '../../metrics/metric.ts';
import { chipsOf, type LensForm, lensForm, withoutLenses } from '../lens-view.ts';
import type { Compared } from './compare.ts';
import { type PeriodLinks, periodLinks } from './period-links.ts';
import { type Switch, switchesOf } from './switches.ts';

/** What a page does with its definition: where a definition stands, and where its form is sent. */
export interface Place {
  address: (definition: Definition, compared: Compared | null) => string;
  action: string;
  /** What the address compares with; links keep it. */
  compared?: Compared | null;
  /** Keys that the page follows; those of others are not offered. Without it: all. */
  follows?: Reach['keys'];
}

/** Everything a reader can change of a definition, without script. */
export interface Controls {
  form: LensForm;
  action: string;
  chips: readonly { says: string; href: string }[];
  clearHref: string;
  /** The definition in one sentence. */
  says: string;
  switches: readonly Switch[];
  periods: PeriodLinks;
  /** Some setting is not the usual one. */
  changed: boolean;
  /** The same page without any setting; null where there is none. */
  usualHref: string | null;
}

/** Keys that the form asks for itself; all others it carries along. */
const asked: readonly string[] = ['panel', 'measure', 'by', 'region', 'size', 'license'];

export function controlsOf(
  definition: Definition,
  {
    panel,
    asOf = definition.snapshot ?? panel.asOf,
    panels,
    place,
    nameOf,
  }: {
    panel: PanelFacts;
    /** The snapshot of the figure; without it the one that is asked for. */
    asOf?: string;
    panels: readonly PanelFacts[];
    place: Place;
    nameOf: NameOf;
  },
): Controls {
  const { compared = null, follows } = place;
  const here = (changed: Definition) => place.address(changed, compared);
  const switches = switchesOf(definition, here).filter(
    ({ key }) => follows === undefined || follows.includes(key),
  );
  const keys = switches.map(({ key }) => key);
  const changed = keys.some((key) => printKey(definition, key) !== printKey(DEFAULTS, key));
  const form = lensForm(definition, panel, panels);
  return {
    form: {
      ...form,
      measures: MEASURES.map(({ id, name }) => ({ id, name, chosen: id === definition.measure })).filter(
        ({ id, chosen }) => chosen || canAsk({ ...definition, measure: id }, panel),
      ),
      kept: [...new URLSearchParams(printDefinition(definition, { compare: compared }))]
        .filter(([key]) => !asked.includes(key))
        .map(([name, value]) => ({ name, value })),
    },
    action: place.action,
    chips: chipsOf(definition, nameOf).map(({ says, without }) => ({ says, href: here(without) })),
    clearHref: here(withoutLenses(definition)),
    says: describeDefinition(definition, nameOf),
    switches,
    periods: periodLinks(definition, { figure: { panel, asOf }, place }),
    changed,
    usualHref: changed ? here(usual(definition)) : null,
  };
}

function canAsk(definition: Definition, { hasAllTime }: PanelFacts): boolean {
  const allTime = /^downloads(AllTime|Gained|FirstYear)$/.test(definition.measure);
  return (hasAllTime || !allTime) && crossProblems(definition).length === 0;
}

/** What is counted stays; how it is counted goes back to the usual. */
function usual(definition: Definition): Definition {
  const { panel, measure, by, lenses } = definition;
  const size = definition.scheme === DEFAULTS.scheme ? lenses : { ...lenses, size: [] };
  return { ...DEFAULTS, panel, measure, by, lenses: size, snapshot: definition.snapshot };
}

import type { Facts } from './world.ts';

/** A country of a publisher, and the region it lies in. */
export interface Seat {
  country: string;
  region: string;
}

/** What figures know of whoever owns a namespace on a day. */
export interface Holder {
  /** Empty: unreviewed. */
  publisher: string;
  type: string;
  packager: boolean;
  /** The first one first; never empty. */
  seats: readonly Seat[];
}

/** The holder by the facts of the day, and by those of today. */
export interface Holders {
  onDay: Holder;
  today: Holder;
}

const TODAY = '9999-12-30';
const UNREVIEWED: Holder = {
  publisher: '',
  type: 'unreviewed',
  packager: false,
  seats: [{ country: 'UNREVIEWED', region: 'unreviewed' }],
};

/** Tells the holders of a namespace on a day. Equal answers for the same question are the same object. */
export function holdersBy(facts: Facts): (namespace: string, day: string) => Holders {
  const namespaces = Map.groupBy(facts.namespaces, ({ namespace }) => namespace);
  const known = new Map<string, Holders>();
  return (namespace, day) => {
    const publisher = namespaces
      .get(namespace)
      ?.find(({ from, until }) => from <= day && day < until)?.publisher;
    const key = `${publisher} ${publisher === undefined ? '' : day}`;
    const before = known.get(key);
    if (before) return before;
    const holders = {
      onDay: holderOn(facts, publisher, day),
      today: holderOn(facts, publisher, TODAY),
    };
    known.set(key, holders);
    return holders;
  };
}

function holderOn(facts: Facts, publisher: string | undefined, day: string): Holder {
  const fact = facts.publishers.find(
    (one) => one.publisher === publisher && one.from <= day && day < one.until,
  );
  if (!fact) return UNREVIEWED;
  const countries = facts.countries.get(fact.publisher) ?? [fact.country];
  return {
    publisher: fact.publisher,
    type: fact.type,
    packager: facts.packagers.has(fact.publisher),
    seats: countries.map((country) => ({ country, region: facts.regions.get(country) ?? 'no such country' })),
  };
}

/** How many days things are kept. */
export const KEPT_DAYS = { unconfirmed: 7, requests: 1, departures: 730 } as const;

// The one barrel: drizzle-kit reads the schema from here.
export * from './accounts.ts';
export * from './alerts.ts';
export * from './claims.ts';
export * from './departures.ts';
export * from './digest.ts';
export * from './events.ts';
export * from './kinds.ts';
export * from './lineage.ts';
export * from './models.ts';
export * from './panels.ts';
export * from './reference.ts';
export * from './senders.ts';
export * from './structure.ts';
export * from './subscribers.ts';

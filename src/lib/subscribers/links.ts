/** Where a subscriber goes with a token of a mail. No link holds an address. */
export const SUBSCRIBER_PATHS = {
  confirm: '/digest/confirm',
  manage: '/digest/settings',
  unsubscribe: '/digest/unsubscribe',
} as const;

/** What a token lets its holder do. */
export type Purpose = keyof typeof SUBSCRIBER_PATHS;

/** The whole address of a link. `origin` without a slash at the end. */
export function subscriberHref(origin: string, purpose: Purpose, token: string): string {
  return `${origin}${SUBSCRIBER_PATHS[purpose]}/${token}`;
}

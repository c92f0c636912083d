import { SourceError } from '../../../db/errors.ts';
import { placeOf } from './place-of.ts';

/**
 * Where a redirect of a file leads. Another host is allowed, as files lie on other hosts than the Hub; another
 * scheme, a user in the address, or a host of this machine or network is not. Throws `SourceError` on those.
 */
export function onwardAddress(from: string, location: string): string {
  const base = new URL(from);
  const to = URL.parse(location, from);
  const refuse = (says: string) =>
    new SourceError(`${placeOf(from)}: refused a redirect ${says}`, { url: placeOf(from), status: null });
  if (!to) throw refuse('to no address');
  if (to.protocol !== base.protocol) throw refuse(`to another scheme, ${to.protocol}`);
  if (to.username || to.password) throw refuse(`to an address with a user, on ${to.host}`);
  if (isNumbered(to.hostname) && to.hostname !== base.hostname) throw refuse(`to ${to.host}`);
  return to.href;
}

/** Numbers and local names lead to this machine or into this network. */
function isNumbered(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host.startsWith('[') || /^[\d.]+$/.test(host);
}

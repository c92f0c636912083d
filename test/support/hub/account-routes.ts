import { createHash } from 'node:crypto';
import { type Answer, json } from './answer.ts';
import { LICENSE_IDS, NAME_PARTS, ORGANIZATIONS } from './generate-tables.ts';

/** Which accounts exist. An account is an organization or a user, never both. */
export interface Accounts {
  organizations: ReadonlySet<string>;
  users: ReadonlySet<string>;
}

/** The organizations of the generated populations, next to the given ones. */
export function accountsOf(organizations: readonly string[], authors: Iterable<string>): Accounts {
  const known = new Set([...ORGANIZATIONS.map(([account]) => account), 'acme', ...organizations]);
  const users = new Set<string>();
  for (const author of authors) if (!known.has(author)) users.add(author);
  return { organizations: known, users };
}

export function organizationOverview({ organizations }: Accounts, name: string): Answer {
  if (!organizations.has(name)) return json({ error: 'This organization does not exist' }, 404);
  return json({
    _id: accountId(name),
    avatarUrl: `https://cdn-avatars.huggingface.co/${name}.png`,
    fullname: name,
    name,
    isVerified: false,
    isFollowing: false,
    numUsers: 12,
    numModels: 40,
    numSpaces: 2,
    numDatasets: 3,
    numPapers: 1,
    numFollowers: 620,
  });
}

export function userOverview({ organizations, users }: Accounts, name: string): Answer {
  if (organizations.has(name) || !(users.has(name) || isGeneratedUser(name))) {
    return json({ error: 'This user does not exist' }, 404);
  }
  return json({
    _id: accountId(name),
    avatarUrl: `/avatars/${accountId(name)}.svg`,
    isPro: false,
    fullname: name,
    numModels: 3,
    numDatasets: 0,
    numSpaces: 0,
    numLikes: 5,
    numFollowers: 1,
    numFollowing: 2,
    orgs: [],
    user: name,
    type: 'user',
    isFollowing: false,
    createdAt: '2023-05-01T10:00:00.000Z',
  });
}

/** GET /api/models-tags-by-type: the license group; other types are empty here. */
export function tagsByType(type: string | null): Answer {
  const license = LICENSE_IDS.map((id) => ({ id: `license:${id}`, label: id, type: 'license' }));
  if (type === null || type === 'license') return json({ license });
  return json({ [type]: [] });
}

function isGeneratedUser(name: string): boolean {
  return NAME_PARTS.some((part) => name.startsWith(part) && /^\d+$/.test(name.slice(part.length)));
}

function accountId(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 24);
}

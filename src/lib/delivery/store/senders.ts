import type { Db } from '../../../../db/client.ts';

/** Says that a sender is there, and once more that it still is. */
export async function beat(db: Db, sender: string): Promise<void> {
  await db`
    insert into delivery_senders as s (sender) values (${sender})
    on conflict (sender) do update set beats = s.beats + 1
  `;
}

/** A sender that has ended in order: it holds nothing. */
export async function signOff(db: Db, sender: string): Promise<void> {
  await db`delete from delivery_senders where sender = ${sender}`;
}

/** Senders as they were seen. */
export async function readSenders(db: Db): Promise<{ sender: string; beats: string }[]> {
  return await db<{ sender: string; beats: string }[]>`
    select s.sender as "sender", s.beats::text as "beats" from delivery_senders s
  `;
}

/**
 * Strikes off senders whose beat is still the one that was seen, and frees what nobody holds any more: of what was never begun not a
 * byte was sent, and it is sent again; of the rest nobody knows, and it is not. Returns how many of each.
 */
export async function freeAbandoned(
  db: Db,
  still: readonly { sender: string; beats: string }[],
): Promise<{ again: number; uncertain: number }> {
  if (still.length > 0) {
    await db`
      delete from delivery_senders s
      using unnest(${still.map(({ sender }) => sender)}::text[], ${still.map(({ beats }) => beats)}::bigint[])
        as seen (sender, beats)
      where s.sender = seen.sender and s.beats = seen.beats
    `;
  }
  return await free(db, db`not exists (select from delivery_senders s where s.sender = d.claimed_by)`);
}

/** The same for what a sender holds without knowing, as the database was away when it gave it back. Only while it sends nothing. */
export async function freeOwn(db: Db, sender: string): Promise<{ again: number; uncertain: number }> {
  return await free(db, db`d.claimed_by = ${sender}`);
}

async function free(db: Db, which: ReturnType<Db>): Promise<{ again: number; uncertain: number }> {
  const rows = await db<{ state: string }[]>`
    update deliveries d
    set state = case when d.message_id is null then 'pending' else 'uncertain' end,
      attempts = case when d.message_id is null then greatest(d.attempts - 1, 0) else d.attempts end,
      ended_at = case when d.message_id is null then null else now() end,
      response = case when d.message_id is null then d.response else 'the sender was gone before an answer came' end
    where d.state = 'sending' and ${which}
    returning d.state as "state"
  `;
  const again = rows.filter(({ state }) => state === 'pending').length;
  return { again, uncertain: rows.length - again };
}

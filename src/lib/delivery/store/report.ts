import { type Db, only } from '../../../../db/client.ts';

/** Mails of one kind and key, by state. */
export interface Mailing {
  kind: string;
  key: string;
  pending: number;
  sending: number;
  sent: number;
  failed: number;
  uncertain: number;
  cancelled: number;
}

export interface DeliveryReport {
  /** Newest first. Confirmations are one line. */
  mailings: Mailing[];
  /** Deliveries of which nobody knows whether they arrived, at most a thousand. */
  uncertain: number[];
  /** Everything, where kind and key are empty. */
  pauses: { kind: string; key: string; reason: string; resumesAt: Date }[];
  /** Subscribers who get no more mail as it came back. */
  suspended: number;
  /** Processes that send, or were killed a moment ago. */
  senders: number;
}

/** What became of mails, without a single address. */
export async function readDeliveryReport(db: Db, most: number): Promise<DeliveryReport> {
  const [mailings, uncertain, pauses, rest] = await Promise.all([
    db<Mailing[]>`
      select
        d.kind as "kind",
        case when d.kind = 'confirm' then '' else d.key end as "key",
        count(*) filter (where d.state = 'pending')::int as "pending",
        count(*) filter (where d.state = 'sending')::int as "sending",
        count(*) filter (where d.state = 'sent')::int as "sent",
        count(*) filter (where d.state = 'failed')::int as "failed",
        count(*) filter (where d.state = 'uncertain')::int as "uncertain",
        count(*) filter (where d.state = 'cancelled')::int as "cancelled"
      from deliveries d
      group by 1, 2
      order by max(d.created_at) desc, 1, 2
      limit ${most}
    `,
    db<{ deliveryId: string }[]>`
      select d.delivery_id as "deliveryId" from deliveries d
      where d.state = 'uncertain'
      order by d.delivery_id
      limit 1000
    `,
    db<DeliveryReport['pauses']>`
      select p.kind as "kind", p.key as "key", p.reason as "reason", p.resumes_at as "resumesAt"
      from delivery_pauses p
      where p.resumes_at > now()
      order by p.kind, p.key
    `,
    db<{ suspended: number; senders: number }[]>`
      select
        (select count(*) from subscribers s where s.status = 'suspended')::int as "suspended",
        (select count(*) from delivery_senders)::int as "senders"
    `,
  ]);
  const { suspended, senders } = only(rest);
  return {
    mailings: [...mailings],
    uncertain: uncertain.map(({ deliveryId }) => Number(deliveryId)),
    pauses: [...pauses],
    suspended,
    senders,
  };
}

/** Whether deliveries of some kinds wait to be sent, or are being sent. */
export async function countWaiting(db: Db, { kind, key }: { kind: string; key: string }): Promise<number> {
  const { waiting } = only(
    await db<{ waiting: number }[]>`
      select count(*)::int as "waiting" from deliveries d
      where d.kind = ${kind} and d.key = ${key} and d.state in ('pending', 'sending')
    `,
  );
  return waiting;
}

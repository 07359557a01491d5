import { type Insertable, sql } from 'kysely';
import type { DeliverPorts } from '../../activities/deliver/deliver.ts';
import { deliverRound } from '../../activities/deliver/round.ts';
import type { MailPort } from '../../activities/ports/mail.ts';
import { connect, type Db } from '../../infra/db/connect.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { outboxPort } from '../../infra/db/outbox/outboxPort.ts';
import type { NoticeTable } from '../../infra/db/tables.ts';
import { mailComposer } from '../../infra/mail/index.ts';
import type { DeliveryRound } from '#contracts/types.ts';
import type { Recipient } from '#core/act/event.ts';
import type { State } from '#core/agreement/state.ts';
import { type Instant, instantAt } from '#core/calendar/instant.ts';
import { CHAIN, stateInForce } from './mailWorld.ts';
import { testDatabase } from './postgres.ts';

/** 08:00 on Thursday 28 March 2013, before Easter: what the small agreement's mails are for. */
export const MORNING: Instant = instantAt('2013-03-28', 8);

const composer = () => mailComposer({ lang: 'sv', domain: 'arscykel.example.org' });

export function deliverPorts(db: Db, mail: MailPort): DeliverPorts {
  return {
    outbox: outboxPort(db),
    mail,
    composer: composer(),
    publicUrl: 'https://arscykel.example.org',
    clock: () => new Date().toISOString(),
    warn: () => undefined,
  };
}

/** Rounds at one instant of the domain's time until nothing more is due. */
export async function deliverAll(
  ports: DeliverPorts,
  at: Instant = MORNING,
  rehearsal: string | null = null,
): Promise<DeliveryRound[]> {
  const rounds: DeliveryRound[] = [];
  for (;;) {
    const round = await deliverRound(ports, { rehearsal, at, clockShiftMs: 0 }, () => false);
    rounds.push(round);
    if (!round.more) return rounds;
  }
}

export interface OutboxWorld {
  url: string;
  db: Db;
  person(id: string, email?: string): Promise<Recipient>;
  /** So many more people, each with the same two reminders. */
  reminded(count: number): Promise<void>;
  agreement(chain?: string, state?: State): Promise<void>;
  notice(recipient: Recipient, more?: Partial<Insertable<NoticeTable>>): Promise<string>;
  notices(): Promise<
    {
      recipient: Recipient;
      kind: string;
      status: string;
      reason: string | null;
      mailId: string | null;
      retryAfter: string | null;
    }[]
  >;
  mails(): Promise<{ recipient: Recipient; status: string; messageId: string; attempts: number; subject: string }[]>;
  /** As if every deliverer that holds a lease had died long ago. */
  expireLeases(): Promise<void>;
  /** Back to the agreement and its coordinator alone. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** In an order that no reference stands against. */
const emptied = [
  'stated',
  'link',
  'judgement',
  'calendar_entry',
  'calendar_feed',
  'notice',
  'mail',
  'person',
  'process',
  'text',
  'around',
] as const;

/** A fresh database with the small agreement in force and its coordinator in the directory. */
export async function outboxWorld(): Promise<OutboxWorld> {
  const database = await testDatabase();
  await migrate(database.url, 'test');
  const db = connect(database.url, { schema: 'live', max: 10 });
  let version = 100;
  const world: OutboxWorld = {
    url: database.url,
    db,
    async person(id, email = `${id}@prov.example.org`) {
      await db
        .insertInto('person')
        .values({ rehearsal: '', id, organisation: 'skl', name: `Namn ${id}`, email })
        .execute();
      return `person:${id}`;
    },
    async reminded(count) {
      const ids = Array.from({ length: count }, (_, index) => `p${index}`);
      await sql`insert into person select '', id, 'skl', id, id || '@prov.example.org' from unnest(${ids}::text[]) as id`.execute(
        db,
      );
      await sql`
        insert into notice (rehearsal, chain, kind, about, deadline, due_on, occasion, occasions, caused_by, recipient, send_after, formal)
        select '', ${CHAIN}, 'reminder', 'reminded', deadline, due_on::date, -1, '{-1}', 1, 'person:' || id, ${MORNING}, false
        from (values ('rapport', '2013-03-31'), ('slutrapport', '2013-04-05')) as two (deadline, due_on), unnest(${ids}::text[]) as id`.execute(
        db,
      );
    },
    async agreement(chain = CHAIN, state = stateInForce()) {
      const { framework, year, title } = state.definition;
      await db
        .insertInto('process')
        .values({
          rehearsal: '',
          chain,
          shortId: chain,
          kind: 'agreement',
          messages: 0,
          framework,
          year,
          title,
          phase: state.phase,
          version: state.version,
          validFrom: state.validFrom,
          validUntil: null,
          nextWakeAt: null,
          state: JSON.stringify(state),
          openedAt: MORNING,
          closedAt: null,
        })
        .onConflict((conflict) => conflict.columns(['rehearsal', 'chain']).doUpdateSet({ state: JSON.stringify(state) }))
        .execute();
    },
    async notice(recipient, more = {}) {
      const row = await db
        .insertInto('notice')
        .values({
          rehearsal: '',
          chain: CHAIN,
          kind: 'reminder',
          about: 'reminded',
          deadline: 'rapport',
          dueOn: '2013-03-31',
          occasion: -1,
          occasions: [-1],
          causedBy: (version += 1),
          recipient,
          sendAfter: MORNING,
          formal: false,
          ...more,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return row.id;
    },
    notices: () =>
      db
        .selectFrom('notice')
        .select(['recipient', 'kind', 'status', 'reason', 'mailId', 'retryAfter'])
        .orderBy('kind')
        .orderBy('causedBy')
        .execute(),
    mails: () =>
      db.selectFrom('mail').select(['recipient', 'status', 'messageId', 'attempts', 'subject']).orderBy('messageId').execute(),
    async expireLeases() {
      await sql`update notice set lease_until = now() - interval '1 second' where lease_until is not null`.execute(db);
    },
    async reset() {
      for (const table of emptied) await sql`delete from ${sql.table(table)}`.execute(db);
      await world.agreement();
      await world.person('samordnaren');
    },
    async close() {
      await db.destroy();
      await database.drop();
    },
  };
  await world.reset();
  return world;
}

import type { Erasing } from '#core/around/keeping.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import type { Db } from '../../infra/db/connect.ts';
import { handedOut, type MailCopy, mailsHolding, textOf, textsHolding } from '../../infra/db/read/copies.ts';
import { resolveTexts } from '../../infra/db/read/texts.ts';

/** A mail is recognised by so much of the beginning of a long text: it may hold only that much. */
const RECOGNISED_BY = 60;

/** A file that left the record, and may hold what is erased. */
export interface HandedOut {
  chain: string;
  version: number;
  how: 'exported' | 'disclosed';
  on: CivilDate;
  sha256: string;
  /** What an export was of; null of a disclosure. */
  what: string | null;
  /** To whom a disclosure was made; null where that is not said or erased. */
  to: string | null;
  /** Who recorded it. */
  recordedBy: string | null;
}

/** What remains elsewhere of what is erased, as far as the record can know. */
export interface Copies {
  mails: (MailCopy & { isSettled: boolean })[];
  /** Other texts that hold the same words or name. */
  texts: string[];
  handedOut: HandedOut[];
}

const settled = new Set(['sent', 'failed', 'dropped']);

/** `chains`: the matters that name it. */
export async function copiesOf(db: Db, scope: string, asked: Erasing, chains: readonly string[]): Promise<Copies> {
  const { passages, recipients } = await soughtFor(db, scope, asked);
  const mails = await mailsHolding(db, scope, { passages, recipients });
  return {
    mails: mails
      .filter(({ id }) => asked.kind !== 'mail' || id !== asked.id)
      .map((mail) => ({ ...mail, isSettled: settled.has(mail.status) })),
    texts: await textsHolding(db, scope, passages, asked.kind === 'text' ? [asked.id] : []),
    handedOut: await filesOf(db, scope, chains),
  };
}

async function soughtFor(db: Db, scope: string, { kind, id }: Erasing): Promise<{ passages: string[]; recipients: string[] }> {
  switch (kind) {
    case 'person': {
      const row = await db
        .selectFrom('person')
        .select(['name', 'email'])
        .where('rehearsal', '=', scope)
        .where('id', '=', id)
        .executeTakeFirst();
      const known = row === undefined ? [] : [row.name, row.email].filter((one) => one !== '');
      return { passages: known, recipients: [`person:${id}`] };
    }
    case 'text': {
      const text = await textOf(db, scope, id);
      return { passages: text === null ? [] : [text.slice(0, RECOGNISED_BY)], recipients: [] };
    }
    // The name of a file may stand in a mail; its content never does.
    case 'document': {
      const row = await db
        .selectFrom('document')
        .select('name')
        .where('rehearsal', '=', scope)
        .where('sha256', '=', id)
        .executeTakeFirst();
      return { passages: row === undefined ? [] : [row.name], recipients: [] };
    }
    case 'mail':
      return { passages: [], recipients: [] };
  }
}

async function filesOf(db: Db, scope: string, chains: readonly string[]): Promise<HandedOut[]> {
  const entries = await handedOut(db, scope, chains);
  const receivers = await resolveTexts(
    db,
    scope,
    entries.flatMap(({ body }) => (body.type === 'disclosed' && body.to !== null ? [body.to] : [])),
  );
  return entries.map(({ chain, version, body, recordedAt, recordedBy }) => ({
    chain,
    version,
    how: body.type,
    on: civilDateOf(recordedAt),
    sha256: body.sha256,
    what: body.type === 'exported' ? body.what : null,
    to: body.type === 'disclosed' && body.to !== null ? (receivers[body.to.textId] ?? null) : null,
    recordedBy: recordedBy.person,
  }));
}

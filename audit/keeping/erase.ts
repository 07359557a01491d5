import type { AroundEvent } from '#core/around/events.ts';
import { type KeptFor, mandatesKeeping } from '#core/around/mandated.ts';
import type { Erasing, Gone } from '#core/around/keeping.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import type { GoneMark } from '#core/texts/keeping.ts';
import { accessChain, systemChain } from '#contracts/ids.ts';
import type { Db } from '../../infra/db/connect.ts';
import { domainNow } from '../../infra/db/around/now.ts';
import { goneIn, rulesIn } from '../../infra/db/read/gone.ts';
import { documentsKept, mailsKept, noticesAhead, personsKept, statedKept, textsKept } from '../../infra/db/read/holdings.ts';
import { carryOut, type Keeper, type KeepingAct, nothingGone } from './act.ts';
import { type Copies, copiesOf } from './copies.ts';
import { type DecisionAt, type Holdings, holdingsIn, type Named } from './holdings.ts';

/** Why something is not erased. */
export type EraseRefusal =
  | { code: 'unknown'; asked: Erasing; known: string[] }
  | { code: 'alreadyGone'; asked: Erasing; mark: GoneMark }
  /** It belongs to decisions, which are kept. */
  | { code: 'inDecision'; asked: Erasing; decisions: DecisionAt[] }
  /** A mandate to audit names them. */
  | { code: 'inMandate'; asked: Erasing; mandates: KeptFor[] }
  /** It says on what ground something was disposed of, erased or handed out. */
  | { code: 'groundOfKeeping'; asked: Erasing }
  /** A matter that runs needs it. */
  | { code: 'needed'; asked: Erasing; chains: string[] }
  /** Somebody is still to be told something, or a mail has not been settled. */
  | { code: 'underWay'; asked: Erasing; notices: number };

/** What would go, and what would be left. */
export interface ErasePlan {
  asked: Erasing;
  gone: Gone;
  /** The matters that name it. */
  chains: string[];
  copies: Copies;
}

type Planned = { ok: true; plan: ErasePlan } | { ok: false; refusal: EraseRefusal };

/** What erasing would take away and leave, or why it is refused; nothing is changed. `withMails`: the words of mails that hold it too. */
export async function planErasure(
  db: Db,
  scope: string,
  asked: Erasing,
  { withMails }: { withMails: boolean },
): Promise<Planned> {
  const holdings = await holdingsIn(db, scope);
  const found = await find(db, scope, asked, holdings);
  if ('code' in found) return { ok: false, refusal: found };
  const { gone, named } = found;
  const copies = await copiesOf(db, scope, asked, [...named.chains]);
  const mails = withMails ? copies.mails.filter(({ isSettled }) => isSettled).map(({ id }) => id) : [];
  const others = copies.mails.filter(({ id }) => withMails && mails.includes(id)).flatMap(({ chains }) => chains);
  return {
    ok: true,
    plan: {
      asked,
      gone: { ...gone, mails: [...new Set([...gone.mails, ...mails])] },
      chains: [...new Set([...named.chains, ...others])].toSorted(),
      copies: { ...copies, mails: copies.mails.filter(({ id }) => !mails.includes(id)) },
    },
  };
}

/** Erases what was planned: an entry in the access chain of each matter that names it, else in the system's. */
export async function erase(keeper: Keeper, act: KeepingAct, { asked, gone, chains }: ErasePlan): Promise<AroundEvent[]> {
  const places = chains.length === 0 ? [systemChain(keeper.scope)] : chains.map(accessChain);
  return carryOut(
    keeper,
    act,
    places.map((chain) => ({ chain, body: { type: 'erased', asked, by: act.by, ...gone } })),
  );
}

interface Found {
  gone: Gone;
  named: Pick<Named, 'chains'>;
}

async function find(db: Db, scope: string, asked: Erasing, holdings: Holdings): Promise<Found | EraseRefusal> {
  switch (asked.kind) {
    case 'person':
      return findPerson(db, scope, asked, holdings);
    case 'mail':
      return findMail(db, scope, asked);
    case 'text': {
      const kept = await textsKept(db, scope);
      const named = holdings.texts.get(asked.id);
      if (kept.has(asked.id) && holdings.grounds.has(asked.id)) return { code: 'groundOfKeeping', asked };
      if (!kept.has(asked.id) || named === undefined) return missing(db, scope, asked, [...holdings.texts.keys()]);
      return refusedFor(asked, named, holdings) ?? { gone: { ...nothingGone, texts: [named.ref] }, named };
    }
    case 'document': {
      const kept = (await documentsKept(db, scope)).map(({ sha256 }) => sha256);
      if (!kept.includes(asked.id)) return missing(db, scope, asked, kept);
      const named = holdings.documents.get(asked.id) ?? { chains: new Set<string>(), entries: [], recordedOn: '', decisions: [] };
      return refusedFor(asked, named, holdings) ?? { gone: { ...nothingGone, documents: [asked.id] }, named };
    }
  }
}

async function missing(db: Db, scope: string, asked: Erasing, known: string[]): Promise<EraseRefusal> {
  const { marks } = await goneIn(db, scope);
  const all = { person: marks.persons, text: marks.texts, document: marks.documents, mail: marks.mails }[asked.kind];
  const mark = all[asked.id];
  return mark === undefined ? { code: 'unknown', asked, known } : { code: 'alreadyGone', asked, mark };
}

function refusedFor(asked: Erasing, named: Named, { matters }: Holdings): EraseRefusal | null {
  if (named.decisions.length > 0) return { code: 'inDecision', asked, decisions: named.decisions };
  const needing = [...named.chains].filter((chain) => {
    const matter = matters.get(chain);
    return matter !== undefined && matter.closedOn === null && matter.needs(asked.id);
  });
  return needing.length > 0 ? { code: 'needed', asked, chains: needing } : null;
}

async function findPerson(db: Db, scope: string, asked: Erasing, holdings: Holdings): Promise<Found | EraseRefusal> {
  const kept = (await personsKept(db, scope)).map(({ id }) => id);
  if (!kept.includes(asked.id)) return missing(db, scope, asked, kept);
  const named = holdings.persons.get(asked.id) ?? { chains: new Set<string>(), entries: [], recordedOn: '', decisions: [] };
  const refusal = refusedFor(asked, named, holdings);
  if (refusal !== null) return refusal;
  const mandates = await keepingMandates(db, scope, asked.id, holdings);
  if (mandates.length > 0) return { code: 'inMandate', asked, mandates };
  const notices = await noticesAhead(db, scope, `person:${asked.id}`);
  // What a rehearsal has not sent when it ends is never sent.
  if (notices > 0 && scope === '') return { code: 'underWay', asked, notices };
  const stated = (await statedKept(db, scope)).filter(({ person }) => person === asked.id);
  const chains = new Set([...named.chains, ...stated.map(({ chain }) => chain)]);
  return { gone: { ...nothingGone, persons: [asked.id], stated: stated.map(({ id }) => id) }, named: { chains } };
}

async function keepingMandates(db: Db, scope: string, person: string, { mandates }: Holdings): Promise<KeptFor[]> {
  const rules = (await rulesIn(db, scope))?.rules ?? [];
  const keep = rules.find(({ kind }) => kind === 'persons')?.keep ?? null;
  return mandatesKeeping(mandates, person, keep, civilDateOf(await domainNow(db, systemChain(scope))));
}

async function findMail(db: Db, scope: string, asked: Erasing): Promise<Found | EraseRefusal> {
  const settled = await mailsKept(db, scope);
  const mail = settled.find(({ id }) => id === asked.id);
  if (mail !== undefined) return { gone: { ...nothingGone, mails: [mail.id] }, named: { chains: new Set(mail.chains) } };
  const row = await db
    .selectFrom('mail')
    .select('status')
    .where('rehearsal', '=', scope)
    .where('id', '=', asked.id)
    .where('text', '<>', '')
    .executeTakeFirst();
  return row === undefined ? missing(db, scope, asked, []) : { code: 'underWay', asked, notices: 0 };
}

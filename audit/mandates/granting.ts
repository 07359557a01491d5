import { ulid } from 'ulid';
import type { Doer, RecordedBy } from '#core/act/event.ts';
import type { AuditingBody, MandateTerms } from '#core/around/auditing.ts';
import type { AroundEvent } from '#core/around/events.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import { systemChain } from '#contracts/ids.ts';
import { recordAround } from '../../infra/db/around/chainNoted.ts';
import type { Db } from '../../infra/db/connect.ts';
import { putText } from '../../infra/db/write/texts.ts';
import { allMandates, type Mandate } from './mandate.ts';

/** A body's decision about a mandate, entered by somebody. */
export interface MandateAct {
  /** The body's name. */
  by: string;
  /** The same where the record knows the body. */
  doneBy: Doer | null;
  doneOn: CivilDate;
  recordedBy: RecordedBy;
  now: Instant;
  /** What the decision is found by, in words. */
  decision: string;
}

/** The world whose record is audited, and the program that records. */
export interface World {
  db: Db;
  scope: string;
  codeVersion: string;
}

export type MandateProblem =
  | { code: 'backwards'; from: CivilDate; until: CivilDate }
  | { code: 'expiresInPast'; expiresOn: CivilDate }
  | { code: 'ownMandate'; person: string }
  | { code: 'unknownMandate'; given: string; known: string[] }
  | { code: 'alreadyRevoked'; mandate: string; revokedOn: CivilDate };

export type Acted = { ok: true; event: AroundEvent } | { ok: false; problem: MandateProblem };

/** Gives somebody a mandate: an entry in the world's system chain. Nobody enters one of their own. */
export async function grantMandate(world: World, terms: MandateTerms, act: MandateAct): Promise<Acted> {
  const { auditor, from, until, expiresOn } = terms;
  if (from !== null && until !== null && until < from) return problem({ code: 'backwards', from, until });
  if (expiresOn !== null && expiresOn < civilDateOf(act.now)) return problem({ code: 'expiresInPast', expiresOn });
  if (act.recordedBy.person === auditor) return problem({ code: 'ownMandate', person: auditor });
  return record(world, { type: 'mandateGranted', mandate: ulid(), by: act.by, ...terms }, act);
}

/** Takes a mandate back, from the day of the decision on. */
export async function revokeMandate(world: World, mandate: string, act: MandateAct): Promise<Acted> {
  const all = await allMandates(world.db, world.scope);
  const found = all.find(({ id }) => id === mandate);
  if (found === undefined) return problem({ code: 'unknownMandate', given: mandate, known: inUse(all) });
  if (found.revokedOn !== null) return problem({ code: 'alreadyRevoked', mandate, revokedOn: found.revokedOn });
  return record(world, { type: 'mandateRevoked', mandate, by: act.by }, act);
}

const inUse = (all: readonly Mandate[]): string[] => all.filter(({ revokedOn }) => revokedOn === null).map(({ id }) => id);

const problem = (what: MandateProblem): Acted => ({ ok: false, problem: what });

async function record({ db, scope, codeVersion }: World, body: AuditingBody, act: MandateAct): Promise<Acted> {
  const { doneOn, doneBy, recordedBy, now, decision } = act;
  const evidence = { kind: 'reference', text: await putText(db, scope, decision) } as const;
  const entry = { chain: systemChain(scope), body, doneOn, doneBy, recordedBy, recordedAt: now, reason: null, evidence };
  const [event] = await recordAround(db, scope, [entry], codeVersion);
  if (event === undefined) throw new Error('a mandate was recorded and not answered with');
  return { ok: true, event };
}

import { ulid } from 'ulid';
import type { Evidence } from '#core/act/envelope.ts';
import type { Doer, RecordedBy } from '#core/act/event.ts';
import type { AuditingBody, MandateTerms } from '#core/around/auditing.ts';
import type { AroundEvent } from '#core/around/events.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import { systemChain } from '#contracts/ids.ts';
import { recordAround } from '../../infra/db/around/chainNoted.ts';
import type { Db } from '../../infra/db/connect.ts';
import { allMandates, type Mandate } from './mandate.ts';

/** A decision about a mandate, entered by somebody. */
export interface MandateAct {
  decidedOn: CivilDate;
  /** The body that decided. */
  decidedBy: Doer;
  /** What the decision is found by: a reference or a document. */
  evidence: Evidence;
  recordedBy: RecordedBy;
}

export type MandateProblem =
  | { code: 'futureDecision'; decidedOn: CivilDate }
  | { code: 'backwards'; from: CivilDate; until: CivilDate }
  | { code: 'ownMandate'; person: string }
  | { code: 'unknownMandate'; given: string; known: string[] }
  | { code: 'alreadyRevoked'; mandate: string; revokedOn: CivilDate };

export type Acted = { ok: true; event: AroundEvent } | { ok: false; problem: MandateProblem };

interface At {
  now: Instant;
  codeVersion: string;
}

/** Gives somebody a mandate: an entry in the live world's system chain. Nobody gives one to themselves, nor enters their own. */
export async function grantMandate(live: Db, terms: MandateTerms, act: MandateAct, at: At): Promise<Acted> {
  const { auditor, from, until } = terms;
  if (from !== null && until !== null && until < from) return problem({ code: 'backwards', from, until });
  if (act.recordedBy.person === auditor || act.decidedBy.person === auditor)
    return problem({ code: 'ownMandate', person: auditor });
  return record(live, { type: 'mandateGranted', mandate: ulid(), ...terms }, act, at);
}

/** Takes a mandate back, from the day of the decision on. */
export async function revokeMandate(live: Db, mandate: string, act: MandateAct, at: At): Promise<Acted> {
  const all = await allMandates(live);
  const found = all.find(({ id }) => id === mandate);
  if (found === undefined) return problem({ code: 'unknownMandate', given: mandate, known: inUse(all) });
  if (found.revokedOn !== null) return problem({ code: 'alreadyRevoked', mandate, revokedOn: found.revokedOn });
  return record(live, { type: 'mandateRevoked', mandate }, act, at);
}

const inUse = (all: readonly Mandate[]): string[] => all.filter(({ revokedOn }) => revokedOn === null).map(({ id }) => id);

const problem = (what: MandateProblem): Acted => ({ ok: false, problem: what });

async function record(live: Db, body: AuditingBody, act: MandateAct, { now, codeVersion }: At): Promise<Acted> {
  const { decidedOn, decidedBy, evidence, recordedBy } = act;
  if (decidedOn > civilDateOf(now)) return problem({ code: 'futureDecision', decidedOn });
  const entry = {
    chain: systemChain(''),
    body,
    doneOn: decidedOn,
    doneBy: decidedBy,
    recordedBy,
    recordedAt: now,
    reason: null,
    evidence,
  };
  const [event] = await recordAround(live, '', [entry], codeVersion);
  if (event === undefined) throw new Error('a mandate was recorded and not answered with');
  return { ok: true, event };
}

import type { RecordedBy } from '#core/act/event.ts';
import { type CivilDate, isCivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, instantOfMs } from '#core/calendar/instant.ts';
import { systemChain } from '#contracts/ids.ts';
import { GoneMeanwhile, type Keeper, type KeepingAct } from '../../../audit/keeping/act.ts';
import { whoActs, whoRecords, type WhoRefusal } from '../../../audit/keeping/who.ts';
import { domainNow } from '../../../infra/db/around/now.ts';
import type { Db } from '../../../infra/db/connect.ts';
import { rehearsals } from '../../../infra/db/read/rehearsals.ts';
import { nearest } from '../../../infra/definition/mistake.ts';
import { exit, Failure } from '../../failure.ts';
import type { Context, Reads } from '../../session.ts';
import { keepingWords } from '../../words/audit/keeping.ts';

export interface InRehearsal {
  rehearsal?: string;
}

/** What every act on what is kept is given. */
export interface ActingOptions extends InRehearsal {
  by: string;
  as: string;
  evidence?: string;
  doneOn?: string;
  /** Of this program. */
  version: string;
}

/** The record that is meant: the live one, or a rehearsal's. @throws Failure where there is no such rehearsal. */
export async function placeOf(
  context: Context,
  { worlds }: Reads,
  { rehearsal }: InRehearsal,
): Promise<{ db: Db; scope: string }> {
  if (rehearsal === undefined) return { db: worlds.live, scope: '' };
  const known = (await rehearsals(worlds.rehearsal, instantOfMs(Date.now()))).map(({ id }) => id);
  if (known.includes(rehearsal)) return { db: worlds.rehearsal, scope: rehearsal };
  const say = keepingWords[context.terminal.lang];
  throw new Failure(exit.usage, 'unknownRehearsal', say.unknownRehearsal(rehearsal), say.unknownRehearsalRemedy, { known });
}

/** @throws Failure for what is no day. */
export function dayGiven({ terminal }: Context, option: string, given: string | undefined): CivilDate | null {
  if (given === undefined) return null;
  const say = keepingWords[terminal.lang];
  if (!isCivilDate(given)) throw new Failure(exit.usage, 'badInput', say.badDate(option, given), say.badDateRemedy);
  return given;
}

/** Who acts, when, for which body and on what. @throws Failure with what is wrong and what would be right. */
export async function actOf(
  context: Context,
  { db, scope }: { db: Db; scope: string },
  options: ActingOptions,
  reason: string | null,
): Promise<{ keeper: Keeper; act: KeepingAct }> {
  const say = keepingWords[context.terminal.lang];
  const who = await whoActs(db, scope, options);
  if (!who.ok) throw refusedWho(context, who.refusal);
  const now = await domainNow(db, systemChain(scope));
  const today = civilDateOf(now);
  const doneOn = dayGiven(context, 'done-on', options.doneOn) ?? today;
  if (doneOn > today) throw new Failure(exit.usage, 'doneInFuture', say.future('done-on', doneOn), say.futureRemedy);
  if (doneOn < today && options.evidence === undefined)
    throw new Failure(exit.refused, 'evidenceMissing', say.evidenceMissing(doneOn), say.evidenceRemedy);
  const { by, doneBy, recordedBy } = who;
  const evidence = options.evidence ?? null;
  return {
    keeper: { db, scope, codeVersion: options.version },
    act: { by, doneBy, doneOn, recordedBy, now, reason, evidence },
  };
}

/** Who does something with the system itself. @throws Failure for anybody but a registrar or a coordinator. */
export async function recorderOf(context: Context, { db, scope }: { db: Db; scope: string }, as: string): Promise<RecordedBy> {
  const who = await whoRecords(db, scope, as);
  if (!who.ok) throw refusedWho(context, who.refusal);
  return who.recordedBy;
}

function refusedWho({ terminal }: Context, refusal: WhoRefusal): Failure {
  const say = keepingWords[terminal.lang];
  switch (refusal.code) {
    case 'unknownPerson': {
      const meant = nearest(refusal.person, refusal.known);
      return new Failure(exit.usage, refusal.code, say.unknownPerson(refusal.person), say.refused.unknownRemedy(meant), refusal);
    }
    case 'notAKeeper': {
      const remedy = refusal.known.length === 0 ? say.nobodyKeeps : say.keepers(refusal.known.join(', '));
      return new Failure(exit.refused, refusal.code, say.notAKeeper(refusal.person), remedy, refusal);
    }
    case 'personAsBody':
      return new Failure(exit.usage, refusal.code, say.personAsBody(refusal.given), say.personAsBodyRemedy, refusal);
  }
}

/** Carries an act out; what somebody else did meanwhile is told as such. */
export async function carried<T>({ terminal }: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GoneMeanwhile)) throw error;
    const say = keepingWords[terminal.lang];
    throw new Failure(exit.refused, 'goneMeanwhile', say.meanwhile, say.meanwhileRemedy);
  }
}

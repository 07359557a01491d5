import type { Instant } from '#core/calendar/instant.ts';
import { type AgreementSummary, agreementState, findAgreement } from '../infra/db/read/agreements.ts';
import type { Db } from '../infra/db/connect.ts';
import { findProcess, type ProcessSummary } from '../infra/db/read/processes.ts';
import type { Kind } from '#core/act/model.ts';
import type { State } from '#core/agreement/state.ts';
import type { Gateway } from '../infra/gateway/gateway.ts';
import { notFound } from './problem.ts';

/** What the routes work with. */
export interface Context {
  gateway: Gateway;
  live: Db;
  rehearsal: Db;
  now: () => Instant;
}

const AGREEMENT_ID = /^(?:rehearsal:[0-9A-HJKMNP-TV-Z]{26}:)?agreement:[A-Za-z0-9-]{1,80}:\d{4}$/;

/** The agreement that a full or short id means. @throws Refuse 404 where there is none. */
export async function existing(context: Context, id: string): Promise<AgreementSummary> {
  const found = AGREEMENT_ID.test(id) ? await findAgreement(context, id) : null;
  if (found === null) throw notFound('unknownAgreement', { agreement: id });
  return found;
}

export const PROCESS_ID =
  /^(?:rehearsal:[0-9A-HJKMNP-TV-Z]{26}:)?(?:agreement:[A-Za-z0-9-]{1,80}:\d{4}|(?:framework|referral):[A-Za-z0-9-]{1,80})$/;

const unknown = { agreement: 'unknownAgreement', framework: 'unknownFramework', referral: 'unknownReferral' } as const;

/** The process of one kind that an id means; its own word before it may be left out. @throws Refuse 404 where there is none. */
export async function existingOf(context: Context, kind: Kind, id: string): Promise<ProcessSummary> {
  const full = id.includes(':') ? id : `${kind}:${id}`;
  const found = PROCESS_ID.test(full) ? await findProcess(context, full) : null;
  if (found?.kind !== kind) throw notFound(unknown[kind], { [kind]: id });
  return found;
}

/** An agreement with its state. @throws Refuse 404 where there is none. */
export async function existingState(context: Context, id: string): Promise<{ summary: AgreementSummary; state: State }> {
  const summary = await existing(context, id);
  const state = await agreementState(context, summary.chain);
  if (state === null) throw notFound('unknownAgreement', { agreement: id });
  return { summary, state };
}

export type WorldName = 'live' | 'rehearsal';

export const worldName = (rehearsal: string | null): WorldName => (rehearsal === null ? 'live' : 'rehearsal');

/** The database whose directory and texts belong to an agreement, and the scope in it. */
export const directoryOf = (context: Context, rehearsal: string | null): { db: Db; scope: string } =>
  rehearsal === null ? { db: context.live, scope: '' } : { db: context.rehearsal, scope: rehearsal };

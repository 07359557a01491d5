import type { EventBody } from '#core/agreement/events.ts';
import { statementDeadline } from '#core/agreement/consultation/contributions.ts';
import { dependentDates } from '#core/agreement/dates/dependent.ts';
import { intentionKey } from '#core/agreement/funds/available.ts';
import { textOf } from '#core/agreement/negotiation/versions.ts';
import type { State } from '#core/agreement/state.ts';
import type { FrameworkEvent } from '#core/framework/events.ts';
import { type FrameworkState, itemDeadline } from '#core/framework/state.ts';
import type { AnyBody, ProcessState } from '#core/models.ts';
import type { ReferralEventBody } from '#core/referral/events.ts';
import type { ReferralState } from '#core/referral/state.ts';

/**
 * Whether what an event is about is there. Entries are made in any order and each says its own day: that an action was completed may be said
 * to have been done before the day on which it was planned. By what had been done, it then waits for what it is about.
 */
export function isGrounded(process: ProcessState, body: AnyBody): boolean {
  switch (process.kind) {
    case 'agreement':
      return inAgreement(process.state, body as EventBody);
    case 'framework':
      return inFramework(process.state, body as FrameworkEvent);
    case 'referral':
      return inReferral(process.state, body as ReferralEventBody);
  }
}

/** What these bring is new by the id that they name. */
const bringing: ReadonlySet<EventBody['type']> = new Set([
  'actionPlanned',
  'meetingPlanned',
  'requisitioned',
  'reclaimed',
  'amendmentProposed',
]);

function inAgreement(state: State, body: EventBody): boolean {
  const { deadlines, funds, decisions } = state;
  if (bringing.has(body.type)) return true;
  if (body.type === 'dateReckoned') return isDependent(state, body.deadline);
  if (body.type === 'answerDeclined') return isThere(deadlines, statementDeadline(body.organisation));
  if (body.type === 'tasksHandedOver') return body.deadlines.every((id) => isThere(deadlines, id));
  if (body.type === 'setAsideSettled') return isThere(funds.settled, intentionKey(body.measure, body.year));
  if (body.type === 'versionAgreed') return textOf(state, body.versionHash) !== null;
  if ('deadline' in body) return isThere(deadlines, body.deadline);
  if ('requisition' in body) return body.requisition === null || isThere(funds.requisitions, body.requisition);
  if ('reclaim' in body) return isThere(funds.reclaims, body.reclaim);
  if (!('amendment' in body)) return true;
  const isProposed = decisions.amendments.some(({ number }) => number === body.amendment);
  return isProposed && (body.type !== 'amendmentInForce' || textOf(state, body.versionHash) !== null);
}

const isThere = (record: object, id: string): boolean => Object.hasOwn(record, id);

/** Known already, or reckoned from another by a rule that stands. */
const isDependent = (state: State, id: string): boolean =>
  isThere(state.deadlines, id) || dependentDates(state).some(({ deadline }) => deadline.id === id);

function inFramework({ years, deadlines }: FrameworkState, body: FrameworkEvent): boolean {
  switch (body.type) {
    case 'yearWaits':
    case 'yearOpened':
    case 'yearNotOpened':
      return years[body.year] !== undefined;
    case 'yearOpening':
      return years[body.year]?.definition != null;
    case 'commissionDateMoved':
    case 'commissionReported':
    case 'commissionLetGo':
      return deadlines[itemDeadline(body.commission, body.item)] !== undefined;
    default:
      return true;
  }
}

function inReferral({ stages, questions }: ReferralState, body: ReferralEventBody): boolean {
  if ('stage' in body) return stages[body.organisation]?.[body.stage] !== undefined;
  return body.type !== 'answered' || questions.some(({ number }) => number === body.question);
}

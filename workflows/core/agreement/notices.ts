import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { assertNever } from '#core/result.ts';
import type { EventType, Recipient, Reminder, StoredEvent } from './events.ts';
import { nextMorning } from './reminders.ts';
import type { State } from './state.ts';

/** One thing that one recipient is to be told, as an event calls for it. */
export interface NoticeDraft {
  kind: 'reminder' | 'event';
  about: EventType;
  deadline: string | null;
  dueOn: CivilDate | null;
  /** Days relative to the due date: the latest of `occasions`. Null where it is not a reminder. */
  occasion: number | null;
  /** Every moment of the plan that a reminder stands for. */
  occasions: number[];
  /** Version of the causing event. */
  causedBy: number;
  recipient: Recipient;
  sendAfter: Instant;
  /** It tells of an act with consequences: where its sending is unknown a person decides, and it is not simply sent again. */
  formal: boolean;
}

/**
 * Who is to be told what because of an event; `state` is the agreement with the event folded in. What was done before the system took an
 * agreement over tells nobody anything.
 */
export function noticesOf(event: StoredEvent, state: State): NoticeDraft[] {
  const { body } = event;
  switch (body.type) {
    case 'reminded':
      return body.reminders.flatMap((reminder) => reminderNotices(event, reminder, body.sendAfter));
    case 'phaseOverdue':
      return each(body.recipients).map((recipient) => ({ ...told(event, recipient), sendAfter: body.sendAfter, formal: false }));
    case 'reportReturned':
    case 'reportAccepted':
      return toDebtor(event, state, body.deadline);
    case 'reportHandedIn':
      return toCreditor(event, state, body.deadline);
    case 'deviationReported':
      return toCreditorOfMeasure(event, state, body.measure);
    case 'phaseBegan':
      return body.phase === 'inForce' ? toEveryParty(event, state) : [];
    case 'signingRefused':
    case 'rejected':
    case 'lapsed':
    case 'terminated':
    case 'negotiationReopened':
      return toEveryParty(event, state);
    case 'runStarted':
    case 'opened':
    case 'takenOver':
    case 'basisAdopted':
    case 'versionAccepted':
    case 'authorised':
    case 'signed':
    case 'approved':
    case 'deadlineMet':
    case 'deadlineLetGo':
    case 'accounted':
    case 'repaid':
    case 'evaluationAdopted':
    case 'rulesChanged':
    case 'corrected':
      return [];
    default:
      return assertNever(body);
  }
}

function reminderNotices(event: StoredEvent, reminder: Reminder, sendAfter: Instant): NoticeDraft[] {
  const { deadline, dueOn, occasion, stands, recipients } = reminder;
  return each(recipients).map((recipient) => ({
    ...told(event, recipient),
    kind: 'reminder',
    deadline,
    dueOn,
    occasion,
    occasions: [...stands],
    sendAfter,
    formal: false,
  }));
}

/** The handler who has taken the task, else the debtor's registrar. */
function toDebtor(event: StoredEvent, state: State, id: string): NoticeDraft[] {
  const deadline = state.deadlines[id];
  if (deadline === undefined) return [];
  const recipient: Recipient = deadline.handler === null ? `registrar:${deadline.debtor}` : `person:${deadline.handler}`;
  return [{ ...told(event, recipient), deadline: id, dueOn: deadline.dueOn }];
}

/** A report waits for its creditor's answer, so the creditor is told that it is there. */
function toCreditor(event: StoredEvent, state: State, id: string): NoticeDraft[] {
  const deadline = state.deadlines[id];
  if (deadline === undefined) return [];
  return [{ ...told(event, `registrar:${deadline.creditor}`), deadline: id, dueOn: deadline.dueOn }];
}

function toCreditorOfMeasure(event: StoredEvent, state: State, id: string): NoticeDraft[] {
  const { measures, coordinator } = state.definition;
  const creditors = measures.filter((measure) => measure.id === id).map(({ creditor }): Recipient => `registrar:${creditor}`);
  return each([...creditors, `person:${coordinator}`]).map((recipient) => told(event, recipient));
}

function toEveryParty(event: StoredEvent, state: State): NoticeDraft[] {
  const { parties, coordinator } = state.definition;
  const registrars = parties.map(({ organisation }): Recipient => `registrar:${organisation}`);
  return each([...registrars, `person:${coordinator}`]).map((recipient) => told(event, recipient));
}

function told(event: StoredEvent, recipient: Recipient): NoticeDraft {
  return {
    kind: 'event',
    about: event.body.type,
    deadline: null,
    dueOn: null,
    occasion: null,
    occasions: [],
    causedBy: event.version,
    recipient,
    // One mail a person a morning: what happens in the day waits for the next.
    sendAfter: nextMorning(event.recordedAt),
    formal: true,
  };
}

function each(recipients: readonly Recipient[]): Recipient[] {
  return [...new Set(recipients)];
}

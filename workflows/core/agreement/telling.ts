import type { Recipient } from '#core/act/event.ts';
import type { NoticeDraft } from '#core/act/notice.ts';
import { each, told } from '#core/act/telling.ts';
import type { StoredEvent } from './events.ts';
import type { State } from './state.ts';

/** The debtor's registrar always, since it is a formal notice; and the handler who has taken the task. */
export function toDebtor(event: StoredEvent, state: State, id: string): NoticeDraft[] {
  const deadline = state.deadlines[id];
  if (deadline === undefined) return [];
  const recipients: Recipient[] = [`registrar:${deadline.debtor}`];
  if (deadline.handler !== null) recipients.push(`person:${deadline.handler}`);
  return recipients.map((recipient) => ({ ...told(event, recipient), deadline: id, dueOn: deadline.dueOn }));
}

/** A report waits for its creditor's answer, so the creditor is told that it is there. */
export function toCreditor(event: StoredEvent, state: State, id: string): NoticeDraft[] {
  const deadline = state.deadlines[id];
  if (deadline === undefined) return [];
  return [{ ...told(event, `registrar:${deadline.creditor}`), deadline: id, dueOn: deadline.dueOn }];
}

export function toCreditorOfMeasure(event: StoredEvent, state: State, id: string): NoticeDraft[] {
  const { measures, coordinator } = state.definition;
  const creditors = measures.filter((measure) => measure.id === id).map(({ creditor }): Recipient => `registrar:${creditor}`);
  return each([...creditors, `person:${coordinator}`]).map((recipient) => told(event, recipient));
}

export function toEveryParty(event: StoredEvent, state: State): NoticeDraft[] {
  const { parties, coordinator } = state.definition;
  const registrars = parties.map(({ organisation }): Recipient => `registrar:${organisation}`);
  return each([...registrars, `person:${coordinator}`]).map((recipient) => told(event, recipient));
}

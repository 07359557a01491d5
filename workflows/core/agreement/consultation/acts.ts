import type { ActRef } from '#core/act/event.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { State } from '../state.ts';
import { statementDeadline } from './contributions.ts';

/** Deadlines whose meeting is an answer's own act, which `consultationActs` holds. */
export const metByStatement = ({ consultation }: State): string[] => Object.keys(consultation.invitations).map(statementDeadline);

/** Each act that the consultation holds; an invitation of several is one. */
export function consultationActs({ consultation }: State): ActRef[] {
  const { invitations, declined, priorities, discussion, statements, responses, involvement } = consultation;
  const invited = new Map(Object.values(invitations).map((act) => [act.version, act]));
  return [
    ...invited.values(),
    ...Object.values(declined),
    ...priorities,
    ...discussion,
    ...statements,
    ...Object.values(responses),
    ...involvement,
  ];
}

/** A part's state with the act of one event on another day, wherever it stands. */
export function redatedWithin<T>(value: T, version: number, doneOn: CivilDate): T {
  if (Array.isArray(value)) return value.map((item: unknown) => redatedWithin(item, version, doneOn)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, redatedWithin<unknown>(one, version, doneOn)]),
  );
  return ('version' in inner && inner['version'] === version && 'doneOn' in inner ? { ...inner, doneOn } : inner) as T;
}

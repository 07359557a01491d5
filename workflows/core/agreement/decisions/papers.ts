import { coordinatorsOrganisation } from '#core/act/recorder.ts';
import type { DependentDate } from '../dates/types.ts';
import type { Definition } from '../definition.ts';
import type { State } from '../state.ts';
import type { MeetingMatter } from './types.ts';

/** Reminder plan of what is asked of a body and of those who serve it. */
export const PLAN = 'answer';
export const SOURCE = 'meeting';

export const matterOf = (about: MeetingMatter, body: string): string => `${about}:${body}`;
export const meetingDeadline = (about: MeetingMatter, body: string): string => `meeting-${about}:${body}`;
export const papersDeadline = (about: MeetingMatter, body: string): string => `papers-${about}:${body}`;

export const organisationOf = ({ organisations }: Definition, body: string): string =>
  organisations.find(({ bodies }) => bodies.some(({ id }) => id === body))?.id ?? body;

export const titleOf = ({ organisations }: Definition, body: string): string =>
  organisations.flatMap(({ bodies }) => bodies).find(({ id }) => id === body)?.title ?? body;

/** The papers of each meeting go out so many business days before it, and follow it wherever it moves. */
export function papersDates({ definition, decisions }: State): DependentDate[] {
  return Object.values(decisions.meetings).flatMap(({ body, deadline, papers, papersBusinessDaysBefore }) => {
    if (papers === null) return [];
    const terms: DependentDate['deadline'] = {
      id: papers,
      title: `Handlingar: ${titleOf(definition, body)}`,
      kind: 'papers',
      mode: 'owed',
      metBy: 'act',
      plan: PLAN,
      debtor: coordinatorsOrganisation(definition),
      creditor: organisationOf(definition, body),
      measure: null,
      handler: null,
      source: SOURCE,
    };
    return [
      { deadline: terms, base: { kind: 'due', deadline }, days: -papersBusinessDaysBefore, count: 'businessDays' as const },
    ];
  });
}

import type { StoredEventOf } from '#core/act/event.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { ReferralDefinition } from './definition.ts';
import type { ReferralEvent, ReferralEventBody } from './events.ts';

/** What stands in the place of another organisation's own handling: that something was recorded, and when. */
export interface OwnHandling {
  type: 'ownHandling';
}

/** Whether who looks sees this organisation's own handling. */
export type Sees = (organisation: string) => boolean;

export const seesNone: Sees = () => false;

/**
 * A body's own handling is its own affair until it answers: it is seen in its own organisation, and by an auditor. Null for who the
 * referral does not know.
 */
export function seesOf({ people }: Pick<ReferralDefinition, 'people'>, person: string): Sees | null {
  const found = people.find(({ id }) => id === person);
  if (found === undefined) return null;
  return found.roles.includes('auditor') ? () => true : (organisation) => organisation === found.organisation;
}

/** Whether a deadline is of a body's own stages. */
export const isSeenDeadline = ({ kind, debtor }: Pick<Deadline, 'kind' | 'debtor'>, sees: Sees): boolean =>
  kind !== 'stage' || sees(debtor);

/** Whether an event is of a body's own stages. */
export const isOwnHandling = (body: ReferralEventBody): body is Extract<ReferralEventBody, { stage: string }> => 'stage' in body;

/** An event as who looks may see it. Its version and hash stay, so that no entry is missing. */
export function asSeen(event: ReferralEvent, sees: Sees): StoredEventOf<ReferralEventBody | OwnHandling> {
  const { body } = event;
  if (isOwnHandling(body)) return sees(body.organisation) ? event : hidden(event);
  switch (body.type) {
    case 'opened': {
      const asked = body.definition.asked.map((one) => (sees(one.organisation) ? one : { ...one, stages: [] }));
      return { ...event, body: { ...body, definition: { ...body.definition, asked } } };
    }
    case 'reminded': {
      const reminders = body.reminders.filter(({ deadline }) => isSeenReminder(deadline, sees));
      return reminders.length === 0 ? hidden(event) : { ...event, body: { ...body, reminders } };
    }
    case 'answered':
      return sees(body.organisation) ? event : { ...event, body: withoutOwn(body) };
    default:
      return event;
  }
}

/** The answer is everybody's; the papers of the handling that led to it are its organisation's own. */
function withoutOwn({ atHand: _own, ...answer }: Extract<ReferralEventBody, { type: 'answered' }>): ReferralEventBody {
  return answer;
}

function isSeenReminder(deadline: string, sees: Sees): boolean {
  const [, organisation] = /^stage-.*:([^:]+)$/.exec(deadline) ?? [];
  return organisation === undefined || sees(organisation);
}

/** That something was recorded, and when, by whatever kind of entry. */
export const hidden = (event: StoredEventOf<{ type: string }>): StoredEventOf<OwnHandling> => ({
  ...event,
  body: { type: 'ownHandling' },
  doneBy: null,
  recordedBy: { ...event.recordedBy, person: null },
  reason: null,
  evidence: null,
});

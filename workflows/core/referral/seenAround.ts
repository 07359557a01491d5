import type { AroundEvent } from '#core/around/events.ts';
import type { StoredEventOf } from '#core/act/event.ts';
import { hidden, isSeenDeadline, type OwnHandling, type Sees } from './seen.ts';
import type { ReferralState } from './state.ts';

/**
 * What happens around a referral as who looks may see it: what somebody of a body is told of its own stages, and what they try in vain, is
 * seen in its own organisation alone. Version and hash stay, so that no entry is missing.
 */
export function aroundAsSeen(event: AroundEvent, state: ReferralState, sees: Sees): AroundEvent | StoredEventOf<OwnHandling> {
  return isSeen(event, state, sees) ? event : hidden(event);
}

function isSeen({ body, recordedBy }: AroundEvent, { deadlines, definition }: ReferralState, sees: Sees): boolean {
  if (body.type === 'noticeSettled') {
    const deadline = body.deadline === null ? undefined : deadlines[body.deadline];
    if (deadline !== undefined && !isSeenDeadline(deadline, sees)) return false;
    return body.about !== 'stageDecided' || sees(body.recipient.replace('registrar:', ''));
  }
  if (body.type !== 'commandRefused') return true;
  const organisation = definition.people.find(({ id }) => id === recordedBy.person)?.organisation;
  return organisation === undefined || sees(organisation);
}

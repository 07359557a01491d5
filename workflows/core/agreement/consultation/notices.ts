import type { NoticeDraft } from '#core/act/notice.ts';
import { each, told } from '#core/act/telling.ts';
import type { StoredEvent } from '../events.ts';
import type { NoticeRules } from '../parts.ts';
import type { State } from '../state.ts';
import { statementDeadline } from './contributions.ts';
import type { ConsultationEvent } from './types.ts';

export const consultationNotices: NoticeRules<ConsultationEvent> = {
  consultationInvited: (event, { organisations }, state) =>
    organisations.map((organisation) => {
      const deadline = statementDeadline(organisation);
      const dueOn = state.deadlines[deadline]?.dueOn ?? null;
      return { ...told(event, `registrar:${organisation}`), deadline, dueOn };
    }),
  priorityProposed: toCoordinator,
  priorityDiscussed: (event, { priority }, state) => {
    const proposer = state.consultation.priorities.find(({ id }) => id === priority)?.organisation;
    const recipients = [`person:${state.definition.coordinator}`, `registrar:${proposer ?? ''}`] as const;
    return each(proposer === undefined ? [recipients[0]] : recipients).map((recipient) => informally(event, recipient));
  },
  statementGiven: toInviter,
  answerDeclined: toInviter,
  contributionAnswered: (event, { organisation }) => [told(event, `registrar:${organisation}`)],
  priorityLinked: () => [],
  involvementRecorded: toCoordinator,
};

const informally = (event: StoredEvent, recipient: NoticeDraft['recipient']): NoticeDraft => ({
  ...told(event, recipient),
  formal: false,
});

function toCoordinator(event: StoredEvent, _body: ConsultationEvent, state: State): NoticeDraft[] {
  return [informally(event, `person:${state.definition.coordinator}`)];
}

/** An answer is received by the organisation that asked, and by whoever runs the consultation. */
function toInviter(event: StoredEvent, _body: ConsultationEvent, { definition }: State): NoticeDraft[] {
  const { people, coordinator } = definition;
  const home = people.find(({ id }) => id === coordinator)?.organisation;
  const recipients = home === undefined ? [] : ([`registrar:${home}`] as const);
  return each([...recipients, `person:${coordinator}`]).map((recipient) => told(event, recipient));
}

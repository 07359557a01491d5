import type { Recipient } from '#core/act/event.ts';
import type { NoticeDraft } from '#core/act/notice.ts';
import { told } from '#core/act/telling.ts';
import type { StoredEvent } from '../events.ts';
import type { NoticeRules } from '../parts.ts';
import type { TasksEvent } from './types.ts';

/** What concerns them alone is no formal notice: should it get lost, it is simply sent again. */
const tell = (event: StoredEvent, recipient: Recipient): NoticeDraft => ({ ...told(event, recipient), formal: false });

/** Who gets work from somebody else is told; who takes it knows. */
const notByThemselves = (event: StoredEvent, person: string): NoticeDraft[] =>
  event.recordedBy.person === person ? [] : [tell(event, `person:${person}`)];

export const tasksNotices: NoticeRules<TasksEvent> = {
  // With the task itself, so that the mail has its button and its date.
  taskTaken: (event, { person, deadline }, state) =>
    notByThemselves(event, person).map((draft) => ({ ...draft, deadline, dueOn: state.deadlines[deadline]?.dueOn ?? null })),
  taskReleased: (event, { person }) => notByThemselves(event, person),
  tasksHandedOver: (event, { to }) => notByThemselves(event, to),
  deputyNamed: (event, { deputy }) => notByThemselves(event, deputy),
  personAdded: (event, { person }) => [tell(event, `person:${person}`)],
  optedOut: (event, { person }) => notByThemselves(event, person),
  optedIn: (event, { person }) => notByThemselves(event, person),
};

import { z } from 'zod';
import { deadlineStatuses, metByKinds } from '#core/deadlines/deadline.ts';
import { momentAt } from '#core/deadlines/reminders.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { Definition } from '#core/agreement/definition.ts';
import type { ProcessState } from '#core/models.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Lang } from '#core/texts/lang.ts';
import { explainDate, isFollowed } from '#core/texts/dateText.ts';
import { namesOf } from '#core/texts/names.ts';
import { explainReminder } from '#core/texts/reminderText.ts';
import { day, named, namedPerson, type People, titled } from './pieces.ts';

const reminderDocument = z.object({
  occasion: z.int().meta({ description: 'days from the due date' }),
  on: day.meta({ description: 'the business day that it goes out' }),
  covered: z.boolean().meta({ description: 'whether a reminder has stood for it' }),
  explanation: z.string(),
});

export const deadlineDocument = z
  .object({
    id: z.string(),
    title: z.string(),
    kind: z.string(),
    mode: z.enum(['owed', 'watched']),
    metBy: z.enum(metByKinds),
    dueOn: day,
    askedOn: day.meta({ description: 'the day its debtor was asked: what they got to do it in counts from it' }),
    suspendedOn: day.nullable().meta({ description: 'since when its clock stands still' }),
    status: z.enum(deadlineStatuses),
    doneOn: day.nullable(),
    accepted: z.boolean().meta({ description: 'for reports: whether the creditor has accepted it' }),
    isOverdue: z.boolean().nullable().meta({ description: 'null in a rehearsal, whose days are its own' }),
    debtor: titled,
    creditor: titled,
    measure: titled.nullable(),
    handler: named.nullable(),
    source: z.string().meta({ description: 'where the date comes from' }),
    explanation: z.array(z.string()).meta({ description: 'how it came to its date, oldest first' }),
    reminders: z.array(reminderDocument),
  })
  .meta({ id: 'Deadline' });

export type DeadlineView = z.output<typeof deadlineDocument>;

/** `today` is null in a rehearsal. */
export function deadlineView(
  deadline: Deadline,
  process: ProcessState,
  people: People,
  today: CivilDate | null,
  lang: Lang,
): DeadlineView {
  const { state } = process;
  const names = namesOf(state.definition as Definition);
  const { id, title, kind, mode, metBy, dueOn, status, accepted, measure, handler, source } = deadline;
  return {
    id,
    title,
    kind,
    mode,
    metBy,
    dueOn,
    askedOn: deadline.askedOn,
    suspendedOn: deadline.suspendedOn,
    status,
    doneOn: deadline.done?.doneOn ?? null,
    accepted,
    isOverdue: today === null ? null : status === 'open' && dueOn < today,
    debtor: { id: deadline.debtor, title: names.organisation(deadline.debtor) },
    creditor: { id: deadline.creditor, title: names.organisation(deadline.creditor) },
    measure: measure === null ? null : { id: measure, title: names.measure(measure) },
    handler: handler === null ? null : namedPerson(handler, people),
    source,
    explanation: explainDate(deadline, process, lang),
    reminders: remindersOf(deadline, process, lang),
  };
}

/** Those that have left for the date it has, and while it is followed those that are planned. */
function remindersOf(deadline: Deadline, process: ProcessState, lang: Lang): DeadlineView['reminders'] {
  const { dueOn } = deadline;
  const covered = deadline.covered[dueOn] ?? [];
  const plan = process.state.rules.reminderPlans[deadline.plan] ?? [];
  const shown = isFollowed(deadline, process) ? plan : plan.filter((offset) => covered.includes(offset));
  return shown.map((offset) => {
    const { sendOn } = momentAt(dueOn, offset);
    return {
      occasion: offset,
      on: sendOn,
      covered: covered.includes(offset),
      explanation: explainReminder({ dueOn, offset, sendOn }, lang),
    };
  });
}

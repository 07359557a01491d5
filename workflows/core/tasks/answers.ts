import type { Kind } from '#core/act/model.ts';
import type { Deadline, MetBy } from '#core/deadlines/deadline.ts';

type Met = Exclude<MetBy, 'act'>;

/** What does what a deadline asks for, by how it is met; what an act of its own kind meets is said by its kind. */
const byMeans: Readonly<Record<Met, readonly string[]>> = {
  report: ['handInReport'],
  accounts: ['account', 'repay'],
  entry: ['meetDeadline'],
};

const byKind: Readonly<Record<Kind, Readonly<Record<string, readonly string[]>>>> = {
  agreement: {
    statement: ['giveStatement', 'declineToAnswer'],
    action: ['completeAction'],
    letterOfIntent: ['giveLetter', 'declineMoney'],
    requisition: ['requisition'],
  },
  framework: {},
  referral: { answer: ['answer', 'decline'] },
};

/**
 * The commands by which whoever owes it can do what a deadline asks for, most usual first, and ask for more time; none for what only
 * people with a role of their own in the process do.
 */
export function answersTo(kind: Kind, { kind: what, metBy, mode }: Deadline): readonly string[] {
  if (mode === 'watched') return [];
  const does = metBy === 'act' || kind !== 'agreement' ? (byKind[kind][what] ?? []) : byMeans[metBy];
  return does.length === 0 ? [] : [...does, 'askExtension'];
}

import { addYears, type CivilDate } from '#core/calendar/civilDate.ts';
import type { Keep, KeptKind, RetentionRule } from './keeping.ts';

/** Why a kind can be kept in no other way than it is. */
export type Unruly =
  /** What others are linked to by hash: without one, nothing after it can be checked. */
  | 'linked'
  /** The database lets nobody take it away. */
  | 'sealed'
  /** Decisions are what the record is there for. */
  | 'decided'
  /** While its matter runs, it says what was told already. */
  | 'toldOnce'
  /** It belongs to no matter that could be closed. */
  | 'ofNoMatter';

/** Every kind, and what a rule for it may say. */
const keptKinds: Readonly<Record<KeptKind, { always: Unruly | null; never: Partial<Record<'recorded' | 'closed', Unruly>> }>> = {
  events: { always: 'linked', never: {} },
  accessEntries: { always: 'linked', never: {} },
  checkpoints: { always: 'linked', never: {} },
  keptCopies: { always: 'sealed', never: {} },
  decisions: { always: 'decided', never: {} },
  texts: { always: null, never: {} },
  documents: { always: null, never: {} },
  persons: { always: null, never: { recorded: 'toldOnce' } },
  mails: { always: null, never: {} },
  notices: { always: null, never: { recorded: 'toldOnce' } },
  drafts: { always: null, never: {} },
  links: { always: null, never: {} },
  rehearsals: { always: null, never: { closed: 'ofNoMatter' } },
};

export const keptKindNames = Object.keys(keptKinds) as KeptKind[];

/** Why a rule cannot be; null where it can. */
export function cannotRule({ kind, keep }: Pick<RetentionRule, 'kind' | 'keep'>): Unruly | null {
  if (keep.for === 'ever') return null;
  const { always, never } = keptKinds[kind];
  return always ?? never[keep.after] ?? null;
}

/** What a rule counts from: the day of recording (of a mail: of sending), and the day that its matter closed, null while that is open. */
export interface Counted {
  recordedOn: CivilDate;
  closedOn: CivilDate | null;
}

/**
 * The first day on which it may be disposed of: the same day so many years later. Null for what is kept for ever, and for what its matter's
 * closing is awaited for.
 */
export function disposableOn(keep: Keep, { recordedOn, closedOn }: Counted): CivilDate | null {
  if (keep.for === 'ever') return null;
  const from = keep.after === 'recorded' ? recordedOn : closedOn;
  return from === null ? null : addYears(from, keep.years);
}

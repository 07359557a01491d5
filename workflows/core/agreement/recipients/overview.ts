import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { type Booked, booksOf, heldOre, isAccounted, leftOre, reclaimOpenOre, toRepayOre, usedOre } from '../funds/booked.ts';
import { isFollowed, measurePost } from '../funds/posts.ts';
import type { State } from '../state.ts';
import { letterId, reportId, requisitionId, roundOf, termsOf } from './terms.ts';

/** What is still to come of a recipient, or of whoever is to answer it: a decision, a payment, a report's acceptance. */
export const missingKinds = [
  'letter',
  'requisition',
  'decision',
  'payment',
  'report',
  'acceptance',
  'account',
  'repayment',
  'reclaim',
] as const;
export type MissingKind = (typeof missingKinds)[number];

export interface Missing {
  what: MissingKind;
  /** The day by which it should come; null where nothing says it. */
  dueOn: CivilDate | null;
}

export type LetterStanding = 'notAsked' | 'waiting' | 'given' | 'declined' | 'silent';
export type ReportStanding = 'none' | 'waiting' | 'handedIn' | 'accepted';

export interface RecipientStanding {
  organisation: string;
  shareOre: number;
  letter: LetterStanding;
  /** Version of the event that holds the letter; null where there is none. */
  letterVersion: number | null;
  late: boolean;
  requisitionedOre: number;
  approvedOre: number;
  paidOre: number;
  report: ReportStanding;
  usedOre: number;
  accounted: boolean;
  repaidOre: number;
  leftOre: number;
  missing: Missing[];
}

export interface RecipientsOverview {
  measure: string;
  distributedOn: CivilDate | null;
  distributedOre: number;
  /** How many recipients lack each thing, and how many there are. */
  counts: Record<MissingKind, number> & { recipients: number; complete: number };
  recipients: RecipientStanding[];
}

/** Who is missing what, of one measure's recipients. */
export function recipientsOverview(state: State, measure: string): RecipientsOverview {
  const books = booksOf(state);
  const { distribution, shares } = roundOf(state, measure);
  const recipients = (termsOf(state, measure)?.recipients ?? []).map((organisation) =>
    standingOf(state, measure, organisation, books(measurePost(state, measure, organisation))),
  );
  const counts = Object.fromEntries(
    missingKinds.map((kind) => [kind, recipients.filter(({ missing }) => missing.some(({ what }) => what === kind)).length]),
  ) as Record<MissingKind, number>;
  return {
    measure,
    distributedOn: distribution?.doneOn ?? null,
    distributedOre: Object.values(shares).reduce((sum, ore) => sum + ore, 0),
    counts: {
      ...counts,
      recipients: recipients.length,
      complete: recipients.filter(({ missing }) => missing.length === 0).length,
    },
    recipients,
  };
}

function standingOf(state: State, measure: string, organisation: string, booked: Booked): RecipientStanding {
  const { shares, answers } = roundOf(state, measure);
  const answer = answers[organisation];
  const letter = state.deadlines[letterId(measure, organisation)];
  const report = state.deadlines[reportId(measure, organisation)];
  const shareOre = shares[organisation] ?? 0;
  return {
    organisation,
    shareOre,
    letter: answer?.kind ?? (letter?.status === 'open' ? 'waiting' : 'notAsked'),
    letterVersion: answer?.kind === 'given' ? answer.version : null,
    late: answer?.late ?? false,
    requisitionedOre: booked.requisitionedOre,
    approvedOre: booked.approvedOre,
    paidOre: booked.paidOre,
    report: reportStanding(report),
    usedOre: usedOre(booked),
    accounted: isAccounted(booked),
    repaidOre: booked.repaidOre + booked.returnedOre,
    leftOre: leftOre(booked),
    missing: missingOf(state, { measure, organisation, shareOre, booked }),
  };
}

function reportStanding(report: Deadline | undefined): ReportStanding {
  if (report === undefined) return 'none';
  if (report.accepted) return 'accepted';
  return report.status === 'met' ? 'handedIn' : 'waiting';
}

interface Asked {
  measure: string;
  organisation: string;
  shareOre: number;
  booked: Booked;
}

function missingOf(state: State, { measure, organisation, shareOre, booked }: Asked): Missing[] {
  const letter = state.deadlines[letterId(measure, organisation)];
  const asked = state.deadlines[requisitionId(measure, organisation)];
  const report = state.deadlines[reportId(measure, organisation)];
  const owesAccount = isFollowed(state) && heldOre(booked) > 0 && !isAccounted(booked);
  const all: [MissingKind, boolean, Deadline | undefined][] = [
    ['letter', letter?.status === 'open', letter],
    ['requisition', shareOre > 0 && booked.committedOre === 0 && (asked === undefined || asked.status === 'open'), asked],
    ['decision', booked.undecidedOre > 0, undefined],
    ['payment', booked.waitingOre > booked.undecidedOre, undefined],
    ['report', report?.status === 'open', report],
    ['acceptance', reportStanding(report) === 'handedIn', undefined],
    ['account', owesAccount, undefined],
    ['repayment', isAccounted(booked) && (toRepayOre(booked) ?? 0) > 0, undefined],
    ['reclaim', reclaimOpenOre(booked) > 0, undefined],
  ];
  return all.filter(([, isMissing]) => isMissing).map(([what, , deadline]) => ({ what, dueOn: deadline?.dueOn ?? null }));
}

import { atHandBy, type Gathered, type Hands } from '#core/act/atHand.ts';
import type { ActRef } from '#core/act/event.ts';
import type { AgreementDeciding, EventBody } from './events.ts';
import { matterOf } from './decisions/papers.ts';
import type { MeetingMatter, Papers, Route } from './decisions/types.ts';
import { intentionKey } from './funds/available.ts';
import { statementDeadline } from './consultation/contributions.ts';
import { onTheTable, tabledVersion, versionsOf } from './negotiation/versions.ts';
import type { State } from './state.ts';

/** A text as it was sent to the others, with what was attached to it. */
function tabled(state: State, text: string): { acts: (ActRef | null)[]; documents: string[] } {
  const version = tabledVersion(state, text);
  return { acts: [version], documents: version?.documents ?? [] };
}

/** Files, and the act that sent them. */
interface SentPapers {
  acts: ActRef[];
  documents: string[];
}

const none: SentPapers = { acts: [], documents: [] };

/** The papers that went to the body, from the act that sent them. */
function papersOf(state: State, about: MeetingMatter, body: string): SentPapers {
  const papers: Papers | undefined = state.decisions.papers[matterOf(about, body)];
  if (papers === undefined) return none;
  return { acts: [{ version: papers.sentBy, doneOn: papers.sentOn }], documents: papers.documents };
}

/** The text with all that was done about it before a body or a party decides on it. */
function onText(state: State, text: string, route: Route, papers: SentPapers): Gathered {
  const { acts, documents } = tabled(state, text);
  const done = [route.acceptances, route.authorisations, route.signatures, route.approvals].flatMap((each) =>
    Object.values(each),
  );
  return { text, acts: [...acts, ...done, ...papers.acts], documents: [...documents, ...papers.documents] };
}

function amended(state: State, number: number): { route: Route; text: string } {
  const amendment = state.decisions.amendments.find((one) => one.number === number);
  const newest = versionsOf(state, number).at(-1)?.hash ?? state.versionHash;
  return { route: amendment ?? state, text: amendment?.versionHash ?? newest };
}

function heard({ consultation, deadlines }: State): (ActRef & { deadline?: string | null })[] {
  const { priorities, discussion, statements, responses, involvement } = consultation;
  const answers = statements.map((one) => {
    const asked = statementDeadline(one.organisation);
    return { ...one, deadline: deadlines[asked]?.done?.version === one.version ? asked : null };
  });
  return [...priorities, ...discussion, ...answers, ...Object.values(responses), ...involvement];
}

/** What was handed in against a deadline. */
const handedIn = ({ deadlines }: State, id: string) => {
  const done = deadlines[id]?.done ?? null;
  return done === null ? null : { ...done, deadline: id };
};

const reports = (state: State) =>
  Object.values(state.deadlines)
    .filter(({ metBy, status }) => metBy === 'report' && status === 'met')
    .map(({ id }) => handedIn(state, id));

/** What is known of a measure when something of it is decided. */
function ofMeasure({ deviations, followUp }: State, measure: string | null): { acts: ActRef[]; documents: (string | null)[] } {
  const findings = followUp.findings.filter((one) => one.measure === measure);
  return {
    acts: measure === null ? [] : [...deviations.filter((one) => one.measure === measure), ...findings],
    documents: measure === null ? [] : findings.map(({ document }) => document),
  };
}

/** A date that is decided on: what was asked, and what has been handed in against it. */
function onDate(state: State, { deadline: id }: { deadline: string }): Gathered {
  const asked = state.dates.asked[id];
  const of = ofMeasure(state, state.deadlines[id]?.measure ?? null);
  const asking = asked === undefined ? null : { ...asked, deadline: id };
  return { text: state.versionHash, ...of, acts: [...of.acts, asking, handedIn(state, id)] };
}

function onRequisition({ versionHash, funds }: State, { requisition }: { requisition: string }): Gathered {
  const asked = funds.requisitions[requisition];
  return { text: versionHash, acts: [asked, asked?.decided] };
}

function onIntention({ versionHash, funds }: State, { measure, year }: { measure: string; year: number }): Gathered {
  const settled = funds.settled[intentionKey(measure, year)];
  return { text: versionHash, acts: [settled?.appropriation, settled?.setAside] };
}

const onAmendment = (state: State, number: number, given: string | undefined, papers = none): Gathered => {
  const { route, text } = amended(state, number);
  return onText(state, given ?? text, route, papers);
};

const hands: Hands<State, EventBody, AgreementDeciding> = {
  basisAdopted: (state) => ({ text: onTheTable(state), acts: heard(state) }),
  versionAccepted: (state, { versionHash }) => {
    const { acts, documents } = tabled(state, versionHash);
    const revisions = state.negotiation.revisions.flatMap((one) => [one, one.answer]);
    return { text: versionHash, acts: [...acts, ...revisions], documents };
  },
  authorised: (state, { body, versionHash }) =>
    onText(state, versionHash ?? onTheTable(state), state, papersOf(state, 'authorisation', body)),
  signed: (state, { versionHash }) => onText(state, versionHash, state, none),
  signingRefused: (state) => onText(state, state.versionHash, state, none),
  approved: (state, { body, versionHash }) => onText(state, versionHash, state, papersOf(state, 'approval', body)),
  rejected: (state, { body }) => onText(state, state.versionHash, state, papersOf(state, 'approval', body)),
  negotiationReopened: (state) => ({ text: state.versionHash, acts: [state.rejection] }),
  evaluationAdopted: (state) => {
    const { findings, assessments, followedUp, revisions } = state.followUp;
    const acts = [...state.deviations, ...Object.values(followedUp).flat(), ...findings, ...assessments, ...revisions];
    return {
      text: state.versionHash,
      acts: [...reports(state), ...acts, ...Object.values(state.accounts)],
      documents: findings.map(({ document }) => document),
    };
  },
  reportReturned: onDate,
  reportAccepted: onDate,
  deadlineMoved: onDate,
  deadlineExtended: onDate,
  extensionDeclined: onDate,
  deadlineSuspended: onDate,
  deadlineResumed: onDate,
  deadlineWaived: onDate,
  deadlineReopened: onDate,
  deadlineLetGo: onDate,
  appropriationSettled: onIntention,
  setAsideSettled: onIntention,
  requisitionApproved: onRequisition,
  requisitionDeclined: onRequisition,
  amendmentAccepted: (state, { amendment, versionHash }) => onAmendment(state, amendment, versionHash),
  amendmentDeclined: (state, { amendment }) => onAmendment(state, amendment, undefined),
  amendmentAuthorised: (state, { amendment, body, versionHash }) =>
    onAmendment(state, amendment, versionHash, papersOf(state, 'authorisation', body)),
  amendmentSigned: (state, { amendment, versionHash }) => onAmendment(state, amendment, versionHash),
  amendmentApproved: (state, { amendment, body, versionHash }) =>
    onAmendment(state, amendment, versionHash, papersOf(state, 'approval', body)),
  amendmentRejected: (state, { amendment, body }) => onAmendment(state, amendment, undefined, papersOf(state, 'approval', body)),
};

export const withAtHand = atHandBy(hands);

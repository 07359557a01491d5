import type { CivilDate } from '#core/calendar/civilDate.ts';
import { type Reading, textOr, type Titled } from '../reading.ts';
import type { State } from '../state.ts';
import {
  assessorsOf,
  type DeviationStanding,
  deviationId,
  followUpTerms,
  standingOfDeviation,
  unassessed,
  unresolvedDeviations,
} from './following.ts';
import type { AssessmentOutcome, FeedbackAbout, Revision } from './types.ts';

export interface DeviationView {
  id: string;
  measure: Titled;
  on: CivilDate;
  description: string | null;
  standing: DeviationStanding;
  actions: {
    id: string;
    organisation: Titled;
    action: string | null;
    dueOn: CivilDate;
    doneOn: CivilDate | null;
    result: string | null;
  }[];
  followedUp: { on: CivilDate; resolved: boolean; outcome: string | null }[];
}

/** How the agreement is followed up, evaluated and given back. */
export interface FollowUpView {
  deviations: DeviationView[];
  /** Deviations that are not resolved: what an evaluation has to speak of. */
  unresolved: string[];
  measures: {
    measure: Titled;
    /** The parties that may assess it: none that carries it out. */
    mayAssess: Titled[];
    assessments: { party: Titled; on: CivilDate; outcome: AssessmentOutcome; assessment: string | null; findings: string[] }[];
    findings: string[];
  }[];
  /** Whether the evaluation waits for the measures that nobody has assessed. */
  assessEachMeasure: boolean;
  unassessed: Titled[];
  findings: {
    id: string;
    organisation: Titled;
    measure: Titled | null;
    on: CivilDate;
    text: string | null;
    document: string | null;
  }[];
  revisions: {
    id: string;
    party: Titled;
    measure: Titled | null;
    area: Titled | null;
    on: CivilDate;
    proposal: string | null;
    carried: Revision['carried'];
  }[];
  feedback: {
    id: string;
    about: FeedbackAbout;
    title: string | null;
    /** What the report says; null for the evaluation, and for a report of nothing to report. */
    report: { activities: string | null; development: string | null; goalsMet: boolean; reasons: string | null } | null;
    on: CivilDate;
    /** Whom it went to, and since when they have it; null for those who have not fetched it. */
    to: { organisation: Titled; fetchedOn: CivilDate | null }[];
  }[];
}

export function followUpView(state: State, reading: Reading): FollowUpView {
  return {
    deviations: state.deviations.map((_, at) => deviationView(state, at, reading)),
    unresolved: unresolvedDeviations(state),
    measures: state.definition.measures.map(({ id }) => measureView(state, id, reading)),
    assessEachMeasure: followUpTerms(state).assessEachMeasure,
    unassessed: unassessed(state).map((id) => measureIn(reading, id)),
    findings: state.followUp.findings.map(({ id, organisation, measure, doneOn, text, document }) => ({
      id,
      organisation: organisationIn(reading, organisation),
      measure: measure === null ? null : measureIn(reading, measure),
      on: doneOn,
      text: reading.text(text),
      document,
    })),
    revisions: state.followUp.revisions.map(({ id, party, measure, area, doneOn, proposal, carried }) => ({
      id,
      party: organisationIn(reading, party),
      measure: measure === null ? null : measureIn(reading, measure),
      area: area === null ? null : { id: area, title: reading.names.area(area) },
      on: doneOn,
      proposal: reading.text(proposal),
      carried,
    })),
    feedback: feedbackView(state, reading),
  };
}

const organisationIn = ({ names }: Reading, id: string): Titled => ({ id, title: names.organisation(id) });
const measureIn = ({ names }: Reading, id: string): Titled => ({ id, title: names.measure(id) });

function deviationView(state: State, at: number, reading: Reading): DeviationView {
  const id = deviationId(at);
  const { measure = '', doneOn = '', description = null } = state.deviations[at] ?? {};
  const { actions, followedUp } = state.followUp;
  return {
    id,
    measure: measureIn(reading, measure),
    on: doneOn,
    description: textOr(reading, description),
    standing: standingOfDeviation(state, id),
    actions: actions
      .filter(({ deviation }) => deviation === id)
      .map(({ deadline, action, result }) => {
        const owed = state.deadlines[deadline];
        return {
          id: deadline,
          organisation: organisationIn(reading, owed?.debtor ?? ''),
          action: reading.text(action),
          dueOn: owed?.dueOn ?? '',
          doneOn: owed?.done?.doneOn ?? null,
          result: textOr(reading, result),
        };
      }),
    followedUp: (followedUp[id] ?? []).map((one) => ({
      on: one.doneOn,
      resolved: one.resolved,
      outcome: reading.text(one.outcome),
    })),
  };
}

function measureView(state: State, id: string, reading: Reading): FollowUpView['measures'][number] {
  const { assessments, findings } = state.followUp;
  return {
    measure: measureIn(reading, id),
    mayAssess: assessorsOf(state, id).map((party) => organisationIn(reading, party)),
    assessments: assessments
      .filter(({ measure }) => measure === id)
      .map(({ party, doneOn, outcome, assessment, findings: considered }) => ({
        party: organisationIn(reading, party),
        on: doneOn,
        outcome,
        assessment: reading.text(assessment),
        findings: considered,
      })),
    findings: findings.filter(({ measure }) => measure === id).map((finding) => finding.id),
  };
}

function feedbackView(state: State, reading: Reading): FollowUpView['feedback'] {
  return state.followUp.feedback.map(({ id, about, doneOn, to, fetched }) => ({
    id,
    about,
    title: about.kind === 'report' ? (state.deadlines[about.deadline]?.title ?? about.deadline) : null,
    report: about.kind === 'report' ? reportView(state, about.deadline, reading) : null,
    on: doneOn,
    to: to.map((organisation) => ({
      organisation: organisationIn(reading, organisation),
      fetchedOn: fetched[organisation]?.doneOn ?? null,
    })),
  }));
}

function reportView(state: State, deadline: string, reading: Reading): FollowUpView['feedback'][number]['report'] {
  const content = state.followUp.reports[deadline];
  if (content?.kind !== 'threePart') return null;
  return {
    activities: reading.text(content.activities),
    development: reading.text(content.development),
    goalsMet: content.goalsMet,
    reasons: content.goalsMet ? null : reading.text(content.reasons),
  };
}

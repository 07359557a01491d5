import type { CivilDate } from '#core/calendar/civilDate.ts';
import { versionsOf } from '../negotiation/versions.ts';
import { type Reading, textOr, type Titled } from '../reading.ts';
import type { State } from '../state.ts';
import { answerByOf, consultationTerms, isLate, type Standing, standingOf, unanswered } from './contributions.ts';
import type { Priority, ResponseOutcome, Stance, Statement } from './types.ts';

interface ResponseView {
  outcome: ResponseOutcome;
  on: CivilDate;
  answer: string | null;
  /** Where it was taken up. */
  in: { priorities: string[]; measures: Titled[]; place: string | null };
}

interface ContributionView {
  id: string;
  organisation: Titled;
  on: CivilDate;
  response: ResponseView | null;
}

export interface PriorityView extends ContributionView {
  title: string | null;
  motivation: string | null;
  discussion: { organisation: Titled; on: CivilDate; text: string | null }[];
  /** Statements about it. */
  statements: string[];
  /** The measures and the versions of the text that took it up. */
  measures: Titled[];
  versions: { number: number; hash: string }[];
}

export interface StatementView extends ContributionView {
  /** The priority that it is about; null for the whole. */
  priority: string | null;
  stance: Stance;
  text: string | null;
  providers: string | null;
  wasAsked: boolean;
  isLate: boolean;
}

/** A consultation as those concerned read it: who was asked and answered, and what became of what they said. */
export interface ConsultationView {
  asked: {
    organisation: Titled;
    askedOn: CivilDate;
    answerBy: CivilDate | null;
    standing: Standing;
    answeredOn: CivilDate | null;
    isLate: boolean;
    statements: string[];
    /** Priorities that it proposed, which is to take part and not yet to answer. */
    priorities: string[];
  }[];
  priorities: PriorityView[];
  statements: StatementView[];
  /** What still waits for a response. */
  unanswered: string[];
  /** The way back: each measure that took something up, and what that was. */
  measures: { measure: Titled; contributions: string[] }[];
  involvement: {
    needsFrom: Titled | null;
    /** Whether needs and priorities of the municipalities have been formulated by whoever answers for it. */
    needsFormulated: boolean;
    questions: Titled[];
    /** Principals that were to say how they took part and have not. */
    missing: Titled[];
    entries: {
      organisation: Titled;
      on: CivilDate;
      how: string | null;
      providers: string | null;
      needs: string | null;
      answers: { question: Titled; answer: string | null }[];
    }[];
  };
}

export function consultationView(state: State, reading: Reading): ConsultationView {
  const { priorities, statements } = state.consultation;
  return {
    asked: askedView(state, reading),
    priorities: priorities.map((priority) => priorityView(state, priority, reading)),
    statements: statements.map((statement) => statementView(state, statement, reading)),
    unanswered: unanswered(state.consultation),
    measures: measuresView(state, reading),
    involvement: involvementView(state, reading),
  };
}

const organisationIn = ({ names }: Reading, id: string): Titled => ({ id, title: names.organisation(id) });
const measureIn = ({ names }: Reading, id: string): Titled => ({ id, title: names.measure(id) });

function askedView(state: State, reading: Reading): ConsultationView['asked'] {
  return Object.entries(state.consultation.invitations).map(([id, { doneOn }]) => {
    const own = state.consultation.statements.filter(({ organisation }) => organisation === id);
    const [first] = own;
    return {
      organisation: organisationIn(reading, id),
      askedOn: doneOn,
      answerBy: answerByOf(state, id),
      standing: standingOf(state, id),
      answeredOn: first?.doneOn ?? state.consultation.declined[id]?.doneOn ?? null,
      isLate: first !== undefined && isLate(state, first),
      statements: own.map((statement) => statement.id),
      priorities: state.consultation.priorities.filter(({ organisation }) => organisation === id).map((priority) => priority.id),
    };
  });
}

function contributionView(state: State, { id, organisation, doneOn }: Priority | Statement, reading: Reading): ContributionView {
  const response = state.consultation.responses[id];
  return {
    id,
    organisation: organisationIn(reading, organisation),
    on: doneOn,
    response:
      response === undefined
        ? null
        : {
            outcome: response.outcome,
            on: response.doneOn,
            answer: reading.text(response.answer),
            in: {
              priorities: response.in.priorities,
              measures: response.in.measures.map((measure) => measureIn(reading, measure)),
              place: textOr(reading, response.in.place),
            },
          },
  };
}

function priorityView(state: State, priority: Priority, reading: Reading): PriorityView {
  const { discussion, statements } = state.consultation;
  return {
    ...contributionView(state, priority, reading),
    title: reading.text(priority.title),
    motivation: reading.text(priority.motivation),
    discussion: discussion
      .filter((one) => one.priority === priority.id)
      .map(({ organisation, doneOn, text }) => ({
        organisation: organisationIn(reading, organisation),
        on: doneOn,
        text: reading.text(text),
      })),
    statements: statements.filter((one) => one.priority === priority.id).map(({ id }) => id),
    measures: priority.measures.map((measure) => measureIn(reading, measure)),
    versions: versionsOf(state).filter(({ hash }) => priority.versions.includes(hash)),
  };
}

function statementView(state: State, statement: Statement, reading: Reading): StatementView {
  return {
    ...contributionView(state, statement, reading),
    priority: statement.priority,
    stance: statement.stance,
    text: reading.text(statement.text),
    providers: textOr(reading, statement.providers),
    wasAsked: state.consultation.invitations[statement.organisation] !== undefined,
    isLate: isLate(state, statement),
  };
}

/** From a measure back to everything that it took up. */
function measuresView(state: State, reading: Reading): ConsultationView['measures'] {
  const { priorities, responses } = state.consultation;
  return state.definition.measures.flatMap(({ id }) => {
    const linked = priorities.filter(({ measures }) => measures.includes(id)).map((priority) => priority.id);
    const answered = Object.entries(responses).flatMap(([to, response]) => (response.in.measures.includes(id) ? [to] : []));
    const from = [...new Set([...linked, ...answered])];
    return from.length === 0 ? [] : [{ measure: measureIn(reading, id), contributions: from }];
  });
}

function involvementView(state: State, reading: Reading): ConsultationView['involvement'] {
  const { principals, needsFrom, questions } = consultationTerms(state).involvement;
  const entries = state.consultation.involvement;
  const titleOf = (id: string): string => questions.find((question) => question.id === id)?.title ?? id;
  return {
    needsFrom: needsFrom === null ? null : organisationIn(reading, needsFrom),
    needsFormulated: entries.some(({ organisation, needs }) => organisation === needsFrom && needs !== null),
    questions,
    missing: principals
      .filter((id) => !entries.some(({ organisation }) => organisation === id))
      .map((id) => organisationIn(reading, id)),
    entries: entries.map(({ organisation, doneOn, how, providers, needs, answers }) => ({
      organisation: organisationIn(reading, organisation),
      on: doneOn,
      how: reading.text(how),
      providers: textOr(reading, providers),
      needs: textOr(reading, needs),
      answers: answers.map(({ question, answer }) => ({
        question: { id: question, title: titleOf(question) },
        answer: reading.text(answer),
      })),
    })),
  };
}

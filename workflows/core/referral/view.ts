import type { DecisionOutcome } from '#core/act/decision.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { referralNames } from '#core/texts/referral/names.ts';
import { compile, type Heard, type Tally } from './compilation.ts';
import type { Position } from './definition.ts';
import type { ClosingCount } from './events.ts';
import type { ReferralPhase } from './phases.ts';
import { answerOf, stageDeadlineId } from './reading.ts';
import type { KeptDecision, KeptWords, ReferralState } from './state.ts';

export interface Titled {
  id: string;
  title: string;
}

/** A member's words beside a decision; null where a text has been erased, or is not given. */
export interface WordsView {
  by: string | null;
  text: string | null;
}

export interface DecisionView {
  body: Titled;
  decidedOn: CivilDate;
  paragraph: string | null;
  outcome: DecisionOutcome;
  isDelegated: boolean;
  reservations: WordsView[];
  specialStatements: WordsView[];
  stoodAside: (string | null)[];
  adoptedOn: CivilDate | null;
  dispatchedOn: CivilDate | null;
  extract: string | null;
}

export interface HeardView extends Omit<Heard, 'organisation'> {
  organisation: Titled;
  registrationNumber: string | null;
  decision: DecisionView | null;
}

interface TallyView extends Titled {
  tally: Tally;
}

export interface QuestionView {
  question: number;
  askedOn: CivilDate;
  whole: Tally;
  parts: (TallyView & { questions: TallyView[] })[];
  /** What was asked for; the text is null where it has been erased. */
  requests: { organisation: Titled; item: Titled | null; text: string | null }[];
  organisations: HeardView[];
}

export interface StageView extends Titled {
  kind: string;
  status: 'waiting' | 'open' | 'done';
  body: Titled;
  begunOn: CivilDate | null;
  dueOn: CivilDate | null;
  doneOn: CivilDate | null;
  position: Position | null;
  decision: DecisionView | null;
  inner: { body: Titled; answeredOn: CivilDate | null; position: Position | null }[];
  timesPostponed: number;
  timesSentBack: number;
}

/** A referral as people look at it: how it stands, what came in, and the reader's own handling. */
export interface ReferralView {
  title: string;
  about: string | null;
  phase: ReferralPhase;
  askedOn: CivilDate;
  asker: Titled;
  coordinator: string;
  registrationNumbers: { organisation: Titled; number: string }[];
  suspendedOn: CivilDate | null;
  extensionsAsked: { organisation: Titled; until: CivilDate }[];
  /** As the closing fixed it; null while the referral is out. */
  closing: { on: CivilDate; counts: ClosingCount[] } | null;
  questions: QuestionView[];
  handling: { organisation: Titled; stages: StageView[] }[];
}

export interface ReferralReading {
  /** Texts by id, as far as they have not been erased. */
  texts: Record<string, string>;
  /** The organisations whose own handling is shown; other organisations' is their own affair until they answer. */
  readers: readonly string[];
}

export function referralView(state: ReferralState, { texts, readers }: ReferralReading): ReferralView {
  const { definition, phase, openedOn, suspendedOn, extensions, closing } = state;
  const { organisation } = naming(state, texts);
  return {
    title: definition.title,
    about: definition.about,
    phase,
    askedOn: openedOn,
    asker: organisation(definition.asker.organisation),
    coordinator: definition.coordinator,
    registrationNumbers: definition.organisations.flatMap(({ id, registrationNumber }) =>
      registrationNumber === null ? [] : [{ organisation: organisation(id), number: registrationNumber }],
    ),
    suspendedOn,
    extensionsAsked: Object.entries(extensions).map(([id, { until }]) => ({ organisation: organisation(id), until })),
    closing: closing === null ? null : { on: closing.doneOn, counts: closing.counts },
    questions: questionsOf(state, texts),
    handling: readers.filter((id) => state.stages[id] !== undefined).map((id) => handlingOf(state, id, texts)),
  };
}

/** Every text that the view can show. */
export function textIdsOf(state: ReferralState): string[] {
  const requests = compile(state).flatMap((one) => one.requests.map(({ textId }) => textId));
  const answers = Object.values(state.answers).flatMap((own) => Object.values(own).map(({ decision }) => decision));
  const stages = Object.values(state.stages).flatMap((own) => Object.values(own).map(({ decision }) => decision));
  return [...requests, ...[...answers, ...stages].flatMap(textsOfDecision)];
}

function textsOfDecision(decision: KeptDecision | null): string[] {
  if (decision === null) return [];
  const words = [...decision.reservations, ...decision.specialStatements];
  return [...words.flatMap(({ by, text }) => (text === null ? [by] : [by, text])), ...decision.stoodAside];
}

function naming(state: ReferralState, texts: Record<string, string>) {
  const names = referralNames(state.definition, state.others);
  const organisation = (id: string): Titled => ({ id, title: names.organisation(id) });
  const body = (id: string): Titled => ({ id, title: names.body(id) });
  const said = (id: string | null): string | null => (id === null ? null : (texts[id] ?? null));
  const words = (list: readonly KeptWords[]): WordsView[] => list.map(({ by, text }) => ({ by: said(by), text: said(text) }));
  const decision = (kept: KeptDecision | null): DecisionView | null =>
    kept === null
      ? null
      : {
          ...kept,
          body: body(kept.body),
          reservations: words(kept.reservations),
          specialStatements: words(kept.specialStatements),
          stoodAside: kept.stoodAside.map(said),
        };
  return { organisation, body, decision };
}

function questionsOf(state: ReferralState, texts: Record<string, string>): QuestionView[] {
  const { organisation, decision } = naming(state, texts);
  const numbers = new Map(state.definition.organisations.map(({ id, registrationNumber }) => [id, registrationNumber]));
  return compile(state).map(({ question, askedOn, whole, parts, requests, organisations }) => {
    const titles = new Map(
      parts.flatMap(({ id, title, questions }) => [
        [id, title] as const,
        ...questions.map((one) => [one.id, one.title] as const),
      ]),
    );
    const item = (id: string | null): Titled | null => (id === null ? null : { id, title: titles.get(id) ?? id });
    return {
      question,
      askedOn,
      whole,
      parts,
      requests: requests.map((one) => ({
        organisation: organisation(one.organisation),
        item: item(one.item),
        text: texts[one.textId] ?? null,
      })),
      organisations: organisations.map((one) => ({
        ...one,
        organisation: organisation(one.organisation),
        registrationNumber: numbers.get(one.organisation) ?? null,
        decision: decision(answerOf(state, one.organisation, question)?.decision ?? null),
      })),
    };
  });
}

function handlingOf(state: ReferralState, id: string, texts: Record<string, string>): ReferralView['handling'][number] {
  const { organisation, body, decision } = naming(state, texts);
  const terms = state.definition.asked.find((one) => one.organisation === id)?.stages ?? [];
  return {
    organisation: organisation(id),
    stages: terms.flatMap((stage) => {
      const at = state.stages[id]?.[stage.id];
      if (at === undefined) return [];
      const { status, begunOn, done, position, timesPostponed, timesSentBack } = at;
      return [
        {
          id: stage.id,
          title: stage.title,
          kind: stage.kind,
          status,
          body: body(at.body),
          begunOn,
          dueOn: status === 'waiting' ? null : (state.deadlines[stageDeadlineId(id, stage.id)]?.dueOn ?? null),
          doneOn: done?.doneOn ?? null,
          position,
          decision: decision(at.decision),
          inner: stage.inner.map((one) => ({
            body: body(one),
            answeredOn: at.inner[one]?.doneOn ?? null,
            position: at.inner[one]?.position ?? null,
          })),
          timesPostponed,
          timesSentBack,
        },
      ];
    }),
  };
}

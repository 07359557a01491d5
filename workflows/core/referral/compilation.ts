import type { CivilDate } from '#core/calendar/civilDate.ts';
import { type Position, positions } from './definition.ts';
import type { ClosingCount } from './events.ts';
import { answerDeadline, answerOf, declineOf } from './reading.ts';
import type { KeptAnswer, QuestionVersion, ReferralState } from './state.ts';

/** How many took each position; `noPosition` answered without taking one here. */
export type Spread = Record<Position | 'noPosition', number>;

/** What came of one thing that was asked. `asked` = `answered` + `declined` + `silent`, and the spread's sum is `answered`. */
export interface Tally {
  asked: number;
  answered: number;
  /** Of the answered: after their day. */
  late: number;
  declined: number;
  silent: number;
  how: Spread;
  /** Answers of those who were not asked, beside the others. */
  unasked: { answered: number; how: Spread };
}

/** Something that a body asked for: the id of the text that says it. */
export interface Request {
  organisation: string;
  /** Part or question; null: about the whole. */
  item: string | null;
  textId: string;
}

/** How it stands with one organisation and one version of the question. */
export interface Heard {
  organisation: string;
  isAsked: boolean;
  how: 'answered' | 'declined' | 'silent';
  isLate: boolean;
  isAfterClosing: boolean;
  answeredOn: CivilDate | null;
  dueOn: CivilDate | null;
  whole: Position | null;
  items: Record<string, Position>;
  /** Version of the event that holds the answer. */
  version: number | null;
}

export interface VersionCompiled {
  question: number;
  askedOn: CivilDate;
  whole: Tally;
  parts: { id: string; title: string; tally: Tally; questions: { id: string; title: string; tally: Tally }[] }[];
  requests: Request[];
  organisations: Heard[];
}

/** The compilation (sammanställning) of everything that came in, per version of the question: pure, and the same whenever it is made. */
export function compile(state: ReferralState): VersionCompiled[] {
  return state.questions.map((question) => compileVersion(state, question));
}

export function countsOf(compiled: readonly VersionCompiled[]): ClosingCount[] {
  return compiled.map(({ question, whole: { asked, answered, declined, silent, late, unasked } }) => ({
    question,
    asked,
    answered,
    declined,
    silent,
    late,
    unasked: unasked.answered,
  }));
}

function compileVersion(state: ReferralState, question: QuestionVersion): VersionCompiled {
  const { number, askedOn, parts } = question;
  const all = heardOn(state, question);
  return {
    question: number,
    askedOn,
    whole: tally(all, ({ whole }) => whole),
    parts: parts.map(({ id, title, to, questions }) => {
      const putTo = to === null ? null : new Set(to);
      const seen = putTo === null ? all : all.map((one) => (putTo.has(one.organisation) ? one : { ...one, isAsked: false }));
      const about = (item: string) => tally(seen, ({ items }) => items[item] ?? null, putTo !== null);
      return { id, title, tally: about(id), questions: questions.map((one) => ({ ...one, tally: about(one.id) })) };
    }),
    requests: all.flatMap(({ organisation }) => requestsOf(organisation, answerOf(state, organisation, number))),
    organisations: all,
  };
}

/** Everybody who was asked, in the order they were asked, then those who answered all the same. */
function heardOn(state: ReferralState, { number, asked }: QuestionVersion): Heard[] {
  const isAsked = new Set(asked);
  const unasked = Object.keys(state.answers).filter((id) => !isAsked.has(id) && answerOf(state, id, number) !== null);
  return [...asked, ...unasked].map((organisation): Heard => {
    const answer = answerOf(state, organisation, number);
    const declined = declineOf(state, organisation, number);
    return {
      organisation,
      isAsked: isAsked.has(organisation),
      how: answer !== null ? 'answered' : declined !== null ? 'declined' : 'silent',
      isLate: answer?.isLate ?? false,
      isAfterClosing: answer?.isAfterClosing ?? false,
      answeredOn: answer?.doneOn ?? null,
      dueOn: answerDeadline(state, organisation, number)?.dueOn ?? null,
      whole: answer?.whole ?? null,
      items: Object.fromEntries(Object.entries(answer?.items ?? {}).map(([item, { position }]) => [item, position])),
      version: answer?.version ?? null,
    };
  });
}

const noSpread = (): Spread => ({
  ...(Object.fromEntries(positions.map((position) => [position, 0])) as Record<Position, number>),
  noPosition: 0,
});

/** `onlyTaken`: of those who were not asked only who took a position here counts, so a part put to some has not everybody as unasked. */
function tally(heard: readonly Heard[], positionOf: (heard: Heard) => Position | null, onlyTaken = false): Tally {
  const sum: Tally = {
    asked: 0,
    answered: 0,
    late: 0,
    declined: 0,
    silent: 0,
    how: noSpread(),
    unasked: { answered: 0, how: noSpread() },
  };
  for (const one of heard) {
    const position = positionOf(one);
    if (!one.isAsked) {
      if (one.how !== 'answered' || (onlyTaken && position === null)) continue;
      sum.unasked.answered += 1;
      sum.unasked.how[position ?? 'noPosition'] += 1;
      continue;
    }
    sum.asked += 1;
    sum[one.how] += 1;
    if (one.how !== 'answered') continue;
    if (one.isLate) sum.late += 1;
    sum.how[position ?? 'noPosition'] += 1;
  }
  return sum;
}

function requestsOf(organisation: string, answer: KeptAnswer | null): Request[] {
  if (answer === null) return [];
  const of = (item: string | null, ids: readonly string[]) => ids.map((textId) => ({ organisation, item, textId }));
  return [...of(null, answer.requests), ...Object.entries(answer.items).flatMap(([item, { requests }]) => of(item, requests))];
}

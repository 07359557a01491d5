import type { StoredEventOf } from '#core/act/event.ts';
import type { InnerEvent } from '#core/agreement/events.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { maxDate } from '#core/calendar/civilDate.ts';
import type { AnyBody, ProcessState } from '#core/models.ts';

export type Stored = StoredEventOf<AnyBody>;

/** An event with the day that it counts from, by all that is known today. */
export interface Dated {
  event: Stored;
  day: CivilDate;
  /** The same of each act that a take-over holds; null of every other event. */
  inner: { act: InnerEvent; day: CivilDate }[] | null;
}

/** A version that a correction is about, and the day that it says was the right one. */
interface Corrected {
  version: number;
  doneOn: CivilDate | null;
}

/** What an entry corrects; null where it is no correction. */
export function correctedBy(body: AnyBody): Corrected | null {
  if (body.type !== 'corrected') return null;
  const { version, correction } = body as unknown as { version: number; correction?: { kind: string; doneOn?: CivilDate } };
  return { version, doneOn: correction?.kind === 'doneOn' ? (correction.doneOn ?? null) : null };
}

/**
 * From which day each event counts when it is asked what had been done, told by the whole record: an act from its own day, the right one
 * where it has been corrected; a phase from the day that it began, which the acts that began it decide; the opening from the first day
 * that anything of it was done; what followed from an act not before that act. `whole`: what all events fold to.
 */
export function datedEvents(events: readonly Stored[], whole: ProcessState | null): Dated[] {
  const rightDays = new Map(
    events.flatMap(({ body }) => {
      const corrected = correctedBy(body);
      return corrected?.doneOn == null ? [] : [[corrected.version, corrected.doneOn] as const];
    }),
  );
  const spans = spansOf(whole);
  const dated: Dated[] = [];
  for (const block of blocksOf(events)) dated.push(...datedBlock(block, { rightDays, dated, spans }));
  return dated;
}

interface Knowledge {
  rightDays: ReadonlyMap<number, CivilDate>;
  dated: readonly Dated[];
  /** The first days of the phases that are not told yet, in order. */
  spans: CivilDate[];
}

const spansOf = (whole: ProcessState | null): CivilDate[] =>
  whole === null || whole.kind === 'referral' ? [] : whole.state.phases.map(({ from }) => from);

/** What one command came to, each on its day. */
function datedBlock(block: readonly Stored[], { rightDays, dated, spans }: Knowledge): Dated[] {
  const told: Dated[] = [];
  // What followed from the same act on the day that a phase began has that phase's right day too.
  const moved = new Map<CivilDate, CivilDate>();
  const phaseDays = new Map<number, CivilDate>();
  for (const { body, doneOn, version } of block) {
    if (body.type !== 'phaseBegan') continue;
    const day = spans.length > spanAt(block) ? (spans.splice(spanAt(block), 1)[0] ?? doneOn) : doneOn;
    phaseDays.set(version, day);
    moved.set(doneOn, day);
  }
  for (const event of block) {
    const { body, doneOn, version } = event;
    if (isOpening(body)) {
      const day = spans.shift() ?? doneOn;
      told.push({ event, day, inner: body.type === 'takenOver' ? innerOf(body, spans) : null });
      continue;
    }
    const isAct = event === block[0];
    const corrected = correctedBy(body);
    const own = isAct
      ? (rightDays.get(version) ?? doneOn)
      : (phaseDays.get(version) ?? rightDays.get(version) ?? moved.get(doneOn) ?? doneOn);
    const target = corrected === null ? null : (dated.find((one) => one.event.version === corrected.version)?.day ?? null);
    const cause = isAct || block[0]?.recordedBy.role === 'time' ? null : (told[0]?.day ?? null);
    const day = target ?? phaseDays.get(version) ?? own;
    told.push({ event, day: cause === null ? day : maxDate(day, cause), inner: null });
  }
  return told;
}

/** The opening's own phase comes before those that began with it. */
const spanAt = (block: readonly Stored[]): number => (block.some(({ body }) => isOpening(body)) ? 1 : 0);

const isOpening = ({ type }: AnyBody): boolean => type === 'opened' || type === 'takenOver';

function innerOf(body: AnyBody, spans: CivilDate[]): { act: InnerEvent; day: CivilDate }[] {
  const { acts } = body as unknown as { acts: InnerEvent[] };
  return acts.map((act) => ({ act, day: act.body.type === 'phaseBegan' ? (spans.shift() ?? act.doneOn) : act.doneOn }));
}

/** Events that one command, or one moment of time, came to. */
function blocksOf(events: readonly Stored[]): Stored[][] {
  const blocks: Stored[][] = [];
  for (const event of events) {
    const last = blocks.at(-1);
    if (last?.[0]?.commandId === event.commandId) last.push(event);
    else blocks.push([event]);
  }
  return blocks;
}

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
function datedBlock(block: readonly Stored[], knowledge: Knowledge): Dated[] {
  const { rightDays, spans } = knowledge;
  const phases = phaseDays(block, spans);
  const byTime = block[0]?.recordedBy.role === 'time';
  const told: Dated[] = [];
  for (const event of block) {
    const { body, doneOn, version } = event;
    if (isOpening(body)) {
      const day = spans.shift() ?? doneOn;
      told.push({ event, day, inner: body.type === 'takenOver' ? innerOf(body, spans) : null });
      continue;
    }
    const followed = told.length === 0 ? undefined : phases.moved.get(doneOn);
    const own = phases.begun.get(version) ?? rightDays.get(version) ?? followed ?? doneOn;
    const day = dayOfCorrected(body, knowledge) ?? own;
    // The first is the act; what followed from it is not before it. What time brought follows from nothing.
    const act = byTime ? undefined : told[0]?.day;
    told.push({ event, day: act === undefined ? day : maxDate(day, act), inner: null });
  }
  return told;
}

/** Where the whole record says that the phases of a block began: by their versions, and by the days that the entries say themselves. */
function phaseDays(
  block: readonly Stored[],
  spans: CivilDate[],
): { begun: Map<number, CivilDate>; moved: Map<CivilDate, CivilDate> } {
  const begun = new Map<number, CivilDate>();
  const moved = new Map<CivilDate, CivilDate>();
  for (const { body, doneOn, version } of block) {
    if (body.type !== 'phaseBegan') continue;
    const day = spans.length > spanAt(block) ? (spans.splice(spanAt(block), 1)[0] ?? doneOn) : doneOn;
    begun.set(version, day);
    moved.set(doneOn, day);
  }
  return { begun, moved };
}

/** A correction counts with what it corrects; null for anything else. */
function dayOfCorrected(body: AnyBody, { dated }: Knowledge): CivilDate | null {
  const corrected = correctedBy(body);
  return corrected === null ? null : (dated.find(({ event }) => event.version === corrected.version)?.day ?? null);
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

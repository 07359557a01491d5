import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import type { State } from '#core/agreement/state.ts';
import { describeEvent } from '#core/texts/eventText.ts';
import { explainReminder } from '#core/texts/reminderText.ts';
import { agreementState } from '../infra/db/read/agreements.ts';
import { archivedSize } from '../infra/db/read/archive.ts';
import { allEvents } from '../infra/db/read/log.ts';
import type { MailEntry } from '../infra/db/read/mails.ts';
import { mails } from '../infra/db/read/mails.ts';
import type { Worlds } from '../infra/db/worlds.ts';
import type { LoadedAgreement } from '../infra/definition/loadAgreement.ts';
import type { RehearsalResult, StepResult } from './result.ts';

type LeavingNotice = Omit<MailEntry, 'status'> & { status: Exclude<MailEntry['status'], 'dropped'> };

export interface Played {
  worlds: Worlds;
  id: string;
  chain: string;
  loaded: LoadedAgreement;
  startAt: Instant;
  endsAt: Instant;
  played: StepResult[];
  wallMs: number;
}

/** What a rehearsal came to, read from the record's read model. */
export async function resultOf({ worlds, id, chain, loaded, startAt, endsAt, played, wallMs }: Played): Promise<RehearsalResult> {
  const state = await agreementState(worlds, chain);
  const unexpected = played.filter((step) => !step.asWritten);
  const notices = await mails(worlds, { rehearsal: id });
  const causes = await causesOf(worlds, chain, state);
  return {
    rehearsal: id,
    agreement: chain,
    title: loaded.definition.title,
    asWritten: unexpected.length === 0,
    finalPhase: state?.phase ?? null,
    virtualFrom: civilDateOf(startAt),
    virtualTo: civilDateOf(endsAt),
    wallMs,
    history: await archivedSize(worlds.rehearsal, chain),
    phases: phasesOf(state),
    deadlines: deadlinesOf(state),
    mails: notices.flatMap(({ status, ...notice }) => (status === 'dropped' ? [] : [entryOf({ ...notice, status }, causes)])),
    steps: { total: played.length, asWritten: played.length - unexpected.length, unexpected },
  };
}

/** Phases that lasted no time because time passed over them, as `planned` on the opening day, are no part of the story. */
function phasesOf(state: State | null): RehearsalResult['phases'] {
  const spans = state?.phases ?? [];
  return spans
    .filter((span) => span.phase !== 'planned' || span.to !== span.from)
    .map(({ phase, from, to }) => ({ phase, from, to }));
}

function deadlinesOf(state: State | null): RehearsalResult['deadlines'] {
  const byDay = (a: { dueOn: CivilDate; id: string }, b: { dueOn: CivilDate; id: string }): number =>
    a.dueOn + a.id < b.dueOn + b.id ? -1 : 1;
  return Object.values(state?.deadlines ?? {})
    .toSorted(byDay)
    .map(({ id, kind, dueOn, done, status }) => ({ id, kind, dueOn, doneOn: done?.doneOn ?? null, status }));
}

/** In words, what each version recorded: why a notice that is no reminder was sent. */
async function causesOf(worlds: Worlds, chain: string, state: State | null): Promise<ReadonlyMap<number, string>> {
  const events = await allEvents(worlds, chain);
  return new Map(events.map((event) => [event.version, describeEvent(event, state?.definition ?? null, 'sv')]));
}

function entryOf(notice: LeavingNotice, causes: ReadonlyMap<number, string>): RehearsalResult['mails'][number] {
  return {
    to: notice.to ?? notice.recipient,
    on: notice.on,
    deadline: notice.deadline,
    occasion: notice.occasion ?? notice.about,
    explanation: explanationOf(notice, causes),
    messageId: notice.messageId,
    status: notice.status,
  };
}

function explanationOf(notice: LeavingNotice, causes: ReadonlyMap<number, string>): string {
  const { kind, dueOn, occasion, occasions, on, causedBy } = notice;
  if (kind === 'failure') return `ett brev kunde inte lämnas fram: ${causes.get(causedBy) ?? ''}`;
  if (dueOn !== null && occasion !== null)
    return explainReminder({ dueOn, offset: occasion, sendOn: on, stands: occasions }, 'sv');
  return causes.get(causedBy) ?? '';
}

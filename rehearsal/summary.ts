import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import { modelOf, type AnyBody, type AnyState, type ProcessState } from '#core/models.ts';
import { namingOf, wordsOf } from '#core/texts/kinds.ts';
import { explainReminder } from '#core/texts/reminderText.ts';
import { archivedSize } from '../infra/db/read/archive.ts';
import { allEvents } from '../infra/db/read/log.ts';
import type { MailEntry } from '../infra/db/read/mails.ts';
import { mails } from '../infra/db/read/mails.ts';
import { processState } from '../infra/db/read/processes.ts';
import type { Worlds } from '../infra/db/worlds.ts';
import { leading } from '../infra/definition/cast.ts';
import { spansOf } from './phases.ts';
import type { DeadlineResult, MailResult, ProcessResult, RehearsalResult, StepResult } from './result.ts';
import { named, type StagedMember } from './stage.ts';

export interface Played {
  worlds: Worlds;
  id: string;
  cast: readonly StagedMember[];
  startAt: Instant;
  endsAt: Instant;
  played: StepResult[];
  wallMs: number;
}

/** What a rehearsal came to, read from the record's read model. */
export async function resultOf({ worlds, id, cast, startAt, endsAt, played, wallMs }: Played): Promise<RehearsalResult> {
  const unexpected = played.filter((step) => !step.asWritten);
  const told: { result: ProcessResult; mails: MailResult[] }[] = [];
  const notices = Map.groupBy(await mails(worlds, { rehearsal: id }), ({ chain }) => chain);
  for (const member of cast) told.push(await processResult(worlds, member, notices.get(member.chain) ?? []));
  const processes = told.map(({ result }) => result);
  const { id: agreement, title, finalPhase, history, phases, deadlines } = leading(processes);
  return {
    rehearsal: id,
    agreement,
    title,
    asWritten: unexpected.length === 0,
    finalPhase,
    virtualFrom: civilDateOf(startAt),
    virtualTo: civilDateOf(endsAt),
    wallMs,
    history,
    phases,
    deadlines,
    processes,
    mails: told.flatMap((one) => one.mails).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    steps: { total: played.length, asWritten: played.length - unexpected.length, unexpected },
  };
}

async function processResult(
  worlds: Worlds,
  member: StagedMember,
  notices: readonly MailEntry[],
): Promise<{ result: ProcessResult; mails: MailResult[] }> {
  const { chain, name } = member;
  const process = await processState(worlds, chain);
  const causes = await causesOf(worlds, member, process);
  const left = notices.flatMap(({ status, ...notice }) =>
    status === 'dropped' ? [] : [mailResult(name, { ...notice, status }, causes)],
  );
  const result = {
    ...named(member),
    finalPhase: process?.state.phase ?? null,
    phases: spansOf(process),
    deadlines: deadlinesOf(process),
    mails: left.length,
    history: await archivedSize(worlds.rehearsal, chain),
  };
  return { result, mails: left };
}

function deadlinesOf(process: ProcessState | null): DeadlineResult[] {
  if (process === null) return [];
  const byDay = (a: { dueOn: CivilDate; id: string }, b: { dueOn: CivilDate; id: string }): number =>
    a.dueOn + a.id < b.dueOn + b.id ? -1 : 1;
  const state: AnyState = process.state;
  return modelOf(process.kind)
    .deadlines(state)
    .toSorted(byDay)
    .map(({ id, kind, dueOn, done, status }) => ({ id, kind, dueOn, doneOn: done?.doneOn ?? null, status }));
}

type Causes = ReadonlyMap<number, string>;

/** In words, what each version recorded: why a notice that is no reminder was sent. */
async function causesOf(worlds: Worlds, { chain, kind }: StagedMember, process: ProcessState | null): Promise<Causes> {
  const events = await allEvents<AnyBody>(worlds, chain);
  return new Map(
    events.map((event) => [event.version, wordsOf(kind).event(event, process === null ? null : namingOf(process), 'sv')]),
  );
}

type LeavingNotice = Omit<MailEntry, 'status'> & { status: Exclude<MailEntry['status'], 'dropped'> };

function mailResult(process: string, notice: LeavingNotice, causes: Causes): MailResult {
  return {
    process,
    to: notice.to ?? notice.recipient,
    on: notice.on,
    deadline: notice.deadline,
    occasion: notice.occasion ?? notice.about,
    explanation: explanationOf(notice, causes),
    messageId: notice.messageId,
    status: notice.status,
  };
}

function explanationOf(notice: LeavingNotice, causes: Causes): string {
  const { kind, dueOn, occasion, occasions, on, causedBy } = notice;
  if (kind === 'failure') return `ett brev kunde inte lämnas fram: ${causes.get(causedBy) ?? ''}`;
  if (dueOn !== null && occasion !== null)
    return explainReminder({ dueOn, offset: occasion, sendOn: on, stands: occasions }, 'sv');
  return causes.get(causedBy) ?? '';
}

import type { Evidence, TextRef } from '#core/act/envelope.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant, instantAt } from '#core/calendar/instant.ts';
import type { FrameworkCommand, FrameworkEnvelope } from '#core/framework/commands.ts';
import { CURRENT_FRAMEWORK_ENGINE, type FrameworkDefinition, type FrameworkRules } from '#core/framework/definition.ts';
import type { FrameworkEvent, FrameworkProposedEvent, FrameworkStoredEvent } from '#core/framework/events.ts';
import { frameworkModel } from '#core/framework/model.ts';
import type { FrameworkRefusal } from '#core/framework/refusals.ts';
import type { FrameworkState } from '#core/framework/state.ts';
import type { NoticeDraft } from '#core/act/notice.ts';
import type { Definition } from '#core/agreement/definition.ts';
import { definitionOf, evidence, reason } from '../../support/agreements.ts';

// A small framework in the shape of the platform of 2010, all of it invented, that the small agreement is a year of.

export const HASH = 'f0'.repeat(32);
export const YEAR_HASH = 'a1'.repeat(32);

const organisation = (id: string, bodies: string[] = []): FrameworkDefinition['organisations'][number] => ({
  id,
  title: id,
  bodies: bodies.map((body) => ({ id: body, title: body })),
  acceptsNotices: id === 'utvarderaren',
  superior: null,
  registrationNumber: null,
});

export const rules: FrameworkRules = {
  engine: CURRENT_FRAMEWORK_ENGINE,
  approvals: ['styrelsen'],
  reminderPlans: { report: [-30, -7, 0, 7], yearText: [-60, -14, 0, 7] },
  escalateFromDaysOverdue: 7,
  rhythm: { opens: '02-01', yearsBefore: 1, first: 2012, last: null, plan: 'yearText' },
};

export const platform: FrameworkDefinition = {
  framework: 'provplattformen',
  title: 'Provplattformen',
  organisations: [
    organisation('staten', ['regeringen']),
    organisation('skl', ['styrelsen']),
    organisation('utvarderaren'),
    organisation('samradet'),
  ],
  people: [
    { id: 'samordnaren', organisation: 'samradet', roles: ['coordinator'] },
    { id: 'ministern', organisation: 'staten', roles: ['signatory'] },
    { id: 'statssekreteraren', organisation: 'staten', roles: ['signatory', 'handler'] },
    { id: 'verkstallande', organisation: 'skl', roles: ['signatory'] },
    { id: 'handlaggaren', organisation: 'skl', roles: ['handler'] },
    { id: 'utredaren', organisation: 'utvarderaren', roles: ['handler'] },
    { id: 'granskaren', organisation: 'staten', roles: ['auditor'] },
  ],
  coordinator: 'samordnaren',
  parties: [
    { organisation: 'staten', authorisedBy: 'regeringen', signatory: 'ministern' },
    { organisation: 'skl', authorisedBy: null, signatory: 'verkstallande' },
  ],
  areas: [
    { id: 'forskning', title: 'Forskning' },
    { id: 'brukarmedverkan', title: 'Brukarmedverkan' },
  ],
  goals: [{ id: 'brukarrad', title: 'Brukarråd', area: 'brukarmedverkan', from: '2011-01-01', until: '2013-12-31' }],
  consultationGroup: [{ id: 'famna', title: 'Famna', organisation: null }],
  commissions: [
    {
      id: 'utvardering',
      title: 'Utvärdering',
      from: 'staten',
      number: null,
      debtor: 'utvarderaren',
      items: [
        { id: 'delrapport', title: 'Delrapport', kind: 'interimReport', dueOn: '2012-11-01', plan: 'report', source: 'R' },
        { id: 'slutrapport', title: 'Slutrapport', kind: 'finalReport', dueOn: '2014-09-01', plan: 'report', source: 'PM' },
      ],
    },
  ],
  rules,
};

/** The text of a year: the small agreement, its windows as many years later. */
export function yearText(year: number, changes: Partial<Definition> = {}): Definition {
  const later = (date: CivilDate): CivilDate => `${Number(date.slice(0, 4)) + year - 2012}${date.slice(4)}`;
  const { rules: own } = definitionOf();
  const { consultation, negotiation, evaluation } = own.windows;
  const moved = ({ from, to }: { from: CivilDate; to: CivilDate }) => ({ from: later(from), to: later(to) });
  return definitionOf(
    { year, title: `Provöverenskommelsen för ${year}`, deadlines: [], ...changes },
    {
      windows: { consultation: moved(consultation), negotiation: moved(negotiation), evaluation: moved(evaluation) },
      signingBy: later(own.signingBy),
    },
  );
}

export interface Entry {
  by?: string;
  on?: CivilDate;
  doneBy?: string | null;
  reason?: TextRef | null;
  evidence?: Evidence | null;
}

export const noon = (day: CivilDate): Instant => instantAt(day, 12);

/** A framework as its workflow would hold it: what is due is applied before every act, and what the record returned is folded. */
export class Life {
  state: FrameworkState | null = null;
  events: FrameworkStoredEvent[] = [];
  notices: NoticeDraft[] = [];

  /** Everything that time has brought by the instant. */
  wake(now: Instant): FrameworkEvent['type'][] {
    const before = this.events.length;
    for (;;) {
      const due = this.state === null ? [] : frameworkModel.due(this.state, now);
      if (due.length === 0) return this.events.slice(before).map(({ body }) => body.type);
      this.#record(due);
    }
  }

  /** What a command comes to: null where it was done, else the refusal. */
  tries(command: FrameworkCommand, now: Instant, entry: Entry = {}): FrameworkRefusal | null {
    this.wake(now);
    const envelope: FrameworkEnvelope = {
      commandId: `${command.type}-${this.events.length}`,
      actor: { authenticated: 'claimed', person: entry.by ?? 'samordnaren' },
      doneOn: entry.on ?? civilDateOf(now),
      doneBy: entry.doneBy ?? null,
      reason: entry.reason === undefined ? reason : entry.reason,
      evidence: entry.evidence === undefined ? evidence : entry.evidence,
      command,
    };
    const plain = frameworkModel.refusePlainly(this.state, envelope);
    const decided = frameworkModel.decide(this.state, envelope, now);
    if (!decided.ok) return decided.refusal;
    if (plain !== null) throw new Error(`refused plainly and then done: ${plain.code}`);
    this.#record(decided.value);
    this.wake(now);
    return null;
  }

  /** @throws Error for a refusal. */
  does(command: FrameworkCommand, day: CivilDate, entry: Entry = {}): this {
    const refusal = this.tries(command, noon(day), entry);
    if (refusal !== null) throw new Error(`${command.type}: ${JSON.stringify(refusal)}`);
    return this;
  }

  /** Passes on the oldest message, as the process that received it answers. */
  delivers(now: Instant, refusedBy: string | null = null): { to: string; command: { type: string } } {
    const [message] = this.now.outgoing;
    if (message === undefined) throw new Error('no message waits');
    const outcome = refusedBy === null ? { outcome: 'done' as const } : { outcome: 'refused' as const, code: refusedBy };
    this.#record([frameworkModel.delivered(this.now, { id: message.id, ...outcome }, now)]);
    return message;
  }

  get now(): FrameworkState {
    if (this.state === null) throw new Error('the framework is not open');
    return this.state;
  }

  types(): FrameworkEvent['type'][] {
    return this.events.map(({ body }) => body.type);
  }

  #record(proposed: readonly FrameworkProposedEvent[]): void {
    const commandId = `command-${this.events.length + 1}`;
    for (const event of proposed) {
      const version = this.events.length + 1;
      const stored: FrameworkStoredEvent = {
        ...structuredClone(event),
        chain: 'framework:provplattformen',
        version,
        hash: String(version),
        commandId,
        wallTime: event.recordedAt,
        codeVersion: 'x',
      };
      this.state = frameworkModel.evolve(this.state, stored);
      this.events.push(stored);
      if (this.state !== null) this.notices.push(...frameworkModel.noticesOf(stored, this.state));
    }
  }
}

export const open = (definition: FrameworkDefinition = platform): FrameworkCommand => ({
  type: 'open',
  definition,
  versionHash: HASH,
});

const authorise: FrameworkCommand = {
  type: 'authorise',
  party: 'staten',
  body: 'regeringen',
  signatory: 'ministern',
  orSubstitute: true,
  inAllEssentials: true,
  meeting: null,
};

export const sign = (party: string, signatory: string, versionHash = HASH): FrameworkCommand => ({
  type: 'sign',
  party,
  signatory,
  versionHash,
  differences: null,
});

export const approve: FrameworkCommand = { type: 'approve', body: 'styrelsen', versionHash: HASH };

export const plan = (year: number, definition = yearText(year), opensOn: CivilDate | null = null): FrameworkCommand => ({
  type: 'planYear',
  year,
  definition,
  versionHash: YEAR_HASH,
  opensOn,
});

/** Authorised and signed in June 2010, before the board. */
export const signed = (definition: FrameworkDefinition = platform): Life =>
  new Life()
    .does(open(definition), '2010-06-14')
    .does(authorise, '2010-06-17', { by: 'statssekreteraren' })
    .does(sign('staten', 'statssekreteraren'), '2010-06-21', { by: 'statssekreteraren' })
    .does(sign('skl', 'verkstallande'), '2010-06-22', { by: 'handlaggaren' });

/** Valid since the board's approval of 3 September 2010. */
export const valid = (definition: FrameworkDefinition = platform): Life =>
  signed(definition).does(approve, '2010-09-03', { by: 'handlaggaren' });

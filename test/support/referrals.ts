import type { BodyDecision } from '#core/act/decision.ts';
import type { Evidence, TextRef } from '#core/act/envelope.ts';
import type { NoticeDraft } from '#core/act/notice.ts';
import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant, instantAt } from '#core/calendar/instant.ts';
import type { ReferralCommand, ReferralEnvelope } from '#core/referral/commands.ts';
import { decide } from '#core/referral/decide.ts';
import type { AskedTerms, ReferralDefinition, StageTerms } from '#core/referral/definition.ts';
import { due, nextWake } from '#core/referral/due.ts';
import type { ReferralEvent, ReferralProposed } from '#core/referral/events.ts';
import { evolve } from '#core/referral/evolve.ts';
import { noticesOf } from '#core/referral/notices.ts';
import type { ReferralRefusal } from '#core/referral/refusals.ts';
import type { ReferralState } from '#core/referral/state.ts';

// A small referral, all of it invented: a ministry asks three municipalities; a fourth is named but not asked.

export const REFERRAL_HASH = 'b2'.repeat(32);
export const words = (textId: string): TextRef => ({ textId, commitment: 'c0'.repeat(32) });
const paper: Evidence = { kind: 'reference', text: words('paper') };

const organisation = (id: string, bodies: string[] = []): ReferralDefinition['organisations'][number] => ({
  id,
  title: id,
  bodies: bodies.map((body) => ({ id: body, title: body })),
  acceptsNotices: false,
  superior: null,
  registrationNumber: null,
});

export const asked = (id: string, answerBy: CivilDate | null, stages: StageTerms[] = []): AskedTerms => ({
  organisation: id,
  answerBy,
  source: 'assumed',
  handler: null,
  stages,
});

const stage = (id: string, body: string, more: Partial<StageTerms> = {}): StageTerms => ({
  id,
  title: id,
  kind: 'board',
  body,
  inner: [],
  days: null,
  after: [],
  ...more,
});

/** Inner referral to two, memorandum, council, board: one after the other. */
const handling: StageTerms[] = [
  stage('internremiss', 'kontoret', { kind: 'internalReferral', inner: ['kontoret', 'socialnamnden'], days: 20 }),
  stage('promemoria', 'roteln', { kind: 'memorandum', days: 10, after: ['internremiss'] }),
  stage('beredning', 'beredningen', { kind: 'council', days: 7, after: ['promemoria'] }),
  stage('styrelse', 'styrelsen', { kind: 'board', days: 14, after: ['beredning'] }),
];

export const referral: ReferralDefinition = {
  id: 'provremissen',
  title: 'Provremissen',
  about: 'agreement:provplattformen:2012',
  asker: { organisation: 'departementet', body: 'regeringen' },
  organisations: [
    organisation('departementet', ['regeringen']),
    organisation('storstad', ['kontoret', 'socialnamnden', 'roteln', 'beredningen', 'styrelsen']),
    organisation('lillstad', ['namnden']),
    organisation('mellanstad'),
    organisation('grannstad'),
  ],
  people: [
    { id: 'samordnaren', organisation: 'departementet', roles: ['coordinator'] },
    { id: 'departementsregistratorn', organisation: 'departementet', roles: ['registrar'] },
    { id: 'handlaggaren', organisation: 'departementet', roles: ['handler'] },
    { id: 'storregistratorn', organisation: 'storstad', roles: ['registrar'] },
    { id: 'lillregistratorn', organisation: 'lillstad', roles: ['registrar'] },
    { id: 'lillhandlaggaren', organisation: 'lillstad', roles: ['handler'] },
    { id: 'mellanregistratorn', organisation: 'mellanstad', roles: ['registrar'] },
    { id: 'grannregistratorn', organisation: 'grannstad', roles: ['registrar'] },
    { id: 'granskaren', organisation: 'departementet', roles: ['auditor'] },
  ],
  coordinator: 'samordnaren',
  documents: [],
  parts: [
    { id: 'helheten', title: 'Helheten', questions: [{ id: 'fortsatta', title: 'Bör insatsen fortsätta?' }], to: null },
    { id: 'storstaderna', title: 'Storstäderna', questions: [], to: ['storstad'] },
  ],
  asked: [asked('storstad', '2012-06-29'), asked('lillstad', '2012-06-29'), asked('mellanstad', '2012-06-29')],
  rules: {
    engine: 1,
    answeringDays: 60,
    reminderPlans: { answer: [-14, -3, 0, 1, 7] },
    escalateFromDaysOverdue: 7,
    calendar: 'sweden',
  },
};

export const withStages: ReferralDefinition = {
  ...referral,
  asked: [asked('storstad', '2012-06-29', handling), ...referral.asked.slice(1)],
};

export type Given = Omit<Partial<ReferralEnvelope>, 'command'>;

/** A referral on paper: time is told to it, events get their versions, and what is due comes first, as in its workflow. */
export interface Played {
  state: () => ReferralState;
  events: ReferralEvent[];
  notices: NoticeDraft[];
  /** At 10:00 on the day. */
  tell: (day: CivilDate, person: string, command: ReferralCommand, more?: Given) => ReferralRefusal | null;
  /** As `tell`, for what must be possible. */
  act: (day: CivilDate, person: string, command: ReferralCommand, more?: Given) => void;
  /** Lets time pass to the end of the day. */
  pass: (day: CivilDate) => void;
}

export function play(definition: ReferralDefinition = referral, on: CivilDate = '2012-04-02', more: Given = {}): Played {
  let state: ReferralState | null = null;
  const events: ReferralEvent[] = [];
  const notices: NoticeDraft[] = [];
  const store = (proposed: readonly ReferralProposed[], commandId: string): void => {
    for (const one of proposed) {
      const event: ReferralEvent = {
        ...one,
        chain: 'referral:provremissen',
        version: events.length + 1,
        hash: 'f0'.repeat(32),
        commandId,
        wallTime: one.recordedAt,
        codeVersion: '0',
      };
      events.push(event);
      state = evolve(state, event);
      if (state !== null) notices.push(...noticesOf(event, state));
    }
  };
  const now = (): ReferralState => {
    if (state === null) throw new Error('not opened');
    return state;
  };
  const passTo = (instant: Instant): void => {
    for (;;) {
      const wake = state === null ? null : nextWake(now());
      if (wake === null || wake > instant) return;
      const brought = due(now(), wake);
      if (brought.length === 0) throw new Error(`nothing is due at ${wake}, when it was to wake`);
      store(brought, `due:${now().version}`);
      const next = nextWake(now());
      if (next !== null && next <= wake) throw new Error(`still to wake at ${next}, after ${wake}`);
    }
  };
  const tell: Played['tell'] = (day, person, command, given = {}) => {
    const at = instantAt(day, 10);
    passTo(at);
    const envelope: ReferralEnvelope = {
      commandId: `c${events.length}`,
      actor: { authenticated: 'claimed', person },
      doneOn: civilDateOf(at),
      doneBy: null,
      reason: null,
      evidence: null,
      ...given,
      command,
    };
    const decided = decide(state, envelope, at);
    if (!decided.ok) return decided.refusal;
    store(decided.value, envelope.commandId);
    return null;
  };
  const act: Played['act'] = (day, person, command, given) => {
    const refusal = tell(day, person, command, given);
    if (refusal !== null) throw new Error(JSON.stringify(refusal));
  };
  act(on, definition.coordinator, { type: 'open', definition, versionHash: REFERRAL_HASH }, more);
  return { state: now, events, notices, tell, act, pass: (day) => passTo(instantAt(addDays(day, 1), 0)) };
}

export const because: Given = { reason: words('because') };
export const onPaper: Given = { evidence: paper };

type AnswerCommand = Extract<ReferralCommand, { type: 'answer' }>;

export const answer = (id: string, whole: AnswerCommand['whole'], more: Partial<AnswerCommand> = {}): AnswerCommand => ({
  type: 'answer',
  organisation: id,
  title: null,
  question: null,
  whole,
  items: [],
  requests: [],
  document: null,
  decision: null,
  replaces: false,
  ...more,
});

export const decision = (body: string, decidedOn: CivilDate, more: Partial<BodyDecision> = {}): BodyDecision => ({
  body,
  decidedOn,
  paragraph: '7',
  proposal: null,
  outcome: 'asProposed',
  basis: { kind: 'itself' },
  reservations: [],
  specialStatements: [],
  stoodAside: [],
  adoptedOn: null,
  dispatchedOn: null,
  extract: null,
  ...more,
});

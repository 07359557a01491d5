import type { ActRef } from '#core/act/event.ts';
import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import { newDeadline } from '#core/deadlines/deadline.ts';
import type { StageTerms } from '../definition.ts';
import type { ReferralEventBody } from '../events.ts';
import { changing, kept } from '../folding.ts';
import { isPlannable } from '../plannable.ts';
import { following, stageDeadlineId, stageTerms } from '../reading.ts';
import type { ReferralState, StageState } from '../state.ts';

type BodyOf<T extends ReferralEventBody['type']> = Extract<ReferralEventBody, { type: T }>;

const unbegun = ({ body }: StageTerms): StageState => ({
  status: 'waiting',
  begunOn: null,
  body,
  isDelegated: false,
  done: null,
  position: null,
  document: null,
  decision: null,
  inner: {},
  timesPostponed: 0,
  timesSentBack: 0,
});

/** The organisation's handling from its beginning: whatever waits for nothing begins on the day the question came. */
export function beginStages(state: ReferralState, organisation: string, on: CivilDate): ReferralState {
  const terms = stageTerms(state, organisation);
  if (terms.length === 0) return state;
  const own = Object.fromEntries(terms.map((one) => [one.id, unbegun(one)]));
  return beginReady({ ...state, stages: { ...state.stages, [organisation]: own } }, organisation, on);
}

/** Stages whose predecessors are all done begin, each with its own time. */
function beginReady(state: ReferralState, organisation: string, on: CivilDate): ReferralState {
  const terms = stageTerms(state, organisation);
  const own = { ...state.stages[organisation] };
  const begun = terms.filter(
    ({ id, after }) => own[id]?.status === 'waiting' && after.every((before) => own[before]?.status === 'done'),
  );
  for (const { id } of begun) {
    const stage = own[id];
    if (stage !== undefined) own[id] = { ...stage, status: 'open', begunOn: on };
  }
  const next: ReferralState = { ...state, stages: { ...state.stages, [organisation]: own } };
  return begun.reduce((folded, stage) => withStageDate(folded, organisation, stage, on), next);
}

/** The stage's day is the body's own affair: it owes it to itself, and nobody else is reminded of it. */
function withStageDate(
  state: ReferralState,
  organisation: string,
  { id, title, days }: StageTerms,
  on: CivilDate,
): ReferralState {
  const dueOn = days === null ? null : addDays(on, days);
  if (dueOn === null || !isPlannable(state.rules, dueOn)) return state;
  return withStageDay(state, organisation, id, title, dueOn, on);
}

function withStageDay(
  state: ReferralState,
  organisation: string,
  stage: string,
  title: string,
  dueOn: CivilDate,
  askedOn: CivilDate,
): ReferralState {
  const deadline = newDeadline(
    {
      id: stageDeadlineId(organisation, stage),
      title,
      kind: 'stage',
      mode: 'owed',
      metBy: 'act',
      plan: 'answer',
      dueOn,
      debtor: organisation,
      creditor: organisation,
      measure: null,
      handler: state.handlers[organisation] ?? null,
      source: 'stage',
      setBy: organisation,
      binds: false,
      // A stage that begins anew on the same day is not reminded of twice.
      covered: state.deadlines[stageDeadlineId(organisation, stage)]?.covered ?? {},
    },
    askedOn,
  );
  return { ...state, deadlines: { ...state.deadlines, [deadline.id]: deadline } };
}

function withStage(state: ReferralState, organisation: string, stage: string, change: Partial<StageState>): ReferralState {
  const own = state.stages[organisation] ?? {};
  const before = own[stage];
  if (before === undefined) throw new Error(`event about a stage that the referral does not have: ${stage} at ${organisation}`);
  return { ...state, stages: { ...state.stages, [organisation]: { ...own, [stage]: { ...before, ...change } } } };
}

function finished(
  state: ReferralState,
  { organisation, stage }: { organisation: string; stage: string },
  change: Partial<StageState>,
  act: ActRef,
): ReferralState {
  const closed = withStage(state, organisation, stage, { ...change, status: 'done', done: act });
  const met = changing(closed, [stageDeadlineId(organisation, stage)], () => ({ status: 'met', done: act }));
  return beginReady(met, organisation, act.doneOn);
}

export function stageFinished(state: ReferralState, body: BodyOf<'stageFinished'>, act: ActRef): ReferralState {
  return finished(state, body, { position: body.position, document: body.document }, act);
}

export function stageAnswered(state: ReferralState, body: BodyOf<'stageAnswered'>, act: ActRef): ReferralState {
  const { organisation, stage } = body;
  const before = state.stages[organisation]?.[stage]?.inner ?? {};
  const inner = { ...before, [body.body]: { doneOn: act.doneOn, version: act.version, position: body.position } };
  const all = stageTerms(state, organisation).find(({ id }) => id === stage)?.inner ?? [];
  const change = { inner };
  return all.every((one) => inner[one] !== undefined)
    ? finished(state, body, change, act)
    : withStage(state, organisation, stage, change);
}

export function stageDecided(state: ReferralState, body: BodyOf<'stageDecided'>, act: ActRef): ReferralState {
  const { organisation, stage, decision, position, until, returnTo } = body;
  const at = state.stages[organisation]?.[stage];
  const change = { decision: kept(decision), position };
  if (returnTo !== null) return sentBack(state, body, returnTo, act);
  if (until === null) return finished(state, body, change, act);
  const postponed = withStage(state, organisation, stage, { ...change, timesPostponed: (at?.timesPostponed ?? 0) + 1 });
  const title = stageTerms(state, organisation).find(({ id }) => id === stage)?.title ?? stage;
  return withStageDay(postponed, organisation, stage, title, until, at?.begunOn ?? act.doneOn);
}

/** The stage that it is sent back to and all that waits for it are done anew. */
function sentBack(state: ReferralState, body: BodyOf<'stageDecided'>, returnTo: string, act: ActRef): ReferralState {
  const { organisation, stage } = body;
  const terms = stageTerms(state, organisation);
  const again = following(terms, returnTo);
  const own = { ...state.stages[organisation] };
  for (const one of terms) {
    const before = own[one.id];
    if (before === undefined || !again.has(one.id)) continue;
    const { timesPostponed, timesSentBack } = before;
    own[one.id] = { ...unbegun(one), timesPostponed, timesSentBack };
  }
  const decided = own[stage];
  if (decided !== undefined) own[stage] = { ...decided, decision: kept(body.decision), timesSentBack: decided.timesSentBack + 1 };
  const reset = { ...state, stages: { ...state.stages, [organisation]: own } };
  const ids = [...again].map((id) => stageDeadlineId(organisation, id));
  const freed = changing(reset, ids, ({ status }) => (status === 'open' ? { status: 'letGo', done: act } : null));
  return beginReady(freed, organisation, act.doneOn);
}

export function stageDelegated(state: ReferralState, { organisation, stage, body }: BodyOf<'stageDelegated'>): ReferralState {
  return withStage(state, organisation, stage, { body, isDelegated: true });
}

export function minutesAdopted(state: ReferralState, body: BodyOf<'minutesAdopted'>, act: ActRef): ReferralState {
  const { organisation, stage, extract } = body;
  const decision = state.stages[organisation]?.[stage]?.decision ?? null;
  if (decision === null) return state;
  const adopted = { ...decision, adoptedOn: act.doneOn, extract: extract ?? decision.extract };
  return withStage(state, organisation, stage, { decision: adopted });
}

/** The answer is given, or will not be: nobody waits for the stages that are left. */
export function stagesLetGo(state: ReferralState, organisation: string, act: ActRef): ReferralState {
  const ids = stageTerms(state, organisation).map(({ id }) => stageDeadlineId(organisation, id));
  return ids.length === 0
    ? state
    : changing(state, ids, ({ status }) => (status === 'open' ? { status: 'letGo', done: act } : null));
}

import type { Command, Correction, PastAct, RulesChange } from '#core/agreement/commands.ts';
import type { ReminderPlan } from '#core/deadlines/reminders.ts';
import type { DeadlineTerms } from '#core/deadlines/deadline.ts';
import type { Definition, Window } from '#core/agreement/definition.ts';
import { addDays, addYears, type CivilDate } from '#core/calendar/civilDate.ts';
import fc from 'fast-check';
import {
  deadline,
  definitionOf,
  type Entry,
  evidence,
  MNKR,
  reason,
  report,
  rules,
  text,
  VERSION_HASH,
} from '../../support/agreements.ts';

// What people might send: mostly what could be, now and then what never could.

const rarely = <T, U>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<U>): fc.Arbitrary<T | U> =>
  fc.oneof({ weight: 25, arbitrary: usual }, { weight: 1, arbitrary: odd });

const noId = fc.constantFrom('', 'okänd', 'constructor', '__proto__', 'staten ', 'utvarderaren', 'granskaren');
const oneOf = (ids: readonly string[]): fc.Arbitrary<string> => (ids.length === 0 ? noId : rarely(fc.constantFrom(...ids), noId));
const noDate = fc.constantFrom(
  '',
  'snart',
  '2012-02-30',
  '0000-00-00',
  '1900-01-01',
  '1901-01-01',
  '2099-12-31',
  '2150-05-05',
  '2199-12-31',
);
const noAmount = fc.constantFrom(-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER, 2 ** 53);
const hash = rarely(fc.constant(VERSION_HASH), fc.constant('b2'.repeat(32)));

const plan: fc.Arbitrary<ReminderPlan> = fc.uniqueArray(fc.integer({ min: -120, max: 45 }), { maxLength: 6 });

/** A day as so many from the day that it is entered, which only a life knows: `today-12`. */
const fromToday = (days: number): string => `today${days < 0 ? '' : '+'}${days}`;
const someDay = rarely(
  fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: -40, max: 3 }) }).map(fromToday),
  noDate,
);

/** The same with each `today-12` written as the day it is. */
export function dated<T>(value: T, today: CivilDate): T {
  if (typeof value === 'string') return value.replace(/^today([+-]\d+)$/, (_, days: string) => addDays(today, Number(days))) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => dated(one, today)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, dated(one, today)])) as T;
}

/** A small agreement of another year, with other deadlines, plans and approvals. */
export const someDefinition: fc.Arbitrary<Definition> = fc
  .record({
    years: fc.integer({ min: -14, max: 40 }),
    dueDays: fc.array(fc.integer({ min: 0, max: 1300 }), { minLength: 2, maxLength: 4 }),
    kinds: fc.array(fc.constantFrom('report', 'accounts', 'entry', 'watched'), { minLength: 5, maxLength: 5 }),
    plans: fc.tuple(plan, plan),
    approvals: fc.constantFrom<string[]>([], ['regeringen'], ['regeringen', 'styrelsen']),
    dueDay: fc.constantFrom<'asWritten' | 'nextBusinessDay'>('asWritten', 'nextBusinessDay'),
    escalateFromDaysOverdue: fc.integer({ min: 0, max: 20 }),
    acceptsNotices: fc.boolean(),
    handler: fc.boolean(),
  })
  .map(({ years, dueDays, kinds, plans: [one, other], acceptsNotices, handler, ...changed }) => {
    const moved = ({ from, to }: Window): Window => ({ from: addYears(from, years), to: addYears(to, years) });
    const { consultation, negotiation, evaluation } = rules.windows;
    const windows = { consultation: moved(consultation), negotiation: moved(negotiation), evaluation: moved(evaluation) };
    const base = definitionOf();
    return definitionOf(
      {
        year: base.year + years,
        organisations: base.organisations.map((organisation) => ({ ...organisation, acceptsNotices })),
        deadlines: dueDays.map((days, i) =>
          someDeadline(i, addDays(windows.consultation.from, days), kinds[i] ?? 'entry', handler),
        ),
      },
      {
        ...changed,
        windows,
        signingBy: addYears(rules.signingBy, years),
        reminderPlans: { report: [...one], answer: [...other] },
      },
    );
  });

function someDeadline(index: number, dueOn: CivilDate, kind: string, handler: boolean): DeadlineTerms {
  const id = `frist-${index}`;
  const more = { plan: index % 2 === 0 ? 'report' : 'answer', handler: handler ? 'handlaggaren' : null };
  if (kind === 'watched') return deadline(id, dueOn, { ...more, mode: 'watched', debtor: 'utvarderaren', handler: null });
  if (kind === 'accounts') return deadline(id, dueOn, { ...more, metBy: 'accounts' });
  return deadline(id, dueOn, { ...more, metBy: kind === 'report' ? 'report' : 'entry' });
}

/** Used and unspent of an area as they should be, or not. */
function figures({ areas }: Definition): fc.Arbitrary<{ area: string; usedOre: number; unspentOre: number }> {
  const right = fc.tuple(fc.constantFrom(...areas), fc.constantFrom(0, 0.3, 1)).map(([{ id, budgetOre }, share]) => {
    const usedOre = Math.floor(budgetOre * share);
    return { area: id, usedOre, unspentOre: budgetOre - usedOre };
  });
  const short = right.map((one) => ({ ...one, unspentOre: Math.max(0, one.unspentOre - 1) }));
  return rarely(right, fc.oneof(short, fc.record({ area: noId, usedOre: noAmount, unspentOre: noAmount })));
}

function corrections(definition: Definition): fc.Arbitrary<Correction> {
  return fc.oneof(
    someDay.map((doneOn): Correction => ({ kind: 'doneOn', doneOn })),
    figures(definition).map(({ usedOre, unspentOre }): Correction => ({ kind: 'account', usedOre, unspentOre })),
    rarely(fc.constantFrom(0, 1, 10_000), noAmount).map((amountOre): Correction => ({ kind: 'repayment', amountOre })),
    rarely(fc.constantFrom(0, 1, 10_000), noAmount).map((amountOre): Correction => ({ kind: 'amount', amountOre })),
    fc.constant<Correction>({ kind: 'note' }),
  );
}

function rulesChanges(definition: Definition): fc.Arbitrary<RulesChange> {
  const { windows } = definition.rules;
  return fc.oneof(
    fc.tuple(plan, plan).map(([one, other]) => ({ reminderPlans: { report: [...one], answer: [...other] } })),
    someDay.map((to) => ({ windows: { ...windows, negotiation: { ...windows.negotiation, to } } })),
    someDay.map((to) => ({ windows: { ...windows, consultation: { ...windows.consultation, to } } })),
    someDay.map((from) => ({ windows: { ...windows, evaluation: { ...windows.evaluation, from } } })),
    someDay.map((signingBy) => ({ signingBy })),
    fc.integer({ min: -1, max: 30 }).map((escalateFromDaysOverdue) => ({ escalateFromDaysOverdue })),
  );
}

type Later = Exclude<Command, { type: 'open' }>;

/** Commands of three kinds, so that a life can take one that its phase may have. */
export interface Choice {
  towardsValidity: Later;
  whileValid: Later;
  everUnlikely: Later;
}

const is = <T extends string>(type: T) => fc.constant<T>(type);

function towardsValidity({ parties }: Definition): fc.Arbitrary<Later> {
  const party = oneOf(parties.map(({ organisation }) => organisation));
  const body = oneOf(['regeringen', 'styrelsen']);
  const signatory = oneOf(['ministern', 'verkstallande']);
  return fc.oneof(
    fc.record({ type: is('adoptBasis') }),
    fc.record({ type: is('acceptVersion'), party, versionHash: hash }),
    fc.record({ type: is('authorise'), party, body, signatory, orSubstitute: fc.boolean() }),
    fc.record({ type: is('sign'), party, signatory, versionHash: hash }),
    fc.record({ type: is('approve'), body, versionHash: hash }),
    rarely(fc.record({ type: is('openNextPhaseEarly') }), fc.record({ type: is('lapse') })),
    rarely(fc.record({ type: is('reject'), body }), fc.record({ type: is('refuseToSign'), party })),
    fc.record({ type: is('reopenNegotiation') }),
  );
}

function whileValid(definition: Definition): fc.Arbitrary<Later> {
  const frist = (metBy: string) => {
    const ids = (list: Definition['deadlines']) => list.map(({ id }) => id);
    const fitting = ids(definition.deadlines.filter((one) => one.metBy === metBy));
    return rarely(oneOf(fitting), oneOf(ids(definition.deadlines)));
  };
  const newDueOn = rarely(fc.constantFrom(0, 1, 12, 90).map(fromToday), fc.oneof(noDate, is('2099-11-20')));
  return fc.oneof(
    fc.record({ type: is('handInReport'), deadline: frist('report'), content: fc.constant(report) }),
    fc.record({ type: is('returnReport'), deadline: frist('report'), newDueOn }),
    fc.record({ type: is('acceptReport'), deadline: frist('report') }),
    fc.record({ type: is('meetDeadline'), deadline: frist('entry') }),
    fc.record({ type: is('letGo'), deadline: frist('entry') }),
    figures(definition).map((amounts) => ({ type: 'account' as const, ...amounts })),
    fc.record({
      type: is('repay'),
      area: oneOf(definition.areas.map(({ id }) => id)),
      amountOre: rarely(fc.constantFrom(1, 28 * MNKR, 42 * MNKR), noAmount),
    }),
    rarely(
      fc.record({ type: fc.constantFrom('adoptEvaluation', 'openNextPhaseEarly') }),
      fc.record({ type: is('terminate'), party: oneOf(['staten', 'skl']) }),
    ),
  );
}

function everUnlikely(definition: Definition): fc.Arbitrary<Later> {
  const measure = oneOf(definition.measures.map(({ id }) => id));
  const consents = rarely(fc.constant(['staten', 'skl']), fc.constant(['staten'])).map((parties) =>
    parties.map((party) => ({ party, evidence })),
  );
  const version = rarely(fc.integer({ min: -1, max: 40 }), fc.constantFrom(0.5, Number.NaN, 1e300));
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ type: is('correct'), version, correction: corrections(definition) }) },
    { weight: 2, arbitrary: fc.record({ type: is('changeRules'), changes: rulesChanges(definition), consents }) },
    { weight: 1, arbitrary: fc.record({ type: is('reportDeviation'), measure, description: fc.constant(text('deviation')) }) },
    { weight: 1, arbitrary: towardsValidity(definition) },
    { weight: 1, arbitrary: whileValid(definition) },
  );
}

/** Any commands but `open`, about this agreement. */
export function someChoice(definition: Definition): fc.Arbitrary<Choice> {
  return fc.record({
    towardsValidity: towardsValidity(definition),
    whileValid: whileValid(definition),
    everUnlikely: everUnlikely(definition),
  });
}

const people = (definition: Definition) => oneOf(definition.people.map(({ id }) => id));

export function someEntry(definition: Definition): fc.Arbitrary<Entry> {
  const seldom = <T>(usual: T, odd: T) => rarely(fc.constant(usual), fc.constant(odd));
  return fc.record({
    by: fc.oneof({ weight: 8, arbitrary: fc.constant('samordnaren') }, people(definition)),
    on: someDay,
    doneBy: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, people(definition)),
    reason: seldom<Entry['reason']>(reason, null),
    evidence: seldom<Entry['evidence']>(evidence, null),
  }) as fc.Arbitrary<Entry>;
}

/** What might be said to have happened before a take-over: mostly the straight way, with something else in between. */
export function somePast(definition: Definition): fc.Arbitrary<PastAct[]> {
  const { consultation, negotiation } = definition.rules.windows;
  const on = (doneOn: CivilDate, command: PastAct['command']): PastAct => ({ command, doneOn, doneBy: null, reason });
  const each = definition.parties.map(({ organisation: party, authorisedBy: body, signatory }) => ({ party, body, signatory }));
  const day = (days: number) => addDays(negotiation.from, days);
  const straight: PastAct[] = [
    on(addDays(consultation.from, 90), { type: 'adoptBasis' }),
    ...each.map(({ party }) => on(day(20), { type: 'acceptVersion', party, versionHash: VERSION_HASH })),
    ...each.map((who) => on(day(30), { type: 'authorise', ...who, orSubstitute: true })),
    ...each.map(({ party, signatory }) => on(day(40), { type: 'sign', party, signatory, versionHash: VERSION_HASH })),
    ...definition.rules.approvals.map((body) => on(day(60), { type: 'approve', body, versionHash: VERSION_HASH })),
  ];
  const odd = fc
    .tuple(fc.integer({ min: -30, max: 900 }), everUnlikely(definition), someDay, fc.constantFrom(reason, null))
    .map(([days, command, doneOn, why]) =>
      dated({ command, doneOn, doneBy: null, reason: why }, addDays(consultation.from, days)),
    );
  return fc
    .tuple(fc.integer({ min: 0, max: straight.length }), fc.array(odd, { maxLength: 2 }))
    .map(([upTo, others]) => [...others, ...straight.slice(0, upTo)]);
}

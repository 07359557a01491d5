import type { Command, CommandType } from '#core/agreement/commands.ts';
import { decide } from '#core/agreement/decide.ts';
import type { Role } from '#core/act/people.ts';
import { type Phase, phases } from '#core/agreement/phases.ts';
import type { Refusal } from '#core/agreement/refusals.ts';
import type { State } from '#core/agreement/state.ts';
import { commandRules, commandTypes } from '#core/agreement/tables.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import { describe, expect, test } from 'vitest';
import { definitionOf, type Entry, envelopeOf, MNKR, report, text, VERSION_HASH } from '../../support/agreements.ts';
import { livedTo } from '../../support/lives.ts';
import {
  consultationActs,
  consultationCommands,
  consultationOwn,
  consultationPossible,
  consultationReasons,
  consultationWaitsFor,
} from '../../support/parts/consultation.ts';
import {
  negotiationActs,
  negotiationCommands,
  negotiationOwn,
  negotiationPossible,
  negotiationReasons,
  negotiationWaitsFor,
} from '../../support/parts/negotiation.ts';
import {
  decisionsActs,
  decisionsCommands,
  decisionsOwn,
  decisionsPossible,
  decisionsReasons,
  decisionsWaitsFor,
} from '../../support/parts/decisions.ts';
import { fundsActs, fundsCommands, fundsOwn, fundsPossible, fundsReasons, fundsWaitsFor } from '../../support/parts/funds.ts';
import {
  recipientsActs,
  recipientsCommands,
  recipientsOwn,
  recipientsPossible,
  recipientsReasons,
  recipientsWaitsFor,
} from '../../support/parts/recipients.ts';
import {
  followUpActs,
  followUpCommands,
  followUpOwn,
  followUpPossible,
  followUpReasons,
  followUpWaitsFor,
} from '../../support/parts/followUp.ts';
import type { Side } from '../../support/parts/side.ts';
import { datesActs, datesCommands, datesOwn, datesPossible, datesReasons, datesWaitsFor } from '../../support/parts/dates.ts';
import { tasksActs, tasksCommands, tasksOwn, tasksPossible, tasksReasons, tasksWaitsFor } from '../../support/parts/tasks.ts';

/** One of each, about what exists, so that nothing but phase, person and what has happened so far speaks against it. */
const commands: { [T in CommandType]: Extract<Command, { type: T }> } = {
  open: { type: 'open', definition: definitionOf(), versionHash: VERSION_HASH, takeOver: null },
  adoptBasis: { type: 'adoptBasis' },
  openNextPhaseEarly: { type: 'openNextPhaseEarly' },
  acceptVersion: { type: 'acceptVersion', party: 'skl', versionHash: VERSION_HASH },
  authorise: { type: 'authorise', party: 'skl', body: 'styrelsen', signatory: 'verkstallande', orSubstitute: false },
  sign: { type: 'sign', party: 'skl', signatory: 'verkstallande', versionHash: VERSION_HASH },
  refuseToSign: { type: 'refuseToSign', party: 'skl' },
  approve: { type: 'approve', body: 'styrelsen', versionHash: VERSION_HASH },
  reject: { type: 'reject', body: 'styrelsen' },
  reopenNegotiation: { type: 'reopenNegotiation' },
  lapse: { type: 'lapse' },
  terminate: { type: 'terminate', party: 'skl' },
  meetDeadline: { type: 'meetDeadline', deadline: 'plan' },
  letGo: { type: 'letGo', deadline: 'slutrapport' },
  handInReport: { type: 'handInReport', deadline: 'rapport', content: report },
  returnReport: { type: 'returnReport', deadline: 'rapport', newDueOn: '2016-01-15' },
  acceptReport: { type: 'acceptReport', deadline: 'rapport' },
  reportDeviation: { type: 'reportDeviation', measure: 'databaser', description: text('deviation') },
  account: { type: 'account', area: 'stod', usedOre: 50 * MNKR, unspentOre: 10 * MNKR },
  repay: { type: 'repay', area: 'stod', amountOre: 10 * MNKR },
  adoptEvaluation: { type: 'adoptEvaluation' },
  changeRules: { type: 'changeRules', changes: { escalateFromDaysOverdue: 14 }, consents: [] },
  correct: { type: 'correct', version: 2, correction: { kind: 'note' } },
  ...consultationCommands,
  ...negotiationCommands,
  ...decisionsCommands,
  ...fundsCommands,
  ...recipientsCommands,
  ...followUpCommands,
  ...datesCommands,
  ...tasksCommands,
};

// Written out from the domain, and not from the table that it is to check.
const cycle = 'planned consultation preparation negotiation signing approval inForce evaluation finalReporting'.split(' ');
const valid = ['inForce', 'evaluation', 'finalReporting'];
const possible: Record<CommandType, readonly string[]> = {
  open: [],
  adoptBasis: ['consultation'],
  openNextPhaseEarly: ['planned', 'preparation', 'inForce'],
  acceptVersion: ['negotiation'],
  authorise: ['negotiation', 'signing'],
  sign: ['signing'],
  refuseToSign: ['signing'],
  approve: ['approval'],
  reject: ['approval'],
  reopenNegotiation: ['approval'],
  lapse: cycle.slice(0, 6),
  terminate: ['inForce', 'evaluation'],
  meetDeadline: cycle,
  letGo: cycle,
  handInReport: valid,
  returnReport: valid,
  acceptReport: valid,
  reportDeviation: valid,
  account: valid,
  repay: valid,
  adoptEvaluation: ['evaluation'],
  changeRules: cycle,
  correct: [...cycle, 'closed', 'lapsed'],
  ...consultationPossible,
  ...negotiationPossible,
  ...decisionsPossible,
  ...fundsPossible,
  ...recipientsPossible,
  ...followUpPossible,
  ...datesPossible,
  ...tasksPossible,
};

/** What a possible command still waits for in a life that went the straightest way. */
const waitsFor: Partial<Record<CommandType, Refusal['code']>> = {
  sign: 'notAuthorised',
  reopenNegotiation: 'nothingRejected',
  returnReport: 'notHandedIn',
  acceptReport: 'notHandedIn',
  repay: 'notAccounted',
  changeRules: 'consentMissing',
  ...consultationWaitsFor,
  ...negotiationWaitsFor,
  ...decisionsWaitsFor,
  ...fundsWaitsFor,
  ...recipientsWaitsFor,
  ...followUpWaitsFor,
  ...datesWaitsFor,
  ...tasksWaitsFor,
};

/** Moments in one life: no state rests in `terminated`, which an agreement only passes on its way. */
const lives = new Map(
  phases.map((phase): [Phase, { state: State; now: Instant }] => {
    const lived = livedTo(phase === 'terminated' ? 'inForce' : phase);
    return [phase, { state: { ...lived.state(), phase }, now: lived.now() }];
  }),
);

function answer(phase: Phase, type: CommandType, entry: Entry = {}): Refusal | null {
  const life = lives.get(phase);
  if (life === undefined) throw new Error(`no life in ${phase}`);
  const envelope = envelopeOf(commands[type], civilDateOf(life.now), entry);
  const actor =
    acts[type] === 'process' ? ({ authenticated: 'process', person: 'framework:provplattformen' } as const) : envelope.actor;
  const decision = decide(life.state, { ...envelope, actor }, life.now);
  return decision.ok ? null : decision.refusal;
}

describe('phase × command', () => {
  test('has every command, and says of each where the domain allows it', () => {
    expect(commandTypes.toSorted()).toEqual(Object.keys(possible).toSorted());
    for (const type of commandTypes) expect([type, [...commandRules[type].possibleIn]]).toEqual([type, possible[type]]);
  });

  const cells = phases.flatMap((phase) => commandTypes.map((type): [CommandType, Phase] => [type, phase]));
  test.each(cells)('%s in %s', (type, phase) => {
    const refusal = answer(phase, type);
    if (type === 'open') expect(refusal).toEqual({ code: 'alreadyOpened' });
    else if (!possible[type].includes(phase)) {
      expect(refusal).toEqual({ code: 'wrongPhase', command: type, phase, possibleIn: possible[type] });
    } else expect(refusal?.code ?? 'accepted').toBe(waitsFor[type] ?? 'accepted');
  });

  test('before it is opened, an agreement can only be opened', () => {
    for (const type of commandTypes.filter((one) => one !== 'open')) {
      expect(decide(null, envelopeOf(commands[type], '2011-01-31'), '2011-01-31T08:00:00.000Z')).toEqual({
        ok: false,
        refusal: { code: 'notOpened' },
      });
    }
  });
});

/** Whose act each command is, in the example: SKL is the debtor and the party, the State the creditor. */
const acts: Record<CommandType, Side> = {
  open: 'coordinator',
  adoptBasis: 'coordinator',
  openNextPhaseEarly: 'coordinator',
  acceptVersion: 'debtor or party',
  authorise: 'debtor or party',
  sign: 'debtor or party',
  refuseToSign: 'debtor or party',
  approve: 'debtor or party',
  reject: 'debtor or party',
  reopenNegotiation: 'coordinator',
  lapse: 'coordinator',
  terminate: 'debtor or party',
  meetDeadline: 'debtor or party',
  letGo: 'coordinator',
  handInReport: 'debtor or party',
  returnReport: 'creditor',
  acceptReport: 'creditor',
  reportDeviation: 'debtor or party',
  account: 'debtor or party',
  repay: 'debtor or party',
  adoptEvaluation: 'coordinator',
  changeRules: 'coordinator',
  correct: 'coordinator',
  ...consultationActs,
  ...negotiationActs,
  ...decisionsActs,
  ...fundsActs,
  ...recipientsActs,
  ...followUpActs,
  ...datesActs,
  ...tasksActs,
};

/** What is answered to whoever would judge what they owe themselves. */
const ownCodes: Partial<Record<CommandType, Refusal['code']>> = {
  returnReport: 'ownReport',
  acceptReport: 'ownReport',
  ...consultationOwn,
  ...negotiationOwn,
  ...decisionsOwn,
  ...fundsOwn,
  ...recipientsOwn,
  ...followUpOwn,
  ...datesOwn,
  ...tasksOwn,
};

const roles: Role[] = ['coordinator', 'signatory', 'handler', 'registrar', 'auditor'];
const organisations: Record<Side, string> = {
  coordinator: 'samradet',
  'debtor or party': 'skl',
  creditor: 'staten',
  stranger: 'utvarderaren',
  process: '',
};
const sides = (Object.keys(organisations) as Side[]).filter((side) => side !== 'process');

/** Somebody in this role at the organisation on this side enters the command. */
function entered(type: CommandType, role: Role, side: Side, entry: Entry): Refusal | null {
  const phase = (possible[type][0] ?? 'planned') as Phase;
  const life = lives.get(phase);
  if (life === undefined) throw new Error(`no life in ${phase}`);
  const people = [...life.state.definition.people, { id: 'nagon', organisation: organisations[side], roles: [role] }];
  const state: State = { ...life.state, definition: { ...life.state.definition, people } };
  const decision = decide(state, envelopeOf(commands[type], civilDateOf(life.now), { ...entry, by: 'nagon' }), life.now);
  return decision.ok ? null : decision.refusal;
}

describe('role × command', () => {
  const cells = commandTypes
    .filter((type) => type !== 'open')
    .flatMap((type) => roles.flatMap((role) => sides.map((side): [CommandType, Role, Side] => [type, role, side])));

  test.each(cells)('%s entered by a %s of the %s', (type, role, side) => {
    const isOwnAct = acts[type] !== 'coordinator' && acts[type] === side && role !== 'coordinator' && role !== 'auditor';
    const isCoordinators = role === 'coordinator' && acts[type] !== 'process';
    const refusal = entered(type, role, side, {});
    if (!isOwnAct && !isCoordinators) {
      const judgesItself = acts[type] === 'creditor' && side === 'debtor or party';
      expect(refusal?.code).toBe((judgesItself ? ownCodes[type] : undefined) ?? 'notAllowed');
      return;
    }
    expect(refusal?.code ?? 'accepted').toBe(waitsFor[type] ?? 'accepted');
    const onBehalf = isCoordinators && acts[type] !== 'coordinator';
    const unproven = entered(type, role, side, { evidence: null });
    if (onBehalf) expect(unproven).toMatchObject({ code: 'evidenceMissing', because: 'onBehalf' });
    else expect(unproven?.code ?? 'accepted').toBe(waitsFor[type] ?? 'accepted');
  });

  test('who has no role in the agreement enters nothing, wherever they work', () => {
    const people = definitionOf().people.map((person) => (person.id === 'sklchef' ? { ...person, roles: [] } : person));
    const lived = livedTo('negotiation', definitionOf({ people }));
    expect(lived.tries(commands.acceptVersion, { by: 'sklchef' })).toMatchObject({ code: 'notAllowed', roles: [] });
    expect(lived.tries(commands.acceptVersion, { by: 'obekant' })).toMatchObject({ code: 'unknownPerson', person: 'obekant' });
  });

  test('only a coordinator of its definition opens an agreement', () => {
    const opening = (by: string) => decide(null, envelopeOf(commands.open, '2011-01-31', { by }), '2011-01-31T08:00:00.000Z');
    expect(opening('ministern')).toMatchObject({ ok: false, refusal: { code: 'notAllowed', needed: 'coordinator' } });
    expect(opening('obekant')).toMatchObject({ ok: false, refusal: { code: 'unknownPerson', field: 'actor.person' } });
    expect(opening('samordnaren').ok).toBe(true);
  });
});

test('a reason is asked for wherever an act overrides, ends or excuses something', () => {
  const withReason = commandTypes.filter((type) => commandRules[type].needsReason);
  const ofTheYear = `changeRules correct lapse letGo openNextPhaseEarly refuseToSign reject reopenNegotiation reportDeviation
    returnReport terminate`.split(/\s+/);
  const ofParts = [
    ...consultationReasons,
    ...negotiationReasons,
    ...decisionsReasons,
    ...fundsReasons,
    ...recipientsReasons,
    ...followUpReasons,
    ...datesReasons,
    ...tasksReasons,
  ];
  expect(withReason.toSorted()).toEqual([...ofTheYear, ...ofParts].toSorted());
  for (const type of withReason) {
    const phase = (possible[type][0] ?? 'planned') as Phase;
    expect(answer(phase, type, { reason: null })).toEqual({ code: 'reasonMissing', command: type });
  }
});

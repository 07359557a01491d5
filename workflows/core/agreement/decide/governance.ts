import { asItStands } from '../asItStands.ts';
import type { Command } from '../commands.ts';
import { actOfVersion, daysFor } from '../correction.ts';
import { rulesFaults } from '../faults.ts';
import { holdsFigures, wrongFigures } from '../funds/correcting.ts';
import { outstandingOre } from '../obligations.ts';
import type { Refusal } from '../refusals.ts';
import type { State } from '../state.ts';
import type { Context, Decision } from './context.ts';
import { accepted, act, after, refuse } from './context.ts';
import { accountMismatch, notMoney, settling } from './money.ts';

type Of<T extends Command['type']> = Context<Extract<Command, { type: T }>>;

export function changeRules(context: Of<'changeRules'>): Decision {
  const { state, command } = context;
  const rules = { ...state.rules, ...command.changes };
  const faults = rulesFaults(rules, asItStands(state));
  if (faults.length > 0) return refuse({ code: 'faultyRules', faults });
  const parties = state.definition.parties.map((party) => party.organisation);
  const stranger = command.consents.find((consent) => !parties.includes(consent.party));
  if (stranger !== undefined) return refuse({ code: 'unknown', field: 'consents.party', value: stranger.party, known: parties });
  const consenting = new Set(command.consents.map((consent) => consent.party));
  const missing = parties.filter((id) => !consenting.has(id));
  if (state.rules.consentToRuleChange === 'parties' && missing.length > 0)
    return refuse({ code: 'consentMissing', parties: missing });
  return accepted(context, [act(context, { type: 'rulesChanged', rules, consents: command.consents })]);
}

/** A correction is a later entry about an earlier one; the earlier one stays as it was written. */
export function correct(context: Of<'correct'>): Decision {
  const { state, command } = context;
  const { version, correction } = command;
  if (!Number.isInteger(version) || version < 1 || version > state.version) {
    return refuse({ code: 'nothingToCorrect', version, newest: state.version });
  }
  const refusal = correction.kind === 'note' ? null : misfit(context, command);
  if (refusal !== null) return refuse(refusal);
  return accepted(context, settling(context, act(context, { type: 'corrected', version, correction })));
}

function misfit(context: Context, command: Extract<Command, { type: 'correct' }>): Refusal | null {
  const { state, today } = context;
  const { version, correction } = command;
  const held = actOfVersion(state, version);
  const doesNotFit: Refusal = { code: 'correctionDoesNotFit', version, kind: correction.kind };
  if (held === null) return doesNotFit;
  if (correction.kind === 'doneOn') {
    const { doneOn } = correction;
    if (doneOn > today) return { code: 'doneInFuture', doneOn, today };
    const { earliest, latest } = daysFor(state, version);
    if (doneOn < earliest) return { code: 'doneTooEarly', doneOn, earliest };
    return latest !== null && doneOn > latest ? { code: 'doneTooLate', doneOn, latest } : null;
  }
  if (correction.kind === 'note') return null;
  if (correction.kind !== 'repayment' && holdsFigures(state, version, correction)) {
    const { kind: _, ...amounts } = correction;
    return notMoney(amounts) ?? wrongFigures(state, corrected(context, command), version, correction);
  }
  if (correction.kind === 'account') {
    const area = Object.entries(state.accounts).find(([, account]) => account.version === version)?.[0];
    if (area === undefined) return doesNotFit;
    return (
      notMoney({ usedOre: correction.usedOre, unspentOre: correction.unspentOre }) ??
      accountMismatch(context, area, correction) ??
      overpaid(context, command, area)
    );
  }
  const area = state.repayments.find((repayment) => repayment.version === version)?.area;
  if (area === undefined) return doesNotFit;
  return notMoney({ amountOre: correction.amountOre }) ?? overpaid(context, command, area);
}

const corrected = (context: Context, { version, correction }: Extract<Command, { type: 'correct' }>): State =>
  after(context.state, [act(context, { type: 'corrected', version, correction })]);

/** More can never have been returned than was left unspent. */
function overpaid(context: Context, command: Extract<Command, { type: 'correct' }>, area: string): Refusal | null {
  const left = outstandingOre(corrected(context, command), area) ?? 0;
  return left < 0 ? { code: 'repaidExceedsUnspent', area, excessOre: -left } : null;
}

import type { Command } from '../commands.ts';
import type { CommandRules } from '../parts.ts';
import { openPhases, whileValid } from '../phases.ts';
import { rule } from '../rule.ts';
import type { State } from '../state.ts';
import { creditorsOf, fundsTerms, holdersOf } from './posts.ts';
import type { FundsCommand, Named } from './types.ts';

const named = (command: Command): Named => ({
  area: 'area' in command ? (command.area ?? null) : null,
  measure: 'measure' in command && typeof command.measure === 'string' ? command.measure : null,
  recipient: 'recipient' in command && typeof command.recipient === 'string' ? command.recipient : null,
});

/** The post that a command is about, also where it names a requisition or a reclaim instead. */
function aboutPost(state: State, command: Command): Named | null {
  if ('reclaim' in command) return state.funds.reclaims[command.reclaim]?.post ?? null;
  if ('requisition' in command && command.requisition !== null)
    return state.funds.requisitions[command.requisition]?.post ?? null;
  return named(command);
}

const holders = (state: State, command: Command): string[] => holdersOf(state, named(command));

/** Payers and creditors, but never whoever gets the money. */
function others(state: State, command: Command): string[] {
  const post = aboutPost(state, command);
  const creditors = post === null ? state.definition.measures.map(({ creditor }) => creditor) : creditorsOf(state, post);
  const own = post === null ? [] : holdersOf(state, post);
  const payer = 'payer' in command ? [command.payer] : fundsTerms(state).payers;
  const all = [...new Set([...payer, ...creditors])].filter((id) => !own.includes(id));
  if (!('body' in command)) return all;
  const home = state.definition.organisations.find(({ bodies }) => bodies.some(({ id }) => id === command.body))?.id;
  return home !== undefined && all.includes(home) ? [home] : all;
}

function settlers(state: State, command: Command): string[] {
  const { settledBy } = fundsTerms(state);
  return settledBy === null ? creditorsOf(state, named(command)) : [settledBy];
}

export const fundsRules: CommandRules<FundsCommand> = {
  settleAppropriation: rule('whose', openPhases, { whose: settlers }),
  settleSetAside: rule('whose', openPhases, { whose: settlers }),
  requisition: rule('whose', whileValid, { whose: holders }),
  approveRequisition: rule('whose', whileValid, { whose: others }),
  declineRequisition: rule('whose', whileValid, { whose: others, reason: true }),
  recordPayment: rule('whose', whileValid, { whose: others }),
  accountFunds: rule('whose', whileValid, { whose: holders }),
  repayFunds: rule('whose', whileValid, { whose: holders }),
  // A decision to take money back may come long after the agreement has ended.
  reclaim: rule('whose', [...whileValid, 'closed'], { whose: others, reason: true }),
  settleReclaim: rule('whose', [...whileValid, 'closed'], { whose: others }),
};

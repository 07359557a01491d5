import type { Command } from '../commands.ts';
import type { CommandRules } from '../parts.ts';
import { whileValid } from '../phases.ts';
import { rule } from '../rule.ts';
import type { State } from '../state.ts';
import { termsOf } from './terms.ts';
import type { RecipientsCommand } from './types.ts';

/** Who shares the measure's money out; without such terms the measure's creditor, who is then told that there are none. */
function distributor(state: State, command: Command): string[] {
  const measure = 'measure' in command && typeof command.measure === 'string' ? command.measure : '';
  const by = termsOf(state, measure)?.distributedBy;
  if (by !== undefined) return [by];
  return state.definition.measures.filter(({ id }) => id === measure).map(({ creditor }) => creditor);
}

export const recipientsRules: CommandRules<RecipientsCommand> = {
  distribute: rule('whose', whileValid, { whose: distributor }),
  askLetters: rule('whose', whileValid, { whose: distributor }),
  closeLetters: rule('whose', whileValid, { whose: distributor }),
  giveLetter: rule('organisation', whileValid),
  declineMoney: rule('organisation', whileValid, { reason: true }),
};

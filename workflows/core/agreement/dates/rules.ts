import type { Command } from '../commands.ts';
import type { CommandRules } from '../parts.ts';
import { openPhases } from '../phases.ts';
import { rule } from '../rule.ts';
import type { State } from '../state.ts';
import type { DatesCommand } from './types.ts';

/** Who decides about a date: whoever set it, and whom it is owed to; never who owes it. A body that plans its own meeting moves it. */
function setters(state: State, command: Command): string[] {
  const deadline = 'deadline' in command && typeof command.deadline === 'string' ? state.deadlines[command.deadline] : undefined;
  if (deadline === undefined) return [];
  const { setBy, creditor, debtor, mode } = deadline;
  const deciding = setBy === 'text' ? [creditor] : [...new Set([setBy, creditor])];
  return deciding.filter((organisation) => mode === 'watched' || organisation !== debtor);
}

const bySetter = { reason: true, whose: setters } as const;

export const datesRules: CommandRules<DatesCommand> = {
  moveDeadline: rule('whose', openPhases, bySetter),
  askExtension: rule('debtor', openPhases, { reason: true }),
  extendDeadline: rule('whose', openPhases, bySetter),
  declineExtension: rule('whose', openPhases, bySetter),
  suspendDeadline: rule('whose', openPhases, bySetter),
  resumeDeadline: rule('whose', openPhases, bySetter),
  waiveDeadline: rule('whose', openPhases, bySetter),
  reopenDeadline: rule('whose', openPhases, bySetter),
  commissionDateMoved: rule('process', openPhases),
  commissionReported: rule('process', openPhases),
};

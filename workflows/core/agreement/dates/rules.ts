import type { Command } from '../commands.ts';
import type { CommandRules } from '../parts.ts';
import { openPhases } from '../phases.ts';
import { rule } from '../rule.ts';
import type { State } from '../state.ts';
import type { DatesCommand } from './types.ts';

/** Who may move a date: whoever set it; where it stands in the text or is only watched, whom it is owed to. */
function setters(state: State, command: Command): string[] {
  const deadline = 'deadline' in command && typeof command.deadline === 'string' ? state.deadlines[command.deadline] : undefined;
  if (deadline === undefined) return [];
  return deadline.setBy === 'text' ? [deadline.creditor] : [...new Set([deadline.setBy, deadline.creditor])];
}

const bySetter = { reason: true, whose: setters } as const;

export const datesRules: CommandRules<DatesCommand> = {
  moveDeadline: rule('whose', openPhases, bySetter),
  askExtension: rule('debtor', openPhases, { reason: true }),
  extendDeadline: rule('whose', openPhases, bySetter),
  declineExtension: rule('whose', openPhases, bySetter),
  suspendDeadline: rule('whose', openPhases, bySetter),
  resumeDeadline: rule('whose', openPhases, bySetter),
  waiveDeadline: rule('creditor', openPhases, { reason: true }),
  reopenDeadline: rule('creditor', openPhases, { reason: true }),
  commissionDateMoved: rule('process', openPhases),
  commissionReported: rule('process', openPhases),
};

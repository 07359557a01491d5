import type { Command } from '../commands.ts';
import type { CommandRules } from '../parts.ts';
import { whileValid } from '../phases.ts';
import { rule } from '../rule.ts';
import type { State } from '../state.ts';
import { measureOfDeviation } from './following.ts';
import type { FollowUpCommand } from './types.ts';

/** The side of the measure that the deviation is in; of every measure where nobody has reported it, so that this is what is said. */
const ofDeviation =
  (side: 'debtor' | 'creditor') =>
  (state: State, command: Command): string[] => {
    const measure = 'deviation' in command ? measureOfDeviation(state, command.deviation) : null;
    const concerned = measure === null ? state.definition.measures : [measure];
    return [...new Set(concerned.map((one) => one[side]))];
  };

export const followUpRules: CommandRules<FollowUpCommand> = {
  planAction: rule('whose', whileValid, { whose: ofDeviation('debtor') }),
  completeAction: rule('debtor', whileValid),
  followUpAction: rule('whose', whileValid, { whose: ofDeviation('creditor') }),
  enterFinding: rule('organisation', whileValid),
  assessMeasure: rule('party', ['evaluation']),
  proposeRevision: rule('party', ['evaluation']),
  // The last report accepted closes the agreement, and its feedback is fetched after that.
  fetchFeedback: rule('organisation', [...whileValid, 'closed']),
};

import type { Kind } from '#core/act/model.ts';
import { commandRules } from '#core/agreement/tables.ts';
import { frameworkRules } from '#core/framework/tables.ts';
import { referralRules } from '#core/referral/tables.ts';

/** What the table of a kind says of one of its commands, as far as it is told to people. */
export interface CommandTold {
  /** Whose act it is: the kind's own word. */
  actOf: string;
  /** The kind's own words for its phases. */
  possibleIn: readonly string[];
  needsReason: boolean;
}

const tables: Readonly<Record<Kind, Readonly<Record<string, CommandTold>>>> = {
  agreement: commandRules,
  framework: frameworkRules,
  referral: referralRules,
};

/** @throws RangeError for a command that is none of the kind's. */
export function ruleOf(kind: Kind, type: string): CommandTold {
  const rule = tables[kind][type];
  if (rule === undefined) throw new RangeError(`${type} is no command of a ${kind}`);
  return rule;
}

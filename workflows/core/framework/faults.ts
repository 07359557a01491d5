import { type Finding, finding } from '#core/agreement/faults/finding.ts';
import type { Fault } from '#core/act/refusal.ts';
import type { FrameworkDefinition } from './definition.ts';
import { areaFindings } from './faults/areas.ts';
import { commissionFindings } from './faults/commissions.ts';
import { idFindings } from './faults/ids.ts';
import { partyFindings } from './faults/parties.ts';
import { frameworkRuleFindings } from './faults/rules.ts';

/**
 * The rules that hold for every framework: ids are unique and what they refer to exists, every party can be bound, goals reach three
 * years or more, the rhythm names a day of every year, every date can be worked with. Each finding once, with what would be right.
 */
export function frameworkFindings(definition: FrameworkDefinition): Finding[] {
  return [
    ...(definition.title.trim() === '' ? [finding('title', 'the title is empty', 'write what the framework is called')] : []),
    ...idFindings(definition),
    ...partyFindings(definition),
    ...areaFindings(definition),
    ...commissionFindings(definition),
    ...frameworkRuleFindings(definition),
  ];
}

/** `frameworkFindings` as a refusal carries them. */
export function frameworkFaults(definition: FrameworkDefinition): Fault[] {
  return frameworkFindings(definition).map(({ path, message, remedy }) => ({ path, message: `${message}: ${remedy}` }));
}

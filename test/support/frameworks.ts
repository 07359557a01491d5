import type { FrameworkDefinition } from '#core/framework/definition.ts';
import { CURRENT_FRAMEWORK_ENGINE } from '#core/framework/definition.ts';
import { definitionOf } from './agreements.ts';

/** A framework in the shape of the platform of 2010, all of it invented, among the people and organisations of the small agreement. */
export function frameworkOf(framework: string, changes: Partial<FrameworkDefinition> = {}): FrameworkDefinition {
  const { organisations, people, coordinator, parties, areas, rules } = definitionOf();
  return {
    framework,
    title: 'Provplattformen',
    organisations,
    people,
    coordinator,
    parties,
    areas: areas.map(({ id, title }) => ({ id, title })),
    goals: [],
    consultationGroup: [],
    commissions: [],
    rules: {
      engine: CURRENT_FRAMEWORK_ENGINE,
      approvals: ['styrelsen'],
      reminderPlans: rules.reminderPlans,
      escalateFromDaysOverdue: 7,
      rhythm: { opens: '02-01', yearsBefore: 1, first: 2012, last: null, plan: 'report' },
    },
    ...changes,
  };
}

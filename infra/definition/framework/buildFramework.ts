import {
  type Built,
  DEFAULT_ESCALATION_DAYS,
  organisationsOf,
  peopleOf,
  plansOf,
  type SourcedDate,
  sourceFindings,
} from '../buildCommon.ts';
import type { ReminderPlan } from '#core/deadlines/reminders.ts';
import { CURRENT_FRAMEWORK_ENGINE, type FrameworkDefinition, type FrameworkRules } from '#core/framework/definition.ts';
import type { FrameworkFile } from '#contracts/schemas.ts';
import { createOrigins, type Origins } from '../origins.ts';

/** The plans that every framework has, unless it gives its own under these names. */
const DEFAULT_PLANS: Record<string, ReminderPlan> = {
  report: [-90, -30, -14, -7, -1, 0, 1, 7, 14],
  // A year's text is drafted over months, by people who have other things to do.
  yearText: [-120, -60, -30, -14, -7, -1, 0, 1, 7, 14],
};
/** The consultation's first day in the platform of 2010: February of the year before. */
const DEFAULT_OPENS = '02-01';

/** The definition that a file says, with every default written out. */
export function buildFramework(file: FrameworkFile): Built<FrameworkDefinition> {
  const origins = createOrigins();
  // Where the rhythm is looked for.
  origins.set('rhythm', ['years']);
  const definition: FrameworkDefinition = {
    framework: file.framework,
    title: file.title,
    organisations: organisationsOf(file, origins),
    people: peopleOf(file, origins),
    coordinator: file.coordinator,
    parties: Object.entries(file.parties).map(([organisation, { authorisedBy, signatory }], index) => {
      origins.set(`parties.${index}`, ['parties', organisation]);
      origins.set(`parties.${index}.organisation`, ['parties', organisation]);
      return { organisation, authorisedBy: authorisedBy ?? null, signatory };
    }),
    ...areasOf(file, origins),
    consultationGroup: Object.entries(file.consultationGroup ?? {}).map(([id, member], index) => {
      origins.set(`consultationGroup.${index}`, ['consultationGroup', id]);
      return { id, title: member.title, organisation: member.organisation ?? null };
    }),
    commissions: commissionsOf(file, origins),
    rules: rulesOf(file),
  };
  return { definition, origins, findings: sourceFindings(file, frameworkDatesOf(file)) };
}

function rulesOf(file: FrameworkFile): FrameworkRules {
  const { first, last, opens, yearsBefore, plan } = file.years;
  return {
    engine: CURRENT_FRAMEWORK_ENGINE,
    approvals: file.approvals,
    reminderPlans: plansOf(file, DEFAULT_PLANS),
    escalateFromDaysOverdue: file.escalateFromDaysOverdue ?? DEFAULT_ESCALATION_DAYS,
    rhythm: {
      opens: opens ?? DEFAULT_OPENS,
      yearsBefore: yearsBefore ?? 1,
      first,
      last: last ?? null,
      plan: plan ?? 'yearText',
    },
  };
}

function areasOf(file: FrameworkFile, origins: Origins): Pick<FrameworkDefinition, 'areas' | 'goals'> {
  const goals: FrameworkDefinition['goals'] = [];
  const areas = Object.entries(file.areas).map(([area, entry], index) => {
    origins.set(`areas.${index}`, ['areas', area]);
    for (const [id, { title, from, until }] of Object.entries(entry.goals ?? {})) {
      origins.set(`goals.${goals.length}`, ['areas', area, 'goals', id]);
      goals.push({ id, title, area, from, until });
    }
    return { id: area, title: entry.title };
  });
  return { areas, goals };
}

function commissionsOf(file: FrameworkFile, origins: Origins): FrameworkDefinition['commissions'] {
  return Object.entries(file.commissions ?? {}).map(([id, { title, from, number, debtor, items }], index) => {
    origins.set(`commissions.${index}`, ['commissions', id]);
    return {
      id,
      title,
      from,
      number: number ?? null,
      debtor,
      items: Object.entries(items).map(([item, entry], at) => {
        origins.set(`commissions.${index}.items.${at}`, ['commissions', id, 'items', item]);
        return {
          id: item,
          title: entry.title,
          kind: entry.kind ?? item,
          dueOn: entry.due.on,
          plan: entry.plan ?? 'report',
          source: entry.due.source,
        };
      }),
    };
  });
}

/** The days of the file and where they come from. */
export function frameworkDatesOf(file: FrameworkFile): SourcedDate[] {
  const goals = Object.entries(file.areas).flatMap(([area, entry]) =>
    Object.entries(entry.goals ?? {}).map(([id, { from, until, source }]) => ({
      at: ['areas', area, 'goals', id],
      from,
      to: until,
      source,
    })),
  );
  const items = Object.entries(file.commissions ?? {}).flatMap(([id, commission]) =>
    Object.entries(commission.items).map(([item, { due }]) => ({
      at: ['commissions', id, 'items', item, 'due'],
      from: due.on,
      to: null,
      source: due.source,
    })),
  );
  return [...goals, ...items];
}

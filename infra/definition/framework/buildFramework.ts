import type { ReminderPlan } from '#core/deadlines/reminders.ts';
import { CURRENT_FRAMEWORK_ENGINE, type FrameworkDefinition, type FrameworkRules } from '#core/framework/definition.ts';
import type { FrameworkFile } from '#contracts/schemas.ts';
import type { SourcedDate } from '../buildDefinition.ts';
import { createOrigins, type Origins } from '../origins.ts';
import type { FileFinding } from '../owing.ts';

export interface BuiltFramework {
  definition: FrameworkDefinition;
  origins: Origins;
  findings: FileFinding[];
}

/** The plans that every framework has, unless it gives its own under these names. */
const DEFAULT_PLANS: Record<string, ReminderPlan> = {
  report: [-90, -30, -14, -7, -1, 0, 1, 7, 14],
  // A year's text is drafted over months, by people who have other things to do.
  yearText: [-120, -60, -30, -14, -7, -1, 0, 1, 7, 14],
};
const DEFAULT_ESCALATION_DAYS = 7;
/** The consultation's first day in the platform of 2010: February of the year before. */
const DEFAULT_OPENS = '02-01';

/** The definition that a file says, with every default written out. */
export function buildFramework(file: FrameworkFile): BuiltFramework {
  const origins = createOrigins();
  // Where the rhythm is looked for.
  origins.set('rhythm', ['years']);
  const definition: FrameworkDefinition = {
    framework: file.framework,
    title: file.title,
    organisations: organisationsOf(file, origins),
    people: Object.entries(file.people).map(([id, { organisation, roles }], index) => {
      origins.set(`people.${index}`, ['people', id]);
      return { id, organisation, roles };
    }),
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
  return { definition, origins, findings: sourceFindings(file) };
}

function rulesOf(file: FrameworkFile): FrameworkRules {
  const plans = Object.entries({ ...DEFAULT_PLANS, ...file.reminderPlans });
  const { first, last, opens, yearsBefore, plan } = file.years;
  return {
    engine: CURRENT_FRAMEWORK_ENGINE,
    approvals: file.approvals,
    reminderPlans: Object.fromEntries(plans.map(([name, days]) => [name, [...days]])),
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

function organisationsOf(file: FrameworkFile, origins: Origins): FrameworkDefinition['organisations'] {
  return Object.entries(file.organisations).map(([id, organisation], index) => {
    origins.set(`organisations.${index}`, ['organisations', id]);
    const bodies = Object.entries(organisation.bodies ?? {}).map(([body, title], at) => {
      origins.set(`organisations.${index}.bodies.${at}`, ['organisations', id, 'bodies', body]);
      return { id: body, title };
    });
    return {
      id,
      title: organisation.title,
      bodies,
      acceptsNotices: organisation.acceptsNotices ?? false,
      superior: organisation.superior ?? null,
      registrationNumber: organisation.registrationNumber ?? null,
    };
  });
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

/** Every source is explained in `sources`, or says that the date is assumed. */
function sourceFindings(file: FrameworkFile): FileFinding[] {
  const known = Object.keys(file.sources ?? {});
  return frameworkDatesOf(file)
    .filter(({ source }) => !known.includes(source) && !/^assumed\b/.test(source))
    .map(({ at, source }) => ({
      at: [...at, 'source'],
      message: `the source ${JSON.stringify(source)} is not explained`,
      remedy: `name it in \`sources\`, or write assumed (known: ${['assumed', ...known].join(', ')})`,
    }));
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

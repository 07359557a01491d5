import type { Organisation, PersonRoles } from '#core/act/people.ts';
import type { ReminderPlan } from '#core/deadlines/reminders.ts';
import type { AgreementFile } from '#contracts/schemas.ts';
import type { Path } from './mistake.ts';
import type { Origins } from './origins.ts';
import type { FileFinding } from './owing.ts';

/** A definition as a file says it, and where each part of it stands there. */
export interface Built<D> {
  definition: D;
  origins: Origins;
  findings: FileFinding[];
}

/** What stands alike in a file of any kind. */
export type CommonFile = Pick<AgreementFile, 'sources' | 'reminderPlans' | 'organisations' | 'people'>;

/** From how many days overdue the registrar is told too, where the file does not say. */
export const DEFAULT_ESCALATION_DAYS = 7;

/** The organisations with their bodies, in the order of the file. */
export function organisationsOf(file: CommonFile, origins: Origins): Organisation[] {
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

/** The people by reference only. */
export function peopleOf(file: CommonFile, origins: Origins): PersonRoles[] {
  return Object.entries(file.people).map(([id, { organisation, roles }], index) => {
    origins.set(`people.${index}`, ['people', id]);
    return { id, organisation, roles };
  });
}

/** The plans that every process of the kind has, and what the file gives beside or instead of them. */
export function plansOf(file: CommonFile, defaults: Record<string, ReminderPlan>): Record<string, ReminderPlan> {
  const plans = Object.entries({ ...defaults, ...file.reminderPlans });
  return Object.fromEntries(plans.map(([name, plan]) => [name, [...plan]]));
}

/** A day or window of the file and where it comes from. */
export interface SourcedDate {
  at: Path;
  from: string;
  /** Null for a single day. */
  to: string | null;
  source: string;
}

/** Every source is explained in `sources`, or says that the date is assumed. */
export function sourceFindings(file: CommonFile, dates: readonly SourcedDate[]): FileFinding[] {
  const known = Object.keys(file.sources ?? {});
  return dates
    .filter(({ source }) => !known.includes(source) && !/^assumed\b/.test(source))
    .map(({ at, source }) => ({
      at: [...at, 'source'],
      message: `the source ${JSON.stringify(source)} is not explained`,
      remedy: `name it in \`sources\`, or write assumed (known: ${['assumed', ...known].join(', ')})`,
    }));
}

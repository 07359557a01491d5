import type { Base, DatesCommand, DatesTerms, DependentDate } from '#core/agreement/dates/types.ts';
import type { AgreementFile } from '#contracts/schemas.ts';
import type { Path } from '../mistake.ts';
import type { Origins } from '../origins.ts';
import { type FileFinding, owing } from '../owing.ts';
import type { PartCommands } from './parts.ts';

/** The commands that somebody's inputs say: each says in its input exactly what it is. */
export const datesToCommand: PartCommands<DatesCommand> = {
  moveDeadline: async (input) => ({ type: 'moveDeadline', ...input }),
  askExtension: async (input) => ({ type: 'askExtension', ...input }),
  extendDeadline: async (input) => ({ type: 'extendDeadline', ...input }),
  declineExtension: async (input) => ({ type: 'declineExtension', ...input }),
  suspendDeadline: async (input) => ({ type: 'suspendDeadline', ...input }),
  resumeDeadline: async (input) => ({ type: 'resumeDeadline', ...input }),
  waiveDeadline: async (input) => ({ type: 'waiveDeadline', ...input }),
  reopenDeadline: async (input) => ({ type: 'reopenDeadline', ...input }),
  commissionDateMoved: async (input) => ({ type: 'commissionDateMoved', ...input }),
  commissionReported: async (input) => ({ type: 'commissionReported', ...input }),
};

/** What the file says of dates that are reckoned, and of commissions that are followed; undefined where it says nothing. */
export function datesTerms(file: AgreementFile, origins: Origins, findings: FileFinding[]): DatesTerms | undefined {
  const followed = Object.entries(file.deadlines).flatMap(([id, { commission }]) =>
    commission === undefined ? [] : [[id, commission] as const],
  );
  for (const [id] of followed) origins.set(`terms.dates.commissions.${id}`, ['deadlines', id, 'commission']);
  const reckoned = Object.entries(file.reckonedDeadlines ?? {});
  if (reckoned.length === 0 && followed.length === 0) return undefined;
  const dependent = reckoned.map(([id, entry], index) => dependentDate(file, id, entry, index, origins, findings));
  return { dependent, commissions: Object.fromEntries(followed) };
}

type Entry = NonNullable<AgreementFile['reckonedDeadlines']>[string];

function dependentDate(
  file: AgreementFile,
  id: string,
  entry: Entry,
  index: number,
  origins: Origins,
  findings: FileFinding[],
): DependentDate {
  const path: Path = ['reckonedDeadlines', id];
  const own = `terms.dates.dependent.${index}.deadline`;
  origins.set(`terms.dates.dependent.${index}`, path);
  origins.set(own, path);
  origins.set(`terms.dates.dependent.${index}.base.deadline`, [...path, 'from']);
  origins.set(`terms.dates.dependent.${index}.days`, [...path, entry.businessDays === undefined ? 'days' : 'businessDays']);
  if ((entry.days === undefined) === (entry.businessDays === undefined)) {
    findings.push({
      at: path,
      message: 'it is reckoned in days or in business days',
      remedy: 'give one of days and businessDays',
    });
  }
  const place = { own, path, origins, findings };
  return {
    deadline: {
      id,
      title: entry.title,
      kind: entry.kind ?? id,
      mode: entry.watched === true ? 'watched' : 'owed',
      metBy: entry.metBy ?? 'entry',
      plan: entry.plan ?? 'answer',
      debtor: owing(file, 'debtor', entry, place),
      creditor: owing(file, 'creditor', entry, place),
      measure: null,
      handler: entry.handler ?? null,
      source: entry.source,
    },
    base: baseOf(entry.from),
    days: entry.days ?? entry.businessDays ?? 0,
    count: entry.businessDays === undefined ? 'days' : 'businessDays',
  };
}

function baseOf(from: string): Base {
  const [kind, ...rest] = from.split(':');
  const deadline = rest.join(':');
  if (kind === 'due' || kind === 'met') return { kind, deadline };
  if (kind === 'basisAdopted' || kind === 'evaluationAdopted') return { kind };
  return { kind: 'validity' };
}

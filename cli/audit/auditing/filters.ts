import { isCivilDate } from '#core/calendar/civilDate.ts';
import type { Filters } from '../../../audit/search/filters.ts';
import { eventTypeNames, isEventType } from '../../../audit/search/types.ts';
import { nearest } from '../../../infra/definition/mistake.ts';
import { exit, Failure } from '../../failure.ts';
import type { Context } from '../../session.ts';
import { auditingWords } from '../../words/audit/auditing.ts';
import type { AuditingWords } from '../../words/audit/auditingSv.ts';

/** The conditions of a search as they are given: one option each. */
export interface FilterOptions {
  person?: string;
  body?: string;
  organisation?: string;
  regNumber?: string;
  doneFrom?: string;
  doneTo?: string;
  recordedFrom?: string;
  recordedTo?: string;
  type?: readonly string[];
  paragraph?: string;
  document?: string;
  word?: string;
  process?: string;
  around?: boolean;
}

const days = { doneFrom: 'done-from', doneTo: 'done-to', recordedFrom: 'recorded-from', recordedTo: 'recorded-to' } as const;

/** @throws Failure for a day that is none, and a kind of event that there is not. */
export function filtersOf({ terminal }: Context, given: FilterOptions): Filters {
  const say = auditingWords[terminal.lang];
  for (const [key, option] of Object.entries(days)) {
    const value = given[key as keyof typeof days];
    if (value !== undefined && !isCivilDate(value))
      throw new Failure(exit.usage, 'badInput', say.badDate(option, value), say.badDateRemedy);
  }
  for (const one of given.type ?? []) requireType(one, say);
  const {
    person,
    body,
    organisation,
    regNumber,
    doneFrom,
    doneTo,
    recordedFrom,
    recordedTo,
    type,
    paragraph,
    document,
    word,
    process,
    around,
  } = given;
  const all = {
    person,
    body,
    organisation,
    number: regNumber,
    doneFrom,
    doneTo,
    recordedFrom,
    recordedTo,
    paragraph,
    document,
    word,
    process,
    around,
  };
  const said = Object.entries(all).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(said) as Filters), ...(type === undefined || type.length === 0 ? {} : { types: type }) };
}

function requireType(type: string, say: AuditingWords): void {
  if (isEventType(type)) return;
  const near = nearest(type, eventTypeNames);
  throw new Failure(exit.usage, 'unknownType', say.unknownType(type), say.knownOnes(near ?? eventTypeNames.join(', ')), {
    known: eventTypeNames,
  });
}

/** A number above 0. @throws Failure for anything else. */
export function positive({ terminal }: Context, option: string, given: string | undefined, otherwise: number): number {
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Failure(exit.usage, 'badInput', auditingWords[terminal.lang].badNumber(option, given));
}

import type { Evidence, TextRef } from '#core/act/envelope.ts';
import type { Command, Envelope } from '#core/agreement/commands.ts';
import type { PersonRoles } from '#core/act/people.ts';
import type { DeadlineTerms } from '#core/deadlines/deadline.ts';
import { CURRENT_ENGINE, type Definition, type Rules } from '#core/agreement/definition.ts';
import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';

// A small agreement in the shape of the one for 2012, all of it invented: two parties, an evaluator, one who runs it.

export const VERSION_HASH = 'a1'.repeat(32);
export const MNKR = 100_000_000;

export const text = (textId: string): TextRef => ({ textId, commitment: 'c0'.repeat(32) });
export const reason = text('reason');
export const evidence: Evidence = { kind: 'reference', text: text('protocol') };
export const report = {
  kind: 'threePart',
  activities: text('activities'),
  development: text('development'),
  goalsMet: true,
} as const;

export const defaultPlan = [-90, -30, -14, -7, -1, 0, 1, 7, 14];

const person = (id: string, organisation: string, ...roles: PersonRoles['roles']): PersonRoles => ({ id, organisation, roles });

const organisation = (id: string, bodies: string[] = []): Definition['organisations'][number] => ({
  id,
  title: id,
  bodies: bodies.map((body) => ({ id: body, title: body })),
  acceptsNotices: false,
  superior: null,
  registrationNumber: null,
});

/** A deadline that SKL owes the State, unless told otherwise. */
export function deadline(id: string, dueOn: CivilDate, more: Partial<DeadlineTerms> = {}): DeadlineTerms {
  return {
    id,
    title: id,
    kind: 'statement',
    mode: 'owed',
    metBy: 'entry',
    plan: 'report',
    dueOn,
    debtor: 'skl',
    creditor: 'staten',
    measure: null,
    handler: null,
    source: 'assumed',
    ...more,
  };
}

export const watched = { mode: 'watched', debtor: 'utvarderaren', creditor: 'staten', kind: 'finalReport' } as const;
export const reported = { metBy: 'report', kind: 'measureReport', measure: 'databaser' } as const;

export const rules: Rules = {
  engine: CURRENT_ENGINE,
  windows: {
    consultation: { from: '2011-02-01', to: '2011-06-30' },
    negotiation: { from: '2011-10-01', to: '2011-12-31' },
    evaluation: { from: '2012-10-01', to: '2012-12-31' },
  },
  signingBy: '2012-01-13',
  approvals: ['regeringen', 'styrelsen'],
  reminderPlans: { report: defaultPlan, answer: [-14, -3, 0, 1, 7] },
  escalateFromDaysOverdue: 7,
  dueDay: 'asWritten',
  calendar: 'sweden',
  consentToRuleChange: 'parties',
};

const base: Definition = {
  framework: 'provplattformen',
  year: 2012,
  title: 'Provöverenskommelsen för 2012',
  validUntil: null,
  frameOre: 100 * MNKR,
  organisations: [
    organisation('staten', ['regeringen']),
    { ...organisation('skl', ['styrelsen']), superior: 'sklchef' },
    organisation('utvarderaren'),
    organisation('samradet'),
  ],
  people: [
    person('samordnaren', 'samradet', 'coordinator'),
    person('ministern', 'staten', 'signatory'),
    person('statssekreteraren', 'staten', 'handler'),
    person('statsregistratorn', 'staten', 'registrar'),
    person('verkstallande', 'skl', 'signatory'),
    person('handlaggaren', 'skl', 'handler'),
    person('sklregistratorn', 'skl', 'registrar'),
    person('sklchef', 'skl', 'handler'),
    person('utredaren', 'utvarderaren', 'handler'),
    person('granskaren', 'staten', 'auditor'),
  ],
  coordinator: 'samordnaren',
  parties: [
    { organisation: 'staten', authorisedBy: 'regeringen', signatory: 'ministern' },
    { organisation: 'skl', authorisedBy: 'styrelsen', signatory: 'verkstallande' },
  ],
  areas: [
    { id: 'stod', title: 'Stöd', budgetOre: 60 * MNKR },
    { id: 'utbildning', title: 'Utbildning', budgetOre: 40 * MNKR },
  ],
  measures: [
    { id: 'databaser', title: 'Databaser', area: 'stod', amountOre: null, debtor: 'skl', creditor: 'staten', continuesIn: [] },
    { id: 'kurser', title: 'Kurser', area: 'utbildning', amountOre: null, debtor: 'skl', creditor: 'staten', continuesIn: [] },
  ],
  deadlines: [
    deadline('plan', '2012-06-01', { plan: 'answer' }),
    deadline('rapport', '2013-03-31', reported),
    deadline('kursrapport', '2013-05-15', { ...reported, measure: 'kurser', handler: 'handlaggaren' }),
    deadline('redovisning', '2014-06-30', { kind: 'accounting', metBy: 'accounts' }),
    deadline('slutrapport', '2014-09-01', watched),
  ],
  rules,
};

/** The small agreement; `changes` replace whole parts of it, `ruleChanges` parts of its rules. */
export function definitionOf(changes: Partial<Definition> = {}, ruleChanges: Partial<Rules> = {}): Definition {
  return { ...base, ...changes, rules: { ...base.rules, ...changes.rules, ...ruleChanges } };
}

/** The small agreement with these deadlines alone. */
export function withDeadlines(...deadlines: DeadlineTerms[]): Definition {
  return definitionOf({ deadlines });
}

/** What differs from an entry by the coordinator, of something done the same day, with reason and evidence. */
export interface Entry {
  by?: string;
  on?: CivilDate;
  doneBy?: string | null;
  reason?: TextRef | null;
  evidence?: Evidence | null;
}

export function envelopeOf<C extends Command>(command: C, today: CivilDate, entry: Entry = {}): Envelope<C> {
  return {
    commandId: `${command.type}-${today}`,
    actor: { person: entry.by ?? 'samordnaren', authenticated: 'claimed' },
    doneOn: entry.on ?? today,
    doneBy: entry.doneBy ?? null,
    reason: entry.reason === undefined ? reason : entry.reason,
    evidence: entry.evidence === undefined ? evidence : entry.evidence,
    command,
  };
}

/** The day before. */
export const eveOf = (date: CivilDate): CivilDate => addDays(date, -1);

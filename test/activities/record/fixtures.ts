import type { Definition } from '#core/agreement/definition.ts';
import type { EventBody, ProposedEvent } from '#core/agreement/events.ts';
import type { Instant } from '#core/calendar/instant.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import type { Proposal } from '#contracts/types.ts';

const VERSION_HASH = 'ab'.repeat(32);

const body = (id: string, title: string) => ({ id, title });

/** A small agreement between two invented parties, with a report that a handler owes and a watched final report. */
export const definition: Definition = {
  framework: 'test-frame',
  year: 2012,
  title: 'Överenskommelse för prövning 2012',
  validUntil: '2014-12-31',
  frameOre: 13_500_000_000,
  organisations: [
    {
      id: 'staten',
      title: 'Den påhittade staten',
      bodies: [body('regeringen', 'Regeringen')],
      acceptsNotices: false,
      superior: null,
      registrationNumber: 'P2012/1',
    },
    {
      id: 'forbundet',
      title: 'Det påhittade förbundet',
      bodies: [body('styrelsen', 'Styrelsen')],
      acceptsNotices: true,
      superior: null,
      registrationNumber: null,
    },
  ],
  people: [
    { id: 'p-sam', organisation: 'staten', roles: ['coordinator', 'signatory'] },
    { id: 'p-hand', organisation: 'forbundet', roles: ['handler', 'signatory'] },
  ],
  coordinator: 'p-sam',
  parties: [
    { organisation: 'staten', authorisedBy: 'regeringen', signatory: 'p-sam' },
    { organisation: 'forbundet', authorisedBy: 'styrelsen', signatory: 'p-hand' },
  ],
  areas: [{ id: 'omrade', title: 'Område', budgetOre: 13_500_000_000 }],
  measures: [
    { id: 'insats', title: 'Insats', area: 'omrade', amountOre: null, debtor: 'forbundet', creditor: 'staten', continuesIn: [] },
  ],
  deadlines: [
    {
      id: 'rapport',
      title: 'Redovisning',
      kind: 'measureReport',
      mode: 'owed',
      metBy: 'report',
      plan: 'report',
      dueOn: '2013-03-31',
      debtor: 'forbundet',
      creditor: 'staten',
      measure: 'insats',
      handler: 'p-hand',
      source: 'assumed',
    },
    {
      id: 'slutrapport',
      title: 'Slutrapport',
      kind: 'finalReport',
      mode: 'watched',
      metBy: 'entry',
      plan: 'report',
      dueOn: '2014-09-01',
      debtor: 'forbundet',
      creditor: 'staten',
      measure: null,
      handler: null,
      source: 'PM',
    },
  ],
  rules: {
    engine: 1,
    windows: {
      consultation: { from: '2011-02-01', to: '2011-06-30' },
      negotiation: { from: '2011-10-01', to: '2011-12-31' },
      evaluation: { from: '2012-10-01', to: '2012-12-31' },
    },
    signingBy: '2012-01-10',
    approvals: ['regeringen', 'styrelsen'],
    reminderPlans: { report: [-90, -30, -14, -7, -1, 0, 1, 7, 14] },
    escalateFromDaysOverdue: 7,
    dueDay: 'asWritten',
    calendar: 'sweden',
    consentToRuleChange: 'parties',
  },
};

/** A Tuesday, 10:00 in Sweden. */
export const TUESDAY = '2012-05-08T08:00:00.000Z';

export function event(what: EventBody, recordedAt: Instant = TUESDAY, person: string | null = 'p-sam'): ProposedEvent {
  return {
    body: what,
    doneOn: civilDateOf(recordedAt),
    doneBy: null,
    recordedBy:
      person === null
        ? { person, role: 'time', authenticated: 'none' }
        : { person, role: 'coordinator', authenticated: 'claimed' },
    recordedAt,
    reason: null,
    evidence: null,
    engine: 1,
  };
}

export const opened = (recordedAt: Instant = '2011-01-20T09:00:00.000Z'): ProposedEvent =>
  event({ type: 'opened', definition, versionHash: VERSION_HASH }, recordedAt);

/** Repaid amounts are the simplest thing that can be recorded over and over. */
export const repaid = (amountOre: number): ProposedEvent => event({ type: 'repaid', area: 'omrade', amountOre });

export function proposal(chain: string, since: number, commandId: string, events: ProposedEvent[]): Proposal {
  return { chain, since, commandId, bodyHash: 'cd'.repeat(32), actor: 'p-sam', events };
}

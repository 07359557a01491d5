import type { DeadlineTerms } from '#core/deadlines/deadline.ts';
import type { Definition } from '#core/agreement/definition.ts';
import type { EventBody, StoredEvent } from '#core/agreement/events.ts';
import { openedState } from '#core/agreement/evolve.ts';
import type { State } from '#core/agreement/state.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { startOfDay } from '#core/calendar/instant.ts';
import { definitionOf, deadline, VERSION_HASH, watched } from './agreements.ts';

// An invented agreement as it stands while mails are written: in force, with dates that people are reminded of.

export const CHAIN = 'agreement:provplattformen:2012';

const titles: Record<string, string> = {
  staten: 'Staten',
  skl: 'Provförbundet',
  utvarderaren: 'Provutvärderingen',
  samradet: 'Samrådskansliet',
};

export function mailDefinition(deadlines: DeadlineTerms[]): Definition {
  const definition = definitionOf({ deadlines });
  return {
    ...definition,
    organisations: definition.organisations.map((organisation) => ({
      ...organisation,
      title: titles[organisation.id] ?? organisation.id,
      registrationNumber: { samradet: 'SK 2011/17', skl: '11/2044', staten: 'S2011/4711/FST' }[organisation.id] ?? null,
    })),
  };
}

export const someDeadlines: DeadlineTerms[] = [
  deadline('rapport', '2013-03-31', {
    title: 'Redovisning: Databaser och e-tidskrifter',
    metBy: 'report',
    measure: 'databaser',
    kind: 'measureReport',
    source: 'överenskommelsen, punkt 4',
  }),
  deadline('kursrapport', '2013-03-22', { title: 'Redovisning: Regionala konferenser', metBy: 'report', measure: 'kurser' }),
  deadline('slutrapport', '2013-04-05', { ...watched, title: 'Utvärderarens slutrapport' }),
];

/** In force since early 2012, nothing met yet. */
export function stateInForce(definition: Definition = mailDefinition(someDeadlines)): State {
  const opened = openedState(definition, VERSION_HASH, { doneOn: '2011-01-10', recordedAt: startOfDay('2011-01-10') }, 1);
  return { ...opened, phase: 'inForce', validFrom: '2012-02-01', version: 40 };
}

export function storedEvent(body: EventBody, doneOn: CivilDate, version = 7): StoredEvent {
  return {
    body,
    doneOn,
    doneBy: null,
    reason: null,
    recordedBy: { person: 'samordnaren', role: 'coordinator', authenticated: 'claimed' },
    recordedAt: startOfDay(doneOn),
    evidence: null,
    engine: 1,
    chain: CHAIN,
    version,
    hash: '0'.repeat(64),
    commandId: `test:${version}`,
    wallTime: startOfDay(doneOn),
    codeVersion: 'test',
  };
}

import { describe, expect, test } from 'vitest';
import type { EventBody, EventType } from '#core/agreement/events.ts';
import { phases } from '#core/agreement/phases.ts';
import type { Refusal } from '#core/agreement/refusals.ts';
import { commandTypes } from '#core/agreement/tables.ts';
import { describeEvent } from '#core/texts/eventText.ts';
import { allOf, anyOf } from '#core/texts/lang.ts';
import { commandName, phaseName } from '#core/texts/names.ts';
import { explainRefusal } from '#core/texts/refusalText.ts';
import { evidence, text, VERSION_HASH } from '../../support/agreements.ts';
import { mailDefinition, someDeadlines } from '../../support/mailWorld.ts';
import { consultationBodies, consultationRefusals } from '../../support/parts/consultation.ts';
import { negotiationBodies, negotiationRefusals } from '../../support/parts/negotiation.ts';
import { decisionsBodies, decisionsRefusals } from '../../support/parts/decisions.ts';
import { fundsBodies, fundsRefusals } from '../../support/parts/funds.ts';
import { recipientsBodies, recipientsRefusals } from '../../support/parts/recipients.ts';
import { followUpBodies, followUpRefusals } from '../../support/parts/followUp.ts';
import { datesBodies, datesRefusals } from '../../support/parts/dates.ts';
import { tasksBodies, tasksRefusals } from '../../support/parts/tasks.ts';

const definition = mailDefinition(someDeadlines);
const langs = ['sv', 'en'] as const;

test('every phase and command has a name of its own in both languages', () => {
  for (const lang of langs) {
    expect(new Set(phases.map((phase) => phaseName(phase, lang))).size).toBe(phases.length);
    expect(new Set(commandTypes.map((command) => commandName(command, lang))).size).toBe(commandTypes.length);
  }
  expect(phaseName('inForce', 'sv')).toBe('genomförande');
});

test('lists are joined as people write them', () => {
  expect(allOf(['a'], 'sv')).toBe('a');
  expect(allOf(['a', 'b', 'c'], 'sv')).toBe('a, b och c');
  expect(anyOf(['a', 'b'], 'en')).toBe('a or b');
});

const bodies: { [T in EventType]: Extract<EventBody, { type: T }> } = {
  runStarted: { type: 'runStarted', runId: '0192f1c2-aaaa' },
  opened: { type: 'opened', definition, versionHash: VERSION_HASH },
  takenOver: { type: 'takenOver', definition, versionHash: VERSION_HASH, acts: [], passedOver: {} },
  phaseBegan: { type: 'phaseBegan', phase: 'negotiation', on: '2011-10-01', early: true },
  phaseOverdue: {
    type: 'phaseOverdue',
    phase: 'signing',
    lastDay: '2012-01-13',
    sendAfter: '2012-01-16T07:00:00.000Z',
    recipients: [],
  },
  basisAdopted: { type: 'basisAdopted' },
  versionAccepted: { type: 'versionAccepted', party: 'skl', versionHash: VERSION_HASH },
  authorised: { type: 'authorised', party: 'skl', body: 'styrelsen', signatory: 'verkstallande', orSubstitute: true },
  signed: { type: 'signed', party: 'skl', signatory: 'verkstallande', versionHash: VERSION_HASH },
  signingRefused: { type: 'signingRefused', party: 'skl' },
  approved: { type: 'approved', body: 'regeringen', versionHash: VERSION_HASH },
  rejected: { type: 'rejected', body: 'styrelsen' },
  negotiationReopened: { type: 'negotiationReopened' },
  lapsed: { type: 'lapsed' },
  terminated: { type: 'terminated', party: 'skl' },
  deadlineMet: { type: 'deadlineMet', deadline: 'slutrapport' },
  deadlineLetGo: { type: 'deadlineLetGo', deadline: 'slutrapport' },
  reportHandedIn: { type: 'reportHandedIn', deadline: 'rapport', content: { kind: 'nothingToReport' } },
  reportReturned: { type: 'reportReturned', deadline: 'rapport', newDueOn: '2013-04-30' },
  reportAccepted: { type: 'reportAccepted', deadline: 'rapport' },
  deviationReported: { type: 'deviationReported', measure: 'databaser', description: text('avvikelse') },
  accounted: { type: 'accounted', area: 'stod', usedOre: 8_450_000_000, unspentOre: 123_456 },
  repaid: { type: 'repaid', area: 'stod', amountOre: 123_456 },
  evaluationAdopted: { type: 'evaluationAdopted' },
  rulesChanged: {
    type: 'rulesChanged',
    rules: definition.rules,
    consents: [
      { party: 'staten', evidence },
      { party: 'skl', evidence },
    ],
  },
  corrected: { type: 'corrected', version: 12, correction: { kind: 'doneOn', doneOn: '2012-02-03' } },
  reminded: {
    type: 'reminded',
    sendAfter: '2013-03-28T07:00:00.000Z',
    reminders: [{ deadline: 'rapport', dueOn: '2013-03-31', occasion: -1, stands: [-1], recipients: [] }],
  },
  messageDelivered: { type: 'messageDelivered', delivered: { id: '12.1', outcome: 'refused', code: 'wrongPhase' } },
  ...consultationBodies,
  ...negotiationBodies,
  ...decisionsBodies,
  ...fundsBodies,
  ...recipientsBodies,
  ...followUpBodies,
  ...datesBodies,
  ...tasksBodies,
};

describe('the log', () => {
  test('every event is one line that leaves nothing out', () => {
    for (const lang of langs) {
      const lines = Object.values(bodies).map((body) => describeEvent({ body }, definition, lang));
      expect(new Set(lines).size).toBe(lines.length);
      for (const line of lines) expect(line).not.toMatch(/\n|undefined|\[object/);
    }
  });

  test('ids have the names that the agreement gives them', () => {
    const swedish = (type: EventType): string => describeEvent({ body: bodies[type] }, definition, 'sv');
    expect(swedish('authorised')).toBe(
      'styrelsen (Provförbundet) bemyndigade verkstallande, eller den som träder i stället, att underteckna för Provförbundet',
    );
    expect(swedish('reportReturned')).toBe(
      'Redovisning återlämnad: Redovisning: Databaser och e-tidskrifter, ny frist tis 30 apr 2013',
    );
    expect(swedish('accounted')).toBe('Medel redovisade: Stöd, använt 84,5\u00a0mnkr, ej använt 1\u00a0234,56\u00a0kr');
    expect(swedish('rulesChanged')).toBe('Reglerna ändrade, med samtycke av Staten och Provförbundet');
    expect(describeEvent({ body: bodies.repaid }, null, 'en')).toBe('Repaid: stod, SEK 1,234.56');
  });
});

const refusals: { [C in Refusal['code']]: [Extract<Refusal, { code: C }>, RegExp] } = {
  notOpened: [{ code: 'notOpened' }, /Öppna den först/],
  alreadyOpened: [{ code: 'alreadyOpened' }, /redan öppnad/],
  openingPassed: [{ code: 'openingPassed', opensOn: '2011-02-01', today: '2012-01-01' }, /consultation\.from.*--take-over/],
  faultyDefinition: [{ code: 'faultyDefinition', faults: [{ path: 'areas.2', message: 'wrong' }] }, /- areas\.2: wrong/],
  faultyTakeOver: [
    { code: 'faultyTakeOver', act: 2, command: 'sign', because: { code: 'notOpened' } },
    /handling 3.*underteckna/,
  ],
  wrongPhase: [
    { code: 'wrongPhase', command: 'sign', phase: 'inForce', possibleIn: ['signing'] },
    /genomförande.*undertecknande/,
  ],
  nothingToOpenEarly: [{ code: 'nothingToOpenEarly', phase: 'signing' }, /börjar av sig själv/],
  unknownPerson: [
    { code: 'unknownPerson', field: 'actor.person', person: 'x', known: ['anna', 'bo'] },
    /actor\.person.*anna eller bo/,
  ],
  unknown: [{ code: 'unknown', field: 'area', value: 'x', known: ['stod', 'utbildning'] }, /area.*stod eller utbildning/],
  notAllowed: [
    { code: 'notAllowed', command: 'lapse', person: 'x', roles: ['auditor'], organisation: 'staten', needed: 'coordinator' },
    /granskare, Staten.*samordnaren/,
  ],
  ownReport: [{ code: 'ownReport', deadline: 'rapport', organisation: 'skl' }, /sin egen redovisning/],
  notThatPerson: [{ code: 'notThatPerson', field: 'doneBy', person: 'x', organisation: 'skl' }, /doneBy.*Provförbundet/],
  doneInFuture: [{ code: 'doneInFuture', doneOn: '2013-01-02', today: '2013-01-01' }, /doneOn.*i dag är tis 1 jan 2013/],
  doneTooLate: [{ code: 'doneTooLate', doneOn: '2013-01-03', latest: '2013-01-02' }, /senast.*2 jan 2013/],
  doneTooEarly: [{ code: 'doneTooEarly', doneOn: '2013-01-01', earliest: '2013-01-02' }, /Tidigast.*2 jan 2013/],
  notADate: [{ code: 'notADate', field: 'newDueOn', value: '2013-02-30' }, /newDueOn.*ÅÅÅÅ-MM-DD/],
  evidenceMissing: [
    { code: 'evidenceMissing', because: 'onBehalf', doneOn: '2013-01-01', today: '2013-01-02' },
    /evidence.*för en organisations räkning/,
  ],
  reasonMissing: [{ code: 'reasonMissing', command: 'lapse' }, /reason/],
  otherVersion: [{ code: 'otherVersion', given: 'aa', current: 'bb' }, /aa.*versionHash.*bb/],
  alreadyDone: [{ code: 'alreadyDone', command: 'sign', what: 'skl', doneOn: '2012-01-05' }, /tors 5 jan 2012.*rätta/],
  notAuthorised: [{ code: 'notAuthorised', party: 'skl', signatory: 'x', authorised: null }, /signatory.*bemyndigandet först/],
  wrongBody: [{ code: 'wrongBody', field: 'body', body: 'x', expected: ['regeringen', 'styrelsen'] }, /body.*eller/],
  afterRejection: [{ code: 'afterRejection', body: 'styrelsen' }, /Återuppta/],
  nothingRejected: [{ code: 'nothingRejected' }, /efter ett avslag/],
  notWatched: [{ code: 'notWatched', deadline: 'rapport' }, /deadline.*uppfylld/],
  metOtherwise: [
    { code: 'metOtherwise', deadline: 'rapport', metBy: 'accounts', use: ['account', 'repay'] },
    /redovisa medel, återbetala/,
  ],
  notHandedIn: [{ code: 'notHandedIn', deadline: 'rapport' }, /lämnas först/],
  dueDateInPast: [{ code: 'dueDateInPast', newDueOn: '2013-01-01', earliest: '2013-01-02' }, /newDueOn.*2 jan 2013 eller senare/],
  notMoney: [{ code: 'notMoney', field: 'usedOre', value: -1 }, /usedOre.*hela ören/],
  budgetMismatch: [{ code: 'budgetMismatch', area: 'stod', budgetOre: 6_000_000_000, givenOre: 1_000 }, /60\u00a0mnkr.*usedOre/],
  tooMuchRepaid: [{ code: 'tooMuchRepaid', area: 'stod', outstandingOre: 100, givenOre: 1_000 }, /amountOre.*1\u00a0kr/],
  repaidExceedsUnspent: [{ code: 'repaidExceedsUnspent', area: 'stod', excessOre: 100_000_000 }, /1\u00a0mnkr för mycket/],
  notAccounted: [{ code: 'notAccounted', area: 'stod' }, /Redovisa medlen före/],
  faultyRules: [{ code: 'faultyRules', faults: [{ path: 'windows', message: 'wrong' }] }, /- windows: wrong/],
  consentMissing: [{ code: 'consentMissing', parties: ['staten', 'skl'] }, /consents.*Staten och Provförbundet/],
  nothingToCorrect: [{ code: 'nothingToCorrect', version: 99, newest: 12 }, /99 \(version\).*1–12/],
  correctionDoesNotFit: [{ code: 'correctionDoesNotFit', version: 3, kind: 'account' }, /correction\.kind/],
  cannotRecord: [{ code: 'cannotRecord', detail: 'x' }, /x/],
  ...consultationRefusals,
  ...negotiationRefusals,
  ...decisionsRefusals,
  ...fundsRefusals,
  ...recipientsRefusals,
  ...followUpRefusals,
  ...datesRefusals,
  ...tasksRefusals,
};

describe('a refusal', () => {
  test('says what is wrong, in which field, and what would be right', () => {
    for (const [refusal, says] of Object.values(refusals)) expect(explainRefusal(refusal, 'sv', definition)).toMatch(says);
  });

  test('is said in English too, and without a definition', () => {
    for (const [refusal] of Object.values(refusals)) {
      const [sv, en] = [explainRefusal(refusal, 'sv'), explainRefusal(refusal, 'en')];
      expect(en).not.toBe(sv);
      expect(en).toMatch(/^[\S ]+[.\w)]/);
      expect(`${sv}${en}`).not.toMatch(/undefined|\[object|NaN/);
    }
  });
});

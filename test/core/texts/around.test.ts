import { expect, test } from 'vitest';
import type { AroundBody } from '#core/around/events.ts';
import { describeAround } from '#core/texts/around.ts';
import { aroundNames } from '#core/texts/around/names.ts';
import type { ProcessState } from '#core/models.ts';
import { stateInForce } from '../../support/mailWorld.ts';

const process: ProcessState = { kind: 'agreement', state: stateInForce() };
const why = { textId: 'T1', commitment: 'ab'.repeat(32) };
const names = aroundNames(process, { vera: 'Vera Påhittsson' }, { T1: 'Hon har ringt.' });
const nameless = aroundNames(null, {}, {});

const settled: AroundBody = {
  type: 'noticeSettled',
  notice: '7f9a3878-0000-4000-8000-000000000000',
  mail: null,
  recipient: 'registrar:skl',
  about: 'reminded',
  causedBy: 12,
  deadline: 'rapport',
  outcome: 'unknown',
  messageId: null,
};

test.each<[AroundBody, string, string]>([
  [
    { type: 'commandRefused', command: 'sign', code: 'wrongPhase', commandId: 'c' },
    'Nekat: underteckna (wrongPhase)',
    'Refused: sign (wrongPhase)',
  ],
  [
    settled,
    'Notis 7f9a3878 om händelse 12 (Redovisning: Databaser och e-tidskrifter) till registrator, Provförbundet: oviss',
    'Notice 7f9a3878 of event 12 (Redovisning: Databaser och e-tidskrifter) to registrar, Provförbundet: unknown',
  ],
  [
    { ...settled, recipient: 'person:vera', deadline: null, outcome: 'dropped' },
    'Notis 7f9a3878 om händelse 12 till Vera Påhittsson: struken',
    'Notice 7f9a3878 of event 12 to Vera Påhittsson: dropped',
  ],
  [
    { type: 'mailJudged', mail: 'abcdef0123', judged: 'accept', why },
    'Mejlet abcdef01 antas ha kommit fram: ”Hon har ringt.”',
    'The mail abcdef01 is taken to have arrived: “Hon har ringt.”',
  ],
  [{ type: 'linkUsed', link: 'abcdef0123', act: 'passedOn' }, 'Länken abcdef01 skickad vidare', 'The link abcdef01 passed on'],
  [
    { type: 'personalDataRead', what: 'log', persons: 1, texts: 2, documents: ['abcdef0123'] },
    'Läst (log): 1 person, 2 texter och 1 handling (abcdef01)',
    'Read (log): 1 person, 2 texts and 1 document (abcdef01)',
  ],
  [
    { type: 'checkpointsMailed', person: 'vera', wanted: false },
    'Vera Påhittsson ska inte längre få kontrollpunkter med e-post',
    'Vera Påhittsson is no longer to get checkpoints by mail',
  ],
  [
    { type: 'rehearsalsPruned', rehearsals: ['01J9Z3NDEKTSV4RRFFQ69G5FAV'] },
    '1 repetition borttagen: 01J9Z3NDEKTSV4RRFFQ69G5FAV',
    '1 rehearsal removed: 01J9Z3NDEKTSV4RRFFQ69G5FAV',
  ],
])('an entry is told in both languages: %j', (body, sv, en) => {
  expect(describeAround(body, names, 'sv')).toBe(sv);
  expect(describeAround(body, names, 'en')).toBe(en);
});

test('a reason that has been erased is said to be, and in a system chain ids stand for themselves', () => {
  const judged: AroundBody = { type: 'mailJudged', mail: 'abcdef0123', judged: 'resend', why };
  expect(describeAround(judged, nameless, 'sv')).toBe('Mejlet abcdef01 sänds om: (texten är raderad)');
  expect(describeAround({ type: 'commandRefused', command: 'sign', code: 'c', commandId: 'c' }, nameless, 'sv')).toBe(
    'Nekat: sign (c)',
  );
});

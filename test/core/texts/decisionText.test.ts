import type { TextRef } from '#core/act/envelope.ts';
import { decidingParts, isDeciding } from '#core/texts/decisionText.ts';
import { expect, test } from 'vitest';

const ref = (textId: string): TextRef => ({ textId, commitment: '0'.repeat(64) });
const written = ({ textId }: TextRef): string => textId;

const decision = {
  meeting: '3/2026',
  paragraph: '44',
  proposal: ref('Styrelsen godkänner.'),
  outcome: 'asProposed' as const,
  basis: { kind: 'delegation' as const, reference: ref('delegationsordningen p. 7') },
  reservations: [{ by: ref('A'), text: ref('För lite pengar.') }],
  specialStatements: [{ by: ref('B'), text: null }],
  stoodAside: [ref('C')],
  adoptedOn: '2026-11-25',
  dispatchedOn: '2026-11-26',
  extract: 'ab'.repeat(32),
};

test('a decision tells its minutes, its proposal, who dissented, spoke or stood aside, and when it was adopted and sent', () => {
  expect(decidingParts({ type: 'approved', versionHash: 'v'.repeat(64), decision }, written, 'sv')).toEqual([
    'sammanträde 3/2026',
    '§ 44',
    'enligt förslaget',
    'förslag: Styrelsen godkänner.',
    'på delegation: delegationsordningen p. 7',
    'reservation: A, För lite pengar.',
    'särskilt uttalande: B',
    'jäv: C',
    'justerat ons 25 nov 2026',
    'expedierat tors 26 nov 2026',
    `utdrag SHA-256 ${'ab'.repeat(32)}`,
  ]);
});

test('a signature in all essentials lists its differences, and an authorisation says what it covers', () => {
  const inAllEssentials = { from: 'c'.repeat(64), differences: ref('Ett ord i § 3.') };
  expect(decidingParts({ type: 'signed', inPlaceOf: 'statsradet', inAllEssentials }, written, 'en')).toEqual([
    'in the place of statsradet',
    'in all essentials as version cccccccc',
    'differences: Ett ord i § 3.',
  ]);
  const authorised = { type: 'authorised', versionHash: 'd'.repeat(64), allowsDeviation: true, meeting: ref('III:8') };
  expect(decidingParts(authorised, written, 'sv')).toEqual([
    'omfattar version dddddddd',
    'även en i huvudsak överensstämmande text',
    'sammanträde III:8',
  ]);
  expect(decidingParts({ type: 'authorised', inAllEssentials: true }, written, 'sv')).toEqual([]);
  expect(isDeciding({ type: 'phaseBegan' })).toBe(false);
});

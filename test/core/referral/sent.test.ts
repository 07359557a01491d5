import { expect, test } from 'vitest';
import { sentWith } from '#core/documents.ts';
import type { ReferralCommand } from '#core/referral/commands.ts';
import type { ReferralDefinition, StageTerms } from '#core/referral/definition.ts';
import { answer, asked, because, decision, play, type Played, referral } from '../../support/referrals.ts';

const question = '0a'.repeat(32);
const changed = '0b'.repeat(32);
const memorandum = '0c'.repeat(32);
const extract = '0d'.repeat(32);
const letter = '0e'.repeat(32);

const stage = (id: string, kind: string, body: string, after: string[]): StageTerms => ({
  id,
  title: id,
  kind,
  body,
  inner: [],
  days: null,
  after,
});

const definition: ReferralDefinition = {
  ...referral,
  documents: [question],
  asked: [
    asked('storstad', '2012-06-15', [
      stage('promemoria', 'memorandum', 'roteln', []),
      stage('styrelse', 'board', 'styrelsen', ['promemoria']),
    ]),
    asked('lillstad', '2012-06-15'),
  ],
};

/** Who may read what by the events so far, by file. */
function readers({ events, state }: Played): Record<string, string[]> {
  const sent = events.flatMap((event) => sentWith(event, { kind: 'referral', state: state() }));
  const byFile = Map.groupBy(sent, ({ sha256 }) => sha256);
  return Object.fromEntries([...byFile].map(([file, all]) => [file, [...new Set(all.flatMap(({ to }) => to))].toSorted()]));
}

const own = (type: ReferralCommand['type'], more: object) =>
  ({ type, organisation: 'storstad', ...more }) as Extract<ReferralCommand, { organisation: string }>;

function handled(): Played {
  const played = play(definition);
  const by = 'storregistratorn';
  const proof = { evidence: { kind: 'document' as const, sha256: letter } };
  played.act('2012-05-02', by, own('finishStage', { stage: 'promemoria', position: 'supports', document: memorandum }), proof);
  const decided = decision('styrelsen', '2012-05-07');
  played.act(
    '2012-05-07',
    by,
    own('decideStage', { stage: 'styrelse', decision: decided, position: 'supports', until: null, returnTo: null }),
  );
  played.act('2012-05-14', by, own('adoptMinutes', { stage: 'styrelse', extract }));
  return played;
}

test('the documents of a question are readable to those it is put to', () => {
  const played = play(definition);
  expect(readers(played)[question]).toEqual(['departementet', 'lillstad', 'storstad']);
  played.act('2012-04-03', 'samordnaren', { type: 'askMore', organisations: ['mellanstad'], answerBy: null });
  expect(readers(played)[question]).toEqual(['departementet', 'lillstad', 'mellanstad', 'storstad']);
});

test('a changed question’s documents are readable to those it is put to', () => {
  const played = play(definition);
  const again = { organisations: ['lillstad'], answerBy: null };
  played.act(
    '2012-04-10',
    'samordnaren',
    { type: 'reconsult', parts: definition.parts, documents: [changed], ...again },
    because,
  );
  expect(readers(played)[changed]).toEqual(['departementet', 'lillstad']);
});

test('what a body’s own handling comes to, and rests on, is readable in its organisation alone', () => {
  const found = readers(handled());
  for (const file of [memorandum, extract, letter]) expect(found[file]).toEqual(['storstad']);
});

test('the adopted extract is readable to who asked once the answer is given, and the memorandum still is not', () => {
  const played = handled();
  played.act('2012-05-16', 'storregistratorn', answer('storstad', 'supports'));
  expect(readers(played)[extract]).toEqual(['departementet', 'storstad']);
  expect(readers(played)[memorandum]).toEqual(['storstad']);
});

import fc from 'fast-check';
import { addDays } from '#core/calendar/civilDate.ts';
import type { ReferralCommand } from '#core/referral/commands.ts';
import { positions, type ReferralDefinition } from '#core/referral/definition.ts';
import { answer, asked, referral, words } from '../../support/referrals.ts';

// What may happen to a referral, for properties that hold of every life.

export const FIRST_DAY = '2012-04-02';
export const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `kommun-${index}`);

export function definitionOf(ids: readonly string[], answerBy: string | null): ReferralDefinition {
  const organisations = [...ids, 'utanfor'].map((id) => ({
    id,
    title: `Kommunen ${id}`,
    bodies: [],
    acceptsNotices: false,
    superior: null,
    registrationNumber: null,
  }));
  return {
    ...referral,
    organisations: [...referral.organisations.slice(0, 1), ...organisations],
    people: referral.people.filter(({ organisation }) => organisation === 'departementet'),
    parts: [
      {
        id: 'helheten',
        title: 'Helheten',
        questions: [
          { id: 'q1', title: 'Ett?' },
          { id: 'q2', title: 'Två?' },
        ],
        to: null,
      },
      { id: 'somliga', title: 'Somliga', questions: [{ id: 'q3', title: 'Tre?' }], to: ids.slice(0, 2) },
    ],
    asked: ids.map((id) => asked(id, answerBy)),
    rules: { ...referral.rules, answeringDays: 10 },
  };
}

export const days = fc.integer({ min: 1, max: 120 });
const position = fc.constantFrom(...positions);
export type Move = { after: number; make: (today: string) => ReferralCommand };

/** What may happen to a referral to these: to them, to one that is known and not asked, and to one that nobody knew. */
export function moveOf(ids: readonly string[]): fc.Arbitrary<Move> {
  const who = fc.constantFrom(...ids, 'utanfor', 'famna');
  return fc.record({
    after: fc.integer({ min: 0, max: 12 }),
    make: fc.oneof(
      {
        weight: 8,
        arbitrary: fc
          .tuple(who, position, fc.option(fc.constantFrom(1, 2)), fc.boolean(), fc.subarray(['helheten', 'q1', 'q3', 'andrad']))
          .map(
            ([id, whole, question, replaces, items]) =>
              (): ReferralCommand =>
                answer(id, whole, {
                  question,
                  replaces,
                  title: id === 'famna' ? 'Famna' : null,
                  items: items.map((item) => ({ item, position: whole, text: null, requests: [words(`${id}-${item}`)] })),
                }),
          ),
      },
      { weight: 2, arbitrary: who.map((organisation) => (): ReferralCommand => ({ type: 'decline', organisation })) },
      {
        weight: 2,
        arbitrary: fc.tuple(who, days).map(
          ([organisation, later]) =>
            (today: string): ReferralCommand => ({ type: 'askExtension', organisation, until: addDays(today, later) }),
        ),
      },
      {
        weight: 2,
        arbitrary: fc.tuple(who, days).map(
          ([organisation, later]) =>
            (today: string): ReferralCommand => ({ type: 'grantExtension', organisation, until: addDays(today, later) }),
        ),
      },
      { weight: 1, arbitrary: who.map((organisation) => (): ReferralCommand => ({ type: 'refuseExtension', organisation })) },
      {
        weight: 1,
        arbitrary: fc.option(days).map(
          (later) =>
            (today: string): ReferralCommand => ({
              type: 'resend',
              organisations: null,
              answerBy: later === null ? null : addDays(today, later),
            }),
        ),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.option(fc.uniqueArray(who, { minLength: 1, maxLength: 4 })), fc.option(days)).map(
          ([organisations, later]) =>
            (today: string): ReferralCommand => ({
              type: 'reconsult',
              parts: [{ id: 'andrad', title: 'Ändrad', questions: [], to: null }],
              documents: [],
              organisations,
              answerBy: later === null ? null : addDays(today, later),
            }),
        ),
      },
      {
        weight: 1,
        arbitrary: who.map(
          (id) =>
            (today: string): ReferralCommand => ({ type: 'askMore', organisations: [id], answerBy: addDays(today, 30) }),
        ),
      },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom<ReferralCommand>({ type: 'suspend' }, { type: 'resume' }, { type: 'close' })
          .map((command) => () => command),
      },
    ),
  });
}

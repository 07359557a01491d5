import { expect, test } from 'vitest';
import type { MailContent, MailNotice } from '../../../activities/ports/mail.ts';
import { mailComposer } from '../../../infra/mail/index.ts';
import type { ReferralCommand } from '#core/referral/commands.ts';
import { matterOf } from '#core/texts/matter.ts';
import { answer, asked, because, onPaper, play, referral } from '../../support/referrals.ts';

const LAST_DAY = '2012-06-29';
const CHAIN = 'referral:provremissen';
const many = Array.from({ length: 290 }, (_, index) => `kommun-${index}`);

/** What the asker's registrar is told of these acts of the last day, in one mail. */
function mailAfter(acts: readonly ReferralCommand[], lang: 'sv' | 'en' = 'sv') {
  const [, , , , known] = referral.organisations;
  if (known === undefined) throw new Error('no organisation to copy');
  const organisations = [...referral.organisations.slice(0, 1), ...many.map((id) => ({ ...known, id, title: id }))];
  const people = referral.people.filter(({ organisation }) => organisation === 'departementet');
  const parts = referral.parts.filter(({ to }) => to === null);
  const played = play({ ...referral, organisations, people, parts, asked: many.map((id) => asked(id, LAST_DAY)) });
  const before = played.notices.length;
  for (const command of acts) played.act(LAST_DAY, 'samordnaren', command, { ...onPaper, ...because });
  const told = played.notices.slice(before).filter(({ recipient }) => recipient === 'registrar:departementet');
  const matter = matterOf({ kind: 'referral', state: played.state() });
  const notices = told.flatMap(({ causedBy, deadline }): MailNotice[] => {
    const event = played.events.find(({ version }) => version === causedBy);
    return event === undefined ? [] : [{ chain: CHAIN, matter, button: null, kind: 'event', event, deadline }];
  });
  const content: MailContent = {
    recipient: { ref: 'registrar:departementet', name: null, organisation: 'departementet' },
    morning: '2012-07-02',
    notices,
    calendar: { publish: [], cancel: [] },
    at: '2012-07-02T06:00:00.000Z',
  };
  const { subject, text } = mailComposer({ lang, domain: 'arscykel.example.org' }).compose(content);
  return { told: notices.length, subject, text: text.replaceAll(/\s+/g, ' ') };
}

const answers = (count: number): ReferralCommand[] => many.slice(0, count).map((id) => answer(id, 'supports'));

test('290 answers of a day are told their asker as one thing, with their number and where they all are', () => {
  const { told, subject, text } = mailAfter(answers(290));
  expect(told).toBe(290);
  expect(subject).toBe('290 remissvar har kommit in');
  expect(text).toContain('En sak att veta');
  expect(text).toContain('Sammanställningen visar dem alla: npx arscykel referral referral:provremissen');
  expect(text).not.toContain('kommun-17');
  expect(text.length).toBeLessThan(1_000);
});

test('a few answers are told one by one', () => {
  const { subject, text } = mailAfter(answers(3));
  expect(subject).toBe('Remissvar från kommun-0: tillstyrker (+2 till)');
  for (const id of many.slice(0, 3)) expect(text).toContain(`Remissvar från ${id}`);
});

test('answers, those that will not come, and extensions asked for are told apart, and the late and unasked among them', () => {
  const unasked = answer('famna', 'opposes', { title: 'Famna' });
  const declines = many.slice(10, 20).map((organisation): ReferralCommand => ({ type: 'decline', organisation }));
  const waiting = many
    .slice(20, 24)
    .map((organisation): ReferralCommand => ({ type: 'askExtension', organisation, until: '2012-08-31' }));
  const { text } = mailAfter([...answers(5), unasked, ...declines, ...waiting], 'en');
  expect(text).toContain('3 things to know');
  expect(text).toContain('6 answers have come in, of which 1 from who was not asked');
  expect(text).toContain('10 have said that they will not answer');
  expect(text).toContain('4 ask for an extension');
});

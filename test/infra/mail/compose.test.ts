import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MailContent, MailNotice } from '../../../activities/ports/mail.ts';
import { domainOf, mailComposer } from '../../../infra/mail/index.ts';
import { wrapped } from '../../../infra/mail/compose/wrap.ts';
import type { State } from '#core/agreement/state.ts';
import { matterOf } from '#core/texts/matter.ts';
import { CHAIN, mailDefinition, someDeadlines, stateInForce, storedEvent } from '../../support/mailWorld.ts';

const composer = mailComposer({ lang: 'sv', domain: 'arscykel.example.org' });
const state = stateInForce();

const matter = (of: State = state) => matterOf({ kind: 'agreement', state: of });

const reminder = (deadline: string, occasion: number, occasions = [occasion], of: State = state): MailNotice => ({
  chain: CHAIN,
  matter: matter(of),
  button: null,
  kind: 'reminder',
  deadline,
  occasion,
  occasions,
  dueOn: of.deadlines[deadline]?.dueOn ?? '2013-03-31',
});
const returned: MailNotice = {
  chain: CHAIN,
  matter: matter(),
  button: null,
  deadline: 'kursrapport',
  kind: 'event',
  event: storedEvent({ type: 'reportReturned', deadline: 'kursrapport', newDueOn: '2013-04-30' }, '2013-03-27'),
};
const failure: MailNotice = {
  chain: CHAIN,
  matter: matter(),
  button: null,
  kind: 'failure',
  whom: 'Nils Testmark',
  address: 'nils@prov.example.org',
  subject: 'Påminnelse',
  reason: '550 no such user',
};
const vera = { ref: 'person:samordnaren', name: 'Vera Provberg', organisation: 'Samrådskansliet' } as const;
const mail = (notices: MailNotice[], more: Partial<MailContent> = {}): MailContent => ({
  recipient: vera,
  morning: '2013-03-28',
  notices,
  calendar: { publish: [], cancel: [] },
  at: '2013-03-28T07:00:00.000Z',
  ...more,
});

describe('a mail', () => {
  test('puts the late before the near, then what has been decided, then what did not arrive', () => {
    const { text, subject } = composer.compose(
      mail([failure, returned, reminder('slutrapport', -7), reminder('rapport', -1), reminder('kursrapport', 1)]),
    );
    const order = [
      'FÖRSENAT',
      'Regionala konferenser',
      'KOMMANDE',
      'Databaser',
      'slutrapport',
      'ATT KÄNNA TILL',
      'KOM INTE FRAM',
    ];
    expect(order.map((part) => text.indexOf(part))).toEqual(order.map((part) => text.indexOf(part)).toSorted((a, b) => a - b));
    expect(Math.min(...order.map((part) => text.indexOf(part)))).toBeGreaterThan(0);
    expect(subject).toBe('6 dagar försenad: Redovisning: Regionala konferenser (+4 till)');
  });

  test('its subject says the most urgent thing', () => {
    const subject = (notices: MailNotice[], morning = '2013-03-28') => composer.compose(mail(notices, { morning })).subject;
    expect(subject([reminder('slutrapport', -7)])).toBe('8 dagar kvar, fre 5 apr: Utvärderarens slutrapport');
    expect(subject([reminder('slutrapport', 0), returned], '2013-04-05')).toBe(
      'Förfaller i dag: Utvärderarens slutrapport (+1 till)',
    );
    expect(subject([reminder('slutrapport', -7), returned])).toMatch(/^Redovisning återlämnad: .*… \(\+1 till\)$/);
    expect(subject([failure])).toBe('Ett mejl till Nils Testmark kom inte fram');
  });

  test('explains every date, and says where it comes from', () => {
    const { text, html } = composer.compose(mail([reminder('slutrapport', -7, [-30, -14, -7])]));
    const why =
      'tors 28 mar: 7 dagar före fre 5 apr 2013, flyttad från långfredagen; gäller även: 30 och 14 dagar före, som hade passerat';
    expect(html).toContain(why);
    expect(text.replaceAll(/\s+/g, ' ')).toContain(why);
    expect(text).toContain('Datumet är antaget');
  });

  test('says why one gets it, from which agreement, and the registration numbers of both', () => {
    const to = (ref: MailContent['recipient']['ref'], organisation: string) =>
      composer
        .compose(mail([reminder('rapport', -1)], { recipient: { ref, name: null, organisation } }))
        .text.replaceAll(/\s+/g, ' ');
    expect(to('registrar:skl', 'Provförbundet')).toContain('Till registratorn, Provförbundet');
    expect(to('registrar:skl', 'Provförbundet')).toContain('vårt dnr SK 2011/17, ert dnr 11/2044');
    expect(to('person:samordnaren', 'Samrådskansliet')).toContain('du är samordnare (dnr SK 2011/17)');
  });

  test('of several agreements names each, and is the same whenever it is composed', () => {
    const other = stateInForce({ ...mailDefinition(someDeadlines), year: 2013, title: 'Provöverenskommelsen för 2013' });
    const notices = [
      reminder('rapport', -1),
      { ...reminder('slutrapport', -7, [-7], other), chain: 'agreement:provplattformen:2013' },
    ];
    const [first, second] = [composer.compose(mail(notices)), composer.compose(mail(notices))];
    expect(first).toEqual(second);
    expect(first.text.match(/Provöverenskommelsen för 2013/g)).toHaveLength(2);
  });

  test('shows what looks like markup as it was written', () => {
    const title = '<b>Fet</b> & "citerad" {{ subject }}';
    const deadlines = someDeadlines.map((one) => ({ ...one, title }));
    const { html, text } = composer.compose(mail([reminder('rapport', -1, [-1], stateInForce(mailDefinition(deadlines)))]));
    expect(html).toContain('&lt;b&gt;Fet&lt;/b&gt; &amp; &#34;citerad&#34; {{ subject }}');
    expect(html).not.toContain('<b>');
    expect(text).toContain(title);
  });

  test('whatever is in it, asks nothing of the network and breaks its lines at 72 characters', () => {
    const strange = fc.string({
      unit: fc.constantFrom('<', '>', '&', '"', "'", '{', '%', '}', 'å', 'x', ' ', 'javascript:'),
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(strange, strange, (title, name) => {
        const deadlines = someDeadlines.map((one) => ({ ...one, title }));
        const content = mail([reminder('rapport', -1, [-1], stateInForce(mailDefinition(deadlines)))], {
          recipient: { ...vera, name },
        });
        const { html, text } = composer.compose(content);
        expect(html).not.toMatch(/(?:src|href)\s*=|url\(|@import/);
        expect(html.match(/<h1/g)).toHaveLength(1);
        expect(html.match(/<p /g)?.length).toBe(11);
        for (const line of text.split('\n')) expect(line.length <= 72 || !line.trim().includes(' ')).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

test('long lines are broken between words, with everything in them kept', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-zåäö\u00a0]{1,30}$/), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 0, max: 8 }),
      (list, indent) => {
        const lines = wrapped(list.join(' '), indent).split('\n');
        expect(lines.map((line, index) => (index === 0 ? line : line.slice(indent))).join(' ')).toBe(list.join(' '));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(72);
      },
    ),
  );
});

test('a Message-ID is the same for the same mail, and another for any other', () => {
  const one = { rehearsal: null, recipient: 'person:vera', morning: '2013-03-28', ordinal: 1 } as const;
  const rehearsal = '01J9Z3NDEKTSV4RRFFQ69G5FAV';
  const others = [
    one,
    { ...one, ordinal: 2 },
    { ...one, recipient: 'registrar:vera' } as const,
    { ...one, morning: '2013-03-27' },
    { ...one, rehearsal },
  ];
  const ids = others.map((of) => composer.messageId(of));
  expect(new Set(ids).size).toBe(5);
  expect(ids[0]).toMatch(/^<[0-9a-f]{24}\.2013-03-28@arscykel\.example\.org>$/);
  expect(ids[4]).toContain(rehearsal);
  expect(composer.messageId({ ...one })).toBe(ids[0]);
  expect(ids.join('')).not.toContain('vera');
});

test('the mail domain is that of the sender', () => {
  expect(domainOf('Årscykel <arscykel@post.example.org>')).toBe('post.example.org');
  expect(domainOf('arscykel@example.org')).toBe('example.org');
  expect(() => domainOf('arscykel')).toThrow(/write name@host/);
});

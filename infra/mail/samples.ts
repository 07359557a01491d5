import type { MailContent, MailNotice } from '../../activities/ports/mail.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { newDeadline } from '#core/deadlines/deadline.ts';
import type { Matter } from '#core/texts/matter.ts';

/** Every kind of item that a mail can hold. */
export const sampleKinds = [
  'late',
  'today',
  'ahead',
  'watched',
  'rehearsed',
  'passedOn',
  'event',
  'submitted',
  'failure',
] as const;
export type SampleKind = (typeof sampleKinds)[number];

// Invented throughout.
const MORNING = '2013-03-28';
const CHAIN = 'agreement:provplattformen:2012';
const URL = `https://arscykel.example.org/l/${'x'.repeat(43)}`;

const deadline = (id: string, title: string, dueOn: string, more: Partial<Deadline> = {}): Deadline =>
  newDeadline(
    {
      id,
      title,
      kind: 'measureReport',
      mode: 'owed',
      metBy: 'report',
      plan: 'report',
      dueOn,
      debtor: 'provforbundet',
      creditor: 'provmyndigheten',
      measure: 'provinsatsen',
      handler: null,
      source: 'överenskommelsen, punkt 4',
      ...more,
    },
    '2012-02-01',
  );

const organisation = (id: string, title: string, registrationNumber: string) => ({
  id,
  title,
  registrationNumber,
  bodies: [],
  acceptsNotices: true,
  superior: null,
});

const matter: Matter = {
  kind: 'agreement',
  title: 'Provöverenskommelsen för 2012',
  organisations: [
    organisation('provforbundet', 'Provförbundet', '11/2044'),
    organisation('provmyndigheten', 'Provmyndigheten', 'P2011/4711'),
  ],
  people: [{ id: 'samordnaren', organisation: 'provmyndigheten', roles: ['coordinator'] }],
  coordinator: 'samordnaren',
  deadlines: [
    deadline('late', 'Redovisning: Regionala konferenser', '2013-03-22'),
    deadline('today', 'Redovisning: Praktikens exempel', MORNING),
    deadline('ahead', 'Redovisning: Databaser och e-tidskrifter', '2013-03-31'),
    deadline('watched', 'Utvärderarens slutrapport', '2013-04-05', { mode: 'watched', source: 'assumed', measure: null }),
  ],
  measure: () => 'Provinsatsen',
  linkDaysAfterDue: 90,
  describe: (_body, lang) =>
    ({
      sv: 'Redovisning återlämnad: Regionala konferenser, ny frist tis 30 apr 2013',
      en: 'Report returned: Regionala konferenser, new due date Tue 30 Apr 2013',
    })[lang],
  gathered: (bodies, lang) =>
    ({ sv: `${bodies.length} redovisningar återlämnade`, en: `${bodies.length} reports returned` })[lang],
};

const button = { url: URL, command: 'handInReport' };
const common = { chain: CHAIN, matter, button: null };
const by = {
  name: 'Rut Provsson',
  role: 'registrator',
  registrationNumber: 'KS 2013/17',
  documents: [{ name: 'redovisning.pdf', sha256: 'ab'.repeat(32), sizeBytes: 48_000 }],
  command: 'handInReport',
  statedAt: '2013-03-27T08:12:00.000Z',
  receipt: { version: 41, hash: 'cd'.repeat(32) },
};
const reminder = (id: string, dueOn: string, occasion: number): MailNotice => ({
  ...common,
  button,
  kind: 'reminder',
  deadline: id,
  dueOn,
  occasion,
  occasions: [occasion],
});
const event = {
  body: { type: 'reportReturned' },
  doneOn: '2013-03-27',
  doneBy: null,
  reason: null,
  recordedBy: { person: 'samordnaren', role: 'coordinator', authenticated: 'claimed' },
  recordedAt: '2013-03-27T13:00:00.000Z',
  evidence: null,
  engine: 1,
  chain: CHAIN,
  version: 40,
  hash: '0'.repeat(64),
  commandId: 'sample',
  wallTime: '2013-03-27T13:00:00.000Z',
  codeVersion: 'sample',
} as const;

const samples: Readonly<Record<SampleKind, MailNotice>> = {
  late: reminder('late', '2013-03-22', 1),
  today: reminder('today', MORNING, 0),
  ahead: reminder('ahead', '2013-03-31', -1),
  watched: { ...reminder('watched', '2013-04-05', -7), button: null },
  rehearsed: { ...reminder('ahead', '2013-03-31', -1), button: { ...button, url: null } },
  passedOn: { ...common, button, kind: 'passedOn', deadline: 'ahead', by: { ...by, receipt: null, documents: [] } },
  event: { ...common, button, kind: 'event', deadline: 'late', event },
  submitted: { ...common, kind: 'submitted', deadline: 'ahead', by },
  failure: {
    ...common,
    kind: 'failure',
    whom: 'Nils Provmark',
    address: 'nils@example.org',
    subject: '3 dagar kvar, sön 31 mar: Redovisning: Databaser och e-tidskrifter',
    reason: '550 5.1.1 no such user',
  },
};

/** A mail with an invented example of each of these kinds. */
export function sampleMail(kinds: readonly SampleKind[]): MailContent {
  return {
    recipient: { ref: 'registrar:provforbundet', name: null, organisation: 'Provförbundet' },
    morning: MORNING,
    notices: kinds.map((kind) => samples[kind]),
    calendar: {
      publish: [
        { chain: CHAIN, deadline: 'ahead', title: 'Redovisning', description: matter.title, dueOn: '2013-03-31', sequence: 0 },
      ],
      cancel: [],
    },
    at: '2013-03-28T07:00:00.000Z',
  };
}

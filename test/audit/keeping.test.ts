import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest';
import type { AroundEvent } from '#core/around/events.ts';
import type { KeepingBody, KeptKind, RetentionRule } from '#core/around/keeping.ts';
import { keptKindNames } from '#core/around/retention.ts';
import { goneText } from '#core/texts/keeping.ts';
import { accessChain } from '#contracts/ids.ts';
import { GoneMeanwhile, type KeepingAct } from '../../audit/keeping/act.ts';
import { dispose } from '../../audit/keeping/dispose.ts';
import { dueOn } from '../../audit/keeping/due.ts';
import { erase, planErasure } from '../../audit/keeping/erase.ts';
import { holdingsIn } from '../../audit/keeping/holdings.ts';
import { ruleRetention } from '../../audit/keeping/ruling.ts';
import { whoActs, whoRecords } from '../../audit/keeping/who.ts';
import { grantMandate } from '../../audit/mandates/granting.ts';
import { verifyRecord } from '../../audit/verify/verify.ts';
import { recordAround } from '../../infra/db/around/chainNoted.ts';
import { migrate } from '../../infra/db/migrate.ts';
import { goneFrom } from '../../infra/db/read/gone.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { putPeople } from '../../infra/db/write/directory.ts';
import { putDraft, putOwnDocument } from '../../infra/db/write/rooms.ts';
import { putText } from '../../infra/db/write/texts.ts';
import { makeCopies } from '../support/copies.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';
import { CLOSED, IN_FORCE, type SoundRecord, writeSoundRecord } from '../support/soundRecord.ts';

const NOW = '2026-11-22T09:00:00.000Z';
const NAME = 'Greta Påhittad';
const all = { rehearsal: '', chains: null };
const who = { organisation: 'staten', email: 'nagon@example.org' };

let database: TestDatabase;
let copies: ReturnType<typeof makeCopies>;
let keysDir: string;
let sound: SoundRecord;
/** Of the test's own copy. */
let url: string;
let worlds: Worlds;

beforeAll(async () => {
  keysDir = await mkdtemp(join(tmpdir(), 'arscykel-keys-'));
  database = await testDatabase();
  await migrate(database.url, 'standard');
  const first = await openWorlds(database.url, 'standard', { max: 4 });
  sound = await writeSoundRecord(first, keysDir);
  await first.close();
  copies = makeCopies(database.url);
});
afterAll(async () => {
  await copies?.drop();
  await database.drop();
  await rm(keysDir, { recursive: true });
});
beforeEach(async () => {
  url = await copies.copy();
  worlds = await openWorlds(url, 'standard', { max: 4 });
});
afterEach(() => worlds.close());

const act: KeepingAct = {
  by: 'Arkivnämnden',
  doneBy: null,
  doneOn: '2026-11-22',
  recordedBy: { person: 'samordnaren', role: 'coordinator', authenticated: 'claimed' },
  now: NOW,
  reason: 'Begäran enligt artikel 17, påhittad',
  evidence: null,
};
const keeper = () => ({ db: worlds.live, scope: '', codeVersion: 'test' });
const plan = (kind: 'person' | 'text' | 'document', id: string, withMails = false) =>
  planErasure(worlds.live, '', { kind, id }, { withMails });

async function textIn(chain: string, type: string): Promise<string> {
  const rows = await worlds.live
    .selectFrom('event')
    .select('canonical')
    .where('chain', '=', chain)
    .where('type', '=', type)
    .execute();
  const found = rows.map(({ canonical }) => /"textId":"(\w+)"/.exec(canonical)?.[1]).find((id) => id !== undefined);
  if (found === undefined) throw new Error(`no text in any ${type} of ${chain}`);
  return found;
}

async function sentMail(text: string, status: 'sent' | 'waiting' = 'sent', recipient = 'registrar:skl'): Promise<string> {
  const row = {
    recipient,
    morning: '2013-03-01',
    sendAfter: NOW,
    toAddress: 'nagon@example.org',
    subject: 'Påminnelse',
    html: '',
  };
  const inserted = await worlds.live
    .insertInto('mail')
    .values({
      ...row,
      recipient: recipient as `registrar:${string}`,
      rehearsal: '',
      text,
      calendar: null,
      calendarCancelled: null,
      messageId: `<${Math.random()}@example.org>`,
      status,
      firstAttemptAt: NOW,
      sentAt: NOW,
      smtpResponse: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return inserted.id;
}

const rulesOf = (keep: Partial<Record<KeptKind, RetentionRule['keep']>>): RetentionRule[] =>
  keptKindNames.map((kind) => ({
    kind,
    keep: keep[kind] ?? { for: 'ever' },
    ground: { body: 'Arkivnämnden', decidedOn: '2026-02-03', paragraph: '12' },
  }));

const due = async (rules: RetentionRule[], day: string) =>
  dueOn({ db: worlds.live, scope: '', rehearsalDb: worlds.rehearsal }, await holdingsIn(worlds.live, ''), rules, day);

const bodies = (events: readonly AroundEvent[]): KeepingBody[] => events.map(({ body }) => body as KeepingBody);

test('an erased text is gone with its salt, its chain stays whole, and the day, the body and the ground stand where it was', async () => {
  const textId = await textIn(CLOSED, 'reportHandedIn');
  const planned = await plan('text', textId);
  if (!planned.ok) throw new Error(planned.refusal.code);
  await erase(keeper(), act, planned.plan);
  const left = await worlds.live.selectFrom('text').select('textId').where('textId', '=', textId).execute();
  expect(left).toEqual([]);
  const { texts } = await goneFrom(worlds, CLOSED);
  const mark = texts[textId];
  expect(mark === undefined ? null : goneText(mark, 'sv')).toBe(
    '[raderat 2026-11-22, beslut av Arkivnämnden: Begäran enligt artikel 17, påhittad]',
  );
  const verified = await verifyRecord(url, all, { limit: 10 });
  expect(verified.isSound).toBe(true);
  const second = await plan('text', textId);
  expect(second).toMatchObject({ ok: false, refusal: { code: 'alreadyGone', mark: { by: 'Arkivnämnden', on: '2026-11-22' } } });
});

test('what belongs to a decision is refused with the decision: its reason, its file, and who signed it', async () => {
  const reason = await textIn(CLOSED, 'reportReturned').catch(() => textIn(CLOSED, 'basisAdopted'));
  expect(await plan('text', reason)).toMatchObject({ refusal: { code: 'inDecision' } });
  expect(await plan('document', sound.document)).toMatchObject({
    refusal: { code: 'inDecision', decisions: expect.arrayContaining([expect.objectContaining({ type: 'signed' })]) },
  });
  const { people } = await firstDefinition();
  const signatory = people.find(({ roles }) => roles.includes('signatory'))?.id ?? '';
  await putPeople(worlds.live, '', [{ id: signatory, name: NAME, ...who }]);
  expect(await plan('person', signatory)).toMatchObject({
    refusal: { code: 'inDecision', decisions: expect.arrayContaining([expect.objectContaining({ as: 'signatory' })]) },
  });
});

test('what a matter that runs needs is refused, and so are a wrong id and the ground of an earlier erasure', async () => {
  const { people } = await firstDefinition();
  const auditor = { id: 'en-granskare', name: NAME, ...who };
  await putPeople(worlds.live, '', [auditor]);
  expect(await plan('person', 'en-granskar')).toMatchObject({ refusal: { code: 'unknown', known: ['en-granskare'] } });
  await putPeople(
    worlds.live,
    '',
    people.map(({ id }, at) => ({ id, name: `Påhittad ${at}`, ...who })),
  );
  const refused = await Promise.all(people.map(({ id }) => plan('person', id)));
  expect(refused.every(({ ok }) => !ok)).toBe(true);
  expect(refused).toContainEqual(
    expect.objectContaining({ refusal: expect.objectContaining({ code: 'needed', chains: [IN_FORCE] }) }),
  );
  const planned = await plan('text', await textIn(CLOSED, 'reportHandedIn'));
  if (!planned.ok) throw new Error(planned.refusal.code);
  const [entry] = await erase(keeper(), act, planned.plan);
  expect(await plan('text', entry?.reason?.textId ?? '')).toMatchObject({ refusal: { code: 'groundOfKeeping' } });
});

test('copies are named: mails with the name, other texts, and files handed out; with their words erased, only those not settled remain', async () => {
  await putPeople(worlds.live, '', [{ id: 'en-granskare', name: NAME, organisation: 'staten', email: 'greta@example.org' }]);
  const [settled, waiting] = [await sentMail(`Hej Greta\n  Påhittad!`), await sentMail(`Till ${NAME}`, 'waiting')];
  const other = await putText(worlds.live, '', `Möte med ${NAME} i mars.`);
  const exported = { type: 'exported' as const, what: 'record', sha256: 'ab'.repeat(32), head: null };
  const entry = {
    chain: 'system',
    body: exported,
    doneOn: '2026-01-01',
    doneBy: null,
    recordedAt: NOW,
    reason: null,
    evidence: null,
  };
  await recordAround(worlds.live, '', [{ ...entry, recordedBy: act.recordedBy }], 'test');
  const planned = await plan('person', 'en-granskare', true);
  if (!planned.ok) throw new Error(planned.refusal.code);
  expect(planned.plan.copies).toMatchObject({
    mails: [{ id: waiting, isSettled: false }],
    texts: [other.textId],
    handedOut: [{ how: 'exported', sha256: 'ab'.repeat(32) }],
  });
  expect(planned.plan.gone.mails).toEqual([settled]);
  await erase(keeper(), act, planned.plan);
  const mail = await worlds.live.selectFrom('mail').selectAll().where('id', '=', settled).executeTakeFirstOrThrow();
  expect(mail).toMatchObject({ text: '', subject: '', toAddress: '', status: 'sent' });
  expect((await verifyRecord(url, all, { limit: 10 })).isSound).toBe(true);
});

test('disposal takes what the rules let go of closed matters alone, never what belongs to decisions, and the chains stay whole', async () => {
  const rules = rulesOf({
    texts: { for: 'years', years: 10, after: 'closed' },
    documents: { for: 'years', years: 10, after: 'closed' },
    drafts: { for: 'years', years: 1, after: 'closed' },
    mails: { for: 'years', years: 2, after: 'recorded' },
  });
  const mail = await sentMail('Redovisningen förfaller.');
  await putDraft(worlds.live, {
    chain: CLOSED,
    organisation: 'skl',
    name: 'utkast-1',
    content: {},
    writtenBy: 'skl-vd',
    writtenAt: NOW,
  });
  await putOwnDocument(worlds.live, '', 'skl', { name: 'egen.txt', mediaType: 'text/plain', content: Buffer.from('osänd') }, NOW);
  const closedOn = (await holdingsIn(worlds.live, '')).matters.get(CLOSED)?.closedOn ?? '';
  const year = Number(closedOn.slice(0, 4));
  const dayBefore = await due(rules, `${year + 9}-12-31`);
  expect(dayBefore.filter(({ kind }) => kind === 'texts')).toEqual([]);
  const items = await due(rules, `${year + 11}-01-01`);
  const reported = await textIn(CLOSED, 'reportHandedIn');
  const kinds = Map.groupBy(items, ({ kind }) => kind);
  expect([...kinds.keys()].toSorted()).toEqual(['drafts', 'mails', 'texts']);
  expect(kinds.get('texts')?.map(({ id }) => id)).toContain(reported);
  expect(kinds.get('mails')?.map(({ id }) => id)).toEqual([mail]);
  expect(items.every(({ kind, chains }) => kind === 'mails' || !chains.includes(IN_FORCE))).toBe(true);
  const events = await dispose(keeper(), act, items, rules);
  expect(bodies(events).every(({ type }) => type === 'disposed')).toBe(true);
  expect(events.map(({ chain }) => chain)).toContain(accessChain(CLOSED));
  const { texts } = await goneFrom(worlds, CLOSED);
  expect(texts[reported]).toMatchObject({ how: 'disposed', ground: 'Arkivnämnden 2026-02-03 § 12' });
  expect((await verifyRecord(url, all, { limit: 10 })).isSound).toBe(true);
  expect(await due(rules, `${year + 11}-01-01`)).toEqual([]);
  await expect(dispose(keeper(), act, items, rules)).rejects.toBeInstanceOf(GoneMeanwhile);
});

test('whom a mandate to audit names is neither disposed of nor erased, until years after its end', async () => {
  const rules = rulesOf({ persons: { for: 'years', years: 2, after: 'closed' } });
  const named = ['revisorn', 'gammal-revisor', 'beredaren'];
  await putPeople(
    worlds.live,
    '',
    named.map((id) => ({ id, name: `${id} Påhittad`, ...who })),
  );
  const recordedBy = { person: 'beredaren', role: 'registrar', authenticated: 'claimed' } as const;
  const world = { db: worlds.live, scope: '', codeVersion: 'test' };
  const terms = { over: { kind: 'all' }, from: null, until: null } as const;
  const given = { by: 'Fullmäktige', doneBy: null, decision: 'Protokoll § 4', recordedBy };
  const early = { ...given, doneOn: '2013-01-10', now: '2013-01-10T09:00:00.000Z' };
  await grantMandate(world, { auditor: 'revisorn', ...terms, expiresOn: null }, { ...given, doneOn: '2026-11-22', now: NOW });
  await grantMandate(world, { auditor: 'gammal-revisor', ...terms, expiresOn: '2013-12-31' }, early);
  await ruleRetention(keeper(), act, rules, 'regler');
  expect(await plan('person', 'revisorn')).toMatchObject({
    ok: false,
    refusal: { code: 'inMandate', mandates: [{ auditor: 'revisorn', freesOn: null }] },
  });
  expect(await plan('person', 'beredaren')).toMatchObject({ refusal: { code: 'inMandate' } });
  expect(await plan('person', 'gammal-revisor')).toMatchObject({ ok: true });
  expect((await due(rules, '2099-01-01')).map(({ id }) => id)).not.toContain('revisorn');
});

test('only a registrar or a coordinator records it, and the body is never a person', async () => {
  const { people, coordinator } = await firstDefinition();
  const signatory = people.find(({ roles }) => roles.every((role) => role === 'signatory'))?.id ?? '';
  await putPeople(worlds.live, '', [
    { id: coordinator, name: NAME, ...who },
    { id: signatory, name: 'Ivar Påhittad', ...who },
  ]);
  expect(await whoActs(worlds.live, '', { as: coordinator, by: 'Arkivnämnden' })).toMatchObject({ ok: true, by: 'Arkivnämnden' });
  expect(await whoRecords(worlds.live, '', signatory)).toMatchObject({ refusal: { code: 'notAKeeper' } });
  expect(await whoActs(worlds.live, '', { as: signatory, by: 'Arkivnämnden' })).toMatchObject({
    refusal: { code: 'notAKeeper' },
  });
  expect(await whoActs(worlds.live, '', { as: coordinator, by: NAME })).toMatchObject({ refusal: { code: 'personAsBody' } });
  expect(await whoActs(worlds.live, '', { as: 'okand', by: 'Arkivnämnden' })).toMatchObject({
    refusal: { code: 'unknownPerson' },
  });
});

async function firstDefinition(): Promise<{ coordinator: string; people: { id: string; roles: string[] }[] }> {
  const { matters } = await holdingsIn(worlds.live, '');
  const state = matters.get(IN_FORCE)?.state as unknown as {
    definition: { coordinator: string; people: { id: string; roles: string[] }[] };
  };
  return state.definition;
}

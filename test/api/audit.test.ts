import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MandateTerms } from '#core/around/auditing.ts';
import { grantMandate, revokeMandate } from '../../audit/mandates/granting.ts';
import { rankOf } from '../../audit/sample/draw.ts';
import { chainNoted } from '../../infra/db/around/chainNoted.ts';
import { note } from '../../infra/db/around/note.ts';
import { accessChain } from '#contracts/ids.ts';
import { byActor, entryNow } from '#core/around/entry.ts';
import { chainOf, furnish, HOST, type ReadingApp, readingApp } from './readingApp.ts';

const MATTER = 'agreement:test-frame:2012';
const NOW = '2013-04-05T09:00:00.000Z';
const wide: Omit<MandateTerms, 'auditor'> = { over: { kind: 'all' }, from: null, until: null, expiresOn: null };

let reading: ReadingApp;
const mandates = new Map<string, string>();

async function grant(auditor: string, terms: Partial<MandateTerms>, now = NOW): Promise<void> {
  const world = { db: reading.worlds.live, scope: '', codeVersion: 'test' };
  const acted = await grantMandate(world, { auditor, ...wide, ...terms }, { ...act(), now });
  if (!acted.ok) throw new Error(acted.problem.code);
  mandates.set(auditor, (acted.event.body as { mandate: string }).mandate);
}

const act = () => ({
  by: 'Fullmäktige',
  doneBy: null,
  doneOn: '2013-01-10',
  recordedBy: { person: 'p-sam', role: 'coordinator', authenticated: 'claimed' } as const,
  now: NOW,
  decision: 'Protokoll § 4',
});

beforeAll(async () => {
  reading = await readingApp();
  await furnish(reading.worlds);
  const chain = chainOf({ kind: 'live' });
  const refused = { type: 'commandRefused', command: 'sign', code: 'wrongPhase', commandId: 'c-1' } as const;
  const by = byActor({ authenticated: 'claimed', person: 'p-hand' }, 'handler');
  await note(reading.worlds.live, [entryNow(accessChain(chain), refused, by, NOW)]);
  await chainNoted(reading.worlds.live, '', 'test');
  await grant('g-alla', {});
  await grant('g-annan', { over: { kind: 'process', process: 'agreement:test-frame:2013' } });
  await grant('g-forbundet', { over: { kind: 'organisation', organisation: 'forbundet' } });
  await grant('g-tiden', { from: '2011-01-01', until: '2011-12-31' });
  await grant('g-utlopt', { expiresOn: '2013-03-31' }, '2013-01-10T09:00:00.000Z');
});
afterAll(() => reading.close());

const ask = (url: string, as: string | null, method: 'GET' | 'POST' | 'PUT' | 'DELETE' = 'GET', body?: object, lang = 'en') =>
  reading.app.inject({
    url,
    method,
    headers: { host: HOST, 'accept-language': lang, ...(as === null ? {} : { 'x-act-as': as }) },
    ...(body === undefined ? {} : { payload: body }),
  });
const typesOf = (answer: { json: () => { events: { type: string }[] } }) => answer.json().events.map(({ type }) => type);

describe('an auditor is let in by a mandate alone', () => {
  it('answers nobody who does not say who they are', async () => {
    expect((await ask('/audit/events', null)).statusCode).toBe(400);
  });

  it.each(['p-sam', 'g-utlopt'])('answers %s, who has no mandate that holds, with what is missing', async (person) => {
    const answered = await ask('/audit/events', person);
    expect(answered.statusCode).toBe(403);
    expect(answered.json()).toMatchObject({ code: 'noMandate', params: { person } });
  });

  it('says in Swedish that there is no mandate', async () => {
    expect((await ask('/audit/events', 'p-sam', 'GET', undefined, 'sv')).json<{ detail: string }>().detail).toContain('mandat');
  });

  it('shows one agreement to nobody whose mandate is over another, and says what it covers', async () => {
    const answered = await ask(`/audit/processes/${MATTER}/log`, 'g-annan');
    expect(answered.statusCode).toBe(403);
    expect(answered.json()).toMatchObject({ code: 'notCovered', params: { covered: 'agreement:test-frame:2013' } });
    expect(typesOf(await ask('/audit/events', 'g-annan'))).toEqual([]);
  });

  it('shows an organisation that takes part the agreement, and not what happened around it', async () => {
    expect(typesOf(await ask('/audit/events', 'g-forbundet'))).toContain('accounted');
    expect(typesOf(await ask('/audit/events?types=commandRefused', 'g-forbundet'))).toEqual([]);
    expect(typesOf(await ask('/audit/events?types=commandRefused', 'g-alla'))).toEqual(['commandRefused']);
  });

  it('shows of a time only what was done or recorded in it', async () => {
    expect(typesOf(await ask(`/audit/processes/${MATTER}/log`, 'g-tiden'))).toEqual(['opened']);
    const asOf = await ask(`/audit/processes/${MATTER}/as-of?on=2012-06-01`, 'g-tiden');
    expect(asOf.json()).toMatchObject({ status: 403, code: 'dayNotCovered' });
    expect((await ask(`/audit/processes/${MATTER}/as-of?on=2011-06-01`, 'g-tiden')).statusCode).toBe(200);
  });

  it('lets nobody in any more from the day that a mandate is taken back', async () => {
    await grant('g-kort', {});
    expect((await ask('/audit/events', 'g-kort')).statusCode).toBe(200);
    const world = { db: reading.worlds.live, scope: '', codeVersion: 'test' };
    await revokeMandate(world, mandates.get('g-kort') ?? '', act());
    expect((await ask('/audit/events', 'g-kort')).statusCode).toBe(403);
  });

  it('is not given until a day that has passed', async () => {
    const world = { db: reading.worlds.live, scope: '', codeVersion: 'test' };
    const past = { auditor: 'g-sen', ...wide, expiresOn: '2013-04-04' };
    expect(await grantMandate(world, past, act())).toMatchObject({ problem: { code: 'expiresInPast', expiresOn: '2013-04-04' } });
    expect(await grantMandate(world, { ...past, expiresOn: '2013-04-05' }, act())).toMatchObject({ ok: true });
  });

  it('is given by nobody to themselves', async () => {
    const world = { db: reading.worlds.live, scope: '', codeVersion: 'test' };
    expect(await grantMandate(world, { auditor: 'p-sam', ...wide }, act())).toMatchObject({ problem: { code: 'ownMandate' } });
  });
});

describe('what is recorded is searched', () => {
  it.each([
    ['person=Hanna', ['opened']],
    ['person=p-sam&types=phaseBegan', ['phaseBegan']],
    ['person=Sam Ordnare&types=deviationReported', ['deviationReported']],
    ['word=ställdes', ['deviationReported']],
    ['word=STÄLLDES in', ['deviationReported']],
    ['word=%25', []],
    ['body=Regeringen&types=phaseBegan', ['phaseBegan']],
    ['number=P2012/1', ['opened', 'phaseBegan', 'deviationReported', 'accounted']],
    ['doneFrom=2012-02-01&doneTo=2012-02-01', ['phaseBegan']],
    ['recordedFrom=2011-01-20&recordedTo=2011-01-20', ['opened']],
    ['process=agreement:test-frame:2013', []],
  ])('by %s', async (query, types) => {
    expect(typesOf(await ask(`/audit/events?${query.replaceAll(' ', '%20')}`, 'g-alla'))).toEqual(types);
  });

  it('tells an event in words, with names and what it rests on', async () => {
    const answered = await ask('/audit/events?types=deviationReported', 'g-alla');
    expect(answered.json<{ events: object[] }>().events[0]).toMatchObject({
      matter: MATTER,
      what: 'Deviation reported: Insats',
      recordedBy: 'Sam Ordnare (coordinator)',
      reason: 'Därför att det drog ut på tiden.',
    });
  });

  it('comes in pages that together are all of it', async () => {
    const first = await ask('/audit/events?size=3&page=1', 'g-alla');
    const second = await ask('/audit/events?size=3&page=2', 'g-alla');
    expect(first.json()).toMatchObject({ total: 4, pages: 2 });
    expect([...typesOf(first), ...typesOf(second)]).toEqual(['opened', 'phaseBegan', 'deviationReported', 'accounted']);
  });

  it('comes whole as CSV and as a spreadsheet', async () => {
    const csv = await ask('/audit/events?format=csv&size=1', 'g-alla');
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.body.trim().split('\r\n')).toHaveLength(5);
    expect((await ask('/audit/events?format=xlsx', 'g-alla')).rawPayload.subarray(0, 2).toString()).toBe('PK');
  });

  it('is noted as a read by the auditor', async () => {
    await ask('/audit/events?types=deviationReported', 'g-alla');
    await chainNoted(reading.worlds.live, '', 'test');
    const read = await ask('/audit/events?types=personalDataRead&size=1000', 'g-alla');
    const mine = read.json<{ events: { recordedBy: string; around: boolean }[] }>().events;
    expect(mine.some(({ recordedBy, around }) => around && recordedBy.startsWith('g-alla'))).toBe(true);
  });
});

describe('a sample', () => {
  const url = '/audit/sample?of=events&size=2&seed=fr%C3%B6';

  it('is what the lowest of seed and hash draw, so that anybody can draw it again', async () => {
    const all = await ask('/audit/events', 'g-alla');
    const hashes = all.json<{ events: { hash: string }[] }>().events.map(({ hash }) => hash);
    const lowest = hashes.toSorted((a, b) => (rankOf('frö', a) < rankOf('frö', b) ? -1 : 1)).slice(0, 2);
    const drawn = (await ask(url, 'g-alla')).json<{ drawn: { hash: string }[]; population: object; heads: object[] }>();
    expect(drawn.drawn.map(({ hash }) => hash)).toEqual(lowest);
    expect(drawn).toMatchObject({ population: { size: 4 }, heads: [{ version: 4 }] });
  });

  it('is drawn from what the mandate covers alone', async () => {
    expect((await ask(url, 'g-tiden')).json()).toMatchObject({ population: { size: 1 } });
  });
});

describe("an auditor's own notes and questions", () => {
  it('keeps a note to its writer until it is shared', async () => {
    const kept = await ask(`/audit/processes/${MATTER}/notes`, 'g-alla', 'POST', { text: 'Fråga om protokollet.', about: 3 });
    expect(kept.statusCode).toBe(201);
    const { note: number } = kept.json<{ note: number }>();
    const texts = async (as: string) =>
      (await ask('/audit/notes', as)).json<{ notes: { text: string }[] }>().notes.map(({ text }) => text);
    expect(await texts('g-alla')).toEqual(['Fråga om protokollet.']);
    expect(await texts('g-tiden')).toEqual([]);
    const log = await ask(`/agreements/${MATTER}/log/access`, 'p-sam');
    expect(log.body).toContain('noted');
    expect(log.body).not.toContain('Fråga om protokollet');
    expect((await ask(`/audit/processes/${MATTER}/notes/${number}/share`, 'g-tiden', 'POST', {})).statusCode).toBe(404);
    expect((await ask(`/audit/processes/${MATTER}/notes/${number}/share`, 'g-alla', 'POST', {})).statusCode).toBe(201);
    expect(await texts('g-tiden')).toEqual(['Fråga om protokollet.']);
    expect((await ask(`/agreements/${MATTER}/log/access`, 'p-sam')).body).toContain('Fråga om protokollet');
  });

  it('has nothing to note on an event that is not there', async () => {
    const answered = await ask(`/audit/processes/${MATTER}/notes`, 'g-alla', 'POST', { text: 'x', about: 99 });
    expect(answered.json()).toMatchObject({ status: 404, code: 'unknownEvent' });
  });

  it('keeps a question for who saved it, and for nobody else', async () => {
    const question = { kind: 'search', filters: { types: ['accounted'] } };
    expect((await ask('/audit/questions/redovisat', 'g-alla', 'PUT', question)).statusCode).toBe(200);
    expect(typesOf(await ask('/audit/questions/redovisat', 'g-alla'))).toEqual(['accounted']);
    expect((await ask('/audit/questions/redovisat', 'g-tiden')).statusCode).toBe(404);
    expect((await ask('/audit/questions/redovisat', 'g-alla', 'DELETE')).statusCode).toBe(200);
    expect((await ask('/audit/questions/redovisat', 'g-alla')).statusCode).toBe(404);
  });

  it('keeps no question under the name of one that comes along', async () => {
    const answered = await ask('/audit/questions/refusals', 'g-alla', 'PUT', { kind: 'search', filters: {} });
    expect(answered.json()).toMatchObject({ status: 409, code: 'takenQuestion' });
  });
});

describe('a matter as it was', () => {
  it('is told by a day, and what changed between two', async () => {
    const then = await ask(`/audit/processes/${MATTER}/as-of?on=2011-06-01`, 'g-alla');
    expect(then.json()).toMatchObject({ head: { version: 1 }, versions: [1] });
    const diff = await ask(`/audit/processes/${MATTER}/diff?from=2011-06-01&to=2012-06-01`, 'g-alla');
    expect(diff.json()).toMatchObject({ versions: [2, 3, 4] });
  });

  it('is asked for by days that are days, in their order', async () => {
    expect((await ask(`/audit/processes/${MATTER}/as-of?on=igår`, 'g-alla')).json()).toMatchObject({ code: 'notADay' });
    const reversed = await ask(`/audit/processes/${MATTER}/diff?from=2012-06-01&to=2011-06-01`, 'g-alla');
    expect(reversed.json()).toMatchObject({ code: 'daysReversed' });
  });

  it('is not there where there is no such matter', async () => {
    const ulid = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
    for (const id of ['agreement:ingen:2012', `rehearsal:${ulid}:agreement:ingen:2012`])
      for (const person of ['g-alla', 'p-sam']) {
        const answered = await ask(`/audit/processes/${id}/log`, person);
        expect(answered.statusCode).toBe(404);
        expect(answered.json()).toMatchObject({ code: 'unknownProcess' });
      }
  });
});

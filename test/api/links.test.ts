import { createHash } from 'node:crypto';
import { pino } from 'pino';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bySystem, entryNow } from '#core/around/entry.ts';
import { addMs, instantOfMs } from '#core/calendar/instant.ts';
import { systemChain } from '#contracts/ids.ts';
import { recordAround } from '../../infra/db/around/chainNoted.ts';
import { agreementState } from '../../infra/db/read/agreements.ts';
import { statedUnder } from '../../infra/db/read/links.ts';
import { revokeLinks } from '../../infra/db/write/links.ts';
import { aroundOf } from '../support/chainChecks.ts';
import { formOf, type LinkWorld, linkWorld, pathIn, type Part, reports } from '../support/linkWorld.ts';

// From the button in a mail to the record, as a registrar without an account does it: SMTP, pages, gateway, engine, database.

let world: LinkWorld;
let next = 0;
const nextReport = (): string => reports[(next += 1) - 1] ?? '';

beforeAll(async () => {
  const lines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  world = await linkWorld({ lines, logger });
});
afterAll(() => world.close());
beforeEach(() => world.setNow(null));

const get = async (url: string, host = 'arscykel.example.org') => {
  const { statusCode, headers, body } = await world.app.inject({ url, headers: { host } });
  return { status: statusCode, headers, body };
};

async function post(url: string, parts: readonly Part[]) {
  const { statusCode, headers, body } = await world.app.inject({ method: 'POST', url, ...formOf(parts) });
  return { status: statusCode, headers, body };
}

const who = (number = ''): Part[] => [
  { name: '_name', value: 'Rut Registratorsson' },
  { name: '_role', value: 'registrator' },
  { name: '_number', value: number },
];
const report: Part[] = [
  { name: '_command', value: 'handInReport' },
  { name: 'content.activities', value: 'Två kurser hölls.' },
  { name: 'content.development', value: 'Målen nåddes.' },
];
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

const deadlineIn = async (id: string) => (await agreementState(world.engine.worlds, world.life.chain))?.deadlines[id];
const eventsNow = async () => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from event`.execute(world.engine.worlds.live);
  return rows[0]?.count ?? 0;
};

describe('a link', () => {
  test('opened twice by a scanner and then submitted once, is recorded once with who did it', async () => {
    const id = nextReport();
    const path = await world.remind(id);
    const before = await eventsNow();
    for (const _ of [1, 2])
      expect(await get(path)).toMatchObject({ status: 200, body: expect.stringContaining(`Redovisning ${id}`) });
    expect(await eventsNow()).toBe(before);
    const sent = await post(path, [...report, ...who('KS 2013/17'), { name: '_files', value: pdf, filename: 'redovisning.pdf' }]);
    expect(sent).toMatchObject({ status: 303, headers: { location: `${path}?lang=sv` } });
    expect(await deadlineIn(id)).toMatchObject({ status: 'met' });
    const shown = (await get(path)).body;
    expect(shown).toContain('Klart: det är lämnat');
    expect(shown).toContain('Rut Registratorsson, registrator');
    expect(shown).toContain(createHash('sha256').update(pdf).digest('hex'));
    const again = await post(path, [...report, ...who()]);
    expect(again).toMatchObject({ status: 200, body: expect.stringContaining('Klart: det är lämnat') });
    expect(await eventsNow()).toBe(before + 1);
    expect(await statedUnder(world.engine.worlds.live, 'ks 2013/17')).toMatchObject([
      {
        name: 'Rut Registratorsson',
        role: 'registrator',
        deadline: id,
        organisation: 'skl',
        documents: [{ name: 'redovisning.pdf' }],
      },
    ]);
    const marking = {
      type: 'documentMarked',
      sha256: createHash('sha256').update(pdf).digest('hex'),
      organisation: 'skl',
    } as const;
    const mark = (ground: string | null) =>
      recordAround(
        world.engine.worlds.live,
        '',
        [entryNow(systemChain(''), { ...marking, ground }, bySystem, instantOfMs(Date.now()))],
        'test',
      );
    await mark('OSL 21 kap. 1 §');
    expect(await statedUnder(world.engine.worlds.live, 'ks 2013/17')).toMatchObject([
      { documents: [{ name: '[OSL 21 kap. 1 §]' }] },
    ]);
    await mark(null);
  });

  test('what was done by it stands beside the agreement: each opening by nobody known, the submission by who said so', async () => {
    const path = await world.remind(nextReport());
    await get(path);
    await post(path, [...report, ...who()]);
    await get(path);
    const used = (await aroundOf(world.engine.worlds, world.life.chain)).flatMap(({ body, recordedBy }) =>
      body.type === 'linkUsed' ? [{ ...body, ...recordedBy }] : [],
    );
    const [opened, submitted, seen] = used.slice(-3);
    for (const one of [opened, seen]) expect(one).toMatchObject({ act: 'opened', person: null, authenticated: 'link' });
    const person = expect.stringMatching(/^link-/) as string;
    expect(submitted).toMatchObject({ act: 'submitted', person, role: 'handler', authenticated: 'link', link: opened?.link });
  });

  test('what is attached beside the first is readable to whoever the act was sent to', async () => {
    const path = await world.remind(nextReport());
    const [first, second] = [1, 2].map((n) => Buffer.concat([pdf, Buffer.from(`% bilaga ${n}`)])) as [Buffer, Buffer];
    const files = [first, second].map((value, at) => ({ name: '_files', value, filename: `bilaga-${at + 1}.pdf` }));
    expect(await post(path, [...report, ...who(), ...files])).toMatchObject({ status: 303 });
    const readers = async (file: Buffer): Promise<string[]> => {
      const sha256 = createHash('sha256').update(file).digest('hex');
      const { rows } = await sql<{ organisation: string }>`
        select distinct organisation from document_access where sha256 = ${sha256} order by 1`.execute(world.engine.worlds.live);
      return rows.map(({ organisation }) => organisation);
    };
    expect(await readers(second)).toEqual(await readers(first));
    expect(await readers(second)).toContain('staten');
  });

  test('the record knows whoever acted by reference alone, as a handler by that link', async () => {
    const { rows } = await sql<{ canonical: string; name: string }>`
      select event.canonical, person.name from event join person on person.id = event.event -> 'recordedBy' ->> 'person'
      where type = 'reportHandedIn'`.execute(world.engine.worlds.live);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows[0]?.canonical).not.toContain('Rut');
    expect(JSON.parse(rows[0]?.canonical ?? '')).toMatchObject({ recordedBy: { role: 'handler', authenticated: 'link' } });
  });

  test('its receipt is mailed to the registrar as a formal notice, with the checksum of what was attached', async () => {
    await world.deliver(addMs(world.life.now(), 60_000));
    const receipt = world.sink.caught.findLast(({ raw }) => raw.includes('KS 2013/17'));
    expect(receipt?.to).toBe('registrator.skl@example.org');
    expect(receipt?.raw.replace(/\s+/g, ' ')).toContain('redovisning.pdf (SHA-256');
  });

  test('submitted twice at once is recorded once, and both are told so', async () => {
    const id = nextReport();
    const path = await world.remind(id);
    const before = await eventsNow();
    const sent = await Promise.all(['A', 'B'].map((one) => post(path, [...report, ...who(one)])));
    for (const { status } of sent) expect([200, 303]).toContain(status);
    expect(await eventsNow()).toBe(before + 1);
    expect((await get(path)).body).toContain('Klart: det är lämnat');
    const { rows } = await sql`select 1 from stated where deadline = ${id}`.execute(world.engine.worlds.live);
    expect(rows).toHaveLength(1);
  });

  test('that has expired says so and takes nothing in', async () => {
    const id = nextReport();
    const path = await world.remind(id);
    world.setNow('2013-06-26T22:30:00.000Z');
    expect(await get(path)).toMatchObject({ status: 410, body: expect.stringContaining('Länken har gått ut') });
    expect(await post(path, [...report, ...who()])).toMatchObject({ status: 410 });
    world.setNow('2013-06-26T21:30:00.000Z');
    expect(await get(path)).toMatchObject({ status: 200 });
    expect(await deadlineIn(id)).toMatchObject({ status: 'open' });
  });

  test('that has been revoked says so and takes nothing in', async () => {
    const id = nextReport();
    const path = await world.remind(id);
    const { rows } = await sql<{ id: string }>`select id from link where deadline = ${id}`.execute(world.engine.worlds.live);
    await revokeLinks(
      world.engine.worlds.live,
      { id: rows[0]?.id ?? '' },
      { at: world.life.now(), by: 'samordnaren', because: 'prov' },
    );
    expect(await get(path)).toMatchObject({ status: 410, body: expect.stringContaining('Länken är återkallad') });
    expect(await post(path, [...report, ...who()])).toMatchObject({ status: 410 });
    expect(await deadlineIn(id)).toMatchObject({ status: 'open' });
  });

  test('that nobody was sent opens nothing', async () => {
    for (const path of [`/l/${'A'.repeat(43)}`, '/l/kort', `/l/${'%00'.repeat(14)}`])
      expect(await get(path)).toMatchObject({ status: 404, body: expect.stringContaining('Länken finns inte') });
  });

  test('of a task that was done in another way says that it is done', async () => {
    const id = nextReport();
    const path = await world.remind(id);
    await world.life.does('handInReport', { deadline: id, content: 'nothing' });
    expect(await get(path)).toMatchObject({ status: 200, body: expect.stringContaining('Uppgiften är redan klar') });
  });
});

describe('what is filled in', () => {
  test('wrongly comes back as it was, every mistake named at once, and nothing is recorded or kept', async () => {
    const id = nextReport();
    const path = await world.remind(id);
    const parts = [report[0], report[1], { name: '_name', value: 'Rut <b>' }, { name: '_email', value: 'fel' }].flatMap(
      (one) => one ?? [],
    );
    const { status, body } = await post(path, parts);
    expect(status).toBe(400);
    for (const field of ['_role', '_email', 'content.development']) expect(body).toContain(`href="#${field}"`);
    expect(body).toContain('Två kurser hölls.');
    expect(body).toContain('Rut &lt;b&gt;');
    const { rows } = await sql`select 1 from stated where deadline = ${id}`.execute(world.engine.worlds.live);
    expect(rows).toEqual([]);
  });

  test('with attachments of the wrong kind or too large is not taken in, whatever they are called', async () => {
    const id = nextReport();
    const path = await world.remind(id);
    const program = Buffer.from('4d5a90000300000004000000ffff0000', 'hex');
    const files: Part[] = [
      { name: '_files', value: program, filename: 'redovisning.pdf' },
      { name: '_files', value: Buffer.alloc(10_000_001, 'a'), filename: 'stor.txt' },
      { name: '_files', value: '', filename: 'tom.pdf' },
      { name: '_files', value: '<html><script>1</script></html>', filename: 'sida.html' },
    ];
    const { status, body } = await post(path, [...report, ...who(), ...files]);
    expect(status).toBe(400);
    for (const name of ['redovisning.pdf', 'stor.txt', 'tom.pdf', 'sida.html']) expect(body).toContain(name);
    expect(await deadlineIn(id)).toMatchObject({ status: 'open' });
    const { rows } =
      await sql`select 1 from document where name in ('redovisning.pdf', 'stor.txt') and media_type <> 'application/pdf'`.execute(
        world.engine.worlds.live,
      );
    expect(rows).toEqual([]);
  });

  test('against the rules is refused in words, and the same link works afterwards', async () => {
    const id = nextReport();
    const path = await world.remind(id);
    const refused = await post(path, [
      { name: '_command', value: 'askExtension' },
      { name: 'to', value: '2011-01-01' },
      ...who(),
    ]);
    expect(refused.status).toBe(409);
    expect(refused.body).toContain('Det gick inte att lämna');
    const { rows } = await sql`select 1 from stated where deadline = ${id}`.execute(world.engine.worlds.live);
    expect(rows).toEqual([]);
    expect(await post(path, [...report, ...who()])).toMatchObject({ status: 303 });
  });
});

describe('passing on', () => {
  const passes = (email: string): Part[] => [
    { name: '_by-name', value: 'Rut Registratorsson' },
    { name: '_by-role', value: 'registrator' },
    { name: '_to-name', value: 'Nils Handläggare' },
    { name: '_to-email', value: email },
  ];

  test('sends a colleague a link of their own; both stand until one of them is used, and then neither does', async () => {
    const id = nextReport();
    const path = await world.remind(id);
    expect(await post(`${path}/vidare`, passes('nils@example.org'))).toMatchObject({
      status: 200,
      body: expect.stringContaining('skickad vidare till nils@example.org'),
    });
    await world.deliver(addMs(world.life.now(), 60_000));
    const theirs = pathIn(world.sink, `Redovisning ${id}`);
    expect(world.sink.caught.at(-1)).toMatchObject({ to: 'nils@example.org', raw: expect.stringContaining('Skickat vidare') });
    expect(theirs).not.toBe(path);
    expect((await get(path)).status).toBe(200);
    expect((await get(theirs)).body).toContain('Rut Registratorsson, registrator');
    expect(await post(theirs, [...report, ...who()])).toMatchObject({ status: 303 });
    for (const one of [path, theirs]) expect((await get(one)).body).toContain('Klart: det är lämnat');
  });

  test('goes no further than the organisation', async () => {
    const path = await world.remind(nextReport());
    const { status, body } = await post(`${path}/vidare`, passes('nils@annan.example.org'));
    expect(status).toBe(409);
    expect(body).toContain('@example.org');
  });
});

describe('a secret address', () => {
  test('is in no log, no table and no header, and the page that it opens asks nothing of anybody else', async () => {
    const path = await world.remind(reports[0] ?? '').catch(() => world.remind(reports.at(-1) ?? ''));
    const token = path.slice('/l/'.length);
    const { headers, body } = await get(path);
    await get(`${path}/finns-inte`);
    expect(world.logged.length).toBeGreaterThan(0);
    expect(world.logged.join('')).not.toContain(token);
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self'; form-action 'self'/);
    expect(body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const { rows } = await sql<{ found: number }>`
      select (select count(*) from link where link::text like ${`%${token}%`}) + (select count(*) from mail where mail::text like ${`%${token}%`})
        + (select count(*) from event where canonical like ${`%${token}%`}) as found`.execute(world.engine.worlds.live);
    expect(Number(rows[0]?.found)).toBe(0);
  });

  test('by the public name only pages are reached', async () => {
    expect(await get('/agreements')).toMatchObject({ status: 421 });
    expect(await get('/agreements', 'localhost')).toMatchObject({ status: 200 });
    expect(await get('/pages/style.css')).toMatchObject({ status: 200 });
    expect(await get('/pages/style.css', 'annan.example.com')).toMatchObject({ status: 421 });
  });

  test('of a calendar shows what is open, and nothing once it is revoked', async () => {
    const path = await world.remind(reports.at(-1) ?? '');
    const made = await post(`${path}/kalender`, []);
    const feed = /https:\/\/arscykel\.example\.org(\/calendar\/[A-Za-z0-9_-]{43}\.ics)/.exec(made.body)?.[1] ?? '';
    const calendar = await get(feed);
    expect(calendar).toMatchObject({ status: 200, headers: { 'content-type': 'text/calendar; charset=utf-8' } });
    expect(calendar.body).toContain(`SUMMARY:Redovisning ${reports.at(-1)}`);
    expect(calendar.body).not.toContain(`SUMMARY:Redovisning ${reports[0]}\r\n`);
    expect(calendar.body).toContain('DTSTART;VALUE=DATE:20130328');
    await sql`update calendar_feed set revoked_at = now()`.execute(world.engine.worlds.live);
    expect(await get(feed)).toMatchObject({ status: 404 });
  });
});

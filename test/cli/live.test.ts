import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agreementId } from '#contracts/ids.ts';
import type { State } from '#core/agreement/state.ts';
import { civilDateOf, instantOfMs } from '#core/calendar/instant.ts';
import { addDays, yearOf } from '#core/calendar/civilDate.ts';
import type { RehearsalResult } from '../../rehearsal/result.ts';
import { findRunning } from '../../infra/local/stack.ts';
import { answered, arscykel, bringUp, type Ran } from './arscykel.ts';

/** An entry of an access chain, as far as it is looked at here. */
interface Around {
  body: { type: string } & Record<string, unknown>;
  recordedBy: { person: string | null };
}

const invented = fileURLToPath(new URL('../../examples/invented/', import.meta.url));
const coordinator = 'samordnare-delaktighet';
// The first whose consultation has not begun yet, whatever today is.
const year = yearOf(civilDateOf(instantOfMs(Date.now()))) + 2;
const id = agreementId({ kind: 'live' }, 'digital-delaktighet', year);

let scratch: string;
let dataDir: string;
let up: Awaited<ReturnType<typeof bringUp>> | null = null;
const run = (...args: string[]): Promise<Ran> => arscykel(dataDir, ...args);
const act = (...args: string[]): Promise<Ran> => run('do', id, ...args, '--json');

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'arscykel-live-'));
  // Under root, Postgres runs as another user, who has to pass through.
  await chmod(scratch, 0o755);
  dataDir = join(scratch, 'data');
  up = await bringUp(dataDir);
  await run('new', '--from', invented, '--year', String(year), '--out', join(scratch, 'next'));
});

afterAll(async () => {
  await up?.stop();
  await rm(scratch, { recursive: true, force: true });
});

test('an agreement is opened from its file once, and stands in its first phase', async () => {
  const opened = await run('import', join(scratch, 'next'), '--json');
  expect(opened.code).toBe(0);
  expect(answered(opened)).toMatchObject({ outcome: 'recorded', repeated: false, receipt: { chain: id } });
  const again = await run('import', join(scratch, 'next'), '--json');
  expect(again.code).toBe(1);
  expect(answered(again)).toMatchObject({ outcome: 'refused', refusal: { code: 'alreadyOpened' } });
  const listed = await run('list', '--json');
  expect(answered(listed)).toMatchObject({ agreements: [{ shortId: id, phase: 'planned' }] });
  const shown = await run('show', id);
  expect(shown.stdout).toContain('planerad');
  expect(shown.stdout).toContain('Majken Exempelros');
  // The id is what --as takes.
  expect(shown.stdout).toMatch(new RegExp(`^${coordinator} +\\S.* samordnare`, 'm'));
  const { people } = answered(await run('show', id, '--json')) as { people: { id: string; roles: string[] }[] };
  expect(people.find((person) => person.id === coordinator)?.roles).toContain('coordinator');
});

test('an act is recorded once under its id, and another act under it is refused', async () => {
  const early = ['openNextPhaseEarly', '--as', coordinator, '--reason', 'Parterna är redo.', '--command-id', 'early-1'];
  expect(answered(await act(...early))).toMatchObject({ outcome: 'recorded', commandId: 'early-1', repeated: false });
  expect(answered(await act(...early))).toMatchObject({ outcome: 'recorded', commandId: 'early-1', repeated: true });
  const other = await act('lapse', '--as', coordinator, '--reason', 'Annat.', '--command-id', 'early-1');
  expect(other).toMatchObject({ code: 2, stdout: '' });
  const { state } = answered(await run('show', id, '--json')) as { state: State };
  expect(state.phase).toBe('consultation');
});

test('a refusal has status 1 and says what would be right', async () => {
  const refused = await run(
    'do',
    id,
    'sign',
    '--party',
    'exempelbygden',
    '--signatory',
    'forbundsdirektor',
    '--hash',
    'ab'.repeat(32),
    '--as',
    'forbundsdirektor',
  );
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('undertecknande');
  const forbidden = await act('adoptBasis', '--as', 'forbundshandlaggare');
  expect(forbidden.code).toBe(1);
  expect(answered(forbidden)).toMatchObject({ refusal: { code: 'notAllowed' } });
});

test('what was refused and what was read stands beside the agreement, with who asked', async () => {
  await run('log', id, '--as', coordinator);
  const { chain, events } = answered(await run('log', id, '--access', '--json')) as { chain: string; events: Around[] };
  expect(chain).toBe(`${id}/access`);
  const refused = events.filter(({ body }) => body.type === 'commandRefused');
  expect(refused.map(({ body, recordedBy }) => [recordedBy.person, body['command'], body['code']])).toEqual([
    [coordinator, 'open', 'alreadyOpened'],
    [coordinator, 'lapse', 'commandIdTaken'],
    ['forbundsdirektor', 'sign', 'wrongPhase'],
    ['forbundshandlaggare', 'adoptBasis', 'notAllowed'],
  ]);
  const reads = events.filter(({ body }) => body.type === 'personalDataRead');
  expect(reads.map(({ body, recordedBy }) => [recordedBy.person, body['what']])).toEqual(
    expect.arrayContaining([
      [null, 'show'],
      [coordinator, 'log'],
    ]),
  );
  const told = await run('log', id, '--access', '--lang', 'en');
  expect(told.stdout).toMatch(/Refused: sign \(wrongPhase\)\n.*recorded .*, Valter Påhittberg/);
  expect((await run('log', 'system')).stdout).toMatch(/^1 .*Programmet startat: version /);
});

test('a wrong id has status 2 and the id that was meant', async () => {
  const ran = await run('show', id.replace('digital', 'digtal'));
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toContain(id);
});

test('what was recorded is read with its people and reasons, and what is due with its days', async () => {
  const log = await run('log', id);
  expect(log.stdout).toContain('antecknat');
  expect(log.stdout).toContain('skäl: Parterna är redo.');
  const { events } = answered(await run('log', id, '--after', '1', '--limit', '2', '--json')) as {
    events: { version: number }[];
  };
  expect(events.map(({ version }) => version)).toEqual([2, 3]);
  const due = answered(await run('deadlines', id, '--json')) as { deadlines: { id: string }[] };
  expect(due.deadlines).toHaveLength(17);
  expect(answered(await run('deadlines', '--overdue', '--json'))).toMatchObject({ deadlines: [] });
  const { mails, planned } = answered(await run('mails', id, '--json')) as { mails: unknown[]; planned: { on: string }[] };
  expect(mails).toEqual([]);
  expect(planned.length).toBeGreaterThan(0);
  expect(planned).toEqual(planned.toSorted((a, b) => a.on.localeCompare(b.on)));
  expect((await run('mails', id)).stdout).toMatch(/^Planerat$/m);
});

test('a date says how it came about, is moved, and what would follow from another is listed before anybody does it', async () => {
  const explained = await run('explain', id, 'finalReport');
  expect(explained.stdout).toMatch(/ur överenskommelsens text/);
  expect(explained.stdout).toMatch(/planerad +.*30 dagar före/);
  const [date] = (
    answered(await run('deadlines', id, '--json')) as { deadlines: { id: string; dueOn: string }[] }
  ).deadlines.filter((one) => one.id === 'finalReport');
  const to = addDays(date?.dueOn ?? '', 30);
  const supposed = await run('whatif', id, '--move', `finalReport=${to}`, '--late', 'negotiation=21d', '--lang', 'en', '--json');
  const { consequences } = answered(supposed) as { consequences: { kind: string; text: string }[] };
  expect(consequences.find(({ kind }) => kind === 'dueOn')?.text).toMatch(/ is due /);
  expect(consequences.find(({ kind }) => kind === 'overdue')?.text).toMatch(/past its last day/);
  expect((await run('whatif', id, '--move', `finalReport=${to}`)).stdout).toMatch(/Antaget i båda fallen/);
  expect((await run('whatif', id, '--move', 'finalReprt=2031-01-01')).code).toBe(1);
  expect(await run('whatif', id, '--late', 'vinter=3d')).toMatchObject({ code: 2, stdout: '' });
  const moved = await act(
    'moveDeadline',
    '--deadline',
    'finalReport',
    '--to',
    to,
    '--as',
    'regionhandlaggare',
    '--reason',
    'Mer tid.',
  );
  expect(answered(moved)).toMatchObject({ outcome: 'recorded' });
  expect((await run('explain', id, 'finalReport', '--lang', 'en')).stdout).toMatch(/: moved from .* by Exempelregionen/);
  const unknown = await run('explain', id, 'finalRepot');
  expect(unknown).toMatchObject({ code: 2, stdout: '' });
  expect(unknown.stderr).toContain('menade du finalReport?');
});

test('what is asked of an organisation is told by month, and of whom nothing is asked, that', async () => {
  const { burdens } = answered(await run('burden', '--json')) as { burdens: { organisation: string; asked: number }[] };
  expect(burdens).toMatchObject([{ organisation: 'exempelbygden', asked: 16 }]);
  const told = await run('burden', 'exempelbygden', '--from', `${year + 1}-01-01`);
  expect(told.stdout).toMatch(new RegExp(`^${year + 1}-03 +3 +1 `, 'm'));
  expect(told.stdout).toContain('Redovisning för året');
  expect((await run('burden', 'okand')).stderr).toContain('exempelbygden');
  expect(await run('burden', '--from', '2012-02-30')).toMatchObject({ code: 2, stdout: '' });
  expect((await run('burden', '--rehearsal', 'ingen')).stderr).toContain('det finns ingen repetition ingen');
});

async function script(name: string, steps: string): Promise<string> {
  const folder = join(scratch, name);
  await cp(invented, folder, { recursive: true });
  await writeFile(join(folder, 'script.yaml'), `agreement: agreement.yaml\nsteps:\n${steps}`);
  return folder;
}

const open = `  - { at: 2023-01-31T09:00, by: ${coordinator}, do: open }\n`;
const lapse = `  - { at: 2023-03-01T09:00, by: ${coordinator}, do: lapse, reason: Parterna enades inte. }\n`;

test('a rehearsal that goes as written has status 0 and is one JSON document', async () => {
  const ran = await run('rehearse', await script('play', open + lapse), '--json');
  const result = answered(ran) as RehearsalResult;
  expect(ran.code).toBe(0);
  expect(result).toMatchObject({
    asWritten: true,
    finalPhase: 'lapsed',
    virtualFrom: '2023-01-31',
    virtualTo: '2025-09-01',
    steps: { total: 2 },
  });
  const listed = answered(await run('rehearsals', '--json')) as { rehearsals: { id: string; outcome: string }[] };
  expect(listed.rehearsals).toMatchObject([{ id: result.rehearsal, outcome: 'asWritten' }]);
});

test('a step that the engine refuses is told with its date, its line and the refusal, and the status is 1', async () => {
  const folder = await script(
    'refused',
    open + `  - { at: 2023-02-15T09:00, by: ${coordinator}, do: adoptEvaluation }\n` + lapse,
  );
  const ran = await run('rehearse', folder);
  expect(ran.code).toBe(1);
  expect(ran.stderr).toMatch(/2023-02-15 ons +fastställa utvärderingen +\(.*script\.yaml:4\)/);
  expect(ran.stderr).toContain('utvärdering');
  expect(ran.stdout).toContain('1 av 3 steg gick inte som skrivet');
  // Why is told once, in the list at the end.
  const why = ran.stderr.trim().split('\n').at(-1)?.trim() ?? '';
  expect(why).not.toBe('');
  expect(ran.stdout).not.toContain(why);
});

test('old rehearsals are dropped but for the newest', async () => {
  expect(answered(await run('rehearsals', 'prune', '--keep', '1', '--json'))).toMatchObject({ pruned: [expect.any(String)] });
  expect((answered(await run('rehearsals', '--json')) as { rehearsals: unknown[] }).rehearsals).toHaveLength(1);
});

test('the doctor finds nothing wrong, and asks the database too', async () => {
  const ran = await run('doctor', '--json');
  const { healthy, checks } = answered(ran) as { healthy: boolean; checks: { name: string; ok: unknown }[] };
  expect(checks.filter(({ ok }) => ok === false)).toEqual([]);
  expect({ healthy, code: ran.code }).toEqual({ healthy: true, code: 0 });
  expect(checks.map(({ name }) => name)).toEqual(expect.arrayContaining(['Database', 'Notices']));
});

test('after Ctrl-C nothing runs, and a command that only reads brings up the database for itself', async () => {
  const stopped = await up?.stop();
  up = null;
  expect(stopped?.code).toBe(0);
  expect(await findRunning(dataDir)).toBeNull();
  const listed = await run('list', '--json');
  expect(answered(listed)).toMatchObject({ agreements: [{ shortId: id, phase: 'consultation' }] });
  expect(await readFile(join(dataDir, 'run.json'), 'utf8').catch(() => null)).toBeNull();
});

test('what is read while nothing else runs is chained all the same', async () => {
  await run('show', id, '--json');
  const { events } = answered(await run('log', id, '--access', '--json')) as { events: Around[] };
  expect(events.at(-1)).toMatchObject({ body: { type: 'personalDataRead', what: 'show' } });
  expect((await run('log', 'system')).stdout).toContain('1 repetition borttagen');
});

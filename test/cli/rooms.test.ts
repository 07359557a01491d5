import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agreementId } from '#contracts/ids.ts';
import type { State } from '#core/agreement/state.ts';
import { yearOf } from '#core/calendar/civilDate.ts';
import { civilDateOf, instantOfMs } from '#core/calendar/instant.ts';
import { answered, arscykel, bringUp, type Ran } from './arscykel.ts';

const invented = fileURLToPath(new URL('../../examples/invented/', import.meta.url));
const coordinator = 'samordnare-delaktighet';
const year = yearOf(civilDateOf(instantOfMs(Date.now()))) + 2;
const id = agreementId({ kind: 'live' }, 'digital-delaktighet', year);

let scratch: string;
let dataDir: string;
let up: Awaited<ReturnType<typeof bringUp>> | null = null;
const run = (...args: string[]): Promise<Ran> => arscykel(dataDir, ...args);
const act = (...args: string[]): Promise<Ran> => run('do', id, ...args, '--json');
const stateNow = async (): Promise<State> => (answered(await run('show', id, '--json')) as { state: State }).state;

/** The handler of a party, and the other party. */
async function sides(): Promise<{ party: string; handler: string; other: string; othersPerson: string }> {
  const { definition } = await stateNow();
  const [first, second] = definition.parties;
  const writer = definition.people.find(
    ({ organisation, roles }) => organisation === second?.organisation && roles.includes('handler'),
  );
  return {
    party: second?.organisation ?? '',
    handler: writer?.id ?? second?.signatory ?? '',
    other: first?.organisation ?? '',
    othersPerson: first?.signatory ?? '',
  };
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'arscykel-rooms-'));
  // Under root, Postgres runs as another user, who has to pass through.
  await chmod(scratch, 0o755);
  dataDir = join(scratch, 'data');
  up = await bringUp(dataDir);
  await run('new', '--from', invented, '--year', String(year), '--out', join(scratch, 'next'));
  await run('import', join(scratch, 'next'), '--json');
  await act('openNextPhaseEarly', '--as', coordinator, '--reason', 'Parterna är redo.');
  await act('adoptBasis', '--as', coordinator);
  await act('openNextPhaseEarly', '--as', coordinator, '--reason', 'Parterna är redo.');
});

afterAll(async () => {
  await up?.stop();
  await rm(scratch, { recursive: true, force: true });
});

test('an unsent draft is invisible to the other party and to the coordinator; tabled it is a version that all read', async () => {
  expect((await stateNow()).phase).toBe('negotiation');
  const { party, handler, othersPerson } = await sides();
  const file = join(scratch, 'forslag.yaml');
  const { definition } = await stateNow();
  const area = definition.areas[0]?.id ?? '';
  await writeFile(file, `changes:\n  areas:\n    ${area}: { title: Något som ingen annan har sett }\n`);
  const saved = await run('draft', 'save', id, 'forslag', '--file', file, '--as', handler, '--json');
  expect(answered(saved)).toMatchObject({ organisation: party, name: 'forslag' });
  const own = await run('draft', 'show', id, 'forslag', '--as', handler);
  expect(own.stdout).toContain('ingen annan har sett');
  for (const person of [othersPerson, coordinator]) {
    const shown = await run('draft', 'show', id, 'forslag', '--as', person);
    expect(shown).toMatchObject({ code: 2, stdout: '' });
    expect(shown.stderr).not.toContain('ingen annan har sett');
  }
  // The other party has a room of its own, with nothing in it; the coordinator has none.
  expect(answered(await run('draft', 'list', id, '--as', othersPerson, '--json'))).toEqual({ drafts: [] });
  expect(await run('draft', 'list', id, '--as', coordinator)).toMatchObject({ code: 2, stdout: '' });
  for (const read of ['show', 'log', 'versions']) {
    expect((await run(read, id, '--json')).stdout).not.toContain('ingen annan har sett');
  }
  const tabled = await run('draft', 'table', id, 'forslag', '--as', handler, '--json');
  expect(answered(tabled)).toMatchObject({ outcome: 'recorded' });
  const listed = answered(await run('versions', id, '--json')) as { versions: { number: number; party: string | null }[] };
  expect(listed.versions.map((one) => [one.number, one.party])).toEqual([
    [1, null],
    [2, party],
  ]);
  const told = await run('diff', id, 'v1', 'v2');
  expect(told.stdout).toContain('Något som ingen annan har sett');
});

test('a version that does not add up is refused on the command line, with what is missing', async () => {
  const { party, handler } = await sides();
  const { definition } = await stateNow();
  const changes = `{ areas: { ${definition.areas[0]?.id}: { budget: 1 kr } } }`;
  const refused = await act('tableVersion', '--party', party, '--changes', changes, '--as', handler);
  expect(refused.code).toBe(1);
  expect(answered(refused)).toMatchObject({ refusal: { code: 'faultyVersion' } });
});

test('a document is fetched by its own people, and by the other party once it is sent', async () => {
  const { party, handler, othersPerson } = await sides();
  const file = join(scratch, 'bilaga.txt');
  await writeFile(file, 'Bilagans text');
  const { sha256 } = answered(await run('document', 'add', file, '--as', handler, '--json')) as { sha256: string };
  const fetched = async (person: string, to: string) =>
    run('document', 'get', sha256, '--as', person, '--out', join(scratch, to));
  expect((await fetched(othersPerson, 'a')).code).toBe(2);
  expect((await fetched(handler, 'b')).code).toBe(0);
  const again = await fetched(handler, 'b');
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('finns redan');
  const { definition } = await stateNow();
  const changes = `{ areas: { ${definition.areas[0]?.id}: { title: Med bilaga } } }`;
  const sent = await act('tableVersion', '--party', party, '--changes', changes, '--documents', `[${sha256}]`, '--as', handler);
  expect(answered(sent)).toMatchObject({ outcome: 'recorded' });
  expect((await fetched(othersPerson, 'c')).code).toBe(0);
  expect(await readFile(join(scratch, 'c'), 'utf8')).toBe('Bilagans text');
  expect((await run('mails', id)).stdout).toContain('version framlagd');
});

test('both accept the same version by its number, and it is the agreement’s text', async () => {
  const { definition } = await stateNow();
  for (const { organisation, signatory } of definition.parties) {
    const accepted = await act('acceptVersion', '--party', organisation, '--hash', 'v3', '--as', signatory);
    expect(answered(accepted)).toMatchObject({ outcome: 'recorded' });
  }
  const state = await stateNow();
  expect(state.phase).toBe('signing');
  expect(state.definition.areas[0]?.title).toBe('Med bilaga');
});

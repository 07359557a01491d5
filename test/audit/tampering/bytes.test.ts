import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyRecord } from '../../../audit/verify/verify.ts';
import { type Forger, forger } from '../../support/forging.ts';
import { type Tampered, tamperedRecord, whole } from '../../support/tamperedRecord.ts';

let tampered: Tampered;
let forging: Forger | undefined;
beforeAll(async () => {
  tampered = await tamperedRecord();
});
afterAll(async () => {
  await forging?.end();
  await tampered.drop();
});

/** Every stored column of an event, and what its bytes are read and written as. */
const columns = {
  rehearsal: 'text',
  chain: 'text',
  version: 'integer',
  hash: 'text',
  previous_hash: 'text',
  type: 'text',
  done_on: 'date',
  recorded_at: 'timestamptz',
  wall_time: 'timestamptz',
  command_id: 'text',
  canonical: 'text',
  event: 'jsonb',
} as const;
type Column = keyof typeof columns;

interface Change {
  column: Column;
  /** Which event, and which byte of the value, as a share of how many there are. */
  event: number;
  byte: number;
  /** What is done to it. */
  bits: number;
}

const changes: fc.Arbitrary<Change> = fc.record({
  column: fc.constantFrom(...(Object.keys(columns) as Column[])),
  event: fc.double({ min: 0, max: 0.999, noNaN: true }),
  byte: fc.double({ min: 0, max: 0.999, noNaN: true }),
  bits: fc.integer({ min: 1, max: 255 }),
});

interface Row {
  place: string;
  value: string;
}

/** The value with one character exchanged for another; null where that would be no value of its kind. */
async function changed({ rows }: Forger, value: string, { column, byte, bits }: Change): Promise<string | null> {
  const at = Math.floor(byte * value.length);
  const [first, last] = [' ', '~'].map((letter) => letter.charCodeAt(0)) as [number, number];
  const code = value === '' ? first : value.charCodeAt(at);
  const other = String.fromCharCode(first + ((code - first + bits) % (last - first + 1)));
  const text = value.slice(0, at) + other + value.slice(at + 1);
  if (text === value) return null;
  const kind = columns[column];
  const [valid] = await rows<{ is: boolean }>('select pg_input_is_valid($1, $2) as is', [text, kind]);
  if (valid?.is !== true) return null;
  const [told] = await rows<{ differs: boolean }>(`select $1::${kind} is distinct from $2::${kind} as differs`, [text, value]);
  return told?.differs === true ? text : null;
}

/** Whether the record is sound; `after` is done whatever comes of it. */
async function verifiedThen(url: string, after: () => Promise<void>): Promise<boolean> {
  try {
    return (await verifyRecord(url, whole, { limit: 1 })).isSound;
  } finally {
    await after();
  }
}

test('a single byte changed in any stored column of any event is found', async () => {
  const url = await tampered.copy();
  const opened = await forger(url);
  forging = opened;
  const { run, rows } = opened;
  await run('alter table event alter column event drop expression, drop constraint event_pkey');
  const [{ count } = { count: 0 }] = await rows<{ count: number }>('select count(*)::integer as count from event');
  const found: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(changes, async (change) => {
      const { column, event } = change;
      const offset = Math.floor(event * count);
      const [row] = await rows<Row>(
        `select chain || '#' || version as place, ${column}::text as value from event order by chain, version offset ${offset} limit 1`,
      );
      const text = row === undefined ? null : await changed(opened, row.value, change);
      fc.pre(row !== undefined && text !== null);
      const set = async (value: string | null): Promise<void> =>
        run(
          `update event set ${column} = $1::${columns[column]} where ctid = (
          select ctid from event order by chain, version offset ${offset} limit 1)`,
          [value],
        );
      await run('create temporary table kept as select * from event');
      await set(text);
      const isSound = await verifiedThen(url, async () => {
        await run('delete from event');
        await run('insert into event select * from kept');
        await run('drop table kept');
      });
      found[column] = (found[column] ?? 0) + 1;
      expect(isSound).toBe(false);
    }),
    { numRuns: 60, endOnFailure: true },
  );
  expect((await verifyRecord(url, whole, { limit: 1 })).isSound).toBe(true);
  expect(Object.keys(found).length).toBeGreaterThan(6);
});

import { defaultPayloadConverter } from '@temporalio/common';
import { describe, expect, test } from 'vitest';
import type { Command } from '#core/agreement/commands.ts';
import { shortId } from '#contracts/ids.ts';
import type { CommandMessage, Recorded } from '#contracts/types.ts';
import { decoded, EventType, type Run } from '../../../audit/compare/history.ts';
import { redecide } from '../../../audit/compare/redecide.ts';
import { differences, recordOf, rewrite, type Told } from '../../support/compared.ts';
import { recordedLives } from '../../support/recorded.ts';
import { eventsOf, tamperCommand } from '../../support/tampering.ts';

// The 2012 agreement as it was recorded once, with the record that goes with it; then one of the three is tampered with.

const fresh = (): Run[] => {
  const life = recordedLives('platform').find(
    ([run]) => shortId(run?.workflowId ?? '') === 'agreement:evidensbaserad-praktik:2012',
  );
  if (life === undefined) throw new Error('the agreement is not recorded');
  return life;
};
const record = recordOf(fresh());
const rows = () => ({ ...record, rows: record.rows.map((row) => ({ ...row })) });
const head = record.rows.length;
/** One in the middle that a person recorded, and nothing else with it. */
const asked = record.rows.find(({ canonical }) => (JSON.parse(canonical) as Told).body.type === 'accounted')?.version ?? 0;

const aKronaLess = ({ envelope: { command } }: CommandMessage<Command>): void => {
  if (command.type !== 'account') throw new Error(command.type);
  command.usedOre -= 100;
  command.unspentOre += 100;
};

/** What the second record was told of a version, changed where it stands. */
function retell(
  runs: readonly Run[],
  version: number,
  change: (event: Told & { hash: string }, all: Recorded['events']) => void,
): void {
  for (const { markerRecordedEventAttributes: marker } of runs.flatMap(eventsOf)) {
    const payloads = marker?.details?.result?.payloads;
    if (payloads?.[0] == null) continue;
    const told = decoded(payloads[0]) as Recorded;
    const event = told.events.find((one) => one.version === version);
    if (event === undefined) continue;
    change(event as unknown as Told & { hash: string }, told.events);
    payloads[0] = defaultPayloadConverter.toPayload(told);
    return;
  }
  throw new Error(`no version ${version} in these histories`);
}

test('as they were recorded, the three are one', () => {
  expect(head).toBeGreaterThan(100);
  expect(asked).toBeGreaterThan(10);
  expect(differences(rows(), fresh())).toEqual([]);
});

describe('the database alone', () => {
  test('with another amount is named with its field, and nothing else is', () => {
    const tampered = rows();
    rewrite(tampered.rows, asked, ({ body }) => void (body.unspentOre = 1));
    expect(differences(tampered, fresh())).toEqual([`recordDiffers ${asked}: body.unspentOre`]);
  });

  test('with another day and its whole tail made anew is named there, and its tail as what follows', () => {
    const tampered = rows();
    rewrite(tampered.rows, asked, (event) => void (event.doneOn = '2001-01-01'), 'rechained');
    expect(differences(tampered, fresh())).toEqual([
      `recordDiffers ${asked}: doneOn, hash`,
      `recordDiffers ${asked + 1}–${head}: hash`,
    ]);
  });

  test('without its newest events is named by what it lacks', () => {
    const tampered = rows();
    tampered.rows.splice(-2);
    expect(differences(tampered, fresh())).toEqual([`recordLacks ${head - 1}–${head}`]);
  });

  test('with an event more than was ever told is named by what the second record lacks', () => {
    const tampered = rows();
    const newest = tampered.rows.at(-1);
    if (newest === undefined) throw new Error('no rows');
    tampered.rows.push({ ...newest, version: head + 1 });
    expect(differences(tampered, fresh())).toEqual([`secondLacks ${head + 1}`]);
  });

  test('with another hash beside a right event is named by its hash', () => {
    const tampered = rows();
    const row = tampered.rows[asked - 1];
    if (row !== undefined) row.hash = 'ab'.repeat(32);
    expect(differences(tampered, fresh())).toEqual([`recordDiffers ${asked}: hash`]);
  });
});

describe('the second record alone', () => {
  test('told of another amount is named with its field, and nothing that follows from it', () => {
    const runs = fresh();
    retell(runs, asked, ({ body }) => void (body.unspentOre = 1));
    expect(differences(rows(), runs)).toEqual([`secondDiffers ${asked}: body.unspentOre`]);
  });

  test('told of another hash is named by its hash', () => {
    const runs = fresh();
    retell(runs, asked, (event) => void (event.hash = 'ab'.repeat(32)));
    expect(differences(rows(), runs)).toEqual([`secondDiffers ${asked}: hash`]);
  });

  test('that was never told of an event is named there', () => {
    const runs = fresh();
    retell(runs, head, (_event, all) => void all.pop());
    // It was recorded together with the one before.
    expect(differences(rows(), runs)).toEqual([`otherEntries ${head - 1}`, `secondLacks ${head}`]);
  });

  test('that cannot be read in the middle is named by where it ends, not by what stands in it', () => {
    const runs = fresh();
    const marker = eventsOf(runs[1]).find(({ eventType }) => eventType === EventType.EVENT_TYPE_MARKER_RECORDED);
    const payload = marker?.markerRecordedEventAttributes?.details?.result?.payloads?.[0];
    if (payload == null) throw new Error('no marker');
    payload.data = Buffer.from('{"events": [{"version"');
    expect(differences(rows(), runs)[0]).toMatch(/^(unreadable|secondLacks) \d+/);
  });
});

describe('the rules alone', () => {
  test('asked for another amount than what stands in both records are named with the fields', () => {
    const runs = fresh();
    tamperCommand(runs, 'account', aKronaLess);
    expect(differences(rows(), runs)).toEqual([`rulesDiffer ${asked}: body.unspentOre, body.usedOre`]);
  });

  test('asked by nobody are named by that', () => {
    const runs = fresh();
    tamperCommand(runs, 'account', ({ envelope }) => {
      envelope.commandId = 'something-else';
    });
    expect(differences(rows(), runs)).toEqual([`notAsked ${asked}`]);
  });
});

test('all three different at one event are named with every field', () => {
  const [tampered, runs] = [rows(), fresh()];
  rewrite(tampered.rows, asked, (event) => void (event.doneOn = '2001-01-01'));
  tamperCommand(runs, 'account', aKronaLess);
  expect(differences(tampered, runs)).toEqual([`allDiffer ${asked}: doneOn, body.unspentOre, body.usedOre`]);
});

test('a state handed on that is not what the events lead to is named where it is handed on', () => {
  const runs = fresh();
  const started = eventsOf(runs[1])[0]?.workflowExecutionStartedEventAttributes?.input?.payloads;
  if (started?.[0] == null) throw new Error('no input');
  const input = decoded(started[0]) as { carried: { state: { phase: string; version: number } } };
  input.carried.state.phase = 'consultation';
  started[0] = defaultPayloadConverter.toPayload(input);
  expect(differences(rows(), runs)[0]).toBe(`carriedDiffers ${input.carried.state.version}`);
});

test('one who asked twice under one id, in words put away twice, is compared with the asking that was answered', () => {
  const runs = fresh();
  for (const { history } of runs) {
    const at = history.events?.findIndex((event) => acceptedType(event) === 'account') ?? -1;
    const accepted = history.events?.[at];
    if (accepted === undefined) continue;
    const again = structuredClone(accepted);
    const payloads = again.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.args?.payloads;
    if (payloads?.[0] == null) throw new Error('no payload');
    const message = decoded(payloads[0]) as { envelope: { reason: object | null } };
    message.envelope.reason = { textId: 'another', commitment: 'c0'.repeat(32) };
    payloads[0] = defaultPayloadConverter.toPayload(message);
    history.events?.splice(at, 0, again);
    break;
  }
  expect(redecide(runs)).toEqual([]);
});

const acceptedType = (event: ReturnType<typeof eventsOf>[number]): string | null =>
  event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name ?? null;

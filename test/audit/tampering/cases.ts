import { gzipSync } from 'node:zlib';
import type { CheckKind } from '../../../audit/verify/finding.ts';
import { CLOSED, IN_FORCE } from '../../support/soundRecord.ts';

export const at = (version: number, chain = CLOSED) => `chain = '${chain}' and version = ${version}`;
const removed = (chain: string) =>
  ['event', 'chain', 'command', 'process', 'deadline', 'phase_span'].map(
    (table) => `delete from ${table} where chain = '${chain}'`,
  );

/** A right to read a sent file, with another value in one column. */
const reading = (column: string, value = 'granskaren') =>
  `select (jsonb_populate_record(d, '{"${column}": "${value}"}')).* from document_access d
   where because = 'sent' and chain = '${CLOSED}' limit 1`;

/** What is done to a copy, the kind that must name it, and how. */
export type Case = readonly [what: string, statements: readonly string[], kind: CheckKind, found: object];

export const cases: Case[] = [
  [
    'a changed payload',
    [`update event set canonical = replace(canonical, '"engine":', '"engine":1') where ${at(7)}`],
    'chains',
    { code: 'contentChanged', place: { chain: CLOSED, version: 7 } },
  ],
  [
    'a changed date',
    [`update event set done_on = done_on - 1 where ${at(5)}`],
    'chains',
    { code: 'columnDiffers', place: { chain: CLOSED, version: 5 }, facts: { column: 'doneOn' } },
  ],
  [
    'a changed time',
    [`update event set wall_time = wall_time - interval '1 ms' where ${at(5)}`],
    'chains',
    { code: 'columnDiffers', place: { chain: CLOSED, version: 5 }, facts: { column: 'wallTime' } },
  ],
  [
    'a changed kind of event',
    [`update event set type = 'noted' where ${at(5)}`],
    'chains',
    { code: 'columnDiffers', place: { version: 5 }, facts: { column: 'type', row: 'noted' } },
  ],
  [
    'a removed middle event',
    [`delete from event where ${at(9)}`],
    'chains',
    { code: 'eventMissing', place: { chain: CLOSED, version: 9 }, facts: { missing: 1, next: 10 } },
  ],
  [
    'two events swapped',
    [
      `update event set version = 1000 where ${at(4)}`,
      `update event set version = 4 where ${at(5)}`,
      `update event set version = 5 where ${at(1000)}`,
    ],
    'chains',
    { code: 'notOnPrevious', place: { chain: CLOSED, version: 4 } },
  ],
  [
    'an inserted event',
    [
      'alter table event drop constraint event_pkey',
      `insert into event (rehearsal, chain, version, hash, previous_hash, type, done_on, recorded_at, wall_time, command_id, canonical)
       select rehearsal, chain, version, hash, previous_hash, type, done_on, recorded_at, wall_time, command_id, canonical
       from event where ${at(6)}`,
    ],
    'chains',
    { code: 'eventExtra', place: { chain: CLOSED, version: 6 } },
  ],
  [
    'the copy of an event that searches read',
    [
      'alter table event alter column event drop expression',
      `update event set event = jsonb_set(event, '{body,type}', '"noted"') where ${at(3)}`,
    ],
    'chains',
    { code: 'queryCopyDiffers', place: { chain: CLOSED, version: 3 } },
  ],
  [
    'a head moved back',
    [`update chain set head_version = head_version - 1 where chain = '${CLOSED}'`],
    'chains',
    { code: 'beyondHead', place: { chain: CLOSED } },
  ],
  [
    'a head with another hash',
    [`update chain set head_hash = repeat('ab', 32) where chain = '${CLOSED}'`],
    'chains',
    { code: 'otherHead' },
  ],
  [
    'a chain struck from the list',
    [`delete from chain where chain = '${CLOSED}'`],
    'chains',
    { code: 'noHead', place: { chain: CLOSED } },
  ],
  [
    'all events of a chain removed',
    [`delete from event where chain = '${IN_FORCE}'`],
    'chains',
    { code: 'noEvents', place: { chain: IN_FORCE } },
  ],
  [
    'a request that points elsewhere',
    [`update command set version = 3 where ${at(5)}`],
    'chains',
    { code: 'commandOfNothing', place: { chain: CLOSED, version: 3 } },
  ],
  [
    'a request that is gone',
    [`delete from command where ${at(5)}`],
    'chains',
    { code: 'eventWithoutCommand', place: { chain: CLOSED, version: 4 } },
  ],
  [
    'a request noted as sent by somebody else',
    [`update command set actor = 'nagon-annan' where ${at(5)}`],
    'chains',
    { code: 'commandUnlike', place: { chain: CLOSED, version: 5 }, facts: { row: 'nagon-annan' } },
  ],
  [
    'a request noted as sent by nobody',
    [
      `update command set actor = null where version = (select max(version) from command where chain = '${CLOSED}' and actor is not null)`,
    ],
    'chains',
    { code: 'commandUnlike', place: { chain: CLOSED }, facts: { row: '' } },
  ],
  [
    'what time brought, noted as sent by a person',
    [`update command set actor = 'samordnaren' where chain = '${CLOSED}' and actor is null`],
    'chains',
    { code: 'commandUnlike', place: { chain: CLOSED }, facts: { row: 'samordnaren', events: '' } },
  ],
  [
    'an entry of what happens around changed',
    [`update event set canonical = replace(canonical, 'runArchived', 'runarchived') where chain = '${CLOSED}/access'`],
    'chains',
    { code: 'contentChanged', place: { chain: `${CLOSED}/access`, version: 1 } },
  ],
  ['a removed chain', removed(CLOSED), 'checkpoints', { code: 'chainMissing', place: { chain: CLOSED } }],
  [
    'an edited deadline',
    [`update deadline set due_on = due_on + 30 where chain = '${IN_FORCE}' and id = 'rapport'`],
    'readModel',
    {
      code: 'rowDiffers',
      place: { chain: IN_FORCE, item: 'rapport' },
      facts: { table: 'deadline', field: 'dueOn', row: '2013-04-30', events: '2013-03-31' },
    },
  ],
  [
    'an edited phase',
    [`update phase_span set to_on = to_on + 1 where chain = '${CLOSED}' and position = 2`],
    'readModel',
    { code: 'rowDiffers', place: { chain: CLOSED, item: '2' }, facts: { table: 'phaseSpan', field: 'toOn' } },
  ],
  [
    'an edited process',
    [`update process set phase = 'terminated' where chain = '${CLOSED}'`],
    'readModel',
    {
      code: 'rowDiffers',
      place: { chain: CLOSED },
      facts: { table: 'process', field: 'phase', row: 'terminated', events: 'closed' },
    },
  ],
  [
    'an edited state',
    [`update process set state = jsonb_set(state::jsonb, '{phases,1,to}', '"2011-01-01"')::json where chain = '${CLOSED}'`],
    'readModel',
    { code: 'rowDiffers', facts: { table: 'process', field: 'state.phases.1.to', row: '2011-01-01' } },
  ],
  [
    'a deadline that is not shown',
    [`delete from deadline where chain = '${IN_FORCE}' and id = 'plan'`],
    'readModel',
    { code: 'rowMissing', place: { chain: IN_FORCE, item: 'plan' } },
  ],
  [
    'a deadline that nobody set',
    [
      `insert into deadline select (jsonb_populate_record(d, '{"id": "ny"}')).* from deadline d where chain = '${IN_FORCE}' and id = 'plan'`,
    ],
    'readModel',
    { code: 'rowOfNothing', place: { chain: IN_FORCE, item: 'ny' } },
  ],
  [
    'a process that is not shown',
    [`delete from process where chain = '${IN_FORCE}'`],
    'readModel',
    { code: 'processMissing', place: { chain: IN_FORCE } },
  ],
  [
    'a right to read a file that nobody sent there',
    [`insert into document_access ${reading('organisation')}`],
    'readModel',
    { code: 'readingOfNothing', place: { chain: CLOSED }, facts: { organisation: 'granskaren' } },
  ],
  [
    'a right to read a file by a matter that is not there',
    [`insert into document_access ${reading('chain', 'agreement:ingen:2012')}`],
    'readModel',
    { code: 'readingOfNothing', place: { chain: 'agreement:ingen:2012' } },
  ],
  [
    'an edited time from which a file is readable',
    [`update document_access set at = at - interval '1 day' where because = 'sent' and chain = '${CLOSED}'`],
    'readModel',
    { code: 'readingDiffers', place: { chain: CLOSED } },
  ],
  [
    'a time without end from which a file is readable',
    [`update document_access set at = 'infinity' where because = 'sent' and chain = '${CLOSED}'`],
    'readModel',
    { code: 'readingDiffers', place: { chain: CLOSED } },
  ],
  [
    'a right to read a sent file that is gone',
    [`delete from document_access where because = 'sent' and chain = '${IN_FORCE}'`],
    'readModel',
    { code: 'readingMissing', place: { chain: IN_FORCE } },
  ],
  [
    'an edited kept copy',
    [`update archive set history = set_byte(history, 20, 255 - get_byte(history, 20))`],
    'archives',
    { code: 'archiveChanged', place: { chain: CLOSED, item: 'first-run' } },
  ],
  [
    'an edited kept copy with a new checksum',
    [
      `update archive set history = '\\x${gzipSync('{"events":[1,2,3]}').toString('hex')}'`,
      `update archive set sha256 = encode(sha256(history), 'hex')`,
    ],
    'archives',
    { code: 'archiveNotAsRecorded', place: { chain: CLOSED, item: 'first-run' } },
  ],
  [
    'a removed kept copy',
    ['delete from archive'],
    'archives',
    { code: 'archiveRemoved', place: { chain: CLOSED, item: 'first-run' } },
  ],
  ['an edited file', [`update document set content = content || ' '::bytea`], 'documents', { code: 'documentChanged' }],
  ['a file of another size', ['update document set size_bytes = 1'], 'documents', { code: 'documentSize' }],
  ['a removed file', ['delete from document'], 'documents', { code: 'documentMissing', place: { chain: CLOSED } }],
];

import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openTimeline } from '../../cli/commands/timeline.ts';
import { loadPlay } from '../../cli/commands/rehearse.ts';
import type { Context } from '../../cli/session.ts';
import { openTerminal } from '../../cli/terminal/terminal.ts';
import { wordsIn } from '../../cli/words/words.ts';
import type { Progress } from '../../rehearsal/result.ts';

const example = fileURLToPath(new URL('../../examples/2012/', import.meta.url));

const forOne = `${example}script-troubles.yaml`;

async function told(script: string, ...all: Progress[]): Promise<string[]> {
  const lines: string[] = [];
  const print = (line = '') => void lines.push(line);
  const terminal = { ...openTerminal(process, { lang: 'sv', json: false }), live: false, print };
  const sessions = {
    withReads: () => Promise.reject(new Error('not read')),
    withEngine: () => Promise.reject(new Error('no engine')),
    withBothRecords: () => Promise.reject(new Error('no engine')),
  };
  const context = {
    config: {} as Context['config'],
    version: 'test',
    terminal,
    words: wordsIn('sv'),
    sessions,
    signal: new AbortController().signal,
  };
  const timeline = openTimeline(context, await loadPlay(example, script));
  const at = '2011-02-01T08:00:00.000Z';
  timeline.show({ kind: 'began', rehearsal: 'R', title: 'T', processes: [], at, runsTo: '2014-09-01', steps: all.length });
  const begun = lines.length;
  for (const progress of all) timeline.show(progress);
  timeline.end();
  return lines.slice(begun);
}

const approved: Progress = {
  kind: 'step',
  at: '2012-02-21T12:00:00.000Z',
  step: {
    number: 1,
    line: 9,
    on: '2012-02-21',
    at: '2012-02-21T12:00:00.000Z',
    process: '2012',
    command: 'approve',
    about: null,
    by: 'samordnare',
    expected: 'recorded',
    outcome: 'recorded',
    refusal: null,
    asWritten: true,
  },
};

test('a phase that began before what is told already stands on the day it became known, with the day it began', async () => {
  const lines = await told(forOne, approved, {
    kind: 'phase',
    at: approved.at,
    process: '2012',
    on: '2012-02-17',
    phase: 'inForce',
  });
  expect(lines.at(-1)).toBe('2012-02-21 tis  ▸ genomförande (från fre 17 feb)');
});

test('a phase that begins as time goes stands on its own day alone', async () => {
  const lines = await told(forOne, approved, {
    kind: 'phase',
    at: '2012-03-01T07:00:00.000Z',
    process: '2012',
    on: '2012-03-01',
    phase: 'inForce',
  });
  expect(lines.at(-1)).toBe('2012-03-01 tors ▸ genomförande');
});

test('a step that did not go as written is one line: why is told in the summary', async () => {
  const step = { ...approved.step, outcome: 'refused' as const, refusal: { code: 'notOpened' as const }, asWritten: false };
  const lines = await told(forOne, { ...approved, step });
  expect(lines).toEqual(['2012-02-21 tis    ✗ godkänna (rad 9)']);
});

test('where a script plays several processes, each line says which one it is of', async () => {
  const sign: Progress = { ...approved, step: { ...approved.step, process: 'framework', command: 'sign', about: 'skl' } };
  const lines = await told(`${example}script.yaml`, sign, approved, {
    kind: 'phase',
    at: approved.at,
    process: '2012',
    on: '2012-02-21',
    phase: 'inForce',
  });
  expect(lines.map((line) => line.trimEnd())).toEqual([
    '2012-02-21 tis  framework      underteckna · Sveriges Kommuner och Landsting',
    '2012-02-21 tis  2012           godkänna',
    '2012-02-21 tis  2012       ▸ genomförande',
  ]);
});

import { expect, test } from 'vitest';
import { openedState } from '#core/agreement/evolve.ts';
import { readState } from '#core/agreement/state.ts';
import { definitionOf, VERSION_HASH } from '../../support/agreements.ts';

const state = openedState(definitionOf(), VERSION_HASH, { doneOn: '2011-01-10', recordedAt: '2011-01-10T09:00:00.000Z' }, 1);

test('a stored state is read in the form that it has, and one of a newer program is refused by name', () => {
  expect(readState(structuredClone(state))).toEqual(state);
  const newer = JSON.parse(JSON.stringify({ ...state, schema: 3 })) as typeof state;
  expect(() => readState(newer)).toThrow('A newer version of the program wrote this state (form 2)');
});

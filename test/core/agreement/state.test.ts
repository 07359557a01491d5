import { expect, test } from 'vitest';
import { openedState } from '#core/agreement/evolve.ts';
import { emptyParts, readState, type State1 } from '#core/agreement/state.ts';
import { definitionOf, VERSION_HASH } from '../../support/agreements.ts';

const state = openedState(definitionOf(), VERSION_HASH, { doneOn: '2011-01-10', recordedAt: '2011-01-10T09:00:00.000Z' }, 1);

test('a stored state is read in the form that it has, and one of a newer program is refused by name', () => {
  expect(readState(structuredClone(state))).toEqual(state);
  const newer = JSON.parse(JSON.stringify({ ...state, schema: 3 })) as typeof state;
  expect(() => readState(newer)).toThrow('A newer version of the program wrote this state (form 3)');
});

test('a state from before the parts came is brought up: empty parts, and deadlines that know since when and by whom', () => {
  const { outgoing: _outgoing, deadlines, ...rest } = structuredClone(state);
  const parts = Object.keys(emptyParts(state.definition));
  const old = Object.fromEntries(Object.entries(rest).filter(([name]) => !parts.includes(name)));
  const learnt = ['askedOn', 'setBy', 'remindedFrom', 'suspendedOn', 'binds'];
  const oldDeadlines = Object.entries(deadlines).map(([id, deadline]) => [
    id,
    Object.fromEntries(Object.entries(deadline).filter(([name]) => !learnt.includes(name))),
  ]);
  const first = { ...old, schema: 1, deadlines: Object.fromEntries(oldDeadlines) } as unknown as State1;
  expect(readState(first)).toEqual(state);
  expect(readState(first).deadlines.slutrapport).toMatchObject({ askedOn: '2011-01-10', setBy: 'text', remindedFrom: 'start' });
  expect(readState(first).deadlines.rapport).toMatchObject({ remindedFrom: 'validity', suspendedOn: null, binds: true });
});

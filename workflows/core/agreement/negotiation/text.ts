import { definitionFaults } from '../faults.ts';
import { hashOf, changedText, namedHash, openedVersion, textOf } from './versions.ts';
import type { Definition } from '../definition.ts';
import type { Refusal } from '../refusals.ts';
import type { State } from '../state.ts';
import type { TextChanges } from './types.ts';

/** A text that may be sent to the other parties, or why it may not. */
export type Written =
  | { ok: true; base: string; definition: Definition; versionHash: string; number: number }
  | { ok: false; refusal: Refusal };

/**
 * The text that changes make of the version they are written on. It is refused unless it could be opened as it stands: areas add up to the
 * frame, measures keep within their area, every date can be worked with.
 */
export function written(state: State, base: string, changes: TextChanges): Written {
  const refused = (refusal: Refusal): Written => ({ ok: false, refusal });
  const hash = namedHash(state, base);
  const text = textOf(state, hash);
  if (text === null) return refused(unknownVersion(state, 'base', base));
  const settled = settledDeadline(state, changes);
  if (settled !== null) return refused(settled);
  const { definition, missing } = changedText(text, changes);
  if (missing.length > 0) return refused({ code: 'faultyVersion', faults: missing.map(lacking) });
  const faults = definitionFaults(definition);
  if (faults.length > 0) return refused({ code: 'faultyVersion', faults: faults.map((fault) => named(fault, definition)) });
  const versionHash = hashOf(definition);
  const number = (state.negotiation.versions.at(-1)?.number ?? 1) + 1;
  if (versionHash === hash || hashOf(text) === versionHash) {
    const known = [openedVersion(state), ...state.negotiation.versions].find((one) => one.hash === hash)?.number ?? 1;
    return refused({ code: 'sameText', versionHash: hash, number: known });
  }
  return { ok: true, base: hash, definition, versionHash, number };
}

/** A deadline that is met, waived or let go is no longer negotiated about. */
function settledDeadline(state: State, { deadlines = {} }: TextChanges): Refusal | null {
  for (const id of Object.keys(deadlines)) {
    const followed = Object.hasOwn(state.deadlines, id) ? state.deadlines[id] : undefined;
    const isOfTheText = state.definition.deadlines.some((one) => one.id === id);
    if (followed !== undefined && isOfTheText && followed.status !== 'open')
      return { code: 'deadlineSettled', deadline: id, status: followed.status };
  }
  return null;
}

export function unknownVersion(state: State, field: string, given: string): Refusal {
  const all = [openedVersion(state), ...state.negotiation.versions];
  return { code: 'unknownVersion', field, given, known: all.map(({ number }) => `v${number}`) };
}

function lacking(path: string) {
  const removed = path.split('.').length === 2;
  return {
    path: `changes.${path}`,
    message: removed ? 'the version that it is written on does not have it: leave it out' : 'what is added must say it: add it',
  };
}

/** A fault's place by the id that people know, not by its number in a list. */
function named({ path, message }: { path: string; message: string }, definition: Definition) {
  const [list, index, ...field] = path.split('.');
  const items: readonly { id: string }[] =
    list === 'areas' || list === 'measures' || list === 'deadlines' ? definition[list] : [];
  const id = items[Number(index)]?.id;
  return { path: id === undefined ? path : [list, id, ...field].join('.'), message };
}

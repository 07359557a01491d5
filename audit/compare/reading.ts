import type { EnvelopeOf } from '#core/act/envelope.ts';
import type { Delivered, Outgoing } from '#core/act/outgoing.ts';
import { type AnyCommand, type AnyModel, type AnyState, modelOf } from '#core/models.ts';
import { kindOf } from '#contracts/ids.ts';
import { genesisHash } from '../../infra/db/hash.ts';

/** Where what a history was told is not what the rules make of the commands and times in it. */
export interface Contradiction {
  version: number;
  found:
    | 'gap'
    | 'noCommand'
    | 'otherTime'
    | 'otherEvents'
    | 'otherHash'
    /** A later run was told something else of it than the one before. */
    | 'toldOtherwise'
    | 'otherCarriedState'
    | 'otherMessage'
    /** From here on the run holds what no history holds. */
    | 'unreadable';
}

/** Versions from one to another, both with. */
export interface Stretch {
  from: number;
  to: number;
}

/** One event as a history was told it, and as the rules make it. */
export interface Retold {
  version: number;
  runId: string;
  /** Canonical JSON, as the record's own `canonical`. */
  told: string;
  /** As told beside it. */
  hash: string;
  /** What it was told onto; null where the history does not hold it. */
  previous: string | null;
  /** The same event by the rules, with when and by which program it was recorded as told; null where nothing asks for it. */
  decided: string | null;
}

/** The piece of work of a workflow that is read, in ms on the server's clock. */
interface Task {
  fromMs: number;
  toMs: number;
  /** Attempts at it that came to nothing for the server; what they recorded stands. */
  wasCutOff: boolean;
}

/** How far a life has been decided again. Messages are by the command id that their receiver takes them under. */
export interface Reading {
  chain: string;
  model: AnyModel;
  runId: string;
  clockShiftMs: number;
  state: AnyState | null;
  /** Hash of every version read so far; the genesis hash is that of version 0. */
  hashes: string[];
  told: Map<number, Retold>;
  /** What was asked for in the run that is read, oldest first; one who asks again, asks in words of their own. */
  commands: Map<string, EnvelopeOf<AnyCommand>[]>;
  /** The activities of this run that pass a message, by the number of the event that scheduled them. */
  passed: Set<string>;
  /** What the run was told of its own messages. */
  outcomes: Map<string, Delivered>;
  /** Every message that the rules sent. */
  sent: Map<string, Outgoing>;
  /** What was recorded because another process asked for it. */
  received: Map<string, { from: string; version: number; command: AnyCommand }>;
  /** Every time that the workflow can have lived at in this run, in ms on the server's clock. */
  times: Set<number>;
  task: Task;
  /** Of the attempt that runs now: whether one before it was cut off. */
  isDisturbed: boolean;
  /** Events that an attempt recorded which was cut off: the history has their outcome, not their moment. */
  cutOff: number[];
  /** First versions of what was told afterwards and that no history holds the asking of. */
  askingLost: number[];
  /** Versions of runs that are nowhere to be had. */
  lost: readonly Stretch[];
  contradictions: Contradiction[];
}

export const isIn = (stretches: readonly Stretch[], version: number): boolean =>
  stretches.some(({ from, to }) => from <= version && version <= to);

export function beginReading(chain: string, lost: readonly Stretch[]): Reading {
  return {
    chain,
    model: modelOf(kindOf(chain)),
    runId: '',
    clockShiftMs: 0,
    state: null,
    hashes: [genesisHash(chain)],
    told: new Map(),
    commands: new Map(),
    passed: new Set(),
    outcomes: new Map(),
    sent: new Map(),
    received: new Map(),
    times: new Set(),
    task: { fromMs: 0, toMs: 0, wasCutOff: false },
    isDisturbed: false,
    cutOff: [],
    askingLost: [],
    lost,
    contradictions: [],
  };
}

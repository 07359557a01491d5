import { AsyncLocalStorage } from 'node:async_hooks';
import { systemChain } from '#contracts/ids.ts';
import { scopeOf } from '../scope.ts';

/** Whose names and addresses, which texts and which files somebody was shown, by id. */
export interface Shown {
  persons: Set<string>;
  texts: Set<string>;
  documents: Set<string>;
}

/** What one asking has been shown so far: by process, or by a world's system chain for what is of none. */
export interface Showing {
  /** The process that was looked up last: what is shown next is of it. */
  process: string | null;
  shown: Map<string, Shown>;
}

export const newShowing = (): Showing => ({ process: null, shown: new Map() });

// The reads below say what they hand out, whoever asks; who answers somebody gathers it, so that no view can be forgotten.
const gathering = new AsyncLocalStorage<Showing>();

/** Does the work and gathers what its reads hand out. What is read outside of any is for the program itself, and gathered by nobody. */
export const gatherShown = <T>(showing: Showing, work: () => T): T => gathering.run(showing, work);

export const isGathering = (): boolean => gathering.getStore() !== undefined;

/** A process is being looked at: names and texts that are looked up next belong to it. */
export function lookedAt(chain: string): void {
  const showing = gathering.getStore();
  if (showing !== undefined) showing.process = chain;
}

/** `of`: the process's chain where the read knows it, else the world. */
export function handedOut(kind: keyof Shown, of: { chain: string } | { scope: string }, ids: readonly string[]): void {
  const showing = gathering.getStore();
  if (showing === undefined || ids.length === 0) return;
  const chain = 'chain' in of ? of.chain : processIn(showing, of.scope);
  const shown = showing.shown.get(chain) ?? { persons: new Set(), texts: new Set(), documents: new Set() };
  showing.shown.set(chain, shown);
  for (const id of ids) shown[kind].add(id);
}

const processIn = ({ process }: Showing, scope: string): string =>
  process !== null && scopeOf(process) === scope ? process : systemChain(scope);

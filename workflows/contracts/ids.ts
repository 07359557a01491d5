import { type Kind, kinds } from '#core/act/model.ts';

/** The worlds a process can live in. A database is of one kind for ever; rehearsals live beside the live world in their own schema. */
export type World = { kind: 'live' } | { kind: 'test' } | { kind: 'rehearsal'; id: string };

const prefix = (world: World): string => (world.kind === 'rehearsal' ? `rehearsal:${world.id}:` : '');

/** `agreement:evidensbaserad-praktik:2012`, behind `rehearsal:<ulid>:` in a rehearsal. Workflow id and chain id are the same. */
export const agreementId = (world: World, framework: string, year: number): string =>
  `${prefix(world)}agreement:${framework}:${year}`;

/** `framework:evidensbaserad-praktik`; what its years are called by too. */
export const frameworkId = (world: World, framework: string): string => `${prefix(world)}framework:${framework}`;

/** `referral:stockholm-2012`. */
export const referralId = (world: World, id: string): string => `${prefix(world)}referral:${id}`;

export const deliveryId = (world: World): string => `${prefix(world)}delivery`;

const REHEARSAL = /^rehearsal:([0-9A-HJKMNP-TV-Z]{26}):/;

/** The rehearsal that a chain belongs to; null for the live and test worlds. */
export function rehearsalOf(chain: string): string | null {
  return REHEARSAL.exec(chain)?.[1] ?? null;
}

/** The id without its rehearsal: what people write. */
export function shortId(chain: string): string {
  return chain.replace(REHEARSAL, '');
}

/** The chain that a short id means to a process: one of its own rehearsal, or of its own world. */
export function siblingOf(chain: string, short: string): string {
  return `${REHEARSAL.exec(chain)?.[0] ?? ''}${short}`;
}

/** The kind that an id says. @throws RangeError for an id that says none. */
export function kindOf(chain: string): Kind {
  const [word] = shortId(chain).split(':');
  const kind = kinds.find((one) => one === word);
  if (kind === undefined) throw new RangeError(`${chain} does not begin with a kind of process: ${kinds.join(', ')}.`);
  return kind;
}

/** Command ids that time, runs and messages between processes use; nobody else may. */
export const dueCommandId = (version: number): string => `due:${version}`;
export const runCommandId = (runId: string): string => `run:${runId}`;
/** A message's, at its receiver, and the entry of its outcome at its sender. */
export const messageCommandId = (sender: string, message: string): string => `message:${sender}:${message}`;
const reserved = ['due:', 'run:', 'message:'] as const;
export const isReservedCommandId = (id: string): boolean => reserved.some((word) => id.startsWith(word));

/** The second chain of a process: what happens around it and changes nothing of it. */
export const accessChain = (chain: string): string => `${chain}/access`;

/** The chain of a world for what belongs to no process: `system`, behind `rehearsal:<ulid>:` in a rehearsal. `scope`: its ULID, or ''. */
export const systemChain = (scope: string): string => (scope === '' ? 'system' : `rehearsal:${scope}:system`);

/** Whether a chain is one that a process's workflow records, and not one of what happens around. */
export const isProcessChain = (chain: string): boolean => !chain.endsWith('/access') && shortId(chain) !== 'system';

/** The process that an access chain is about; null for every other chain. */
export const processOfAccess = (chain: string): string | null =>
  chain.endsWith('/access') ? chain.slice(0, -'/access'.length) : null;

/** The worlds an agreement can live in. A database is of one kind for ever; rehearsals live beside the live world in their own schema. */
export type World = { kind: 'live' } | { kind: 'test' } | { kind: 'rehearsal'; id: string };

const prefix = (world: World): string => (world.kind === 'rehearsal' ? `rehearsal:${world.id}:` : '');

/** `agreement:evidensbaserad-praktik:2012`, behind `rehearsal:<ulid>:` in a rehearsal. Workflow id and chain id are the same. */
export const agreementId = (world: World, framework: string, year: number): string =>
  `${prefix(world)}agreement:${framework}:${year}`;

export const deliveryId = (world: World): string => `${prefix(world)}delivery`;

/** The rehearsal that a chain belongs to; null for the live and test worlds. */
export function rehearsalOf(chain: string): string | null {
  const match = /^rehearsal:([0-9A-HJKMNP-TV-Z]{26}):/.exec(chain);
  return match?.[1] ?? null;
}

/** The id without its rehearsal: what people write. */
export function shortId(chain: string): string {
  return chain.replace(/^rehearsal:[0-9A-HJKMNP-TV-Z]{26}:/, '');
}

/** Command ids that time and runs use; nobody else may. */
export const dueCommandId = (version: number): string => `due:${version}`;
export const runCommandId = (runId: string): string => `run:${runId}`;
export const isReservedCommandId = (id: string): boolean => id.startsWith('due:') || id.startsWith('run:');

import { once } from 'node:events';
import { createServer, createConnection } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonLeniently, writeAtomically } from './files.ts';

const rememberedSchema = z.record(z.string(), z.number().int());

/** Gives out loopback ports, the same ones at every start as long as they are free. */
export interface Ports {
  /** The remembered port of `name`, else `preferred`, else any free one; a `wished` one comes before the remembered. */
  choose(name: string, preferred: number, how?: { wished?: boolean; avoidLast?: boolean }): Promise<number>;
  /** From now on every name keeps its port: others have been told it, so a part that is started again has to return there. */
  settle(): void;
}

export async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** Rejects unless something accepts connections on this loopback port. */
export async function listens(port: number): Promise<void> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
}

export function openPorts(dataDir: string): Ports {
  const path = join(dataDir, 'ports.json');
  const parsed = rememberedSchema.safeParse(readJsonLeniently(path));
  const remembered: Record<string, number> = parsed.success ? parsed.data : {};
  const refused = new Set<number>();
  let settled = false;
  const heldByAnother = (port: number, name: string) =>
    Object.entries(remembered).some(([other, held]) => held === port && other !== name);

  return {
    async choose(name, preferred, { wished = false, avoidLast = false } = {}) {
      const last = remembered[name];
      if (settled && last !== undefined) return last;
      if (avoidLast && last !== undefined) refused.add(last);
      for (const port of candidates(wished ? [preferred, last] : [last, preferred])) {
        if (refused.has(port) || heldByAnother(port, name) || !(await isFree(port))) continue;
        if (last === port) return port;
        remembered[name] = port;
        await writeAtomically(path, JSON.stringify(remembered, null, 2));
        return port;
      }
      throw new Error(`No free port on 127.0.0.1 for ${name}`);
    },
    settle() {
      settled = true;
    },
  };
}

function* candidates(first: readonly (number | undefined)[]): Generator<number> {
  for (const port of first) if (port !== undefined) yield port;
  // Below 32768: Temporal keeps membership ports in a 16-bit column, and above it the system hands ports out to others.
  for (let attempt = 0; attempt < 200; attempt++) yield 10_000 + Math.floor(Math.random() * 22_000);
}

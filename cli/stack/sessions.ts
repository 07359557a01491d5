import { civilDateOf, instantOfMs } from '#core/calendar/instant.ts';
import type { Config } from '../../infra/config/config.ts';
import { openWorlds, type Worlds } from '../../infra/db/worlds.ts';
import { commandBodyKey } from '../../infra/db/write/secret.ts';
import { connectTemporal, type TemporalAccess } from '../../infra/gateway/connectTemporal.ts';
import { makeGateway } from '../../infra/gateway/gateway.ts';
import type { Endpoints } from '../../infra/local/stack.ts';
import { withStack } from '../../infra/local/useStack.ts';
import type { BothRecords, Engine, RecordReads, Sessions } from '../session.ts';
import { beginStep, type Step } from '../terminal/steps.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { isUnreachable } from '../unreachable.ts';
import { operator } from '../words/operator.ts';
import { type Asked, readFor } from './noted.ts';
import { engineParts } from './parts.ts';
import { prepareDatabase } from './prepare.ts';

const CONNECTIONS = 4;

/** Sessions on the stack that is up; where none is, one comes up, shown as a passing step, and goes down after the work. */
export function makeSessions(config: Config, terminal: Terminal, signal: AbortSignal, asked: Asked): Sessions {
  const prepare = (endpoints: Endpoints) => prepareDatabase(config, endpoints);
  const withReads: Sessions['withReads'] = (work) =>
    shown(terminal, operator.starting.database, (report, begun) =>
      withStack(config, { parts: 'postgres', prepare, report, signal }, async ({ databaseUrl, temporalAddress }) => {
        await begun();
        // Where an engine is up, its worker chains what is noted.
        const isChained = temporalAddress !== undefined;
        return withWorlds(databaseUrl, (worlds) =>
          readFor(worlds, { asked, terminal, isChained }, () => work(readsOf(worlds, databaseUrl))),
        );
      }),
    );
  return {
    withReads,
    withBothRecords: async (work) => {
      let isAtWork = false;
      try {
        return await shown(terminal, operator.starting.engine, (report, begun) =>
          withStack(config, { parts: 'engine', prepare, report, signal }, async (endpoints) => {
            isAtWork = true;
            await begun();
            return withBothRecordsOn(config, endpoints, (records) =>
              readFor(records.worlds, { asked, terminal, isChained: false }, () => work(records)),
            );
          }),
        );
      } catch (error) {
        if (isAtWork || signal.aborted) throw error;
        const why = error instanceof Error ? error.message : String(error);
        terminal.note(terminal.paintNote('quiet', operator.unreachable(why)));
        return withReads((reads) => work({ ...reads, temporalOf: () => Promise.resolve(null) }));
      }
    },
    withEngine: (work) =>
      shown(terminal, operator.starting.engine, (report, begun) =>
        withStack(config, { parts: 'engine', prepare, report, signal, nodeParts: engineParts(config) }, async (endpoints) => {
          await begun();
          return withEngineOn(config, endpoints, work);
        }),
      ),
  };
}

const readsOf = (worlds: Worlds, databaseUrl: string): RecordReads => ({
  worlds,
  databaseUrl,
  today: civilDateOf(instantOfMs(Date.now())),
});

async function withWorlds<T>(databaseUrl: string, work: (worlds: Worlds) => Promise<T>): Promise<T> {
  const worlds = await openWorlds(databaseUrl, 'standard', { max: CONNECTIONS });
  try {
    return await work(worlds);
  } finally {
    await worlds.close();
  }
}

async function withBothRecordsOn<T>(
  config: Config,
  { databaseUrl, temporalAddress }: Endpoints,
  work: (records: BothRecords) => Promise<T>,
): Promise<T> {
  const { namespaces, connection, address } = config.temporal;
  const open: TemporalAccess[] = [];
  const temporalOf: BothRecords['temporalOf'] = async (scope) => {
    if (temporalAddress === undefined) return null;
    const namespace = scope === '' ? namespaces.live : namespaces.rehearsal;
    try {
      const access = await connectTemporal(temporalAddress, namespace, address === null ? {} : connection);
      open.push(access);
      return access;
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      return null;
    }
  };
  try {
    return await withWorlds(databaseUrl, (worlds) => work({ ...readsOf(worlds, databaseUrl), temporalOf }));
  } finally {
    for (const access of open) await access.close();
  }
}

/** An engine on parts that are up. */
export async function withEngineOn<T>(config: Config, endpoints: Endpoints, work: (engine: Engine) => Promise<T>): Promise<T> {
  const { databaseUrl, temporalAddress } = endpoints;
  if (temporalAddress === undefined) throw new Error('the stack that is up has no Temporal server');
  const { namespaces, connection } = config.temporal;
  // Certificates and keys belong to the address that they were given for.
  const settings = config.temporal.address === null ? {} : connection;
  const open: TemporalAccess[] = [];
  const connectTo = async (namespace: string) => {
    const access = await connectTemporal(temporalAddress, namespace, settings);
    open.push(access);
    return access;
  };
  return withWorlds(databaseUrl, async (worlds) => {
    try {
      const bodyKey = await commandBodyKey(worlds.live);
      const gateway = makeGateway({ worlds, temporal: await connectTo(namespaces.live), clockShiftMs: () => 0, bodyKey });
      return await work({
        ...readsOf(worlds, databaseUrl),
        gateway,
        bodyKey,
        rehearsalTemporal: () => connectTo(namespaces.rehearsal),
      });
    } finally {
      for (const access of open) await access.close();
    }
  });
}

/** The step is shown from the first thing that is reported until the work begins: where all is up already, there is none. */
async function shown<T>(
  terminal: Terminal,
  title: string,
  run: (report: (line: string) => void, begun: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const now: { step: Step | null; working: boolean } = { step: null, working: false };
  const report = (line: string): void => {
    if (now.working) return;
    now.step ??= beginStep(terminal, title, { passing: true });
    now.step.tell(line);
  };
  try {
    return await run(report, async () => {
      now.working = true;
      await now.step?.end('done');
    });
  } catch (error) {
    if (!now.working) await now.step?.end('failed');
    throw error;
  }
}

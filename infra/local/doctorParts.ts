import { once } from 'node:events';
import { createConnection } from 'node:net';
import { canSkipTime } from '../gateway/timeSkipping.ts';
import type { Check, CheckContext, CheckFunction } from './doctor.ts';
import { query } from './postgres.ts';
import { messageOf } from './problem.ts';
import { namespaceExists, withTemporal } from './temporalNamespaces.ts';

const notUp = 'not up now; npm start brings it up, and so does a command that needs it';

async function postgres({ config, running }: CheckContext): Promise<Check[]> {
  const name = 'Postgres';
  const url = config.databaseUrl ?? running?.endpoints.databaseUrl;
  if (url === undefined) return [{ name, ok: true, detail: notUp }];
  const where = describeUrl(url);
  try {
    const [row] = await query(url, 'show server_version');
    return [{ name, ok: true, detail: `${where} answers, version ${String(row?.server_version)}` }];
  } catch (error) {
    const remedy =
      config.databaseUrl === null
        ? partRemedy('postgres')
        : 'Correct DATABASE_URL, or leave it out to use the embedded Postgres.';
    return [{ name, ok: false, detail: `${where} does not answer: ${messageOf(error)}`, remedy }];
  }
}

async function temporal({ config, running }: CheckContext): Promise<Check[]> {
  const name = 'Temporal';
  const external = config.temporal.address;
  const address = external ?? running?.endpoints.temporalAddress;
  if (address === undefined) return [{ name, ok: true, detail: notUp }];
  try {
    return await withTemporal(address, external === null ? {} : config.temporal.connection, async (connection) => {
      const { live, rehearsal } = config.temporal.namespaces;
      const checks: Check[] = [{ name, ok: true, detail: `${address} answers` }];
      for (const namespace of [live, rehearsal]) checks.push(await namespaceCheck(connection, namespace));
      if (checks.every((check) => check.ok === true)) checks.push(...(await skippingChecks(connection, live, rehearsal)));
      return checks;
    });
  } catch (error) {
    const remedy =
      external === null ? partRemedy('temporal') : 'Correct TEMPORAL_ADDRESS and its certificates or key, or leave it out.';
    return [{ name, ok: false, detail: `${address} does not answer: ${messageOf(error)}`, remedy }];
  }
}

type Connection = Parameters<typeof canSkipTime>[0];

async function namespaceCheck(connection: Connection, namespace: string): Promise<Check> {
  const name = `Namespace ${namespace}`;
  if (await namespaceExists(connection, namespace)) return { name, ok: true, detail: 'is there' };
  return {
    name,
    ok: false,
    detail: 'is missing',
    remedy: `Run npm start, which registers it, or have it registered with a retention of 90 days.`,
  };
}

async function skippingChecks(connection: Connection, live: string, rehearsal: string): Promise<Check[]> {
  const rehearses = await canSkipTime(connection, rehearsal);
  const skipping: Check = rehearses
    ? { name: 'Rehearsals', ok: true, detail: `${rehearsal} can skip time` }
    : {
        name: 'Rehearsals',
        ok: 'warning',
        detail: `${rehearsal} cannot skip time: everything works except rehearse`,
        remedy: `On a server 1.32 or newer, set frontend.WorkflowTimeSkippingEnabled for the namespace ${rehearsal} alone.`,
      };
  if (!(await canSkipTime(connection, live))) return [skipping];
  const detail = `${live} can skip time, though it holds real agreements`;
  const remedy = `Limit frontend.WorkflowTimeSkippingEnabled to the namespace ${rehearsal}.`;
  return [skipping, { name: 'Real time', ok: false, detail, remedy }];
}

async function mail({ config, running }: CheckContext): Promise<Check[]> {
  const name = 'Mail';
  const url = config.smtpUrl ?? running?.endpoints.smtpUrl;
  if (url === undefined) return [{ name, ok: true, detail: notUp }];
  const { hostname, port, protocol } = new URL(url);
  const remedy = config.smtpUrl === null ? partRemedy('stack') : 'Correct SMTP_URL, or leave it out to catch mails locally.';
  try {
    await accepts(hostname, port === '' ? (protocol === 'smtps:' ? 465 : 25) : Number(port));
    return [{ name, ok: true, detail: `${describeUrl(url)} answers` }];
  } catch (error) {
    return [{ name, ok: false, detail: `${describeUrl(url)} does not answer: ${messageOf(error)}`, remedy }];
  }
}

async function accepts(host: string, port: number): Promise<void> {
  const socket = createConnection({ host, port });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(5000) });
  } finally {
    socket.destroy();
  }
}

/** Without user and password. */
function describeUrl(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

const partRemedy = (log: string) => `See logs/${log}.log in the data directory; stop the stack with Ctrl-C and start it again.`;

export const partChecks: readonly CheckFunction[] = [postgres, temporal, mail];

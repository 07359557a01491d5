import { Client, Connection } from '@temporalio/client';
import type { TemporalConnectionSettings } from '../config/temporalTarget.ts';

export interface TemporalAccess {
  connection: Connection;
  client: Client;
  namespace: string;
  close: () => Promise<void>;
}

/** Opens the one kind of client that reaches Temporal. Throws with the address in its message where nothing answers there. */
export async function connectTemporal(
  address: string,
  namespace: string,
  settings: TemporalConnectionSettings = {},
): Promise<TemporalAccess> {
  const connection = await Connection.connect({ address, ...settings, connectTimeout: '10 seconds' });
  return { connection, client: new Client({ connection, namespace }), namespace, close: () => connection.close() };
}

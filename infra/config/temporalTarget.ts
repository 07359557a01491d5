import { readFileSync } from 'node:fs';
import type { Variables } from './variables.ts';

/** What `Connection.connect` and `NativeConnection.connect` take besides the address. */
export interface TemporalConnectionSettings {
  apiKey?: string;
  metadata?: Record<string, string>;
  tls?:
    | { serverNameOverride?: string; serverRootCACertificate?: Buffer; clientCertPair?: { crt: Buffer; key: Buffer } }
    | boolean;
}

/** Where Temporal is; `address` null means that the embedded stack starts the server. */
export interface TemporalTarget {
  address: string | null;
  namespaces: { live: string; rehearsal: string };
  connection: TemporalConnectionSettings;
}

type Material = 'CLIENT_CERT' | 'CLIENT_KEY' | 'SERVER_CA_CERT';

/** Reads the standard TEMPORAL_… variables; what is wrong goes into `problems`, each line naming its variable. */
export function temporalTarget(variables: Variables, environment: NodeJS.ProcessEnv, problems: string[]): TemporalTarget {
  const { TEMPORAL_NAMESPACE: live, ARSCYKEL_REHEARSAL_NAMESPACE: rehearsal } = variables;
  // Time skipping is switched on for the rehearsal namespace: the same name for both would let a real agreement skip time.
  if (live === rehearsal)
    problems.push('TEMPORAL_NAMESPACE is the rehearsal namespace too; give ARSCYKEL_REHEARSAL_NAMESPACE another name');
  const address = variables.TEMPORAL_ADDRESS ?? null;
  const connection = connectionSettings(variables, environment, problems);
  // A key or certificate belongs to one server; the embedded one would be spoken to as if it had it.
  if (address === null && Object.keys(connection).length > 0)
    problems.push(
      'TEMPORAL_ADDRESS is missing, though keys, certificates or headers for a server are set; give it, or remove those',
    );
  return { address, namespaces: { live, rehearsal }, connection };
}

function connectionSettings(
  variables: Variables,
  environment: NodeJS.ProcessEnv,
  problems: string[],
): TemporalConnectionSettings {
  const apiKey = variables.TEMPORAL_API_KEY;
  const metadata = grpcMetadata(environment);
  const tls = tlsSettings(variables, problems);
  return {
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    ...(tls === undefined ? {} : { tls }),
  };
}

function tlsSettings(variables: Variables, problems: string[]): TemporalConnectionSettings['tls'] {
  const crt = material('CLIENT_CERT', variables, problems);
  const key = material('CLIENT_KEY', variables, problems);
  const authority = material('SERVER_CA_CERT', variables, problems);
  const name = variables.TEMPORAL_TLS_SERVER_NAME;
  if ((crt === null) !== (key === null)) {
    const missing = crt === null ? 'TEMPORAL_TLS_CLIENT_CERT_PATH' : 'TEMPORAL_TLS_CLIENT_KEY_PATH';
    problems.push(`${missing} is missing; a client certificate and its key belong together`);
  }
  if (variables.TEMPORAL_TLS === false) return undefined;
  const details = {
    ...(name === undefined ? {} : { serverNameOverride: name }),
    ...(authority === null ? {} : { serverRootCACertificate: authority }),
    ...(crt === null || key === null ? {} : { clientCertPair: { crt, key } }),
  };
  if (Object.keys(details).length > 0) return details;
  return variables.TEMPORAL_TLS === true || variables.TEMPORAL_API_KEY !== undefined ? true : undefined;
}

function material(kind: Material, variables: Variables, problems: string[]): Buffer | null {
  const pathName = `TEMPORAL_TLS_${kind}_PATH` as const;
  const dataName = `TEMPORAL_TLS_${kind}_DATA` as const;
  const [path, data] = [variables[pathName], variables[dataName]];
  if (path !== undefined && data !== undefined) problems.push(`${pathName} and ${dataName} are both set; keep one of them`);
  if (data !== undefined) return Buffer.from(data);
  if (path === undefined) return null;
  try {
    return readFileSync(path);
  } catch (error) {
    problems.push(
      `${pathName} names ${path}, which cannot be read (${(error as Error).message}); correct the path or its rights`,
    );
    return null;
  }
}

/** TEMPORAL_GRPC_META_AUTHORITY_NAME=x becomes the header authority-name: x, as in Temporal's own clients. */
function grpcMetadata(environment: NodeJS.ProcessEnv): Record<string, string> {
  const prefix = 'TEMPORAL_GRPC_META_';
  const entries = Object.entries(environment).filter(
    ([name, value]) => name.startsWith(prefix) && value !== undefined && value !== '',
  );
  return Object.fromEntries(
    entries.map(([name, value]) => [name.slice(prefix.length).toLowerCase().replaceAll('_', '-'), String(value)]),
  );
}

import { join, resolve } from 'node:path';
import type { KeyPlace } from '../seal/keyFile.ts';
import type { PlaceSettings } from '../seal/outside/place.ts';
import type { Variables } from './variables.ts';

/** Where the private key for checkpoints lies, and where checkpoints go outside the database. */
export interface SealingConfig {
  keys: KeyPlace;
  checkpoints: PlaceSettings;
}

/** Reads what concerns checkpoints; what is wrong goes into `problems`, each line naming its variable. */
export function sealingConfig(variables: Variables, dataDir: string, problems: string[]): SealingConfig {
  const { ARSCYKEL_SIGNING_KEY_FILE: keyFile, ARSCYKEL_CHECKPOINTS: place } = variables;
  return {
    keys: { keysDir: join(dataDir, 'keys'), keyFile: keyFile === undefined ? null : resolve(keyFile) },
    checkpoints:
      place?.startsWith('s3:') === true ? objectStore(place, variables, problems) : directory(place, dataDir, problems),
  };
}

function directory(place: string | undefined, dataDir: string, problems: string[]): PlaceSettings {
  if (place !== undefined && /^[a-z][a-z0-9+.-]*:/i.test(place))
    problems.push('ARSCYKEL_CHECKPOINTS is neither a directory nor an object store; give a path, or s3://bucket/prefix');
  return { kind: 'directory', path: place === undefined ? join(dataDir, 'checkpoints') : resolve(place) };
}

const STORE = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([A-Za-z0-9!_.*'()/-]*))?$/;

function objectStore(place: string, variables: Variables, problems: string[]): PlaceSettings {
  const [, bucket, prefix = ''] = STORE.exec(place) ?? [];
  if (bucket === undefined)
    problems.push('ARSCYKEL_CHECKPOINTS does not name a bucket; write s3://bucket or s3://bucket/prefix, without spaces');
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_REGION: region } = variables;
  if (accessKeyId === undefined) problems.push('AWS_ACCESS_KEY_ID is missing; ARSCYKEL_CHECKPOINTS names an object store');
  if (secretAccessKey === undefined)
    problems.push('AWS_SECRET_ACCESS_KEY is missing; ARSCYKEL_CHECKPOINTS names an object store');
  return {
    kind: 'objectStore',
    bucket: bucket ?? '',
    prefix: prefix.replace(/^\/+|\/+$/g, ''),
    endpoint: variables.AWS_ENDPOINT_URL_S3 ?? `https://s3.${region}.amazonaws.com`,
    region,
    accessKeyId: accessKeyId ?? '',
    secretAccessKey: secretAccessKey ?? '',
    sessionToken: variables.AWS_SESSION_TOKEN ?? null,
  };
}

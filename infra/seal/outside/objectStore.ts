import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { OutsidePlace } from './place.ts';

/** An S3-compatible object store. */
export interface ObjectStore {
  bucket: string;
  /** Without slashes at its ends; '' for none. */
  prefix: string;
  /** https://host, without a slash at its end. */
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string | null;
}

/** A store that has not answered by then is away; what was to be written is written later. */
const ANSWER_TIMEOUT_MS = 15_000;
/** As much of a store's complaint as helps. */
const SHOWN_OF_ANSWER = 300;

/** Buckets are addressed by path, which every compatible store takes. */
export function objectStorePlace({ bucket, prefix, endpoint, region, ...credentials }: ObjectStore): OutsidePlace {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === null ? {} : { sessionToken }),
    service: 's3',
    region,
    // Whoever writes comes again by itself, minutes later.
    retries: 0,
  });
  const urlOf = (path: string): string =>
    [endpoint, bucket, ...(prefix === '' ? [] : [prefix]), path].join('/').replaceAll(' ', '%20');
  const ask = async (path: string, init: { method: string; body?: string; headers?: Record<string, string> }) =>
    client.fetch(urlOf(path), { ...init, signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
  const get = async (path: string): Promise<string | null> => {
    const response = await ask(path, { method: 'GET' });
    const text = await response.text();
    if (response.status === 404) return null;
    if (!response.ok) throw refused('GET', urlOf(path), response.status, text);
    return text;
  };
  const judged = (found: string, text: string): 'same' | 'other' => (found === text ? 'same' : 'other');
  return {
    address: `s3://${bucket}/${prefix} at ${endpoint}`,
    get,
    async put(path, text) {
      const there = await get(path);
      if (there !== null) return judged(there, text);
      // Two that write at once: a store that knows conditional writes lets one through; one that does not gets the same text twice.
      const contentHash = createHash('sha256').update(text, 'utf8').digest('hex');
      const headers = { 'content-type': 'application/json', 'if-none-match': '*', 'x-amz-content-sha256': contentHash };
      const response = await ask(path, { method: 'PUT', body: text, headers });
      const answer = await response.text();
      if (response.ok) return 'written';
      if (response.status !== 412) throw refused('PUT', urlOf(path), response.status, answer);
      return judged((await get(path)) ?? '', text);
    },
  };
}

const refused = (method: string, url: string, status: number, answer: string): Error =>
  new Error(`${method} ${url} was answered ${status}: ${answer.slice(0, SHOWN_OF_ANSWER)}`);

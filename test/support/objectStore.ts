import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import type { ObjectStore } from '../../infra/seal/outside/objectStore.ts';

/** An S3-compatible store in this process, which keeps objects by path and checks every request's signature (AWS Signature Version 4). */
export interface TestStore {
  settings: ObjectStore;
  objects: Map<string, string>;
  /** Runs between a request's first look and its writing, as another writer would. */
  between: { put: (() => void) | null };
  /** Answers 503 for as long as it is. */
  away: { is: boolean };
  /** Nothing is answered before this is fulfilled. */
  slow: { until: Promise<void> };
  stop: () => Promise<void>;
}

const ACCESS_KEY = 'provnyckel';
const SECRET = 'provhemlighet';
const REGION = 'eu-north-1';

export async function objectStore(): Promise<TestStore> {
  const objects = new Map<string, string>();
  const between: TestStore['between'] = { put: null };
  const away = { is: false };
  const slow = { until: Promise.resolve() };
  const answer = (request: IncomingMessage, body: string): [number, string] => {
    if (away.is) return [503, '<Error><Code>SlowDown</Code></Error>'];
    if (!isSigned(request, body)) return [403, '<Error><Code>SignatureDoesNotMatch</Code></Error>'];
    const path = request.url ?? '';
    if (request.method === 'GET')
      return [objects.has(path) ? 200 : 404, objects.get(path) ?? '<Error><Code>NoSuchKey</Code></Error>'];
    between.put?.();
    if (request.headers['if-none-match'] === '*' && objects.has(path))
      return [412, '<Error><Code>PreconditionFailed</Code></Error>'];
    objects.set(path, body);
    return [200, ''];
  };
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      await slow.until;
      const [status, told] = answer(request, body);
      response.writeHead(status).end(told);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: ACCESS_KEY, secretAccessKey: SECRET, sessionToken: null };
  return {
    settings: { bucket: 'granskning', prefix: 'prov', endpoint, region: REGION, ...credentials },
    objects,
    between,
    away,
    slow,
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;

/** The signature reckoned anew from what arrived, by Amazon's description of it. */
function isSigned({ method, url, headers }: IncomingMessage, body: string): boolean {
  const [, access, day = '', region = '', names = '', signature] = AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
  if (access !== ACCESS_KEY || region !== REGION) return false;
  const payload = String(headers['x-amz-content-sha256'] ?? '');
  if (payload !== (method === 'GET' ? 'UNSIGNED-PAYLOAD' : sha256(body))) return false;
  const signed = names.split(';');
  if (!signed.includes('host') || !signed.includes('x-amz-date')) return false;
  const lines = signed.map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`).join('');
  const canonical = [method, url, '', lines, names, payload].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${SECRET}`);
  return hmac(key, toSign).toString('hex') === signature;
}

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');
const hmac = (key: string | Buffer, content: string): Buffer => createHmac('sha256', key).update(content).digest();

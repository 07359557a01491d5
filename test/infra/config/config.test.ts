import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../../../infra/config/config.ts';

const made: string[] = [];

afterEach(async () => {
  for (const directory of made.splice(0)) await rm(directory, { recursive: true });
});

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('with nothing set everything is embedded, in the project and the home directory', () => {
  const config = loadConfig({ HOME: '/home-of-elsa' });
  expect(config.dataDir).toBe(join(config.projectRoot, '.arscykel'));
  expect(config.cacheDir).toBe('/home-of-elsa/.cache/arscykel');
  expect([config.databaseUrl, config.smtpUrl, config.temporal.address]).toEqual([null, null, null]);
  expect([config.apiPort, config.inboxPort]).toEqual([7420, 7421]);
  expect(config.temporal.namespaces).toEqual({ live: 'arscykel-live', rehearsal: 'arscykel-rehearsal' });
  expect(config.temporal.connection).toEqual({});
});

test('an empty variable counts as not set, and the cache follows XDG unless it is named itself', () => {
  expect(loadConfig({ DATABASE_URL: '', HOME: '/h', XDG_CACHE_HOME: '/x' }).cacheDir).toBe('/x/arscykel');
  expect(loadConfig({ HOME: '/h', XDG_CACHE_HOME: '/x', ARSCYKEL_CACHE_DIR: '/own' }).cacheDir).toBe('/own');
  expect(loadConfig({ DATABASE_URL: '' }).databaseUrl).toBeNull();
});

test('every mistake is told at once, each with its variable and what would be right', () => {
  const problems = problemsOf({
    DATABASE_URL: 'mysql://host/x',
    TEMPORAL_ADDRESS: 'https://temporal.example.org',
    SMTP_URL: 'mail.example.org',
    ARSCYKEL_PORT: '70000',
    ARSCYKEL_INBOX_PORT: 'seven',
    ARSCYKEL_MAIL_FROM: 'nobody',
    ARSCYKEL_LOG_LEVEL: 'loud',
    TEMPORAL_TLS: 'yes',
    TEMPORAL_PROFILE: 'cloud',
  });
  const told: [string, RegExp][] = [
    ['DATABASE_URL', /postgres:\/\/user:password@host:5432\/database.*embedded/],
    ['TEMPORAL_ADDRESS', /127\.0\.0\.1:7233/],
    ['SMTP_URL', /smtp:\/\/.*locally/],
    ['ARSCYKEL_PORT', /between 1 and 65535/],
    ['ARSCYKEL_INBOX_PORT', /not a number/],
    ['ARSCYKEL_MAIL_FROM', /name@host/],
    ['ARSCYKEL_LOG_LEVEL', /trace, debug, info/],
    ['TEMPORAL_TLS', /true or false/],
    ['TEMPORAL_PROFILE', /not read/],
  ];
  expect(problems).toHaveLength(told.length);
  for (const [name, remedy] of told) expect(problems.find((problem) => problem.startsWith(`${name} `))).toMatch(remedy);
});

test('rehearsals never share a namespace with real agreements', () => {
  expect(problemsOf({ TEMPORAL_NAMESPACE: 'arscykel-rehearsal' })[0]).toMatch(
    /^TEMPORAL_NAMESPACE .*ARSCYKEL_REHEARSAL_NAMESPACE/,
  );
});

test('a client certificate comes from files, with its key', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'arscykel-config-'));
  made.push(directory);
  const [crt, key] = [join(directory, 'client.pem'), join(directory, 'client.key')];
  await writeFile(crt, 'CRT');
  await writeFile(key, 'KEY');
  const both = {
    TEMPORAL_ADDRESS: 'temporal.example.org:7233',
    TEMPORAL_TLS_CLIENT_CERT_PATH: crt,
    TEMPORAL_TLS_CLIENT_KEY_PATH: key,
    TEMPORAL_TLS_SERVER_NAME: 'temporal.example.org',
  };
  expect(loadConfig(both).temporal.connection.tls).toEqual({
    clientCertPair: { crt: Buffer.from('CRT'), key: Buffer.from('KEY') },
    serverNameOverride: 'temporal.example.org',
  });
  expect(problemsOf({ TEMPORAL_TLS_CLIENT_CERT_PATH: crt })[0]).toMatch(/^TEMPORAL_TLS_CLIENT_KEY_PATH is missing/);
  const absent = join(directory, 'absent.pem');
  expect(problemsOf({ TEMPORAL_TLS_SERVER_CA_CERT_PATH: absent })[0]).toMatch(
    /^TEMPORAL_TLS_SERVER_CA_CERT_PATH names .*absent\.pem/,
  );
});

test('an API key brings encryption with it, and headers are named as in Temporal’s own clients', () => {
  const cloud = { TEMPORAL_ADDRESS: 'temporal.example.org:7233', TEMPORAL_API_KEY: 'secret' };
  const { connection } = loadConfig({ ...cloud, TEMPORAL_GRPC_META_MY_HEADER: 'x' }).temporal;
  expect(connection).toEqual({ apiKey: 'secret', tls: true, metadata: { 'my-header': 'x' } });
  expect(loadConfig({ ...cloud, TEMPORAL_TLS: 'false' }).temporal.connection).toEqual({ apiKey: 'secret' });
});

test('a key without the address that it is for is a mistake', () => {
  expect(problemsOf({ TEMPORAL_API_KEY: 'secret' })[0]).toMatch(/^TEMPORAL_ADDRESS is missing/);
});

test('checkpoints go to the data directory, to another one, or to an object store with its keys', () => {
  const own = loadConfig({ HOME: '/h', ARSCYKEL_DATA_DIR: '/data' }).sealing;
  expect(own).toEqual({
    keys: { keysDir: '/data/keys', keyFile: null },
    checkpoints: { kind: 'directory', path: '/data/checkpoints' },
  });
  const elsewhere = loadConfig({ HOME: '/h', ARSCYKEL_CHECKPOINTS: '/mnt/outside', ARSCYKEL_SIGNING_KEY_FILE: '/run/key.pem' });
  expect(elsewhere.sealing.checkpoints).toEqual({ kind: 'directory', path: '/mnt/outside' });
  expect(elsewhere.sealing.keys.keyFile).toBe('/run/key.pem');
  const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret', AWS_ENDPOINT_URL_S3: 'https://store.example.org/' };
  expect(loadConfig({ HOME: '/h', ARSCYKEL_CHECKPOINTS: 's3://granskning/arscykel/', ...keys }).sealing.checkpoints).toEqual({
    kind: 'objectStore',
    bucket: 'granskning',
    prefix: 'arscykel',
    endpoint: 'https://store.example.org',
    region: 'us-east-1',
    accessKeyId: 'id',
    secretAccessKey: 'secret',
    sessionToken: null,
  });
});

test('an object store without keys, and a place that is neither directory nor store, are told by their variables', () => {
  expect(problemsOf({ ARSCYKEL_CHECKPOINTS: 's3://B' })).toEqual([
    expect.stringMatching(/^ARSCYKEL_CHECKPOINTS does not name a bucket/),
    expect.stringMatching(/^AWS_ACCESS_KEY_ID is missing/),
    expect.stringMatching(/^AWS_SECRET_ACCESS_KEY is missing/),
  ]);
  expect(problemsOf({ ARSCYKEL_CHECKPOINTS: 'ftp://host/x' })[0]).toMatch(/^ARSCYKEL_CHECKPOINTS is neither/);
});

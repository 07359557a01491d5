import {
  Client,
  Connection,
  type ConnectionOptions,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import type { TemporalConnectionSettings } from '../config/temporalTarget.ts';

export interface TemporalAccess {
  connection: Connection;
  client: Client;
  namespace: string;
  close: () => Promise<void>;
}

const RESOURCE_EXHAUSTED = 8;
const usual = defaultGrpcRetryOptions();
const retry = makeGrpcRetryInterceptor(usual);
const retryUnlessFull = makeGrpcRetryInterceptor({
  ...usual,
  retryableDecider: (attempt, status) => status.code !== RESOURCE_EXHAUSTED && usual.retryableDecider(attempt, status),
});
const sendsUpdate = /\/(?:UpdateWorkflowExecution|ExecuteMultiOperation)$/;

/** A workflow that takes no more Updates is told to who sent one, who can say "busy"; retried in here it would look like no answer. */
const retries: NonNullable<ConnectionOptions['interceptors']>[number] = (options, next) =>
  sendsUpdate.test(options.method_definition.path) ? retryUnlessFull(options, next) : retry(options, next);

/** Opens the one kind of client that reaches Temporal. Throws with the address in its message where nothing answers there. */
export async function connectTemporal(
  address: string,
  namespace: string,
  settings: TemporalConnectionSettings = {},
): Promise<TemporalAccess> {
  const connection = await Connection.connect({ address, ...settings, interceptors: [retries], connectTimeout: '10 seconds' });
  return { connection, client: new Client({ connection, namespace }), namespace, close: () => connection.close() };
}

import type { Worker } from '@temporalio/worker';

/** Runs workers until SIGTERM or SIGINT, or until one of them fails; then every one ends what it has begun. */
export async function runUntilStopped(
  workers: readonly Worker[],
  { onReady, onStop }: { onReady: () => void; onStop?: () => void },
): Promise<void> {
  const stop = (): void => {
    onStop?.();
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const running = workers.map((worker) => worker.run());
  onReady();
  try {
    await Promise.all(running);
  } finally {
    stop();
    await Promise.allSettled(running);
  }
}

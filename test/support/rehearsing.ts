import { loadScript } from '../../infra/definition/loadScript.ts';
import { rehearse } from '../../rehearsal/conductor.ts';
import type { RehearsalResult } from '../../rehearsal/result.ts';
import { startDeliverer } from './deliverer.ts';
import { testEngine, type TestEngine } from './engine.ts';
import type { TestNamespace } from './namespaces.ts';

/** An engine with a worker and a deliverer of the rehearsal world. */
export async function rehearsalEngine(namespace: TestNamespace): Promise<TestEngine> {
  const engine = await testEngine(namespace, { kind: 'standard' });
  await engine.startWorker({ world: 'rehearsal' });
  const stopDeliverer = await startDeliverer(engine, 'rehearsal');
  const stop = async (): Promise<void> => {
    await stopDeliverer();
    await engine.stop();
  };
  return { ...engine, stop };
}

/** Plays a script on the real engine, with the processes that it names. */
export async function rehearseScript(engine: TestEngine, file: string): Promise<RehearsalResult> {
  const script = await loadScript(file);
  if (!script.ok) throw new Error(JSON.stringify(script.mistakes));
  const { worlds, temporal, bodyKey } = engine;
  const { cast, steps } = script;
  return rehearse({ worlds, temporal, bodyKey, codeVersion: 'test', cast, steps, onProgress: () => undefined });
}

/** Plays a script of `examples/2012`. */
export const rehearse2012 = (engine: TestEngine, script: 'script' | 'script-troubles'): Promise<RehearsalResult> =>
  rehearseScript(engine, `examples/2012/${script}.yaml`);

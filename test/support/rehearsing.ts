import { type LoadedAgreement, loadAgreement } from '../../infra/definition/loadAgreement.ts';
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

async function agreementOf2012(): Promise<LoadedAgreement> {
  const loaded = await loadAgreement('examples/2012/agreement.yaml');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
  return loaded;
}

/** Plays a script of `examples/2012` on the real engine. */
export async function rehearse2012(engine: TestEngine, script: 'script' | 'script-troubles'): Promise<RehearsalResult> {
  const loaded = await agreementOf2012();
  const played = await loadScript(`examples/2012/${script}.yaml`, loaded);
  if (!played.ok) throw new Error(JSON.stringify(played.mistakes));
  const { worlds, temporal, bodyKey } = engine;
  return rehearse({ worlds, temporal, bodyKey, loaded, steps: played.steps, onProgress: () => undefined });
}

import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import type { TextRef } from '#core/act/envelope.ts';
import type { Refusal } from '#core/agreement/refusals.ts';
import { localTimeOf } from '#core/calendar/instant.ts';
import { type LoadedAgreement, loadAgreement, parseAgreement } from '../../../infra/definition/loadAgreement.ts';
import type { Mistaken } from '../../../infra/definition/processFile.ts';
import { loadScript, parseScript, type ScriptStep } from '../../../infra/definition/loadScript.ts';
import { type ActRequest, toCommand, toEvidence } from '../../../infra/definition/toCommand.ts';
import { type Lived, livedFrom } from '../../support/lives.ts';

let agreement2012: LoadedAgreement;
beforeAll(async () => {
  agreement2012 = right(await loadAgreement('examples/2012/agreement.yaml'));
});

function right<T extends { ok: true }>(loaded: T | Mistaken): T {
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes, null, 2));
  return loaded;
}

const putText = async (text: string): Promise<TextRef> => ({ textId: text, commitment: 'c0'.repeat(32) });

async function attempt(
  agreement: LoadedAgreement,
  lived: Lived,
  step: ScriptStep,
  versions: readonly number[],
): Promise<Refusal | null> {
  const { request } = step;
  const command =
    request.type === 'open'
      ? ({ type: 'open', definition: agreement.definition, versionHash: agreement.versionHash, takeOver: null } as const)
      : await toCommand(request as ActRequest, putText);
  const corrected =
    command.type === 'correct' && step.corrects !== null ? { ...command, version: versions[step.corrects] ?? 0 } : command;
  return lived.tries(corrected, {
    by: step.by,
    on: step.doneOn,
    doneBy: step.doneBy,
    reason: step.reason === null ? null : await putText(step.reason),
    evidence: step.evidence === null ? null : await toEvidence(step.evidence, putText),
  });
}

/** Plays the script of one agreement on the rules alone: what the whole engine does with it, and with several processes, is rehearsed elsewhere. */
async function played(steps: readonly ScriptStep[], agreement = agreement2012): Promise<{ lived: Lived; surprises: string[] }> {
  const [first] = steps;
  if (first === undefined) throw new Error('a script has steps');
  const lived = livedFrom([], first.at);
  const surprises: string[] = [];
  const versions: number[] = [];
  for (const step of steps) {
    const { date, hour, minute } = localTimeOf(step.at);
    if (step.index > 0) lived.liveUntil(date, hour, minute);
    const before = lived.events().length;
    const refusal = await attempt(agreement, lived, step, versions);
    versions[step.index] = before + 1;
    const wanted = step.expect.outcome === 'done' ? null : (step.expect.code ?? refusal?.code ?? 'a refusal');
    if ((refusal?.code ?? null) !== wanted)
      surprises.push(`line ${step.line} ${step.request.type} ${date}: ${JSON.stringify(refusal)}, not ${wanted}`);
  }
  return { lived, surprises };
}

const stepsOf = async (name: string) => right(await loadScript(`examples/2012/${name}.yaml`, agreement2012)).steps;

test('the invented troubles run as written: what must be refused is refused, with the reason that the script names', async () => {
  const { lived, surprises } = await played(await stepsOf('script-troubles'));
  expect(surprises).toEqual([]);
  expect(lived.state().phase).toBe('closed');
  const types = lived.events().map(({ body }) => body.type);
  expect(types).toEqual(
    expect.arrayContaining([
      'signingRefused',
      'rejected',
      'negotiationReopened',
      'reportReturned',
      'deviationReported',
      'rulesChanged',
      'corrected',
      'phaseOverdue',
    ]),
  );
  const overdue = lived
    .events()
    .flatMap(({ body }) => (body.type === 'reminded' ? body.reminders.filter(({ occasion }) => occasion > 0) : []));
  expect(overdue.map(({ deadline }) => deadline)).toContain('measureReport-2013:pilot-npo');
});

test('the script in the documentation runs as written', async () => {
  const page = await readFile('docs/agreement-file.md', 'utf8');
  const [agreementText = '', scriptText = ''] = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, yaml = '']) => yaml);
  const agreement = right(parseAgreement(agreementText, 'agreement-file.md'));
  const { surprises } = await played(right(parseScript(scriptText, 'agreement-file.md', agreement)).steps, agreement);
  expect(surprises).toEqual([]);
});

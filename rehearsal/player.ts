import { civilDateOf } from '#core/calendar/instant.ts';
import type { AnyRefusal } from '#core/models.ts';
import { commandEntry } from '../infra/db/read/commands.ts';
import type { Worlds } from '../infra/db/worlds.ts';
import type { AnyRequest } from '../infra/definition/commandMaker.ts';
import type { ScriptStep } from '../infra/definition/loadScript.ts';
import type { Gateway } from '../infra/gateway/gateway.ts';
import type { Verdict } from '../infra/gateway/verdict.ts';
import type { RehearsalClock } from './clock.ts';
import type { StagedMember } from './stage.ts';
import type { StepResult } from './result.ts';

export interface Player {
  play: (step: ScriptStep) => Promise<StepResult>;
}

const commandIdOf = (index: number): string => `step-${index + 1}`;

/** Plays the steps of a script as their people would: each a command through the gateway. */
export function makePlayer(worlds: Worlds, gateway: Gateway, clock: RehearsalClock, cast: readonly StagedMember[]): Player {
  return {
    play: async (step) => {
      const member = cast.find(({ name }) => name === step.on);
      if (member === undefined) throw new RangeError(`${step.on} is no process of this script`);
      const { chain, opening } = member;
      await clock.bring(chain);
      const act = {
        doneOn: step.doneOn,
        doneBy: step.doneBy ?? undefined,
        reason: step.reason ?? undefined,
        evidence: step.evidence ?? undefined,
      };
      const sender = { commandId: commandIdOf(step.index), actor: step.by };
      const verdict =
        step.request.type === 'open'
          ? await gateway.open<AnyRefusal>(chain, { ...act, ...opening }, sender)
          : await gateway.command<AnyRefusal>(chain, { ...act, request: await completed(worlds, chain, step) }, sender);
      return resultOf(step, verdict);
    },
  };
}

/** A correction names the step that it corrects; the version of that entry is known once it has been played. */
async function completed(worlds: Worlds, chain: string, { request, corrects }: ScriptStep): Promise<AnyRequest> {
  if (request.type !== 'correct' || corrects === null) return request;
  const version = await commandEntry(worlds, chain, commandIdOf(corrects));
  return version === null ? request : { ...request, input: { ...request.input, version } };
}

function resultOf(step: ScriptStep, answered: Verdict<AnyRefusal>): StepResult {
  // Where the opening was refused there is no such process: a step refused like any other.
  const verdict: Verdict<AnyRefusal> =
    answered.kind === 'notFound' ? { kind: 'refused', refusal: { code: 'notOpened' } } : answered;
  if (verdict.kind !== 'recorded' && verdict.kind !== 'refused') {
    throw new Error(
      `step ${step.index + 1} (line ${step.line}, ${step.request.type}) got no verdict: ${JSON.stringify(verdict)}`,
    );
  }
  const refusal = verdict.kind === 'refused' ? verdict.refusal : null;
  const expected = step.expect.outcome === 'done' ? 'recorded' : 'refused';
  const codeFits = step.expect.outcome === 'done' || step.expect.code === null || step.expect.code === refusal?.code;
  return {
    number: step.index + 1,
    line: step.line,
    on: civilDateOf(step.at),
    at: step.at,
    process: step.on,
    command: step.request.type,
    about: step.about,
    by: step.by,
    expected,
    outcome: verdict.kind,
    refusal,
    asWritten: expected === verdict.kind && codeFits,
  };
}

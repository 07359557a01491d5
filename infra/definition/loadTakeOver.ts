import type { CivilDate } from '#core/calendar/civilDate.ts';
import { commandInputs, takeOverFile } from '#contracts/schemas.ts';
import { readable, repetitionsOf } from './actEntries.ts';
import { agreementSubject } from './agreementSubject.ts';
import type { LoadedAgreement } from './loadAgreement.ts';
import type { Mistaken } from './processFile.ts';
import { readText } from './readText.ts';
import { inOrder, type Mistake } from './mistake.ts';
import { schemaMistakes } from './schemaMistakes.ts';
import type { ActRequest } from './toCommand.ts';
import { readYaml } from './yamlSource.ts';

/** One act that was done before the system took the agreement over; its texts are still what was written. */
export interface TakenOverAct {
  request: ActRequest;
  doneOn: CivilDate;
  doneBy?: string | undefined;
  reason?: string | undefined;
}

export type LoadedTakeOver = { ok: true; acts: TakenOverAct[] } | Mistaken;

/** Reads what had already happened to the agreement. Whatever is wrong with it is answered with mistakes, never thrown. */
export async function loadTakeOver(file: string, agreement: LoadedAgreement): Promise<LoadedTakeOver> {
  const text = await readText(file);
  return typeof text === 'string' ? parseTakeOver(text, file, agreement) : { ok: false, mistakes: [text] };
}

export function parseTakeOver(text: string, file: string, agreement: LoadedAgreement): LoadedTakeOver {
  const subject = agreementSubject(agreement);
  const source = readYaml(file, text);
  const { mistakes, wrongPaths } = schemaMistakes(source, takeOverFile);
  const found: Mistake[] = [...source.mistakes, ...mistakes];
  const acts: TakenOverAct[] = [];
  for (const { entry, path } of readable(source, 'acts', takeOverFile.shape.acts.element, wrongPaths)) {
    const { repetitions, mistakes: wrong } = repetitionsOf(entry, {
      source,
      kind: 'agreement',
      subject,
      path,
      mayBeUnknown: false,
      mayBeRefused: false,
    });
    found.push(...wrong);
    if (wrong.length > 0) continue;
    for (const { input, reason } of repetitions) {
      const request = { type: entry.do, input: commandInputs[entry.do].parse(input) } as ActRequest;
      acts.push({ request, doneOn: entry.doneOn, doneBy: entry.doneBy, reason: reason ?? undefined });
    }
  }
  return found.length > 0 ? { ok: false, mistakes: inOrder(found) } : { ok: true, acts };
}

import type { Kind } from '#core/act/model.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { agreementId, frameworkId, referralId, type World } from '#contracts/ids.ts';
import { agreementSubject } from './agreementSubject.ts';
import type { Directory } from './commandMaker.ts';
import { frameworkSubject } from './framework/frameworkSubject.ts';
import type { LoadedFramework } from './framework/loadFramework.ts';
import type { LoadedAgreement } from './loadAgreement.ts';
import type { LoadedReferral } from './referral/loadReferral.ts';
import { referralSubject } from './referral/referralSubject.ts';
import type { Beside } from './recipientsFile.ts';
import type { Subject } from './repeat.ts';

/** One process that a script plays. */
export interface CastMember {
  /** What steps call it by: `framework`, a year, a referral's name. */
  name: string;
  kind: Kind;
  title: string;
  chainIn: (world: World) => string;
  /** The due dates that its file names. */
  dueOn: readonly CivilDate[];
  /** What opens it, but for the act's own dates and persons. */
  opening: { loaded: Directory };
  /** Its file as it is, where another process is told it; null where it was not read from one. */
  text: string | null;
  /** The files that its file names, by the names it gives them. */
  beside: Beside;
  /** Its file as a definition, which its kind's words can read names from. */
  definition: object;
  subject: Subject;
}

export type Cast = readonly CastMember[];

export function agreementMember(loaded: LoadedAgreement, text: string | null = null, beside: Beside = new Map()): CastMember {
  const { definition } = loaded;
  const { framework, year, title, deadlines } = definition;
  return {
    name: String(year),
    kind: 'agreement',
    title,
    chainIn: (world) => agreementId(world, framework, year),
    dueOn: deadlines.map(({ dueOn }) => dueOn),
    opening: { loaded, takeOver: null } as CastMember['opening'],
    text,
    beside,
    definition,
    subject: agreementSubject(loaded),
  };
}

export function frameworkMember(loaded: LoadedFramework): CastMember {
  const { definition } = loaded;
  return {
    name: 'framework',
    kind: 'framework',
    title: definition.title,
    chainIn: (world) => frameworkId(world, definition.framework),
    dueOn: definition.commissions.flatMap(({ items }) => items.map(({ dueOn }) => dueOn)),
    opening: { loaded },
    text: null,
    beside: new Map(),
    definition,
    subject: frameworkSubject(loaded),
  };
}

/** `name`: what the script calls it by. */
export function referralMember(loaded: LoadedReferral, name: string): CastMember {
  const { definition } = loaded;
  return {
    name,
    kind: 'referral',
    title: definition.title,
    chainIn: (world) => referralId(world, definition.id),
    dueOn: definition.asked.flatMap(({ answerBy }) => answerBy ?? []),
    opening: { loaded },
    text: null,
    beside: new Map(),
    definition,
    subject: referralSubject(loaded),
  };
}

/** The process that a script is called by: its first agreement, or what else it plays. @throws RangeError where it plays nothing. */
export function leading<T extends { kind: Kind }>(cast: readonly T[]): T {
  const found = cast.find(({ kind }) => kind === 'agreement') ?? cast[0];
  if (found === undefined) throw new RangeError('a script without a process plays nothing');
  return found;
}

import type { Kind } from '#core/act/model.ts';
import { agreementId, frameworkId, referralId, type World } from '#contracts/ids.ts';
import { type LoadedFramework, parseFramework } from './framework/loadFramework.ts';
import { type LoadedAgreement, parseAgreement } from './loadAgreement.ts';
import type { Mistaken } from './processFile.ts';
import type { Beside } from './recipientsFile.ts';
import { type LoadedReferral, parseReferral } from './referral/loadReferral.ts';
import { readYaml } from './yamlSource.ts';

/** A file of any kind of process, read and found right. */
export type AnyLoaded =
  | { kind: 'agreement'; loaded: LoadedAgreement }
  | { kind: 'framework'; loaded: LoadedFramework }
  | { kind: 'referral'; loaded: LoadedReferral };

/** What a file describes, by the keys at its top. One that has none of any kind's own is read as an agreement's. */
function kindOfFile(text: string): Kind {
  const { raw } = readYaml('', text);
  const has = (key: string): boolean => typeof raw === 'object' && raw !== null && Object.hasOwn(raw, key);
  if (has('referral')) return 'referral';
  if (has('years') || has('consultationGroup') || has('commissions')) return 'framework';
  return has('framework') && !has('year') && !has('windows') && !has('frame') ? 'framework' : 'agreement';
}

/** Reads a file as what it describes; `beside` holds the files that it names. Whatever is wrong is answered with mistakes, never thrown. */
export function parseAny(text: string, file: string, beside: Beside = new Map()): AnyLoaded | Mistaken {
  const kind = kindOfFile(text);
  switch (kind) {
    case 'agreement': {
      const loaded = parseAgreement(text, file, beside);
      return loaded.ok ? { kind, loaded } : loaded;
    }
    case 'framework': {
      const loaded = parseFramework(text, file);
      return loaded.ok ? { kind, loaded } : loaded;
    }
    case 'referral': {
      const loaded = parseReferral(text, file);
      return loaded.ok ? { kind, loaded } : loaded;
    }
  }
}

/** The chain that a file's process has. */
export function chainOf({ kind, loaded }: AnyLoaded, world: World): string {
  switch (kind) {
    case 'agreement':
      return agreementId(world, loaded.definition.framework, loaded.definition.year);
    case 'framework':
      return frameworkId(world, loaded.definition.framework);
    case 'referral':
      return referralId(world, loaded.definition.id);
  }
}

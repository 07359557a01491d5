import type { AroundEvent } from '#core/around/events.ts';
import type { Gone, KeptKind, RetentionRule } from '#core/around/keeping.ts';
import { accessChain, systemChain } from '#contracts/ids.ts';
import { carryOut, type Keeper, type KeepingAct, type Taking } from './act.ts';
import type { Due } from './due.ts';

/** Things named in one entry: an entry is to be read by people too. */
const IN_ONE_ENTRY = 500;

/** Disposes of what is due: an entry for each kind in each matter, in its access chain; of what is in no matter, in the system's. */
export async function dispose(
  keeper: Keeper,
  act: KeepingAct,
  due: readonly Due[],
  rules: readonly RetentionRule[],
): Promise<AroundEvent[]> {
  const takings = rules.flatMap((rule) => takingsOf(keeper.scope, act.by, due, rule));
  return takings.length === 0 ? [] : carryOut(keeper, act, takings);
}

function takingsOf(scope: string, by: string, due: readonly Due[], { kind, keep, ground }: RetentionRule): Taking[] {
  if (keep.for === 'ever') return [];
  return [...byChain(scope, kind, due)].flatMap(([chain, items]) =>
    inParts(items).map((part) => ({ chain, body: { type: 'disposed' as const, kind, by, keep, ground, ...together(part) } })),
  );
}

function byChain(scope: string, kind: KeptKind, due: readonly Due[]): Map<string, Due[]> {
  const chains = new Map<string, Due[]>();
  for (const one of due) {
    if (one.kind !== kind || kind === 'rehearsals') continue;
    const places = one.chains.length === 0 ? [systemChain(scope)] : one.chains.map(accessChain);
    for (const chain of places) {
      const items = chains.get(chain);
      if (items === undefined) chains.set(chain, [one]);
      else items.push(one);
    }
  }
  return chains;
}

const inParts = (items: readonly Due[]): Due[][] =>
  Array.from({ length: Math.ceil(items.length / IN_ONE_ENTRY) }, (_, at) =>
    items.slice(at * IN_ONE_ENTRY, (at + 1) * IN_ONE_ENTRY),
  );

/** Everything that several things say is gone, as one. */
function together(parts: readonly { gone: Partial<Gone> }[]): Gone {
  return {
    texts: parts.flatMap(({ gone }) => gone.texts ?? []),
    documents: parts.flatMap(({ gone }) => gone.documents ?? []),
    persons: parts.flatMap(({ gone }) => gone.persons ?? []),
    mails: parts.flatMap(({ gone }) => gone.mails ?? []),
    notices: parts.flatMap(({ gone }) => gone.notices ?? []),
    stated: parts.flatMap(({ gone }) => gone.stated ?? []),
    drafts: parts.flatMap(({ gone }) => gone.drafts ?? []),
  };
}

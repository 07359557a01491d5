import type { CheckpointCode } from '../checkpoints/findings.ts';
import type { Finding } from '../finding.ts';

/** What there is to check; in the order that it is checked and told. */
export const kinds = ['chains', 'checkpoints', 'archives', 'documents', 'texts', 'readModel'] as const;
export type CheckKind = (typeof kinds)[number];

/** Everything that can be wrong, by what it is wrong with; of checkpoints see `CheckpointCode`. */
export const codesOf = {
  chains: [
    'eventMissing',
    'eventExtra',
    'notOnPrevious',
    'contentChanged',
    'notCanonical',
    'columnDiffers',
    'queryCopyDiffers',
    'recordedBackwards',
    'newestMissing',
    'beyondHead',
    'otherHead',
    'noEvents',
    'noHead',
    'chainOfNoKind',
    'rehearsalStruck',
    'commandOfNothing',
    'eventWithoutCommand',
    'commandUnlike',
  ],
  archives: [
    'archiveChanged',
    'archiveUnreadable',
    'archiveCount',
    'archiveNotAsRecorded',
    'archiveMissing',
    'archiveRemoved',
    'archiveOfNothing',
  ],
  documents: ['documentChanged', 'documentSize', 'documentMissing'],
  texts: ['textChanged', 'textMissing'],
  readModel: [
    'unfoldable',
    'processMissing',
    'processOfNothing',
    'rowDiffers',
    'rowMissing',
    'rowOfNothing',
    'rowUnreadable',
    'readingDiffers',
    'readingMissing',
    'readingOfNothing',
  ],
} as const satisfies Record<Exclude<CheckKind, 'checkpoints'>, readonly string[]>;
export type OwnCode = (typeof codesOf)[keyof typeof codesOf][number];
export type Code = OwnCode | CheckpointCode;
export type VerifyFinding = Finding<Code>;

/** What was found of one kind: the first ones up to a limit, and how many there were. */
export interface Found {
  findings: VerifyFinding[];
  total: number;
}

export interface Finder {
  find: (kind: CheckKind, code: Code, place?: VerifyFinding['place'], facts?: VerifyFinding['facts']) => void;
  found: Readonly<Record<CheckKind, Found>>;
}

/** Keeps the first `limit` findings of each kind, and counts all. */
export function makeFinder(limit: number): Finder {
  const none = (): Found => ({ findings: [], total: 0 });
  const found: Record<CheckKind, Found> = {
    chains: none(),
    checkpoints: none(),
    archives: none(),
    documents: none(),
    texts: none(),
    readModel: none(),
  };
  return {
    found,
    find(kind, code, place = {}, facts = {}) {
      const of = found[kind];
      of.total += 1;
      if (of.findings.length < limit) of.findings.push({ code, place, facts });
    },
  };
}

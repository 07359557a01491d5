import type { ProposedEventOf, StoredEventOf } from '#core/act/event.ts';
import type { AccessBody } from './access.ts';
import type { AuditingBody } from './auditing.ts';
import type { KeepingBody } from './keeping.ts';
import type { SystemBody } from './system.ts';

/** What is recorded beside the processes' own chains. It refers to persons, texts and files as they do, and never holds them. */
export type AroundBody = AccessBody | KeepingBody | AuditingBody | SystemBody;

/** An entry before its chain has given it a version. */
export interface AroundEntry extends Omit<ProposedEventOf<AroundBody>, 'engine'> {
  /** An access chain, or a world's system chain. */
  chain: string;
}

export type AroundEvent = StoredEventOf<AroundBody>;

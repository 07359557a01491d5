import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Definition } from '#core/agreement/definition.ts';
import type { FrameworkDefinition } from '#core/framework/definition.ts';
import type { ReferralDefinition } from '#core/referral/definition.ts';

/** What is agreed or asked, of any kind of process. */
export type AnyDefinition = Definition | FrameworkDefinition | ReferralDefinition;

/** Hex SHA-256 of the definition's canonical JSON (RFC 8785): the version that parties accept and sign. */
export function versionHashOf(definition: AnyDefinition): string {
  const json = canonicalize(definition);
  if (json === undefined) throw new TypeError('A definition is an object, and so has a canonical form.');
  return createHash('sha256').update(json).digest('hex');
}

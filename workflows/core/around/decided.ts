import type { TextRef } from '#core/act/envelope.ts';
import type { StoredEventOf } from '#core/act/event.ts';
import type { Kind } from '#core/act/model.ts';
import type { EventType } from '#core/agreement/events.ts';
import type { FrameworkEvent } from '#core/framework/events.ts';
import type { AnyBody } from '#core/models.ts';
import type { ReferralEventBody } from '#core/referral/events.ts';

/** What somebody has to do with a decision, for which their name is kept. */
export type DecidedAs = 'signatory' | 'decider' | 'recorder';

/** What of an event belongs to a decision, and so is never disposed of or erased. */
export interface Decision {
  persons: { person: string; as: DecidedAs }[];
  texts: TextRef[];
  /** Hex SHA-256: the extract, what the body had at hand, the evidence. */
  documents: string[];
}

/**
 * Acts by which somebody decides, signs, accepts, grants or refuses something for an organisation. Reports, statements, proposals, tasks and
 * what time brings are not among them.
 */
const agreement: readonly EventType[] = [
  'basisAdopted',
  'versionAccepted',
  'versionDeclined',
  'authorised',
  'signed',
  'signingRefused',
  'approved',
  'rejected',
  'negotiationReopened',
  'lapsed',
  'terminated',
  'deadlineLetGo',
  'reportReturned',
  'reportAccepted',
  'evaluationAdopted',
  'rulesChanged',
  'corrected',
  'amendmentAccepted',
  'amendmentDeclined',
  'amendmentAuthorised',
  'amendmentSigned',
  'amendmentApproved',
  'amendmentRejected',
  'deadlineMoved',
  'deadlineExtended',
  'extensionDeclined',
  'deadlineSuspended',
  'deadlineWaived',
  'deadlineReopened',
  'appropriationSettled',
  'setAsideSettled',
  'requisitioned',
  'requisitionApproved',
  'requisitionDeclined',
  'paymentRecorded',
  'reclaimed',
  'reclaimSettled',
  'distributed',
  'revisionAnswered',
  'takenOver',
];

const framework: readonly FrameworkEvent['type'][] = [
  'authorised',
  'signed',
  'signingRefused',
  'approved',
  'rejected',
  'lapsed',
  'withdrawn',
  'revised',
  'yearPlanned',
  'yearReplanned',
  'yearUnplanned',
  'commissionDateMoved',
  'commissionLetGo',
  'corrected',
];

/** A body's answer to a referral is its decision. */
const referral: readonly ReferralEventBody['type'][] = [
  'reconsulted',
  'answered',
  'declined',
  'extensionGranted',
  'extensionRefused',
  'withdrawn',
  'closed',
  'stageAnswered',
  'stageDecided',
  'stageDelegated',
  'minutesAdopted',
  'corrected',
];

const deciding: Readonly<Record<Kind, ReadonlySet<string>>> = {
  agreement: new Set(agreement),
  framework: new Set(framework),
  referral: new Set(referral),
};

/** Whether an event of this type decides something in a process of this kind: one answer for whoever keeps, counts, samples or shows decisions. */
export const isDecision = (kind: Kind, type: string): boolean => deciding[kind].has(type);

/** Null for an event that is no decision. */
export function decisionIn(kind: Kind, event: StoredEventOf<AnyBody>): Decision | null {
  const { body, doneBy, recordedBy, reason, evidence } = event;
  if (!isDecision(kind, body.type)) return null;
  const whole = [body, reason, evidence];
  const recorder = recordedBy.role === 'process' || recordedBy.role === 'time' ? null : recordedBy.person;
  return {
    persons: [
      ...named(body, ['signatory', 'inPlaceOf', 'signedBy']).map((person) => ({ person, as: 'signatory' as const })),
      ...[doneBy?.person ?? null, ...doersWithin(body)].flatMap((person) =>
        person === null ? [] : [{ person, as: 'decider' as const }],
      ),
      ...(recorder === null ? [] : [{ person: recorder, as: 'recorder' as const }]),
    ],
    texts: textRefsIn(whole),
    documents: hashesIn(whole),
  };
}

/** What was taken over holds acts with doers of their own. */
function doersWithin(body: AnyBody): string[] {
  const { acts } = body as { acts?: readonly { doneBy: { person: string | null } | null }[] };
  return (acts ?? []).flatMap(({ doneBy }) => doneBy?.person ?? []);
}

function named(value: unknown, keys: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => named(one, keys));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? (keys.includes(key) ? [inner] : []) : named(inner, keys),
  );
}

/** Every reference to a text, wherever in a value it stands: a new kind of event is covered without being named here. */
export function textRefsIn(value: unknown): TextRef[] {
  if (Array.isArray(value)) return value.flatMap(textRefsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { textId, commitment } = value as Partial<TextRef>;
  if (typeof textId === 'string' && typeof commitment === 'string') return [{ textId, commitment }];
  return Object.values(value).flatMap(textRefsIn);
}

/** Texts and definitions have hashes too: only what stands where a file does is a file. */
const FILES: ReadonlySet<string> = new Set(['sha256', 'document', 'documents', 'extract']);
const HASH = /^[0-9a-f]{64}$/;

/** Every file, by its SHA-256, that a value names. */
export function hashesIn(value: unknown, at = ''): string[] {
  if (typeof value === 'string') return FILES.has(at) && HASH.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => hashesIn(one, at));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => hashesIn(inner, key));
}

/** Every person that an event names, by id; `known` are the ids that stand for persons. */
export function personsIn(event: StoredEventOf<AnyBody>, known: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      const id = value.startsWith('person:') ? value.slice('person:'.length) : value;
      if (known.has(id)) found.add(id);
    } else if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look([event.body, event.doneBy?.person ?? null, event.recordedBy.person]);
  return [...found];
}

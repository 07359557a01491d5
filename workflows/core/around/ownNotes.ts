import type { AnyBody } from '#core/models.ts';
import type { StoredEventOf } from '#core/act/event.ts';
import type { AuditingBody } from './auditing.ts';

type Noted = Extract<AuditingBody, { type: 'noted' }>;
type Shared = Extract<AuditingBody, { type: 'noteShared' }>;

/** Ids of the texts of notes that their auditors keep to themselves, given everything of the access chains that they are in. */
export function ownNotes(events: readonly Pick<StoredEventOf<AnyBody>, 'chain' | 'version' | 'body'>[]): Set<string> {
  const shared = new Set(events.flatMap(({ chain, body }) => (isShared(body) ? [`${chain} ${body.note}`] : [])));
  const own = events.flatMap(({ chain, version, body }) =>
    isNoted(body) && !shared.has(`${chain} ${version}`) ? [body.note.textId] : [],
  );
  return new Set(own);
}

const isNoted = (body: AnyBody): body is Noted => body.type === 'noted';
const isShared = (body: AnyBody): body is Shared => body.type === 'noteShared';

import { z } from 'zod';
import type { Definition } from '#core/agreement/definition.ts';
import type { Doer } from '#core/act/event.ts';
import type { StoredEventOf } from '#core/act/event.ts';
import type { Kind } from '#core/act/model.ts';
import type { AnyBody, ProcessState } from '#core/models.ts';
import { describeAround } from '#core/texts/around.ts';
import { aroundNames } from '#core/texts/around/names.ts';
import { wordsOf } from '#core/texts/kinds.ts';
import type { Lang } from '#core/texts/lang.ts';
import { namesOf } from '#core/texts/names.ts';
import { describeReferralEvent } from '#core/texts/referral/events.ts';
import type { AroundPage, ShownAround } from '../../infra/db/read/around.ts';
import type { LogPage } from '../../infra/db/read/log.ts';
import { day, instant, named, namedPerson, type People, titled } from './pieces.ts';

export const entryDocument = z
  .object({
    version: z.int(),
    hash: z.string(),
    type: z.string(),
    summary: z.string().meta({ description: 'the event in one line, in the language asked for' }),
    doneOn: day,
    doneBy: z.object({ organisation: titled, body: titled.nullable(), person: named.nullable() }).nullable(),
    recordedAt: instant.meta({ description: 'on the clock of its world' }),
    recordedBy: z.object({
      person: named.nullable(),
      role: z.string(),
      authenticated: z.enum(['claimed', 'link', 'process', 'none']),
    }),
    wallTime: instant.meta({ description: 'on the real clock' }),
    reason: z.string().nullable(),
    evidence: z
      .union([z.object({ reference: z.string().nullable() }), z.object({ document: z.string() })])
      .nullable()
      .meta({ description: 'what the entry rests on' }),
    commandId: z.string(),
    engine: z.int(),
    codeVersion: z.string(),
    body: z.looseObject({ type: z.string() }).meta({ description: 'what happened; texts beside their ids, null once erased' }),
  })
  .meta({ id: 'LogEntry' });

type Entry = z.output<typeof entryDocument>;

/** A stored event with names and texts in the place of references. */
export function entryView(
  event: StoredEventOf<AnyBody>,
  page: Pick<LogPage, 'people' | 'texts'>,
  { kind, definition }: { kind: Kind; definition: WithOrganisations },
  lang: Lang,
): Entry {
  return told(event, page, definition, wordsOf(kind).event(event, definition, lang));
}

/** The same of what happened around a process, or of what belongs to none. */
export function aroundEntryView(event: ShownAround, page: AroundPage, process: ProcessState | null, lang: Lang): Entry {
  const { body } = event;
  const summary =
    body.type === 'ownHandling'
      ? describeReferralEvent({ body }, null, lang)
      : describeAround(body, aroundNames(process, page.people, page.texts), lang);
  return told(event, page, process?.state.definition ?? { organisations: [] }, summary);
}

function told(
  event: StoredEventOf<AnyBody>,
  page: Pick<LogPage, 'people' | 'texts'>,
  definition: WithOrganisations,
  summary: string,
): Entry {
  const { people, texts } = page;
  const { person, role, authenticated } = event.recordedBy;
  return {
    version: event.version,
    hash: event.hash,
    type: event.body.type,
    summary,
    doneOn: event.doneOn,
    doneBy: event.doneBy === null ? null : doerView(event.doneBy, definition, people),
    recordedAt: event.recordedAt,
    recordedBy: { person: person === null ? null : namedPerson(person, people), role, authenticated },
    wallTime: event.wallTime,
    reason: event.reason === null ? null : (texts[event.reason.textId] ?? null),
    evidence: evidenceView(event, texts),
    commandId: event.commandId,
    engine: event.engine,
    codeVersion: event.codeVersion,
    body: withTexts(event.body, texts) as Entry['body'],
  };
}

/** What a definition of any kind calls who did something. */
type WithOrganisations = Pick<Definition, 'organisations'>;

function doerView(
  { organisation, body, person }: Doer,
  definition: WithOrganisations,
  people: People,
): NonNullable<Entry['doneBy']> {
  const names = namesOf(definition as Definition);
  return {
    organisation: { id: organisation, title: names.organisation(organisation) },
    body: body === null ? null : { id: body, title: names.body(body) },
    person: person === null ? null : namedPerson(person, people),
  };
}

function evidenceView({ evidence }: StoredEventOf<AnyBody>, texts: LogPage['texts']): Entry['evidence'] {
  if (evidence === null) return null;
  return evidence.kind === 'document' ? { document: evidence.sha256 } : { reference: texts[evidence.text.textId] ?? null };
}

/** Puts the text beside every reference to one, however deep it stands. */
function withTexts(value: unknown, texts: LogPage['texts']): unknown {
  if (Array.isArray(value)) return value.map((one) => withTexts(one, texts));
  if (typeof value !== 'object' || value === null) return value;
  if ('textId' in value && 'commitment' in value) return { ...value, text: texts[String(value.textId)] ?? null };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTexts(inner, texts)]));
}

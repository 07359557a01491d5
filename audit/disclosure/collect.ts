import { coordinatorsOrganisation } from '#core/act/recorder.ts';
import type { TextRef } from '#core/act/envelope.ts';
import type { StoredEventOf } from '#core/act/event.ts';
import { hashesIn, textRefsIn } from '#core/around/decided.ts';
import { type Direction, directionFor, dispatchOf } from '#core/around/journal.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf } from '#core/calendar/instant.ts';
import type { AnyBody, ProcessState } from '#core/models.ts';
import type { ReferralEvent } from '#core/referral/events.ts';
import { asSeen } from '#core/referral/seen.ts';
import { type GoneMark, goneText } from '#core/texts/keeping.ts';
import { namingOf, wordsOf } from '#core/texts/kinds.ts';
import type { Lang } from '#core/texts/lang.ts';
import type { Db } from '../../infra/db/connect.ts';
import { type FileThere, filesThere, fileReaders, mailsReceived, statedNumbers } from '../../infra/db/read/disclosable.ts';
import { goneFrom, type GoneMarks } from '../../infra/db/read/gone.ts';
import { allEvents, resolvePeople } from '../../infra/db/read/log.ts';
import { resolveTexts } from '../../infra/db/read/texts.ts';
import type { Worlds } from '../../infra/db/worlds.ts';
import { personsNamed, withNames } from '../withNames.ts';

/** Something that an organisation received, sent or drew up in a matter. */
export interface JournalEntry {
  /** Of its chain; null of a mail. */
  version: number | null;
  mail: string | null;
  /** The day it was done: that it came in or went out. */
  on: CivilDate;
  recordedOn: CivilDate;
  direction: Direction;
  from: string;
  to: string[];
  what: string;
  /** The organisation's own registration number, and those of the others. */
  ownNumber: string | null;
  otherNumbers: string[];
  texts: WrittenText[];
  files: JournalFile[];
}

export interface WrittenText {
  /** Where it stands in the act: `reason`, `evidence`, or the field's name. */
  field: string;
  textId: string;
  /** What stands in its place where it is gone. */
  text: string;
  isGone: boolean;
}

export interface JournalFile {
  sha256: string;
  /** Null where it is gone. */
  name: string | null;
  gone: string | null;
}

export interface JournalQuery {
  organisation: string;
  from: CivilDate | null;
  until: CivilDate | null;
  lang: Lang;
}

interface Matter {
  worlds: Pick<Worlds, 'live' | 'rehearsal'>;
  db: Db;
  scope: string;
  chain: string;
  process: ProcessState;
}

/** What one organisation has of a matter, in the order that it came, went or was drawn up. */
export async function journalOf(matter: Matter, query: JournalQuery): Promise<JournalEntry[]> {
  const { worlds, db, scope, chain, process } = matter;
  const { organisation } = query;
  const events = (await allEvents<AnyBody>(worlds, chain)).map((event) =>
    process.kind === 'referral' ? asSeen(event as ReferralEvent, (one) => one === organisation) : event,
  );
  const listed = events.flatMap((event) => {
    const dispatch = dispatchOf(event, process);
    const direction = dispatch === null ? null : directionFor(organisation, dispatch);
    const within = (query.from === null || event.doneOn >= query.from) && (query.until === null || event.doneOn <= query.until);
    return dispatch === null || direction === null || !within ? [] : [{ event, dispatch, direction }];
  });
  const context: Shown = {
    texts: await resolveTexts(
      db,
      scope,
      listed.flatMap(({ event }) => textRefsIn(event)),
    ),
    people: await resolvePeople(
      db,
      scope,
      listed.flatMap(({ event }) => personsNamed(event.body)),
    ),
    marks: await goneFrom(worlds, chain),
    there: await filesThere(db, scope, organisation),
    given: await fileReaders(db, scope, organisation),
    stated: await statedNumbers(db, chain),
    ...namesAndNumbers(process),
    process,
    query,
  };
  const entries = listed.map(({ event, dispatch, direction }) => entryOf(event, { ...dispatch, direction }, context));
  const mails = await mailsOf(matter, query, context);
  return [...entries, ...mails].toSorted((a, b) => a.on.localeCompare(b.on) || (a.version ?? 0) - (b.version ?? 0));
}

interface Shown {
  texts: Record<string, string>;
  people: Record<string, string>;
  marks: GoneMarks;
  there: Map<string, FileThere>;
  given: Set<string>;
  stated: Map<number, { organisation: string; number: string }>;
  title: (organisation: string) => string;
  number: (organisation: string) => string | null;
  process: ProcessState;
  query: JournalQuery;
}

function namesAndNumbers({ kind, state }: ProcessState): Pick<Shown, 'title' | 'number'> {
  const { organisations } = state.definition;
  const others = kind === 'referral' ? state.others : {};
  const find = (id: string) => organisations.find((one) => one.id === id);
  return {
    title: (id) => find(id)?.title ?? others[id] ?? id,
    number: (id) => find(id)?.registrationNumber ?? null,
  };
}

function entryOf(
  event: StoredEventOf<AnyBody>,
  { from, to, direction }: { from: string; to: string[]; direction: Direction },
  shown: Shown,
): JournalEntry {
  const { process, query, title, number, stated } = shown;
  const others = direction === 'in' ? [from] : to;
  const said = stated.get(event.version);
  const person = (id: string): string => shown.people[id] ?? personGone(id, shown.marks, query.lang);
  const numberOf = (id: string) => (said?.organisation === id ? said.number : number(id));
  return {
    version: event.version,
    mail: null,
    on: event.doneOn,
    recordedOn: civilDateOf(event.recordedAt),
    direction,
    from: title(from),
    to: to.map(title),
    what: wordsOf(process.kind).event({ body: withNames(event.body, person) }, namingOf(process), query.lang),
    ownNumber: numberOf(query.organisation),
    otherNumbers: others.flatMap((id) => numberOf(id) ?? []),
    texts: writtenIn(event).map(([field, { textId }]) => {
      const text = shown.texts[textId];
      return { field, textId, text: text ?? goneWords(shown.marks.texts[textId], query.lang), isGone: text === undefined };
    }),
    files: [...new Set(hashesIn([event.body, event.evidence]))].flatMap((sha256) => fileOf(sha256, shown)),
  };
}

const goneWords = (mark: GoneMark | undefined, lang: Lang): string =>
  mark === undefined ? (lang === 'sv' ? '[finns inte]' : '[not there]') : goneText(mark, lang);

const personGone = (id: string, { persons }: GoneMarks, lang: Lang): string => {
  const mark = persons[id];
  return mark === undefined ? id : `${id} ${goneText(mark, lang)}`;
};

/** A file that the organisation was never given is none of its documents. */
function fileOf(sha256: string, { there, given, marks, query }: Shown): JournalFile[] {
  const file = there.get(sha256);
  if (file !== undefined) return [{ sha256, name: file.name, gone: null }];
  return given.has(sha256) ? [{ sha256, name: null, gone: goneWords(marks.documents[sha256], query.lang) }] : [];
}

function writtenIn({ body, reason, evidence }: StoredEventOf<AnyBody>): [string, TextRef][] {
  return [
    ...fieldsIn(body, 'text'),
    ...(reason === null ? [] : [['reason', reason] as [string, TextRef]]),
    ...(evidence?.kind === 'reference' ? [['evidence', evidence.text] as [string, TextRef]] : []),
  ];
}

function fieldsIn(value: unknown, field: string): [string, TextRef][] {
  if (Array.isArray(value)) return value.flatMap((one) => fieldsIn(one, field));
  if (typeof value !== 'object' || value === null) return [];
  const { textId, commitment } = value as Partial<TextRef>;
  if (typeof textId === 'string' && typeof commitment === 'string') return [[field, { textId, commitment }]];
  return Object.entries(value).flatMap(([key, inner]) => fieldsIn(inner, key));
}

/** What the system told the organisation came in to it too. */
async function mailsOf({ db, chain, process }: Matter, query: JournalQuery, shown: Shown): Promise<JournalEntry[]> {
  const { organisation, lang } = query;
  const { definition } = process.state;
  const people = definition.people.filter((one) => one.organisation === organisation).map(({ id }) => `person:${id}`);
  const mails = await mailsReceived(db, chain, [`registrar:${organisation}`, ...people]);
  const sender = coordinatorsOrganisation(definition);
  return mails
    .filter(({ on }) => (query.from === null || on >= query.from) && (query.until === null || on <= query.until))
    .map(({ id, on, subject, text }) => ({
      version: null,
      mail: id,
      on,
      recordedOn: on,
      // What an organisation's own system tells its own people came from nobody else.
      direction: sender === organisation ? ('drawnUp' as const) : ('in' as const),
      from: shown.title(sender),
      to: [shown.title(organisation)],
      what: subject === '' ? goneWords(shown.marks.mails[id], lang) : subject,
      ownNumber: shown.number(organisation),
      otherNumbers: sender === organisation ? [] : [shown.number(sender)].filter((one) => one !== null),
      texts: text === '' ? [] : [{ field: 'mail', textId: id, text, isGone: false }],
      files: [],
    }));
}

import { textRefsIn } from '#core/around/decided.ts';
import type { AroundBody } from '#core/around/events.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { ProcessState } from '#core/models.ts';
import type { ReferralEvent } from '#core/referral/events.ts';
import { asSeen } from '#core/referral/seen.ts';
import { describeAround } from '#core/texts/around.ts';
import { aroundNames } from '#core/texts/around/names.ts';
import { namingOf, wordsOf } from '#core/texts/kinds.ts';
import type { Lang } from '#core/texts/lang.ts';
import { organisationNames, roleName } from '#core/texts/naming.ts';
import { isProcessChain, processOfAccess, shortId } from '#contracts/ids.ts';
import type { Db } from '../../infra/db/connect.ts';
import { processState } from '../../infra/db/read/processes.ts';
import { handedOut } from '../../infra/db/read/shown.ts';
import { type Cover, grantsOf } from '../mandates/cover.ts';
import { withNames } from '../withNames.ts';
import type { AnyEvent } from './find.ts';
import { type Looked, lookUp } from './looked.ts';

/** An event as a list shows it, with names and texts in the place of references. */
export interface Told {
  doneOn: CivilDate;
  recordedAt: Instant;
  /** Short id of the process; `system` for what belongs to none. */
  matter: string;
  /** Whether it happened around the process, and its number is that of the second chain. */
  around: boolean;
  matterTitle: string;
  chain: string;
  version: number;
  hash: string;
  type: string;
  /** The event in words. */
  what: string;
  doneBy: string | null;
  recordedBy: string;
  reason: string | null;
  evidence: string | null;
}

interface Matter {
  title: string;
  process: ProcessState | null;
}

/** Events in words, each as far as its reader may see it. `db` is connected to the world of `scope`. */
export async function tell(db: Db, scope: string, cover: Cover, events: readonly AnyEvent[], lang: Lang): Promise<Told[]> {
  const matters = await mattersOf(db, events);
  const seen = events.map((event) => asCovered(event, cover));
  const persons = [...new Set(seen.flatMap(personsIn))];
  const looked = await lookUp(
    db,
    scope,
    persons,
    textRefsIn(seen).map(({ textId }) => textId),
  );
  return seen.map((event) => {
    tellOfReading(event, looked);
    return toldOf(event, matters.get(matterOf(event.chain)), looked, lang);
  });
}

/** Whose names and texts, and which files, are handed out with an event. */
function tellOfReading(event: AnyEvent, { people, texts }: Looked): void {
  const of = { chain: matterOf(event.chain) };
  handedOut(
    'persons',
    of,
    personsIn(event).filter((id) => people[id] !== undefined),
  );
  const written = textRefsIn(event).map(({ textId }) => textId);
  handedOut(
    'texts',
    of,
    written.filter((id) => texts[id] !== undefined),
  );
}

/** The process that a chain is of or about; the chain itself of what belongs to none. */
const matterOf = (chain: string): string => processOfAccess(chain) ?? chain;

async function mattersOf(db: Db, events: readonly AnyEvent[]): Promise<Map<string, Matter>> {
  const chains = [...new Set(events.map(({ chain }) => matterOf(chain)))].filter(isProcessChain);
  const matters = new Map<string, Matter>();
  for (const chain of chains) {
    const process = await processState({ live: db, rehearsal: db }, chain);
    matters.set(chain, { title: process?.state.definition.title ?? shortId(chain), process });
  }
  return matters;
}

function asCovered(event: AnyEvent, cover: Cover): AnyEvent {
  const grants = grantsOf(cover, event);
  if (!shortId(event.chain).startsWith('referral:') || !isProcessChain(event.chain)) return event;
  if (grants.some(({ organisation }) => organisation === null)) return event;
  return asSeen(event as ReferralEvent, (organisation) => grants.some((grant) => grant.organisation === organisation));
}

function toldOf(event: AnyEvent, matter: Matter | undefined, { people, texts }: Looked, lang: Lang): Told {
  const { doneOn, recordedAt, chain, version, hash, body, doneBy, recordedBy, reason, evidence } = event;
  const definition = matter?.process?.state.definition;
  const names = organisationNames(definition?.organisations);
  const person = (id: string) => people[id] ?? id;
  const by = doneBy === null ? [] : [doneBy.body === null ? names.organisation(doneBy.organisation) : names.body(doneBy.body)];
  if (doneBy?.person != null) by.push(person(doneBy.person));
  return {
    doneOn,
    recordedAt,
    matter: shortId(matterOf(chain)),
    around: processOfAccess(chain) !== null,
    matterTitle: matter?.title ?? shortId(chain),
    chain,
    version,
    hash,
    type: body.type,
    what: inWords(event, matter?.process ?? null, { people, texts }, lang),
    doneBy: by.length === 0 ? null : by.join(', '),
    recordedBy: recorder(recordedBy, person, lang),
    reason: reason === null ? null : (texts[reason.textId] ?? erased[lang]),
    evidence:
      evidence === null
        ? null
        : evidence.kind === 'document'
          ? `SHA-256 ${evidence.sha256}`
          : (texts[evidence.text.textId] ?? erased[lang]),
  };
}

const erased = { sv: '(texten är raderad)', en: '(the text has been erased)' } as const;
const bySystem = { sv: 'systemet', en: 'the system' } as const;
const byNobody = { sv: 'ingen namngiven', en: 'nobody named' } as const;

function recorder({ person: id, role }: AnyEvent['recordedBy'], person: (id: string) => string, lang: Lang): string {
  if (role === 'time') return bySystem[lang];
  if (role === 'none') return id === null ? byNobody[lang] : person(id);
  return id === null ? roleName(role, lang) : `${person(id)} (${roleName(role, lang)})`;
}

function inWords(event: AnyEvent, process: ProcessState | null, looked: Looked, lang: Lang): string {
  if (isProcessChain(event.chain) && process !== null) {
    const body = withNames(event.body, (id) => looked.people[id] ?? id);
    return wordsOf(process.kind).event({ body }, namingOf(process), lang);
  }
  if (isProcessChain(event.chain)) return event.body.type;
  return describeAround(event.body as AroundBody, aroundNames(process, looked.people, looked.texts), lang);
}

/** Everyone that an event names by id: who did it, who recorded it, and whom its body speaks of. */
function personsIn({ doneBy, recordedBy, body }: AnyEvent): string[] {
  const inBody = ['signatory', 'inPlaceOf', 'person', 'auditor', 'handler', 'from', 'to', 'recipient'].flatMap((key) => {
    const value: unknown = (body as unknown as Record<string, unknown>)[key];
    return typeof value === 'string' ? [value.replace(/^person:/, '')] : [];
  });
  return [doneBy?.person, recordedBy.person, ...inBody].filter((id) => id != null);
}

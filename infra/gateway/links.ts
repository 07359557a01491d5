import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import { byActor } from '#core/around/entry.ts';
import type { Recipient } from '#core/act/event.ts';
import type { Instant } from '#core/calendar/instant.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { type AnyRefusal, modelOf, type ProcessState } from '#core/models.ts';
import type { Receipt } from '#contracts/types.ts';
import type { Db } from '../db/connect.ts';
import { sha256 } from '../db/hash.ts';
import { addresses } from '../db/outbox/lookups.ts';
import { type Link, linkOf, type Stated, statedBy } from '../db/read/links.ts';
import { commandOutcome, processState } from '../db/read/processes.ts';
import { type NewDocument, putDocument } from '../db/write/documents.ts';
import { grantAlike } from '../db/write/rooms.ts';
import { dropStated, type NewStated, noteLinkUsed, putFeed, putStated, settleStated, tellOfLink } from '../db/write/links.ts';
import type { Gateway } from './gateway.ts';

/** Whoever opened a link, as they say themselves. */
export interface Who {
  name: string;
  role: string;
  /** Their organisation's own. */
  registrationNumber: string | null;
  /** Where the receipt goes too. */
  email: string | null;
}

/** A task as a link opens it. */
export interface OpenTask {
  link: Link;
  process: ProcessState;
  deadline: Deadline;
  /** What has been done by the link and those it was passed on as. */
  stated: Stated[];
}

/** What a token opens. Opening changes nothing, however often it is done and by whatever. */
export type Opened =
  | { kind: 'unknown' }
  | { kind: 'open'; task: OpenTask }
  | { kind: 'expired' | 'revoked' | 'used'; task: OpenTask }
  /** Done, or no longer asked for, by another way. */
  | { kind: 'over'; task: OpenTask };

export interface Submission {
  who: Who;
  request: { type: string; input: object };
  documents: readonly NewDocument[];
}

export type Submitted =
  | { kind: 'recorded'; receipt: Receipt; stated: Stated[] }
  | { kind: 'refused'; refusal: AnyRefusal }
  | { kind: 'notOpen'; opened: Opened }
  /** Nothing was done, or it is not known yet: the same form sent again does it once. */
  | { kind: 'later' };

export type PassedOn =
  | { kind: 'passedOn' }
  | { kind: 'notOpen'; opened: Opened }
  /** Not an address of the organisation's; `domains` are. */
  | { kind: 'outside'; domains: string[] }
  | { kind: 'tooOften'; most: number };

export interface Links {
  open: (token: string) => Promise<Opened>;
  /** The same for somebody who comes by the link to read, which is noted. */
  visit: (token: string) => Promise<Opened>;
  submit: (token: string, submission: Submission) => Promise<Submitted>;
  passOn: (token: string, who: Who, to: { name: string; email: string }) => Promise<PassedOn>;
  /** The token of a calendar for whoever the link was sent to; null where the link opens nothing. */
  subscribe: (token: string) => Promise<string | null>;
}

interface Parts {
  live: Db;
  gateway: Gateway;
  now: () => Instant;
}

const TOKEN_BYTES = 32;
/** Further than this a task does not travel in one organisation; who sends mails by somebody else's link is stopped here. */
const MOST_PASSED_ON = 10;

/** One act, whichever link of a family it is done by: what makes it happen once. */
const commandIdOf = ({ family }: Link): string => `link:${family}`;
const newPersonId = (): string => `link-${ulid().toLowerCase()}`;

/** Links that open one task without an account. */
export function makeLinks(parts: Parts): Links {
  return {
    open: (token) => opened(parts, token),
    visit: (token) => visited(parts, token),
    submit: (token, submission) => submit(parts, token, submission),
    passOn: (token, who, to) => passOn(parts, token, who, to),
    async subscribe(token) {
      const found = await opened(parts, token);
      if (found.kind === 'unknown' || found.kind === 'revoked' || found.kind === 'expired') return null;
      const feed = randomBytes(TOKEN_BYTES).toString('base64url');
      await putFeed(parts.live, sha256(feed), found.task.link.recipient, parts.now());
      return feed;
    },
  };
}

async function opened({ live, now }: Parts, token: string): Promise<Opened> {
  const link = await linkOf(live, token);
  if (link === null) return { kind: 'unknown' };
  const process = await processState({ live, rehearsal: live }, link.chain);
  const deadline = process === null ? undefined : deadlineOf(process, link.deadline);
  if (process === null || deadline === undefined) return { kind: 'unknown' };
  const stated = await settled({ live }, link);
  const task: OpenTask = { link, process, deadline, stated };
  if (stated.some(({ act, version }) => act === 'submitted' && version !== null)) return { kind: 'used', task };
  if (link.revokedAt !== null) return { kind: 'revoked', task };
  if (link.expiresAt <= now()) return { kind: 'expired', task };
  return { kind: deadline.status === 'open' ? 'open' : 'over', task };
}

/** Nobody who comes by a link has said yet who they are. Where it cannot be noted, nothing is shown either. */
async function visited(parts: Parts, token: string): Promise<Opened> {
  const found = await opened(parts, token);
  const stranger = { person: null, role: 'none', authenticated: 'link' } as const;
  if (found.kind !== 'unknown') await noteLinkUsed(parts.live, found.task.link, 'opened', stranger, parts.now());
  return found;
}

const deadlineOf = ({ kind, state }: ProcessState, id: string): Deadline | undefined =>
  modelOf(kind)
    .deadlines(state)
    .find((one) => one.id === id);

/** What was stated, with what the record says of it: an answer that nobody waited for is in the record all the same. */
async function settled({ live }: Pick<Parts, 'live'>, link: Link): Promise<Stated[]> {
  const stated = await statedBy(live, link.family);
  if (!stated.some(({ act, version }) => act === 'submitted' && version === null)) return stated;
  const outcome = await commandOutcome({ live, rehearsal: live }, link.chain, commandIdOf(link));
  if (outcome === null) return stated;
  const { version, hash } = outcome.receipt;
  return stated.map((one) => (one.person === outcome.actor ? { ...one, version, hash } : one));
}

async function submit(parts: Parts, token: string, { who, request, documents }: Submission): Promise<Submitted> {
  const { live, gateway, now } = parts;
  const found = await opened(parts, token);
  if (found.kind !== 'open') return { kind: 'notOpen', opened: found };
  const { link } = found.task;
  if (!link.commands.includes(request.type)) throw new RangeError(`${request.type} is not what this link is for`);
  const hashes: string[] = [];
  for (const document of documents) hashes.push(await putDocument(live, '', document));
  const person = { id: newPersonId(), name: who.name, email: who.email };
  const stated: NewStated = {
    ...statement(link, who, person),
    act: 'submitted',
    command: request.type,
    documents: hashes,
    at: now(),
  };
  const id = await putStated(live, stated);
  const [first] = hashes;
  const evidence = first === undefined ? {} : { evidence: { document: first } };
  const actor = { authenticated: 'link', person: person.id, organisation: link.organisation, link: link.id } as const;
  const sender = { commandId: commandIdOf(link), actor };
  const verdict = await gateway.command<AnyRefusal>(link.chain, { request, ...evidence }, sender);
  switch (verdict.kind) {
    case 'recorded':
      await grantAlike(live, { chain: link.chain, commandId: sender.commandId }, hashes);
      await live.transaction().execute(async (trx) => {
        await settleStated(trx, id, verdict.receipt);
        await noteLinkUsed(trx, link, 'submitted', byActor(actor, 'handler'), now());
      });
      await tellOfSubmission(parts, found.task, stated, id, verdict.receipt.version);
      return { kind: 'recorded', receipt: verdict.receipt, stated: await statedBy(live, link.family) };
    case 'refused':
      await dropStated(live, id, person.id);
      return { kind: 'refused', refusal: verdict.refusal };
    case 'unknown':
      // Perhaps it is recorded, and then the record refers to this person.
      return { kind: 'later' };
    default:
      await dropStated(live, id, person.id);
      return verdict.kind === 'conflict' ? { kind: 'notOpen', opened: await opened(parts, token) } : { kind: 'later' };
  }
}

const statement = (link: Link, who: Who, person: NewStated['person']) => ({
  link: link.id,
  family: link.family,
  person,
  role: who.role,
  registrationNumber: who.registrationNumber,
  chain: link.chain,
  organisation: link.organisation,
  deadline: link.deadline,
  passedTo: null,
});

/** A receipt is a formal notice: to the registrar always, to whom the link was sent, and to who submitted where they gave an address. */
async function tellOfSubmission(
  { live, now }: Parts,
  { link }: OpenTask,
  { person }: NewStated,
  stated: string,
  version: number,
): Promise<void> {
  const recipients: Recipient[] = [`registrar:${link.organisation}`, link.recipient];
  if (person.email !== null) recipients.push(`person:${person.id}`);
  const { id, chain, deadline } = link;
  await tellOfLink(live, { stated, about: 'submitted', link: id, chain, deadline, version }, recipients, now());
}

async function passOn(parts: Parts, token: string, who: Who, to: { name: string; email: string }): Promise<PassedOn> {
  const { live, now } = parts;
  const found = await opened(parts, token);
  if (found.kind !== 'open') return { kind: 'notOpen', opened: found };
  const { link, stated, process } = found.task;
  if (stated.filter(({ act }) => act === 'passedOn').length >= MOST_PASSED_ON) return { kind: 'tooOften', most: MOST_PASSED_ON };
  const domains = await domainsOf(live, link);
  if (!domains.includes(domainOf(to.email))) return { kind: 'outside', domains };
  const receiver = newPersonId();
  const by = { id: newPersonId(), name: who.name, email: who.email };
  await live.transaction().execute(async (trx) => {
    const { organisation } = link;
    await trx
      .insertInto('person')
      .values({ rehearsal: '', id: receiver, organisation, name: to.name, email: to.email })
      .execute();
    const passedTo: Recipient = `person:${receiver}`;
    const id = await putStated(trx, {
      ...statement(link, who, by),
      act: 'passedOn',
      command: null,
      documents: [],
      at: now(),
      passedTo,
    });
    const actor = { authenticated: 'link', person: by.id, organisation, link: link.id } as const;
    await noteLinkUsed(trx, link, 'passedOn', byActor(actor, 'handler'), now());
    const notice = { stated: id, about: 'passedOn', link: link.id, chain: link.chain, deadline: link.deadline } as const;
    await tellOfLink(trx, { ...notice, version: process.state.version }, [passedTo], now());
  });
  return { kind: 'passedOn' };
}

/** Inside the organisation: where its registrar or whoever the link was sent to has their address. */
async function domainsOf(live: Db, { organisation, recipient }: Link): Promise<string[]> {
  const known = await addresses(live, { rehearsal: null, owner: '' }, [`registrar:${organisation}`, recipient]);
  return [...new Set([...known.values()].map(({ email }) => domainOf(email)))];
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

import type { Doer, RecordedBy } from '#core/act/event.ts';
import type { AroundEvent } from '#core/around/events.ts';
import type { Withheld } from '#core/around/keeping.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant } from '#core/calendar/instant.ts';
import type { ProcessState } from '#core/models.ts';
import type { Lang } from '#core/texts/lang.ts';
import { accessChain, rehearsalOf } from '#contracts/ids.ts';
import type { Mask } from '#contracts/schemas/keeping/maskFile.ts';
import { sha256 } from '../../infra/db/hash.ts';
import { draftCount, fileContent } from '../../infra/db/read/disclosable.ts';
import { markingsOf } from '../../infra/db/read/markings.ts';
import { inChain, scopeOf } from '../../infra/db/scope.ts';
import { worldOf, type Worlds } from '../../infra/db/worlds.ts';
import { putText } from '../../infra/db/write/texts.ts';
import { zipOf } from '../export/zip.ts';
import { carryOut } from '../keeping/act.ts';
import { journalOf } from './collect.ts';
import { type Masking, masking, type Masks, patternOf } from './masks.ts';
import { type Cover, listOf, paperOf } from './papers.ts';
import { type DisclosedFile, shownEntries } from './shown.ts';
import { disclosureWords } from './words.ts';

export interface DisclosureAsk {
  chain: string;
  matterTitle: string;
  process: ProcessState;
  organisation: string;
  from: CivilDate | null;
  until: CivilDate | null;
  masks: Masks;
  /** The body that discloses, and who it is by the matter's ids. */
  by: string;
  doneBy: Doer;
  /** To whom, in words; null where nobody need say. */
  to: string | null;
  recordedBy: RecordedBy;
  now: Instant;
  lang: Lang;
}

/** Why nothing is handed out. */
export type DisclosureRefusal =
  /** A mask that meets nothing may be misspelt: then nothing would be kept back. `entries`: those that would be handed out. */
  | { code: 'masksUnused'; masks: Mask[]; entries: number[] }
  /** What is masked stands in a file that would be handed out. */
  | { code: 'stillThere'; paths: string[] }
  | { code: 'nothingThere'; organisation: string };

/** The list of all files with their SHA-256. */
const MANIFEST = 'innehall.txt';

/** What is ready to be handed out, and not recorded yet. */
export interface Disclosure {
  files: DisclosedFile[];
  /** Versions of the entries; mails are in no chain and have none. */
  entries: number[];
  mails: number;
  documents: string[];
  withheld: Withheld[];
  drafts: number;
  head: { version: number; hash: string };
}

/** Puts together what one organisation has of a matter, with what is to be kept back taken out of it. */
export async function prepareDisclosure(
  worlds: Worlds,
  ask: DisclosureAsk,
): Promise<{ ok: true; disclosure: Disclosure } | { ok: false; refusal: DisclosureRefusal }> {
  const { chain, organisation, process, from, until, lang } = ask;
  const scope = scopeOf(chain);
  const db = worldOf(worlds, scope);
  const journal = await journalOf({ worlds, db, scope, chain, process }, { organisation, from, until, lang });
  if (journal.length === 0) return { ok: false, refusal: { code: 'nothingThere', organisation } };
  const masked = masking(ask.masks, lang, await markingsOf(db, scope, organisation));
  const { shown, files, documents } = await shownEntries(journal, masked, (one) => fileContent(db, scope, one), lang);
  const head = await db
    .selectFrom('chain')
    .select(['headVersion as version', 'headHash as hash'])
    .where(inChain(chain))
    .executeTakeFirstOrThrow();
  const drafts = await draftCount(db, chain, organisation);
  const cover = coverOf(ask, { drafts, head, ownNumber: journal[0]?.ownNumber ?? null });
  const withheld = masked.withheld();
  const say = disclosureWords[lang];
  const all = [
    { path: 'utlamnande.pdf', content: await paperOf(cover, shown) },
    { path: 'forteckning.csv', content: Buffer.from(listOf(shown, lang)) },
    ...files,
  ];
  const manifest = all.map(({ path, content }) => `${sha256(content)}  ${path}\n`).join('');
  const entries = shown.flatMap(({ version }) => version ?? []);
  const refusal = refusalOf(masked, all, entries);
  if (refusal !== null) return { ok: false, refusal };
  const withManifest = [...all, { path: MANIFEST, content: Buffer.from(`# ${say.manifest}\n${manifest}`) }];
  return {
    ok: true,
    disclosure: { files: withManifest, entries, mails: shown.length - entries.length, documents, withheld, drafts, head },
  };
}

interface Circumstances {
  drafts: number;
  head: { version: number; hash: string };
  ownNumber: string | null;
}

function coverOf(ask: DisclosureAsk, { drafts, head, ownNumber }: Circumstances): Cover {
  const { organisation, process, chain, from, until, by, to, now, lang } = ask;
  // The cover says nothing that is kept back elsewhere.
  const { words } = masking(ask.masks, lang);
  const line = (text: string): string => words({ kind: 'entry', version: 0 }, text);
  const title = process.state.definition.organisations.find(({ id }) => id === organisation)?.title ?? organisation;
  return {
    lang,
    organisation: line(title),
    matter: line(ask.matterTitle),
    ownNumber,
    period: from === null && until === null ? null : `${from ?? '…'} – ${until ?? '…'}`,
    by: line(by),
    to,
    on: civilDateOf(now),
    drafts,
    head,
    rehearsal: rehearsalOf(chain),
    at: now,
  };
}

/** What is kept back must stand nowhere, and every mask must have kept something back. */
function refusalOf(masked: Masking, files: readonly DisclosedFile[], entries: number[]): DisclosureRefusal | null {
  const patterns = masked.passages().map(patternOf);
  const says = (text: string): boolean => patterns.some((pattern) => text.search(pattern) >= 0);
  // Bytes that are no text keep what is plain text among them.
  const leaking = files.filter(({ content, path }) => says(path) || says(content.toString('utf8').normalize('NFC')));
  if (leaking.length > 0) return { code: 'stillThere', paths: leaking.map(({ path }) => path) };
  const unused = masked.unused();
  return unused.length === 0 ? null : { code: 'masksUnused', masks: unused, entries };
}

/** As it is handed out: one ZIP, or the files of a folder, known by the SHA-256 of the ZIP or of the list of files. */
export interface Packed {
  zip: Buffer | null;
  hash: string;
}

export async function packed({ files }: Disclosure, at: Instant, asZip: boolean): Promise<Packed> {
  const zip = asZip ? await zipOf(files, at) : null;
  return { zip, hash: sha256(zip ?? files.find(({ path }) => path === MANIFEST)?.content ?? '') };
}

/**
 * Records that it was handed out, before it is: of what, to whom by reference, and what was withheld on which ground.
 * @param hash SHA-256 of the ZIP, or of the manifest of files in a folder
 */
export async function recordDisclosure(
  worlds: Worlds,
  ask: DisclosureAsk,
  { entries, documents, withheld, head }: Disclosure,
  hash: string,
  codeVersion: string,
): Promise<AroundEvent[]> {
  const scope = scopeOf(ask.chain);
  const db = worldOf(worlds, scope);
  const { organisation, by, doneBy, from, until, recordedBy, now } = ask;
  const to = ask.to === null ? null : await putText(db, scope, ask.to);
  const act = { by, doneBy, doneOn: civilDateOf(now), recordedBy, now, reason: null, evidence: null };
  const body = {
    type: 'disclosed' as const,
    organisation,
    by,
    to,
    from,
    until,
    entries,
    documents,
    withheld,
    sha256: hash,
    head,
  };
  return carryOut({ db, scope, codeVersion }, act, [{ chain: accessChain(ask.chain), body }]);
}

import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import type { Doer } from '#core/act/event.ts';
import type { Organisation, PersonRoles, Role } from '#core/act/people.ts';
import type { AroundEvent } from '#core/around/events.ts';
import { type CivilDate, isCivilDate } from '#core/calendar/civilDate.ts';
import {
  type Disclosure,
  type DisclosureAsk,
  packed,
  prepareDisclosure,
  recordDisclosure,
} from '../audit/disclosure/disclose.ts';
import { disclosureWords } from '../audit/disclosure/words.ts';
import { domainNow } from '../infra/db/around/now.ts';
import { loadMasks } from '../infra/definition/keeping/loadMasks.ts';
import { nearest } from '../infra/definition/mistake.ts';
import type { AuditParts } from './audit/program.ts';
import { faultyFile } from './commands/files.ts';
import { processOf, stateOfProcess } from './commands/process.ts';
import { type FileMasks, refused } from './discloseRefusals.ts';
import { exit, type ExitCode, Failure } from './failure.ts';
import type { Context, Reads } from './session.ts';
import { printFacts } from './terminal/show.ts';
import { keepingWords } from './words/audit/keeping.ts';
import { discloseWords } from './words/disclose.ts';
import { worldOf } from './worldOf.ts';

interface Options {
  organisation: string;
  matter: string;
  from?: string;
  to?: string;
  mask?: string;
  output: string;
  as: string;
  by?: string;
  givenTo?: string;
  dryRun?: boolean;
  version: string;
}

/** `arscykel disclose`: one organisation's documents and entries in one matter, for whoever asked for them. */
export function addDisclose(program: Command, { common, run, words, lang, version }: AuditParts): void {
  const of = words.help.placeholders;
  const say = discloseWords[lang];
  common(program.command('disclose'))
    .description(say.summary)
    .requiredOption(`--organisation <${of.id}>`, say.organisation)
    .requiredOption(`--matter <${of.id}>`, say.matter)
    .requiredOption(`--as <${of.person}>`, say.as)
    .requiredOption(`-o, --output <${of.file}>`, say.out)
    .option(`--from <${of.day}>`, say.from)
    .option(`--to <${of.day}>`, say.until)
    .option(`--mask <${of.file}>`, say.mask)
    .option(`--by <${of.id}>`, say.by)
    .option(`--given-to <${of.text}>`, say.to)
    .option('--dry-run', say.dryRun)
    .action((given) => run((context) => disclose(context, { ...given, version })));
}

/** Puts it together, records that it is handed out, and writes it. What stands there already is never written over. */
async function disclose(context: Context, options: Options): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const masks = await masksOf(options.mask);
  const period = { from: dayOf(context, 'from', options.from), until: dayOf(context, 'to', options.to) };
  const say = discloseWords[terminal.lang];
  if (period.from !== null && period.until !== null && period.from > period.until)
    throw new Failure(exit.usage, 'badInput', say.badPeriod(period.from, period.until), say.badPeriodRemedy);
  const dry = options.dryRun === true;
  if (!dry) await refuseExisting(context, options.output);
  return sessions.withReads(async (reads) => {
    const ask = { ...(await askOf(context, reads, options)), ...period, masks };
    const prepared = await prepareDisclosure(reads.worlds, ask);
    if (!prepared.ok) throw refused(context, prepared.refusal, { file: options.mask ?? '', masks });
    const { disclosure } = prepared;
    if (dry) return told(context, disclosure, null);
    const asZip = options.output.endsWith('.zip');
    const { zip, hash } = await packed(disclosure, ask.now, asZip);
    const entries = await recordDisclosure(reads.worlds, ask, disclosure, hash, options.version);
    await write(context, options.output, zip, disclosure);
    return told(context, disclosure, { path: options.output, hash, isZip: asZip, entries });
  });
}

async function masksOf(file: string | undefined): Promise<FileMasks> {
  if (file === undefined) return { masks: [], lines: [], copies: new Map() };
  const loaded = await loadMasks(file);
  if (!loaded.ok) throw faultyFile(loaded.mistakes);
  return loaded;
}

function dayOf({ terminal }: Context, option: string, given: string | undefined): CivilDate | null {
  if (given === undefined) return null;
  const say = keepingWords[terminal.lang];
  if (!isCivilDate(given)) throw new Failure(exit.usage, 'badInput', say.badDate(option, given), say.badDateRemedy);
  return given;
}

async function askOf(context: Context, reads: Reads, options: Options): Promise<Omit<DisclosureAsk, 'from' | 'until' | 'masks'>> {
  const { terminal } = context;
  const say = discloseWords[terminal.lang];
  const process = await processOf(context, reads, options.matter);
  const state = await stateOfProcess(reads, process);
  const { organisations, people } = state.state.definition;
  const known = organisations.map(({ id }) => id);
  const organisation = organisations.find(({ id }) => id === options.organisation);
  if (organisation === undefined) {
    const remedy = say.known(nearest(options.organisation, known) ?? known.join(', '));
    throw new Failure(exit.usage, 'unknownOrganisation', say.unknownOrganisation(options.organisation), remedy, { known });
  }
  const role = roleAt(people, organisation.id, options.as);
  if (role === null) {
    const may = people.flatMap(({ id }) => (roleAt(people, organisation.id, id) === null ? [] : [id]));
    throw new Failure(exit.refused, 'notOfIt', say.notOfIt(options.as, organisation.title), say.known(may.join(', ')), {
      known: may,
    });
  }
  const { chain } = process;
  return {
    chain,
    matterTitle: process.title,
    process: state,
    organisation: organisation.id,
    ...bodyOf(context, organisation, options.by),
    to: options.givenTo ?? null,
    recordedBy: { person: options.as, role, authenticated: 'claimed' },
    now: await domainNow(worldOf(reads, process.rehearsal), chain),
    lang: terminal.lang,
  };
}

const working = ['registrar', 'handler', 'signatory', 'coordinator'] as const satisfies readonly Role[];

/** In which role somebody works with the matter at an organisation; null for anybody else. */
function roleAt(people: readonly PersonRoles[], organisation: string, person: string): Role | null {
  const found = people.find(({ id }) => id === person);
  return found?.organisation === organisation ? (working.find((role) => found.roles.includes(role)) ?? null) : null;
}

function bodyOf(
  { terminal }: Context,
  { id, title, bodies }: Organisation,
  by: string | undefined,
): { by: string; doneBy: Doer } {
  if (by === undefined || by === id || by === title) return { by: title, doneBy: { organisation: id, body: null, person: null } };
  const body = bodies.find((one) => one.id === by || one.title === by);
  const say = discloseWords[terminal.lang];
  if (body !== undefined) return { by: body.title, doneBy: { organisation: id, body: body.id, person: null } };
  const known = bodies.map((one) => one.id);
  throw new Failure(exit.usage, 'unknownBody', say.unknownBody(by, title), say.known(known.join(', ') || '–'), { known });
}

async function refuseExisting({ terminal }: Context, path: string): Promise<void> {
  try {
    await stat(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  const say = discloseWords[terminal.lang];
  throw new Failure(exit.usage, 'fileExists', say.exists(path), say.existsRemedy, { path });
}

async function write(context: Context, output: string, zip: Buffer | null, { files }: Disclosure): Promise<void> {
  await refuseExisting(context, output);
  if (zip !== null) {
    await mkdir(dirname(output), { recursive: true });
    await writeFile(output, zip, { flag: 'wx' });
    return;
  }
  for (const { path, content } of files) {
    await mkdir(dirname(join(output, path)), { recursive: true });
    await writeFile(join(output, path), content, { flag: 'wx' });
  }
}

interface Written {
  path: string;
  hash: string;
  isZip: boolean;
  entries: AroundEvent[];
}

function told({ terminal }: Context, disclosure: Disclosure, written: Written | null): ExitCode {
  const say = discloseWords[terminal.lang];
  const { files, mails, documents, withheld, drafts, head, entries } = disclosure;
  if (terminal.json) {
    const paths = files.map(({ path }) => path);
    terminal.printJson({ written, files: paths, entries, mails, documents, withheld, drafts, head });
    return exit.done;
  }
  terminal.print(written === null ? say.would : say.done(written.path));
  const grounds = [...new Set(withheld.map(({ ground }) => ground))];
  printFacts(terminal, [
    [say.facts.entries, disclosureWords[terminal.lang].entriesOf(entries.length, mails)],
    [say.facts.documents, String(documents.length)],
    [say.facts.withheld, withheld.length === 0 ? '0' : `${withheld.length} (${grounds.join(', ')})`],
    [say.facts.drafts, String(drafts)],
    ...(written === null
      ? []
      : [
          [written.isZip ? say.facts.sha256 : say.facts.manifest, written.hash] as const,
          ...written.entries.map(({ chain, version }) => [say.facts.recorded, `${chain} ${version}`] as const),
        ]),
  ]);
  if (documents.length > 0) terminal.note(say.inside);
  return exit.done;
}

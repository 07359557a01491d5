import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { rehearsalOf, shortId } from '#contracts/ids.ts';
import { type Exported, exportRecord, isInEngineOnly } from '../../audit/export/exportRecord.ts';
import { keptNumber } from '../../audit/export/kept.ts';
import { ExportTooLarge } from '../../audit/export/zip.ts';
import { processOf } from '../commands/process.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { BothRecords, Context, Reads } from '../session.ts';
import { minute } from '../terminal/dates.ts';
import { printFacts } from '../terminal/show.ts';
import { exportWords } from '../words/audit/export.ts';
import { requireWhole } from './auditing/asking.ts';
import type { AuditParts } from './program.ts';
import { asAuditor } from '#core/around/entry.ts';

interface ExportOptions {
  out?: string;
  as?: string;
  checkpoint?: string[];
  withMarked?: boolean;
}

export function addExport(audit: Command, { common, run, words, lang }: AuditParts): void {
  const say = exportWords[lang];
  const of = words.help.placeholders;
  common(audit.command('export'))
    .description(say.summary)
    .argument(`<${of.id}>`, say.id)
    .option(`-o, --out <${of.file}>`, say.file)
    .option(`--as <${of.person}>`, say.as)
    .option(`--checkpoint <${of.file}>`, say.checkpoint, several)
    .option('--with-marked', say.withMarked)
    .action((id, given) => run((context) => takeOut(context, id, given)));
}

/** Commander gives nothing the first time. */
const several = (file: string, before: readonly string[] | undefined): string[] => [...(before ?? []), file];

/** `arscykel audit export ID -o FILE.zip`. */
async function takeOut(context: Context, id: string, options: ExportOptions): Promise<ExitCode> {
  const { sessions } = context;
  const file = options.out ?? `${shortId(id).replaceAll(/[^A-Za-z0-9.-]+/g, '-')}.zip`;
  requireNew(context, file);
  const chain = await sessions.withReads(async (reads) => {
    const process = await processOf(context, reads, id);
    if (options.as !== undefined) await requireWhole(context, reads, options.as, process);
    return { id: process.chain, isInEngine: await isInEngineOnly(reads.worlds, process.chain) };
  });
  const work = (reads: Reads, temporalOf: BothRecords['temporalOf']) =>
    write(context, { reads, temporalOf, chain: chain.id, file }, options);
  if (!chain.isInEngine) return sessions.withReads((reads) => work(reads, () => Promise.resolve(null)));
  return sessions.withBothRecords((records) => work(records, (scope) => records.temporalOf(scope)));
}

interface Place {
  reads: Reads;
  temporalOf: BothRecords['temporalOf'];
  chain: string;
  file: string;
}

async function write(context: Context, { reads, temporalOf, chain, file }: Place, options: ExportOptions): Promise<ExitCode> {
  const { config, terminal, version } = context;
  const checkpoints = await Promise.all((options.checkpoint ?? []).map((path) => numberIn(context, reads, chain, path)));
  const tooLarge = (error: unknown): never => {
    const say = exportWords[terminal.lang];
    if (error instanceof ExportTooLarge) throw new Failure(exit.usage, 'tooLarge', say.tooLarge, say.tooLargeRemedy);
    throw error;
  };
  const exported = await exportRecord({
    worlds: reads.worlds,
    chain,
    temporal: await temporalOf(rehearsalOf(chain) ?? ''),
    sealing: config.sealing,
    version,
    by: options.as === undefined ? null : asAuditor(options.as),
    lang: terminal.lang,
    checkpoints,
    withMarked: options.withMarked ?? false,
  }).catch(tooLarge);
  // Somebody else may have written it meanwhile.
  await writeFile(file, exported.content, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') requireNew(context, file);
    throw error;
  });
  if (terminal.json) terminal.printJson({ file, chain, ...withoutContent(exported) });
  else print(context, file, exported);
  return exit.done;
}

function requireNew({ terminal }: Context, file: string): void {
  const say = exportWords[terminal.lang];
  if (existsSync(file)) throw new Failure(exit.usage, 'fileExists', say.exists(file), say.existsRemedy, { file });
}

const withoutContent = ({ content, ...rest }: Exported): object => ({ ...rest, bytes: content.length });

/** The number of a kept checkpoint, which must be of the same database and world. */
async function numberIn({ terminal }: Context, { worlds }: Reads, chain: string, path: string): Promise<number> {
  const say = exportWords[terminal.lang];
  const wrong = (why: string): Failure =>
    new Failure(exit.usage, 'notACheckpoint', say.notCheckpoint(path, why), say.notCheckpointRemedy, { path });
  const saying = (error: unknown): never => {
    throw wrong(error instanceof Error ? error.message : String(error));
  };
  const text = await readFile(path, 'utf8').catch(saying);
  const number = await keptNumber(worlds, chain, text).catch(saying);
  if (number !== null) return number;
  throw new Failure(exit.usage, 'otherDatabase', say.otherDatabase(path), say.notCheckpointRemedy, { path });
}

function print({ terminal }: Context, file: string, exported: Exported): void {
  const say = exportWords[terminal.lang];
  const { content, head, checkpoint, files, notAtHand, missingDocuments, markedDocuments, absentTexts } = exported;
  terminal.print(`${terminal.paint('good', '✓')} ${say.written(file, files, Math.ceil(content.length / 1000))}`);
  printFacts(terminal, [
    [say.fields.head, say.upTo(head.version, head.hash)],
    [say.fields.checkpoint, say.at(checkpoint.number, minute(checkpoint.at))],
    [say.fields.key, checkpoint.key],
    [say.fields.sha256, exported.sha256],
    [say.fields.manifest, exported.manifest],
  ]);
  const notes = [
    ...(notAtHand === 0 ? [] : [say.notAtHand(notAtHand)]),
    ...(missingDocuments.length === 0 ? [] : [say.missing(missingDocuments.length)]),
    ...(markedDocuments === 0 ? [] : [say.marked(markedDocuments)]),
    ...(absentTexts === 0 ? [] : [say.erased(absentTexts)]),
  ];
  for (const note of notes) terminal.print(`${terminal.paint('warning', '!')} ${note}`);
  terminal.print();
  terminal.print(say.check(file));
  terminal.print(terminal.paint('quiet', say.keep));
}

import type { Command } from 'commander';
import { keysNow, rotateNow } from '../../audit/checkpoints/attest.ts';
import { exit, type ExitCode } from '../failure.ts';
import type { Context } from '../session.ts';
import { minute } from '../terminal/dates.ts';
import { printFacts, printTable } from '../terminal/show.ts';
import { checkpointWords } from '../words/audit/checkpoints.ts';
import { keyList } from '../lists/kept.ts';
import { listing } from '../listing.ts';
import { handedOver, type HandingOptions } from './auditing/handing.ts';
import { placeText, printConflicts } from './checkpoints.ts';
import { recorderOf } from './keeping/acting.ts';
import type { AuditParts } from './program.ts';

/** `arscykel audit keys [rotate]`. */
export function addKeys(audit: Command, { common, run, words, lang }: AuditParts): void {
  const say = checkpointWords[lang];
  const keys = listing(common(audit.command('keys')), lang)
    .description(say.keys)
    .action((given) => run((context) => list(context, given)));
  common(keys.command('rotate'))
    .description(say.rotate)
    .requiredOption(`--as <${words.help.placeholders.person}>`, say.asOperator)
    .option('--lost', say.lost)
    .action((given) => run((context) => rotate(context, given)));
}

async function list(context: Context, options: HandingOptions): Promise<ExitCode> {
  const { terminal, sessions, config, version } = context;
  const say = checkpointWords[terminal.lang];
  return sessions.withReads(async ({ worlds }) => {
    const keys = await keysNow(worlds, { sealing: config.sealing, version });
    if (terminal.json) {
      terminal.printJson({ keys });
      return exit.done;
    }
    if (await handedOver(context, keyList(keys, terminal.lang), options)) return exit.done;
    const { key, since, endorsed, state } = say.keyColumns;
    const rows = keys.map(({ id, introducedAt, endorsedBy }, at) => [
      id,
      minute(introducedAt),
      endorsedBy ?? (at === 0 ? say.first : say.nobody),
      at === keys.length - 1 ? say.current : '',
    ]);
    printTable(terminal, [{ title: key }, { title: since }, { title: endorsed }, { title: state }], rows);
    terminal.print();
    for (const { publicKey } of keys) terminal.print(publicKey.trimEnd());
    terminal.print();
    terminal.print(terminal.paint('quiet', say.keepKeys));
    return exit.done;
  });
}

async function rotate(context: Context, { as, lost = false }: { as: string; lost?: boolean }): Promise<ExitCode> {
  const { terminal, sessions, config, version } = context;
  const say = checkpointWords[terminal.lang];
  return sessions.withReads(async ({ worlds }) => {
    const by = await recorderOf(context, { db: worlds.live, scope: '' }, as);
    const { key, attested } = await rotateNow(worlds, { sealing: config.sealing, version }, { by, lost });
    const { signed, signature, number } = attested.checkpoint;
    if (terminal.json) {
      terminal.printJson({ key, checkpoint: { signed, signature }, outside: { place: attested.place, ...attested.copied } });
      return exit.done;
    }
    terminal.print(`${terminal.paint('good', '✓')} ${say.rotated(key.id)}`);
    terminal.print(`  ${key.endorsedBy === null ? say.rotatedLost : say.rotatedEndorsed(key.endorsedBy)}`);
    terminal.print(`  ${say.signed(number, say.live)}`);
    printFacts(terminal, [[say.fields.place, placeText(context, attested)]]);
    printConflicts(
      context,
      attested.copied.conflicts.map((one) => one.number),
    );
    return exit.done;
  });
}

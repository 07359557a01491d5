import { shortId } from '#contracts/ids.ts';
import type { Place } from '../../audit/finding.ts';
import { type CheckKind, kinds, type VerifyFinding } from '../../audit/verify/finding.ts';
import type { Verification } from '../../audit/verify/verify.ts';
import type { Context } from '../session.ts';
import { minute } from '../terminal/dates.ts';
import { printHeading, printTable } from '../terminal/show.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { displayWidth, padded, wrapped } from '../terminal/width.ts';
import { verifyWords } from '../words/audit/verify.ts';
import { verifyFindings } from '../words/audit/verifyFindings.ts';

/** More ends of chains than these are for programs to read. */
const SHOWN_HEADS = 20;

export function printVerification({ terminal }: Context, verification: Verification): void {
  const say = verifyWords[terminal.lang];
  const { rehearsal, asked, isSound, found, heads } = verification;
  const faults = Object.values(found).reduce((sum, { total }) => sum + total, 0);
  const what = asked === null ? (rehearsal === null ? say.live : say.ofRehearsal(rehearsal)) : shortId(asked[0] ?? '');
  const sign = isSound ? terminal.paint('good', '✓') : terminal.paint('bad', '✗');
  terminal.print(`${sign} ${terminal.paint('accent', what)}: ${isSound ? say.sound : say.faults(faults)}`);
  const counts = countsOf(verification, terminal);
  const widest = Math.max(...kinds.map((kind) => displayWidth(say.kinds[kind])));
  for (const kind of kinds) {
    const tone = found[kind].total === 0 ? terminal.paint('good', '✓') : terminal.paint('bad', '✗');
    const name = padded(say.kinds[kind], widest);
    wrapped(counts[kind], terminal.width - widest - 6).forEach((line, at) =>
      terminal.print(
        at === 0
          ? `  ${tone} ${name}  ${terminal.paint('quiet', line)}`
          : `    ${padded('', widest)}  ${terminal.paint('quiet', line)}`,
      ),
    );
    printFindings(terminal, kind, found[kind]);
  }
  if (heads.length === 0) return;
  printHeading(terminal, say.heads);
  if (heads.length <= SHOWN_HEADS) printHeads(terminal, verification);
  if (asked === null) {
    terminal.print(terminal.paint('quiet', say.root(heads.length)));
    terminal.print(`  ${verification.root}`);
  }
}

function countsOf(verification: Verification, { lang }: Terminal): Record<CheckKind, string> {
  const say = verifyWords[lang];
  const { heads, events, bytes, checkpoints, archives, documents, texts, readModel } = verification;
  return {
    chains: say.chains(heads.length, grouped(events, lang), sized(bytes, lang)),
    checkpoints: checkpointCounts(checkpoints, lang),
    archives: say.archives(archives.checked, archives.waiting, archives.withoutEntry),
    documents: say.documents(documents.checked, documents.named, documents.gone),
    texts: say.texts(texts.checked, texts.gone),
    readModel: say.readModel(readModel),
  };
}

function checkpointCounts(
  { newest, checked, events, chains, waiting }: Verification['checkpoints'],
  lang: Terminal['lang'],
): string {
  const say = verifyWords[lang];
  const rest = waiting === 0 ? '' : say.waiting(grouped(waiting, lang));
  if (newest === null) return say.noCheckpoints(grouped(events, lang)) + rest;
  const covered = events === 0 ? say.covered : say.uncovered(grouped(events, lang), chains);
  return say.checkpoints(checked, newest.number, minute(newest.at)) + covered + rest;
}

/** Findings under the line of their kind: where, and what is wrong. */
export function printFindings(
  terminal: Terminal,
  kind: CheckKind,
  { findings, total }: { findings: readonly VerifyFinding[]; total: number },
): void {
  const say = verifyWords[terminal.lang];
  const line = (text: string): void => {
    const [first = '', ...more] = wrapped(text, terminal.width - 6);
    terminal.print(`    ${terminal.paint('bad', '·')} ${first}`);
    for (const one of more) terminal.print(`      ${one}`);
  };
  for (const finding of findings) line(findingText(finding, kind, terminal.lang));
  if (total > findings.length) terminal.print(`      ${terminal.paint('quiet', say.more(total - findings.length))}`);
}

function findingText({ code, place, facts }: VerifyFinding, kind: CheckKind, lang: Terminal['lang']): string {
  const where = placeText(place, kind, lang);
  const what = verifyFindings[lang][code](facts, place);
  return where === '' ? what : `${where}: ${what}`;
}

function placeText({ chain, version, checkpoint, item }: Place, kind: CheckKind, lang: Terminal['lang']): string {
  const { place: say } = verifyWords[lang];
  const ofKind = { archives: say.part, documents: say.file, texts: say.text };
  const thing = kind in ofKind && item !== undefined && item !== '' ? `${ofKind[kind as keyof typeof ofKind]} ${item}` : '';
  const parts = [
    chain === undefined ? '' : shortId(chain),
    version === undefined ? '' : say.event(version),
    chain === undefined && checkpoint !== undefined ? say.checkpoint(checkpoint) : '',
    thing,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function printHeads(terminal: Terminal, { heads }: Verification): void {
  const { columns } = verifyWords[terminal.lang];
  printTable(
    terminal,
    [{ title: columns.chain }, { title: columns.event, align: 'right' }, { title: columns.hash, flexible: true }],
    heads.map(({ chain, version, hash }) => [shortId(chain), String(version), hash]),
  );
}

/** `12 345` in Swedish, `12,345` in English. */
function grouped(count: number, lang: Terminal['lang']): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, lang === 'sv' ? ' ' : ',');
}

const KB = 1000;

function sized(bytes: number, lang: Terminal['lang']): string {
  const [value, unit] = bytes < KB * KB ? [bytes / KB, 'kB'] : [bytes / (KB * KB), 'MB'];
  const text = value.toFixed(value < 10 ? 1 : 0);
  return `${lang === 'sv' ? text.replace('.', ',') : text} ${unit}`;
}

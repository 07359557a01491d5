import { difference } from '#core/agreement/negotiation/difference.ts';
import { namedHash, textOf } from '#core/agreement/negotiation/versions.ts';
import { versionViews } from '#core/agreement/negotiation/view.ts';
import type { State } from '#core/agreement/state.ts';
import { differenceText } from '#core/texts/differenceText.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context } from '../session.ts';
import { day } from '../terminal/dates.ts';
import { printTable } from '../terminal/show.ts';
import { roomWords } from '../words/rooms.ts';
import { agreementOf, stateOf } from './agreement.ts';

const HASH_SHOWN = 12;

/** Every version of an agreement's text, and how it was answered. */
export async function versions(context: Context, id: string): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const { lang } = terminal;
  const words = roomWords[lang];
  return sessions.withReads(async (reads) => {
    const agreement = await agreementOf(context, reads, id);
    const list = versionViews(await stateOf(reads, agreement));
    if (terminal.json) {
      terminal.printJson({ chain: agreement.chain, versions: list });
      return exit.done;
    }
    const { columns: of } = words;
    const columns = [of.version, of.hash, of.by, of.on, of.accepted, of.declined, of.what].map((title) => ({ title }));
    const rows = list.map(({ number, hash, party, on, accepted, declined, amendment, isText }) => [
      `v${number}`,
      hash.slice(0, HASH_SHOWN),
      party ?? words.opened,
      day(on, lang),
      accepted.join(', ') || '–',
      declined.join(', ') || '–',
      [amendment === null ? '' : words.amendment(amendment), isText ? words.current : ''].filter(Boolean).join(', '),
    ]);
    printTable(terminal, columns, rows, (text, column) => (column === 0 ? terminal.paint('accent', text) : text));
    return exit.done;
  });
}

/** In what one version differs from another, line by line. */
export async function diff(context: Context, id: string, from: string, to: string): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const words = roomWords[terminal.lang];
  return sessions.withReads(async (reads) => {
    const agreement = await agreementOf(context, reads, id);
    const state = await stateOf(reads, agreement);
    const found = difference(versionText(state, from), versionText(state, to));
    const lines = found.map((one) => ({ ...one, text: differenceText(one, terminal.lang) }));
    if (terminal.json) terminal.printJson({ from: namedHash(state, from), to: namedHash(state, to), differences: lines });
    else if (lines.length === 0) terminal.print(words.same);
    else for (const { text } of lines) terminal.print(text);
    return exit.done;
  });

  function versionText(state: State, version: string) {
    const text = textOf(state, namedHash(state, version));
    const known = versionViews(state).map(({ number }) => `v${number}`);
    if (text === null)
      throw new Failure(exit.usage, 'unknownVersion', words.unknownVersion(version), words.known(known.join(', ')), { known });
    return text;
  }
}

import { writeFile } from 'node:fs/promises';
import { domainOf, mailComposer, sampleKinds, sampleMail } from '../../infra/mail/index.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context } from '../session.ts';
import { noticeWords } from '../words/notices.ts';

export const itemKinds: readonly string[] = sampleKinds;

/** A mail with an invented example of every kind of item, or of one: its text part, or its HTML to a file. */
export async function preview(
  { terminal, config }: Context,
  kind: string | undefined,
  { out }: { out?: string },
): Promise<ExitCode> {
  const say = noticeWords[terminal.lang];
  const kinds = sampleKinds.filter((one) => (kind === undefined ? one !== 'rehearsed' : one === kind));
  if (kinds.length === 0)
    throw new Failure(
      exit.usage,
      'unknownKind',
      say.unknownKind(kind ?? '', itemKinds.join(', ')),
      'npx arscykel templates preview --help',
    );
  const composer = mailComposer({ lang: terminal.lang, domain: domainOf(config.mailFrom) });
  const mail = composer.compose(sampleMail(kinds));
  if (terminal.json) {
    terminal.printJson(mail);
    return exit.done;
  }
  if (out === undefined) {
    terminal.print(mail.subject);
    terminal.print();
    for (const line of mail.text.split('\n')) terminal.print(line);
    return exit.done;
  }
  try {
    await writeFile(out, mail.html);
  } catch (error) {
    throw new Failure(exit.usage, 'unwritable', `--out: ${error instanceof Error ? error.message : String(error)}`);
  }
  terminal.print(say.written(out));
  return exit.done;
}

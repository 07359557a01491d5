import { isRecorded, notesFor, shareNote, Unacceptable, writeNote } from '../../../audit/notes/notes.ts';
import { exit, type ExitCode, Failure } from '../../failure.ts';
import { noteList } from '../../lists/auditing.ts';
import type { Context } from '../../session.ts';
import { minute } from '../../terminal/dates.ts';
import { wrapped } from '../../terminal/width.ts';
import { auditingWords } from '../../words/audit/auditing.ts';
import { type AskerOptions, askerOf, coveredProcess } from './asking.ts';
import { positive } from './filters.ts';
import { handedOver, type HandingOptions } from './handing.ts';

type Writing = AskerOptions & { as: string };

/** Keeps a note of the auditor's own on a matter, or on an event of it. */
export async function note(context: Context, id: string, text: string, options: Writing & { about?: string }): Promise<ExitCode> {
  const { terminal, sessions, version: codeVersion } = context;
  const say = auditingWords[terminal.lang];
  if (text.trim() === '') throw new Failure(exit.usage, 'badInput', say.blankNote, say.blankNoteRemedy);
  const about = options.about === undefined ? null : positive(context, 'about', options.about, 1);
  return sessions.withReads(async (reads) => {
    const asker = await askerOf(context, reads, options);
    const process = await coveredProcess(context, reads, asker, id);
    if (about !== null && !(await isRecorded(asker.db, process.chain, about)))
      throw new Failure(exit.usage, 'unknownEvent', say.noSuchEvent(about));
    try {
      const { chain, version, hash } = await writeNote(asker.db, { chain: process.chain, about, text }, options.as, {
        now: asker.now,
        codeVersion,
      });
      if (terminal.json) terminal.printJson({ note: version, receipt: { chain, version, hash } });
      else terminal.print(say.noted(version, process.shortId));
      return exit.done;
    } catch (error) {
      if (error instanceof Unacceptable) throw new Failure(exit.usage, 'badInput', error.message);
      throw error;
    }
  });
}

/** Lets whoever may read the matter read a note. */
export async function share(context: Context, id: string, given: string, options: Writing): Promise<ExitCode> {
  const { terminal, sessions, version: codeVersion } = context;
  const say = auditingWords[terminal.lang];
  const number = positive(context, 'note', given, 1);
  return sessions.withReads(async (reads) => {
    const asker = await askerOf(context, reads, options);
    const process = await coveredProcess(context, reads, asker, id);
    const event = await shareNote(asker.db, process.chain, number, options.as, { now: asker.now, codeVersion });
    if (event === null) throw new Failure(exit.usage, 'unknownNote', say.noSuchNote(number), say.noSuchNoteRemedy);
    const { chain, version, hash } = event;
    if (terminal.json) terminal.printJson({ note: number, receipt: { chain, version, hash } });
    else terminal.print(say.sharedNote(number));
    return exit.done;
  });
}

/** One's own notes, and what others have shared. */
export async function notes(context: Context, id: string | undefined, options: AskerOptions & HandingOptions): Promise<ExitCode> {
  const { terminal, sessions } = context;
  const say = auditingWords[terminal.lang];
  return sessions.withReads(async (reads) => {
    const asker = await askerOf(context, reads, options);
    const process = id === undefined ? undefined : (await coveredProcess(context, reads, asker, id)).chain;
    const all = await notesFor(asker.db, asker.scope, asker.cover, asker.auditor, process);
    if (terminal.json) terminal.printJson({ notes: all });
    else if (await handedOver(context, noteList(all, terminal.lang), options)) return exit.done;
    else if (all.length === 0) terminal.print(say.noNotes);
    else
      for (const one of all) {
        const head = [
          one.process,
          String(one.number),
          one.about === null ? say.aboutWhole : say.aboutEvent(one.about),
          minute(one.writtenAt),
          one.writer,
          one.shared ? say.isShared : say.isOwn,
        ];
        terminal.print(terminal.paint('quiet', head.join(' · ')));
        for (const line of wrapped(one.text ?? say.erased, terminal.width - 2)) terminal.print(`  ${line}`);
      }
    return exit.done;
  });
}

import type { Filters } from '../../../audit/search/filters.ts';
import { findEvents, MOST_AT_ONCE, recordedTypes, TooMany } from '../../../audit/search/find.ts';
import { eventList } from '../../../audit/search/list.ts';
import { tell, type Told } from '../../../audit/search/tell.ts';
import { exit, type ExitCode } from '../../failure.ts';
import type { Context } from '../../session.ts';
import { day, minute } from '../../terminal/dates.ts';
import { wrapped } from '../../terminal/width.ts';
import { auditingWords } from '../../words/audit/auditing.ts';
import { type Asker, type AskerOptions, askerOf, coveredProcess, noteOperator } from './asking.ts';
import { type FilterOptions, filtersOf, positive } from './filters.ts';
import { handedOver, type HandingOptions, isTakenAway, within } from './handing.ts';

export interface SearchOptions extends FilterOptions, AskerOptions, HandingOptions {
  page?: string;
  size?: string;
}

const PAGE_SIZE = 50;

/** What is recorded and fits, across all matters, within the asker's mandate. */
export async function search(context: Context, options: SearchOptions): Promise<ExitCode> {
  const filters = filtersOf(context, options);
  return context.sessions.withReads(async (reads) => {
    const asker = await askerOf(context, reads, options);
    if (filters.process !== undefined) await coveredProcess(context, reads, asker, filters.process);
    return searched(context, asker, filters, options);
  });
}

/** The same for a question that was saved. */
export async function searched(context: Context, asker: Asker, filters: Filters, options: SearchOptions): Promise<ExitCode> {
  const { terminal } = context;
  const { lang } = terminal;
  const say = auditingWords[lang];
  const { db, scope, cover } = asker;
  const whole = isTakenAway(options);
  const page = whole ? 1 : positive(context, 'page', options.page, 1);
  const size = whole ? MOST_AT_ONCE : positive(context, 'size', options.size, PAGE_SIZE);
  const rows = await within(context, async () => {
    const { events, total } = await findEvents(db, scope, cover, filters, { page, size });
    if (whole && total > MOST_AT_ONCE) throw new TooMany();
    return { total, told: await tell(db, scope, cover, events, lang) };
  });
  const { told, total } = rows;
  const pages = Math.max(1, Math.ceil(total / size));
  if (terminal.json) terminal.printJson({ total, page, pages, events: told });
  else if (await handedOver(context, eventList(say.search, told, lang), options)) return exit.done;
  else {
    if (page > pages) terminal.print(say.pageBeyond(page, pages));
    else if (told.length === 0) await tellNothing(context, asker, filters);
    for (const one of told) printTold(context, one);
    if (told.length > 0)
      terminal.print(terminal.paint('quiet', [say.total(total), ...(pages > 1 ? [say.pageOf(page, pages)] : [])].join(' · ')));
  }
  noteOperator(context, asker);
  return exit.done;
}

async function tellNothing({ terminal }: Context, { db, scope }: Asker, { types = [] }: Filters): Promise<void> {
  const say = auditingWords[terminal.lang];
  terminal.print(say.nothing);
  if (types.length === 0) return;
  const known = await recordedTypes(db, scope);
  const unknown = types.filter((type) => !known.includes(type));
  for (const type of unknown) terminal.print(say.nothingOfType(type));
  if (unknown.length > 0) for (const line of wrapped(say.recordedTypes(known.join(', ')), terminal.width)) terminal.print(line);
}

/** The day it was done and what, then where, when recorded, by whom, why and on what. */
export function printTold({ terminal }: Context, told: Told): void {
  const { lang } = terminal;
  const say = auditingWords[lang];
  const head = `${day(told.doneOn, lang).padEnd(15)}  `;
  const indent = ' '.repeat(head.length);
  const width = terminal.width - head.length;
  wrapped(told.what, width).forEach((line, at) => terminal.print((at === 0 ? head : indent) + line));
  const parts = [
    told.around ? say.aroundOf(told.matter, told.version) : `${told.matter} ${told.version}`,
    ...(told.doneBy === null ? [] : [told.doneBy]),
    say.recordedWhen(minute(told.recordedAt), told.recordedBy),
    ...(told.reason === null ? [] : [say.reason(told.reason)]),
    ...(told.evidence === null ? [] : [say.evidence(told.evidence)]),
  ];
  for (const line of wrapped(parts.join(' · '), width)) terminal.print(indent + terminal.paint('quiet', line));
}

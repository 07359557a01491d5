import { asItStands } from '#core/agreement/asItStands.ts';
import { stringify } from 'csv-stringify/sync';
import { missingKinds, type RecipientsOverview, recipientsOverview } from '#core/agreement/recipients/overview.ts';
import { formatDateShort } from '#core/texts/dates.ts';
import { type Names, namesOf } from '#core/texts/names.ts';
import { nearest } from '../../infra/definition/mistake.ts';
import { exit, type ExitCode, Failure } from '../failure.ts';
import type { Context } from '../session.ts';
import { amount, amountsBeside } from '../terminal/money.ts';
import { printHeading, printTable } from '../terminal/show.ts';
import { moneyWords } from '../words/money.ts';
import { agreementOf, stateOf } from './agreement.ts';

interface Options {
  measure?: string;
  missing?: boolean;
  csv?: boolean;
}

/** Who is missing what, of those that measures' money goes to. */
export async function recipients(context: Context, id: string, options: Options): Promise<ExitCode> {
  const { terminal, sessions } = context;
  return sessions.withReads(async (reads) => {
    const agreement = await agreementOf(context, reads, id);
    const state = await stateOf(reads, agreement);
    const known = (state.definition.terms?.recipients?.measures ?? []).map(({ measure }) => measure);
    const { measure: only } = options;
    if (only !== undefined && !known.includes(only)) throw unknownMeasure(context, only, known);
    const overviews = known
      .filter((measure) => only === undefined || measure === only)
      .map((measure) => chosen(recipientsOverview(state, measure), options));
    const names = namesOf(asItStands(state));
    if (terminal.json) terminal.printJson({ agreement: agreement.shortId, chain: agreement.chain, measures: overviews });
    else if (options.csv === true) terminal.print(csvOf(overviews, names).trimEnd());
    else if (overviews.length === 0) terminal.print(moneyWords[terminal.lang].noRecipients);
    else for (const overview of overviews) printMeasure(context, overview, names);
    return exit.done;
  });
}

const chosen = (overview: RecipientsOverview, { missing }: Options): RecipientsOverview =>
  missing === true ? { ...overview, recipients: overview.recipients.filter((one) => one.missing.length > 0) } : overview;

function unknownMeasure({ terminal }: Context, given: string, known: readonly string[]): Failure {
  const words = moneyWords[terminal.lang];
  return new Failure(exit.usage, 'badInput', words.unknownMeasure(given), words.known(nearest(given, known), known.join(', ')), {
    known,
  });
}

function printMeasure({ terminal }: Context, overview: RecipientsOverview, names: Names): void {
  const { lang } = terminal;
  const words = moneyWords[lang];
  const { distributedOn, distributedOre, counts } = overview;
  printHeading(terminal, names.measure(overview.measure));
  const on = distributedOn === null ? null : formatDateShort(distributedOn, lang);
  terminal.print(terminal.paint('quiet', `  ${words.shared(amount(distributedOre, lang), on)}`));
  // Before anything is shared or asked nothing is missing of anybody, and nobody is through with it either.
  const begun = distributedOn !== null || overview.recipients.some(({ letter }) => letter !== 'notAsked');
  if (begun) terminal.print(`  ${words.of(counts.complete, counts.recipients)}`);
  const missing = missingKinds.filter((kind) => counts[kind] > 0).map((kind) => `${words.kinds[kind]} ${counts[kind]}`);
  if (missing.length > 0) terminal.print(`  ${words.missing}: ${missing.join(', ')}`);
  if (overview.recipients.length === 0) return;
  terminal.print();
  const { unit, figure } = amountsBeside(
    overview.recipients.flatMap(({ shareOre, paidOre, leftOre }) => [shareOre, paidOre, leftOre]),
    lang,
  );
  terminal.print(terminal.paint('quiet', unit));
  const nothing = begun ? words.complete : words.notSettled;
  const rows = overview.recipients.map((one) => [
    names.organisation(one.organisation),
    figure(one.shareOre),
    `${words.letters[one.letter]}${one.late ? ` (${words.late})` : ''}`,
    figure(one.paidOre),
    words.reports[one.report],
    figure(one.leftOre),
    one.missing.length === 0
      ? nothing
      : one.missing
          .map(({ what, dueOn }) => `${words.kinds[what]}${dueOn === null ? '' : ` ${formatDateShort(dueOn, lang)}`}`)
          .join(', '),
  ]);
  const right = 'right' as const;
  const columns = [
    { title: words.recipient },
    { title: words.share, align: right },
    { title: words.letter },
    { title: words.paid, align: right },
    { title: words.report },
    { title: words.columns.left, align: right },
    { title: words.missing, flexible: true },
  ];
  printTable(terminal, columns, rows, (text, column, row) =>
    column === 6 && row[6] !== words.notSettled ? terminal.paint(row[6] === words.complete ? 'good' : 'warning', text) : text,
  );
}

/** One line for each measure and recipient; amounts in öre, and what is missing by its code. */
function csvOf(overviews: readonly RecipientsOverview[], names: Names): string {
  const rows = overviews.flatMap(({ measure, recipients: list }) =>
    list.map(({ organisation, missing, ...rest }) => ({
      measure,
      organisation,
      title: names.organisation(organisation),
      ...rest,
      missing: missing.map(({ what }) => what).join(' '),
    })),
  );
  return stringify(rows, { header: true, cast: { boolean: (value) => String(value) }, escape_formulas: true });
}

import { asItStands } from '#core/agreement/asItStands.ts';
import type { Amounts, LedgerNode } from '#core/agreement/funds/ledger.ts';
import { type IntentionStanding, type MoneyView, moneyView } from '#core/agreement/funds/view.ts';
import { type Names, namesOf } from '#core/texts/names.ts';
import { postName } from '#core/texts/parts/funds.ts';
import { exit, type ExitCode } from '../failure.ts';
import type { Context } from '../session.ts';
import { day } from '../terminal/dates.ts';
import { amount, amountsBeside } from '../terminal/money.ts';
import { printHeading, printTable } from '../terminal/show.ts';
import { moneyWords } from '../words/money.ts';
import { agreementOf, stateOf } from './agreement.ts';

const right = 'right' as const;

/** Where every öre is: each level with what is below it, and what of it is not divided further. */
export async function money(context: Context, id: string, options: { recipients?: boolean }): Promise<ExitCode> {
  const { terminal, sessions } = context;
  return sessions.withReads(async (reads) => {
    const agreement = await agreementOf(context, reads, id);
    const state = await stateOf(reads, agreement);
    const view = moneyView(state);
    if (terminal.json) {
      terminal.printJson({ agreement: agreement.shortId, chain: agreement.chain, ...view });
      return exit.done;
    }
    const names = namesOf(asItStands(state));
    if (!view.followed) terminal.print(terminal.paint('quiet', moneyWords[terminal.lang].notFollowed));
    printLedger(context, view, names, options.recipients === true);
    printIntentions(context, view.intentions, names);
    printRequisitions(context, view, names);
    printPayments(context, view, names);
    printReclaims(context, view, names);
    return exit.done;
  });
}

function printLedger({ terminal }: Context, { ledger: root, followed }: MoneyView, names: Names, each: boolean): void {
  const { lang } = terminal;
  const words = moneyWords[lang];
  const { unit, figure } = amountsBeside(everyAmount(root, each), lang);
  terminal.print(terminal.paint('quiet', unit));
  const shown = (what: string, amounts: Amounts): string[] => [...columnsOf(amounts).map(figure), what];
  const rows: string[][] = [shown(words.all, root.total)];
  for (const area of root.children) {
    rows.push(shown(names.area(area.id), area.total));
    // Where payments are not followed, nothing is known of a measure but what the text states for it.
    const told = area.children.filter(({ total }) => followed || isSomething(total));
    for (const measure of told) rows.push(...measureRows(measure));
    if (followed && area.children.length > 0 && isSomething(area.own)) rows.push(shown(`  ${words.undivided}`, area.own));
  }
  const { setAside, paid, unpaid, used, back, left, what } = words.columns;
  const amounts = [setAside, paid, unpaid, used, back, left].map((title) => ({ title, align: right }));
  printTable(terminal, [...amounts, { title: what, flexible: true }], rows);

  function measureRows({ id, total, own, children }: LedgerNode): string[][] {
    if (children.length === 0) return [shown(`  ${names.measure(id)}`, total)];
    const below = each
      ? children.map((one) => shown(`    ${names.organisation(one.id)}`, one.total))
      : [['', '', '', '', '', '', `    ${words.ofRecipients(children.length)}`]];
    const rest = isSomething(own) ? [shown(`    ${words.undivided}`, own)] : [];
    return [shown(`  ${names.measure(id)}`, total), ...below, ...rest];
  }
}

const columnsOf = ({ setAside, paid, unpaid, used, repaid, returned, left }: Amounts): number[] => [
  setAside,
  paid,
  unpaid,
  used,
  repaid + returned,
  left,
];

/** Every amount that the table shows. */
function everyAmount({ kind, own, total, children }: LedgerNode, each: boolean): number[] {
  const below = kind === 'measure' && !each ? [] : children.flatMap((one) => everyAmount(one, each));
  return [...columnsOf(own), ...columnsOf(total), ...below];
}

const isSomething = ({ setAside, paid, carried, requisitioned }: Amounts): boolean =>
  setAside + paid + carried + requisitioned > 0;

function printIntentions({ terminal }: Context, intentions: readonly IntentionStanding[], names: Names): void {
  if (intentions.length === 0) return;
  const { lang } = terminal;
  const words = moneyWords[lang];
  printHeading(terminal, words.intentions);
  const shown = (one: { amountOre: number } | null) => (one === null ? words.notSettled : amount(one.amountOre, lang));
  const rows = intentions.map(({ measure, year, intendedOre, appropriation, setAside }) => [
    String(year),
    intendedOre === null ? words.notSettled : amount(intendedOre, lang),
    shown(appropriation),
    shown(setAside),
    names.measure(measure),
  ]);
  const columns = [
    { title: words.year },
    ...[words.intended, words.appropriated, words.setAside].map((title) => ({ title, align: right })),
    { title: words.columns.what, flexible: true },
  ];
  printTable(terminal, columns, rows);
}

function printRequisitions({ terminal }: Context, { requisitions }: MoneyView, names: Names): void {
  if (requisitions.length === 0) return;
  const { lang } = terminal;
  const words = moneyWords[lang];
  printHeading(terminal, words.requisitions);
  const rows = requisitions.map(({ id, doneOn, amountOre, approvedOre, paidOre, late, post }) => [
    id,
    day(doneOn, lang),
    amount(amountOre, lang),
    approvedOre === null ? words.notSettled : amount(approvedOre, lang),
    amount(paidOre, lang),
    `${postName(post, names)}${late ? `, ${words.late}` : ''}`,
  ]);
  const columns = [
    { title: words.id },
    { title: words.on },
    ...[words.asked, words.granted, words.paid].map((title) => ({ title, align: right })),
    { title: words.columns.what, flexible: true },
  ];
  printTable(terminal, columns, rows, (text, column) => (column === 0 ? terminal.paint('accent', text) : text));
}

/** With the number of the event, by which one is corrected. */
function printPayments({ terminal }: Context, { payments }: MoneyView, names: Names): void {
  if (payments.length === 0) return;
  const { lang } = terminal;
  const words = moneyWords[lang];
  printHeading(terminal, words.payments);
  const rows = payments.map(({ id, version, doneOn, amountOre, payer, requisition, post }) => [
    id,
    day(doneOn, lang),
    amount(amountOre, lang),
    String(version),
    `${names.organisation(payer)}: ${postName(post, names)}${requisition === null ? '' : ` (${requisition})`}`,
  ]);
  const columns = [
    { title: words.id },
    { title: words.on },
    { title: words.paid, align: right },
    { title: words.event, align: right },
    { title: words.columns.what, flexible: true },
  ];
  printTable(terminal, columns, rows, (text, column) => (column === 0 ? terminal.paint('accent', text) : text));
}

function printReclaims({ terminal }: Context, { reclaims }: MoneyView, names: Names): void {
  if (reclaims.length === 0) return;
  const { lang } = terminal;
  const words = moneyWords[lang];
  printHeading(terminal, words.reclaims);
  const rows = reclaims.map(({ id, doneOn, amountOre, settledOre, post, from }) => [
    id,
    day(doneOn, lang),
    amount(amountOre, lang),
    amount(settledOre, lang),
    post.recipient === null ? `${names.organisation(from)}: ${postName(post, names)}` : postName(post, names),
  ]);
  const columns = [
    { title: words.id },
    { title: words.on },
    { title: words.asked, align: right },
    { title: words.returned, align: right },
    { title: words.columns.what, flexible: true },
  ];
  printTable(terminal, columns, rows, (text, column) => (column === 0 ? terminal.paint('accent', text) : text));
}

import type { FundsCommand, FundsTerms, Intention, Named } from '#core/agreement/funds/types.ts';
import { parseMoney } from '#core/money.ts';
import type { AgreementFile } from '#contracts/schemas.ts';
import type { Origins } from '../origins.ts';
import type { PartCommands } from './parts.ts';

function ore(text: string): number {
  const amount = parseMoney(text);
  if (amount === null) throw new TypeError(`${JSON.stringify(text)} has not passed the schema for amounts.`);
  return amount;
}

const oreOrNull = (text: string | undefined): number | null => (text === undefined ? null : ore(text));

interface Whose {
  area?: string | undefined;
  measure?: string | undefined;
  recipient?: string | undefined;
}

const named = ({ area, measure, recipient }: Whose): Named => ({
  area: area ?? null,
  measure: measure ?? null,
  recipient: recipient ?? null,
});

/** The commands that somebody's inputs say. */
export const fundsToCommand: PartCommands<FundsCommand> = {
  settleAppropriation: async ({ amount, ...said }) => ({ type: 'settleAppropriation', ...said, amountOre: oreOrNull(amount) }),
  settleSetAside: async ({ amount, ...said }) => ({ type: 'settleSetAside', ...said, amountOre: oreOrNull(amount) }),
  requisition: async ({ amount, reference, signedBy, ...whose }, putText) => ({
    type: 'requisition',
    ...named(whose),
    amountOre: ore(amount),
    reference: await putText(reference),
    signedBy: signedBy ?? null,
  }),
  approveRequisition: async ({ requisition, amount }) => ({
    type: 'approveRequisition',
    requisition,
    amountOre: oreOrNull(amount),
  }),
  declineRequisition: async ({ requisition }) => ({ type: 'declineRequisition', requisition }),
  recordPayment: async ({ requisition, amount, payer, decision, ...whose }, putText) => ({
    type: 'recordPayment',
    requisition: requisition ?? null,
    ...named(whose),
    amountOre: ore(amount),
    payer,
    decision: await putText(decision),
  }),
  accountFunds: async ({ measure, recipient, used, unspent }) => ({
    type: 'accountFunds',
    measure,
    recipient: recipient ?? null,
    usedOre: ore(used),
    unspentOre: ore(unspent),
  }),
  repayFunds: async ({ measure, recipient, amount }) => ({
    type: 'repayFunds',
    measure,
    recipient: recipient ?? null,
    amountOre: ore(amount),
  }),
  reclaim: async ({ amount, body, decidedOn, paragraph, payBy, ...whose }) => ({
    type: 'reclaim',
    ...named(whose),
    amountOre: ore(amount),
    body,
    decidedOn,
    paragraph,
    payBy: payBy ?? null,
  }),
  settleReclaim: async ({ reclaim, amount }) => ({ type: 'settleReclaim', reclaim, amountOre: ore(amount) }),
};

/** What is no amount becomes 0, which the schema has told of. */
const meant = (text: string): number => parseMoney(text) ?? 0;

/** What the file says of funds; undefined where it says nothing. */
export function fundsTerms(file: AgreementFile, origins: Origins): FundsTerms | undefined {
  const { funds } = file;
  if (funds === undefined) return undefined;
  origins.set('terms.funds', ['funds']);
  origins.set('terms.funds.carriedOre', ['funds', 'carried']);
  const { conditions } = funds;
  return {
    intentions: intentionsOf(file, origins),
    settledBy: funds.settledBy ?? null,
    payers: funds.payers ?? [],
    payment: funds.payment ?? 'notFollowed',
    lastDayBinds: funds.lastDayBinds ?? false,
    conditions: {
      holdPaymentWhileReportIsLate: conditions?.holdPaymentWhileReportIsLate ?? false,
      holdPaymentWhileAccountsAreLate: conditions?.holdPaymentWhileAccountsAreLate ?? false,
      holdUntilLetterOfIntent: conditions?.holdUntilLetterOfIntent ?? false,
    },
    carriedOre: Object.fromEntries(Object.entries(funds.carried ?? {}).map(([id, text]) => [id, meant(text)])),
  };
}

/** One for each measure and year; an entry that names no measures is about all that go on in its year. */
function intentionsOf({ funds, areas }: AgreementFile, origins: Origins): Intention[] {
  const all = Object.values(areas).flatMap(({ measures }) => Object.entries(measures ?? {}));
  const found: Intention[] = [];
  for (const [index, { year, measures, amount }] of (funds?.intentions ?? []).entries()) {
    const goingOn = all.filter(([, { continuesIn }]) => continuesIn?.includes(year) === true).map(([id]) => id);
    for (const measure of measures ?? goingOn) {
      origins.set(`terms.funds.intentions.${found.length}`, ['funds', 'intentions', index]);
      found.push({ measure, year, amountOre: amount === undefined ? null : meant(amount) });
    }
  }
  return found;
}

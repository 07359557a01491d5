import type { Difference, Part, Value } from '#core/agreement/negotiation/difference.ts';
import { isCivilDate } from '#core/calendar/civilDate.ts';
import { formatEn, formatSv } from '#core/money.ts';
import { formatDateShort } from './dates.ts';
import type { Lang, Text } from './lang.ts';

const parts: Readonly<Record<Part, Text>> = {
  area: { sv: 'Området', en: 'The area' },
  measure: { sv: 'Insatsen', en: 'The measure' },
  deadline: { sv: 'Fristen', en: 'The deadline' },
};

const fields: Readonly<Record<string, Text>> = {
  title: { sv: 'rubrik', en: 'title' },
  budgetOre: { sv: 'budget', en: 'budget' },
  amountOre: { sv: 'belopp', en: 'amount' },
  area: { sv: 'område', en: 'area' },
  debtor: { sv: 'ansvarig', en: 'who owes it' },
  creditor: { sv: 'mottagare', en: 'whom it is owed to' },
  continuesIn: { sv: 'fortsätter', en: 'goes on in' },
  serves: { sv: 'mål', en: 'goal' },
  continues: { sv: 'fortsätter på', en: 'continues' },
  kind: { sv: 'slag', en: 'kind' },
  mode: { sv: 'skyldighet eller bevakning', en: 'owed or watched' },
  metBy: { sv: 'uppfylls genom', en: 'met by' },
  plan: { sv: 'påminnelseplan', en: 'reminder plan' },
  dueOn: { sv: 'dag', en: 'day' },
  measure: { sv: 'insats', en: 'measure' },
  handler: { sv: 'handläggare', en: 'handler' },
  source: { sv: 'källa', en: 'source' },
};

const paymentFields: Readonly<Record<Extract<Difference, { kind: 'payments' }>['field'], Text>> = {
  payment: { sv: 'Utbetalning', en: 'Payment' },
  payers: { sv: 'Betalas av', en: 'Paid by' },
  lastDayBinds: { sv: 'Sista rekvisitionsdagen binder', en: 'The last day for requisitions binds' },
  holdPaymentWhileReportIsLate: {
    sv: 'Utbetalning hålls inne vid sen redovisning',
    en: 'Payment is held while a report is late',
  },
  holdPaymentWhileAccountsAreLate: {
    sv: 'Utbetalning hålls inne vid sen medelsredovisning',
    en: 'Payment is held while accounts are late',
  },
  holdUntilLetterOfIntent: {
    sv: 'Utbetalning hålls inne till dess avsiktsförklaringen är lämnad',
    en: 'Payment is held until the letter of intent is given',
  },
};

const paymentValues: Readonly<Record<string, Text>> = {
  '': { sv: '(ingen)', en: '(nobody)' },
  true: { sv: 'ja', en: 'yes' },
  false: { sv: 'nej', en: 'no' },
  notFollowed: { sv: 'följs inte', en: 'not followed' },
  onRequisition: { sv: 'på rekvisition', en: 'on requisition' },
  withoutRequisition: { sv: 'utan rekvisition', en: 'without requisition' },
};

const paymentValue = (value: string, lang: Lang): string => paymentValues[value]?.[lang] ?? value;

const money = (ore: number, lang: Lang): string => (lang === 'sv' ? formatSv(ore) : formatEn(ore));

/** One difference as a line: 'Området Forskning: budget 0,5 mnkr → 1 mnkr'. */
export function differenceText(one: Difference, lang: Lang): string {
  const isSv = lang === 'sv';
  switch (one.kind) {
    case 'frame':
      return `${isSv ? 'Ramen' : 'The frame'}: ${money(one.beforeOre, lang)} → ${money(one.afterOre, lang)}`;
    case 'validUntil':
      return `${isSv ? 'Gäller till' : 'Valid until'}: ${said('validUntil', one.before, lang)} → ${said('validUntil', one.after, lang)}`;
    case 'moneyMoved':
      return isSv
        ? `${money(one.amountOre, lang)} flyttas från ${one.from} till ${one.to}`
        : `${money(one.amountOre, lang)} moved from ${one.from} to ${one.to}`;
    case 'added':
      return `${parts[one.part][lang]} ${one.title} ${isSv ? 'tillkommer' : 'is added'}${about(one, lang)}`;
    case 'removed':
      return `${parts[one.part][lang]} ${one.title} ${isSv ? 'utgår' : 'is taken out'}`;
    case 'payments':
      return `${paymentFields[one.field][lang]}: ${paymentValue(one.before, lang)} → ${paymentValue(one.after, lang)}`;
    case 'changed': {
      const field = fields[one.field]?.[lang] ?? one.field;
      return `${parts[one.part][lang]} ${one.title}: ${field} ${said(one.field, one.before, lang)} → ${said(one.field, one.after, lang)}`;
    }
  }
}

function about({ amountOre, dueOn }: { amountOre: number | null; dueOn: string | null }, lang: Lang): string {
  if (amountOre !== null) return `, ${money(amountOre, lang)}`;
  return dueOn === null ? '' : `, ${formatDateShort(dueOn, lang)}`;
}

function said(field: string, value: Value, lang: Lang): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return lang === 'sv' ? '(inget)' : '(none)';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'number') return field.endsWith('Ore') ? money(value, lang) : String(value);
  return isCivilDate(value) ? formatDateShort(value, lang) : value;
}

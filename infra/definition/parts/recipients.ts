import type { DistributionKey, MeasureRecipients, RecipientsCommand, RecipientsTerms } from '#core/agreement/recipients/types.ts';
import type { TextRef } from '#core/act/envelope.ts';
import { parseMoney } from '#core/money.ts';
import type { AgreementFile } from '#contracts/schemas.ts';
import type { Origins } from '../origins.ts';
import type { PartCommands } from './parts.ts';

/** The commands that somebody's inputs say. */
export const recipientsToCommand: PartCommands<RecipientsCommand> = {
  distribute: async ({ measure, amount }) => ({
    type: 'distribute',
    measure,
    amountOre: amount === undefined ? null : meant(amount),
  }),
  askLetters: async (input) => ({ type: 'askLetters', ...input }),
  closeLetters: async (input) => ({ type: 'closeLetters', ...input }),
  giveLetter: async ({ organisation, measure, answers }, putText) => {
    const put: Record<string, TextRef> = {};
    for (const [question, answer] of Object.entries(answers)) put[question] = await putText(answer);
    return { type: 'giveLetter', organisation, measure, answers: put };
  },
  declineMoney: async (input) => ({ type: 'declineMoney', ...input }),
};

/** What is no amount becomes 0, which the schema has told of. */
const meant = (text: string): number => parseMoney(text) ?? 0;
const meantOrNull = (text: string | undefined): number | null => (text === undefined ? null : meant(text));

type Said = NonNullable<AgreementFile['recipients']>;
type Shared = Said['measures'][string];

/** What the file says of recipients; undefined where it says nothing. */
export function recipientsTerms(file: AgreementFile, origins: Origins): RecipientsTerms | undefined {
  const said = file.recipients;
  if (said === undefined) return undefined;
  origins.set('terms.recipients', ['recipients']);
  const recipients = Object.entries(said.list ?? {}).map(([organisation, { county, population, base }], index) => {
    origins.set(`terms.recipients.recipients.${index}`, ['recipients', 'list', organisation]);
    return { organisation, county: county ?? null, population: population ?? null, baseOre: meantOrNull(base) };
  });
  const mandates = Object.entries(said.mandates ?? {}).map(([county, mandate], index) => {
    origins.set(`terms.recipients.mandates.${index}`, ['recipients', 'mandates', county]);
    return { county, ...mandate };
  });
  const measures = Object.entries(said.measures).map(([measure, shared], index) => {
    origins.set(`terms.recipients.measures.${index}`, ['recipients', 'measures', measure]);
    origins.set(`terms.recipients.measures.${index}.measure`, ['recipients', 'measures', measure]);
    return measureOf(file, measure, shared, Object.keys(said.list ?? {}));
  });
  return { recipients, mandates, measures };
}

function measureOf(file: AgreementFile, measure: string, shared: Shared, everybody: readonly string[]): MeasureRecipients {
  const own = Object.values(file.areas).flatMap(({ measures }) => measures?.[measure] ?? [])[0];
  const { requisitionBy, reportBy } = shared;
  return {
    measure,
    key: keyOf(shared),
    recipients: shared.recipients ?? [...everybody],
    forCounties: shared.forCounties ?? false,
    distributedBy: shared.distributedBy ?? own?.creditor ?? file.defaults?.creditor ?? '',
    questions: Object.entries(shared.questions ?? {}).map(([id, title]) => ({ id, title })),
    requisitionBy: requisitionBy === undefined ? null : { dueOn: requisitionBy.on, source: requisitionBy.source },
    reportBy: reportBy === undefined ? null : { dueOn: reportBy.on, source: reportBy.source },
  };
}

function keyOf({ key, base, rest, amounts }: Shared): DistributionKey {
  switch (key) {
    case 'equal':
    case 'byPopulation':
      return { kind: key };
    case 'list':
      return {
        kind: key,
        amountsOre: Object.fromEntries(Object.entries(amounts ?? {}).map(([id, text]) => [id, meant(text)])),
      };
    case 'baseShare':
      return { kind: key, baseOre: meantOrNull(base) ?? 0, rest: rest ?? 'byPopulation' };
  }
}

/** The days that the file gives recipients, and where they come from. */
export function recipientDates({ recipients }: AgreementFile) {
  return Object.entries(recipients?.measures ?? {}).flatMap(([measure, shared]) =>
    (['requisitionBy', 'reportBy'] as const).flatMap((field) => {
      const date = shared[field];
      const at = ['recipients', 'measures', measure, field];
      return date === undefined ? [] : [{ at, from: date.on, to: null, source: date.source }];
    }),
  );
}

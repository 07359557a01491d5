import type { FrameworkCommandType } from '#core/framework/commands.ts';
import type { FrameworkDefinition } from '#core/framework/definition.ts';
import type { FrameworkPhase } from '#core/framework/phases.ts';
import { commissionItemOf, type YearStatus } from '#core/framework/state.ts';
import type { Lang, Text } from '../lang.ts';
import { organisationNames, type OrganisationNames, titleIn } from '../naming.ts';

const phaseNames: Readonly<Record<FrameworkPhase, Text>> = {
  signing: { sv: 'undertecknande', en: 'signing' },
  approval: { sv: 'godkännande', en: 'approval' },
  valid: { sv: 'gällande', en: 'valid' },
  ended: { sv: 'upphörd', en: 'ended' },
  lapsed: { sv: 'förfallen', en: 'lapsed' },
};

const commandNames: Readonly<Record<FrameworkCommandType, Text>> = {
  open: { sv: 'lägga upp plattformen', en: 'take the framework in' },
  authorise: { sv: 'bemyndiga undertecknare', en: 'authorise a signatory' },
  sign: { sv: 'underteckna', en: 'sign' },
  refuseToSign: { sv: 'vägra underteckna', en: 'refuse to sign' },
  approve: { sv: 'godkänna', en: 'approve' },
  reject: { sv: 'avslå', en: 'reject' },
  revise: { sv: 'lägga fram en ny text', en: 'put a new text' },
  lapse: { sv: 'låta förfalla', en: 'let lapse' },
  withdraw: { sv: 'lämna plattformen', en: 'withdraw from the framework' },
  planYear: { sv: 'planera ett år', en: 'plan a year' },
  replanYear: { sv: 'planera om ett år', en: 'plan a year anew' },
  unplanYear: { sv: 'ta tillbaka ett planerat år', en: 'take a planned year back' },
  openYear: { sv: 'öppna ett planerat år nu', en: 'open a planned year now' },
  noteYear: { sv: 'anteckna ett år som redan är öppnat', en: 'note a year that is open already' },
  moveCommissionDate: { sv: 'flytta ett datum i uppdraget', en: 'move a date of the commission' },
  meetCommission: { sv: 'anteckna en rapport inom uppdraget', en: 'enter a report under the commission' },
  letGoCommission: { sv: 'släppa ett datum i uppdraget', en: 'let a date of the commission go' },
  correct: { sv: 'rätta en anteckning', en: 'correct an entry' },
};

const yearStatusNames: Readonly<Record<YearStatus, Text>> = {
  expected: { sv: 'väntar på sin text', en: 'waits for its text' },
  planned: { sv: 'planerat', en: 'planned' },
  opening: { sv: 'öppnas', en: 'being opened' },
  opened: { sv: 'öppnat', en: 'opened' },
  notOpened: { sv: 'inte öppnat', en: 'not opened' },
};

export const frameworkPhaseName = (phase: FrameworkPhase, lang: Lang): string => phaseNames[phase][lang];
/** As an infinitive: 'underteckna', 'plan a year'. */
export const frameworkCommandName = (command: FrameworkCommandType, lang: Lang): string => commandNames[command][lang];
export const yearStatusName = (status: YearStatus, lang: Lang): string => yearStatusNames[status][lang];

/** What ids are called in a framework; an id that it does not know stands for itself. */
export interface FrameworkNames extends OrganisationNames {
  area: (id: string) => string;
  commission: (id: string) => string;
  /** A commission's date by both ids. */
  item: (commission: string, item: string) => string;
  /** A deadline by its id: a commission's date, or a year's text. */
  deadline: (id: string, lang: Lang) => string;
}

export function frameworkNamesOf(definition: FrameworkDefinition | null): FrameworkNames {
  const item = (commission: string, id: string): string =>
    titleIn(definition?.commissions.find((one) => one.id === commission)?.items, id);
  return {
    ...organisationNames(definition?.organisations),
    area: (id) => titleIn(definition?.areas, id),
    commission: (id) => titleIn(definition?.commissions, id),
    item,
    deadline(id, lang) {
      const year = /^yearText-(\d{4})$/.exec(id)?.[1];
      if (year !== undefined)
        return lang === 'sv' ? `Text till överenskommelsen för ${year}` : `Text of the agreement for ${year}`;
      const of = definition === null ? null : commissionItemOf(definition, id);
      return of === null ? id : item(of.commission, of.item);
    },
  };
}

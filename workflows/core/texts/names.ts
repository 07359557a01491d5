import type { Command, CommandType } from '#core/agreement/commands.ts';
import type { Definition } from '#core/agreement/definition.ts';
import type { Phase } from '#core/agreement/phases.ts';
import type { Lang, Text } from './lang.ts';
import { organisationNames, type OrganisationNames, titleIn } from './naming.ts';
import type { CommandNames } from './parts/parts.ts';
import { consultationCommands } from './parts/consultation.ts';
import { negotiationCommands } from './parts/negotiation.ts';
import { decisionsCommands } from './parts/decisions.ts';
import { fundsCommands } from './parts/funds.ts';
import { recipientsCommands } from './parts/recipients.ts';
import { followUpCommands } from './parts/followUp.ts';
import { datesCommands } from './parts/dates.ts';
import { tasksCommands } from './parts/tasks.ts';

const phaseNames: Readonly<Record<Phase, Text>> = {
  planned: { sv: 'planerad', en: 'planned' },
  consultation: { sv: 'samråd', en: 'consultation' },
  preparation: { sv: 'beredning', en: 'preparation' },
  negotiation: { sv: 'förhandling', en: 'negotiation' },
  signing: { sv: 'undertecknande', en: 'signing' },
  approval: { sv: 'godkännande', en: 'approval' },
  inForce: { sv: 'genomförande', en: 'in force' },
  evaluation: { sv: 'utvärdering', en: 'evaluation' },
  finalReporting: { sv: 'slutredovisning', en: 'final reporting' },
  closed: { sv: 'avslutad', en: 'closed' },
  lapsed: { sv: 'förfallen', en: 'lapsed' },
  terminated: { sv: 'uppsagd', en: 'terminated' },
};

const commandNames: CommandNames<Command> = {
  open: { sv: 'öppna överenskommelsen', en: 'open the agreement' },
  adoptBasis: { sv: 'fastställa underlaget', en: 'adopt the basis' },
  openNextPhaseEarly: { sv: 'öppna nästa fas i förtid', en: 'open the next phase early' },
  acceptVersion: { sv: 'godta versionen', en: 'accept the version' },
  authorise: { sv: 'bemyndiga undertecknare', en: 'authorise a signatory' },
  sign: { sv: 'underteckna', en: 'sign' },
  refuseToSign: { sv: 'vägra underteckna', en: 'refuse to sign' },
  approve: { sv: 'godkänna', en: 'approve' },
  reject: { sv: 'avslå', en: 'reject' },
  reopenNegotiation: { sv: 'återuppta förhandlingen', en: 'reopen the negotiation' },
  lapse: { sv: 'låta förfalla', en: 'let lapse' },
  terminate: { sv: 'säga upp', en: 'terminate' },
  meetDeadline: { sv: 'anteckna en frist som uppfylld', en: 'enter a deadline as met' },
  letGo: { sv: 'släppa ett bevakat datum', en: 'let a watched date go' },
  handInReport: { sv: 'lämna redovisning', en: 'hand in a report' },
  returnReport: { sv: 'återlämna redovisning', en: 'return a report' },
  acceptReport: { sv: 'godta redovisning', en: 'accept a report' },
  reportDeviation: { sv: 'anmäla avvikelse', en: 'report a deviation' },
  account: { sv: 'redovisa medel', en: 'account for funds' },
  repay: { sv: 'återbetala', en: 'repay' },
  adoptEvaluation: { sv: 'fastställa utvärderingen', en: 'adopt the evaluation' },
  changeRules: { sv: 'ändra reglerna', en: 'change the rules' },
  correct: { sv: 'rätta en anteckning', en: 'correct an entry' },
  ...consultationCommands,
  ...negotiationCommands,
  ...decisionsCommands,
  ...fundsCommands,
  ...recipientsCommands,
  ...followUpCommands,
  ...datesCommands,
  ...tasksCommands,
};

export const phaseName = (phase: Phase, lang: Lang): string => phaseNames[phase][lang];

/** As an infinitive: 'underteckna', 'hand in a report'. */
export const commandName = (command: CommandType, lang: Lang): string => commandNames[command][lang];

/** What ids are called in a definition; an id that it does not know stands for itself. */
export interface Names extends OrganisationNames {
  area: (id: string) => string;
  measure: (id: string) => string;
  deadline: (id: string) => string;
}

export function namesOf(definition: Definition | null): Names {
  const written = definition?.deadlines ?? [];
  const reckoned = (definition?.terms?.dates?.dependent ?? []).map(({ deadline }) => deadline);
  return {
    ...organisationNames(definition?.organisations),
    area: (id) => titleIn(definition?.areas, id),
    measure: (id) => titleIn(definition?.measures, id),
    deadline: (id) => titleIn([...written, ...reckoned], id),
  };
}

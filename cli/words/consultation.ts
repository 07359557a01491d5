import type { ResponseOutcome, Stance } from '#core/agreement/consultation/types.ts';
import type { Standing } from '#core/agreement/consultation/contributions.ts';
import type { Lang } from '#core/texts/lang.ts';

interface ConsultationWords {
  summary: string;
  asked: string;
  organisation: string;
  answerBy: string;
  standing: Readonly<Record<Standing | 'state', string>>;
  late: string;
  given: string;
  statements: string;
  priorities: string;
  by: (organisation: string, on: string) => string;
  about: (priority: string) => string;
  unasked: string;
  stance: Readonly<Record<Stance, string>>;
  response: Readonly<Record<ResponseOutcome, string>>;
  noResponse: string;
  foundIn: (places: string) => string;
  providers: string;
  discussion: (organisation: string, text: string) => string;
  measures: string;
  measure: string;
  contributions: string;
  involvement: string;
  notInvolved: string;
  needs: string;
  needsFrom: (organisation: string, done: boolean) => string;
  erased: string;
  nothing: string;
}

export const consultationWords: Readonly<Record<Lang, ConsultationWords>> = {
  sv: {
    summary: 'vilka som hörts i samrådet, och vad det blev av vad de sade',
    asked: 'Tillfrågade',
    organisation: 'Organisation',
    answerBy: 'Svar senast',
    standing: {
      state: 'Läge',
      waiting: 'väntas',
      answered: 'har svarat',
      declined: 'avstår från att yttra sig',
      silent: 'har inte svarat',
      excused: 'behöver inte svara',
    },
    late: 'för sent',
    given: 'Lämnat',
    statements: 'Yttranden',
    priorities: 'Föreslagna prioriteringar',
    by: (organisation, on) => `${organisation}, ${on}`,
    about: (priority) => `om ${priority}`,
    unasked: 'inte tillfrågad',
    stance: { for: 'tillstyrker', against: 'avstyrker', comment: 'synpunkt' },
    response: { takenUp: 'Svar: har tagits upp', partly: 'Svar: har delvis tagits upp', not: 'Svar: har inte tagits upp' },
    noResponse: 'Svar saknas',
    foundIn: (places) => `Finns i: ${places}`,
    providers: 'Utförare',
    discussion: (organisation, text) => `${organisation}: ${text}`,
    measures: 'Insatser som tagit upp något',
    measure: 'Insats',
    contributions: 'Förslag och yttranden',
    involvement: 'Huvudmän och utförare',
    notInvolved: 'Har inte sagt hur de deltagit',
    needs: 'Behov och prioriteringar',
    needsFrom: (organisation, done) =>
      `${organisation} ${done ? 'har formulerat' : 'har ännu inte formulerat'} de kommunala behoven`,
    erased: '(texten är raderad)',
    nothing: 'Ingen är tillfrågad och ingen har lämnat något ännu.',
  },
  en: {
    summary: 'who was heard in the consultation, and what became of what they said',
    asked: 'Asked',
    organisation: 'Organisation',
    answerBy: 'To answer by',
    standing: {
      state: 'State',
      waiting: 'awaited',
      answered: 'has answered',
      declined: 'declines to answer',
      silent: 'has not answered',
      excused: 'need not answer',
    },
    late: 'late',
    given: 'Given',
    statements: 'Statements',
    priorities: 'Proposed priorities',
    by: (organisation, on) => `${organisation}, ${on}`,
    about: (priority) => `on ${priority}`,
    unasked: 'not asked',
    stance: { for: 'for', against: 'against', comment: 'comment' },
    response: { takenUp: 'Response: taken up', partly: 'Response: partly taken up', not: 'Response: not taken up' },
    noResponse: 'No response yet',
    foundIn: (places) => `Found in: ${places}`,
    providers: 'Providers',
    discussion: (organisation, text) => `${organisation}: ${text}`,
    measures: 'Measures that took something up',
    measure: 'Measure',
    contributions: 'Proposals and statements',
    involvement: 'Principals and providers',
    notInvolved: 'Have not said how they took part',
    needs: 'Needs and priorities',
    needsFrom: (organisation, done) => `${organisation} ${done ? 'has formulated' : 'has not formulated'} the municipal needs`,
    erased: '(the text is erased)',
    nothing: 'Nobody is asked and nobody has given anything yet.',
  },
};

import type { DeviationStanding } from '#core/agreement/followUp/following.ts';
import type { Lang } from '#core/texts/lang.ts';

interface FollowUpWords {
  summary: string;
  deviations: string;
  standing: Readonly<Record<DeviationStanding, string>>;
  unresolved: (count: number) => string;
  action: (id: string, organisation: string, dueOn: string) => string;
  done: (on: string, result: string) => string;
  followedUp: (on: string, resolved: boolean, outcome: string) => string;
  assessments: string;
  measure: string;
  party: string;
  outcome: string;
  notAssessed: string;
  nobodyMay: string;
  waits: (measures: string) => string;
  findings: string;
  considered: (findings: string) => string;
  whole: string;
  document: (sha256: string) => string;
  revisions: string;
  carried: { underWay: string; done: string; refused: (code: string) => string };
  feedback: string;
  evaluation: string;
  fetched: (on: string) => string;
  notFetched: string;
  activities: string;
  development: string;
  reasons: string;
  erased: string;
  nothing: string;
}

export const followUpWords: Readonly<Record<Lang, FollowUpWords>> = {
  sv: {
    summary: 'avvikelser, bedömningar, ändringar till nästa år och återkoppling',
    deviations: 'Avvikelser',
    standing: {
      unfollowed: 'inte följd upp',
      actionPlanned: 'åtgärd planerad',
      actionDone: 'åtgärd utförd, väntar på uppföljning',
      notResolved: 'uppföljd, kvarstår',
      resolved: 'åtgärdad',
    },
    unresolved: (count) =>
      `${count} ${count === 1 ? 'avvikelse kvarstår' : 'avvikelser kvarstår'}: utvärderingen behöver säga något om ${count === 1 ? 'den' : 'dem'}.`,
    action: (id, organisation, dueOn) => `${id}, ${organisation}, senast ${dueOn}`,
    done: (on, result) => `utförd ${on}: ${result}`,
    followedUp: (on, resolved, outcome) => `uppföljd ${on}, ${resolved ? 'åtgärdad' : 'kvarstår'}: ${outcome}`,
    assessments: 'Parternas bedömning',
    measure: 'Insats',
    party: 'Part',
    outcome: 'Bedömning',
    notAssessed: 'inte bedömd',
    nobodyMay: 'ingen av parterna kan bedöma den',
    waits: (measures) => `Utvärderingen kan inte fastställas innan dessa är bedömda: ${measures}.`,
    findings: 'Iakttagelser från andra',
    considered: (findings) => `med hänsyn till ${findings}`,
    whole: 'överenskommelsen i stort',
    document: (sha256) => `dokument ${sha256}`,
    revisions: 'Ändringar till nästa år',
    carried: {
      underWay: 'på väg',
      done: 'framme',
      refused: (code) =>
        code === 'noReceiver' ? 'inte mottagen: nästa års överenskommelse finns inte här' : `inte mottagen (${code})`,
    },
    feedback: 'Återkoppling',
    evaluation: 'Utvärderingen',
    activities: 'Aktiviteter',
    development: 'Utveckling mot målen',
    reasons: 'Varför mål inte nåtts',
    fetched: (on) => `hämtad ${on}`,
    notFetched: 'inte hämtad',
    erased: '(texten är raderad)',
    nothing: 'Här finns inget att följa upp ännu.',
  },
  en: {
    summary: "deviations, assessments, next year's revisions and feedback",
    deviations: 'Deviations',
    standing: {
      unfollowed: 'not followed up',
      actionPlanned: 'action planned',
      actionDone: 'action done, to be followed up',
      notResolved: 'followed up, remains',
      resolved: 'resolved',
    },
    unresolved: (count) =>
      `${count} ${count === 1 ? 'deviation remains' : 'deviations remain'}: the evaluation needs to say something of ${count === 1 ? 'it' : 'them'}.`,
    action: (id, organisation, dueOn) => `${id}, ${organisation}, by ${dueOn}`,
    done: (on, result) => `done ${on}: ${result}`,
    followedUp: (on, resolved, outcome) => `followed up ${on}, ${resolved ? 'resolved' : 'remains'}: ${outcome}`,
    assessments: "The parties' assessment",
    measure: 'Measure',
    party: 'Party',
    outcome: 'Assessment',
    notAssessed: 'not assessed',
    nobodyMay: 'none of the parties can assess it',
    waits: (measures) => `The evaluation cannot be adopted before these are assessed: ${measures}.`,
    findings: 'Findings from others',
    considered: (findings) => `considering ${findings}`,
    whole: 'the agreement as a whole',
    document: (sha256) => `document ${sha256}`,
    revisions: 'Revisions for next year',
    carried: {
      underWay: 'under way',
      done: 'arrived',
      refused: (code) => (code === 'noReceiver' ? 'not received: next year’s agreement is not here' : `not received (${code})`),
    },
    feedback: 'Feedback',
    evaluation: 'The evaluation',
    activities: 'Activities',
    development: 'Development against the goals',
    reasons: 'Why goals were not met',
    fetched: (on) => `fetched ${on}`,
    notFetched: 'not fetched',
    erased: '(the text is erased)',
    nothing: 'There is nothing to follow up yet.',
  },
};

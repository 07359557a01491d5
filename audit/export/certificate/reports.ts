import type { ReportContent } from '#core/agreement/commands.ts';
import type { State } from '#core/agreement/state.ts';
import type { ReferralState } from '#core/referral/state.ts';
import { formatDate } from '#core/texts/dates.ts';
import { positionName } from '#core/texts/referral/names.ts';
import type { Block } from '../pdf/blocks.ts';
import type { Event, Reading } from '../reading.ts';
import { certificateWords } from './inWords.ts';

const newest = (events: readonly Event[], type: string, deadline: string): Event | undefined =>
  events.findLast(({ body }) => body.type === type && (body as unknown as { deadline?: unknown }).deadline === deadline);

/** What a report says: what was done, how it went, and where goals were not met, why. */
function reportedIn({ lang, written }: Reading, event: Event | undefined): string[] {
  const say = certificateWords[lang].reports;
  const { content } = (event?.body ?? {}) as { content?: ReportContent };
  if (content?.kind !== 'threePart') return content === undefined ? [] : [say.nothing];
  return [
    `${say.activities}: ${written(content.activities)}`,
    `${say.development}: ${written(content.development)}`,
    ...(content.goalsMet ? [] : [`${say.reasons}: ${written(content.reasons)}`]),
  ];
}

export function reportBlocks(reading: Reading, state: State): Block[] {
  const { lang, events, deadlines, named, organisation, written } = reading;
  const { reports: say, evaluated, notEvaluated } = certificateWords[lang];
  const day = (event: Event | undefined): string => event?.doneOn ?? '';
  const reports = deadlines.filter(({ metBy }) => metBy === 'report').toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const adopted = events.findLast(({ body }) => body.type === 'evaluationAdopted');
  const assessments = state.followUp.assessments;
  return [
    { kind: 'heading', level: 1, text: say.heading },
    { kind: 'paragraph', text: adopted === undefined ? notEvaluated : evaluated(formatDate(adopted.doneOn, lang)) },
    ...(assessments.length === 0
      ? []
      : [
          {
            kind: 'facts' as const,
            facts: assessments.map(({ measure, party, assessment }) => ({
              label: say.assessed,
              value: `${named(measure)}\n${organisation(party)}: ${written(assessment)}`,
            })),
          },
        ]),
    ...(reports.length === 0
      ? []
      : [
          { kind: 'paragraph' as const, text: say.lead, tone: 'quiet' as const },
          {
            kind: 'table' as const,
            summary: say.summary,
            columns: [
              { title: say.measure, share: 9 },
              { title: say.handedIn, share: 2 },
              { title: say.returned, share: 2 },
              { title: say.accepted, share: 2 },
            ],
            rows: reports.map(({ id, title }) => [
              [title, ...reportedIn(reading, newest(events, 'reportHandedIn', id))].join('\n'),
              day(newest(events, 'reportHandedIn', id)),
              day(newest(events, 'reportReturned', id)),
              day(newest(events, 'reportAccepted', id)),
            ]),
          },
        ]),
  ];
}

/** Everybody who was asked or answered, question by question. */
export function answerBlocks({ lang, organisation }: Reading, state: ReferralState): Block[] {
  const { reports: say } = certificateWords[lang];
  const rows = state.questions.flatMap(({ number, asked }) => {
    const others = Object.keys(state.answers).filter((id) => !asked.includes(id) && state.answers[id]?.[number] !== undefined);
    return [...asked, ...others].map((id) => {
      const answer = state.answers[id]?.[number];
      const declined = state.declines[id]?.[number];
      const position = answer === undefined ? '–' : positionName(answer.whole ?? 'noPosition', lang);
      return [String(number), organisation(id), position, answer?.doneOn ?? declined?.doneOn ?? ''];
    });
  });
  return [
    { kind: 'heading', level: 1, text: say.answers },
    {
      kind: 'table',
      summary: say.answers,
      columns: [
        { title: say.number, share: 1 },
        { title: say.who, share: 7 },
        { title: say.position, share: 4 },
        { title: say.answered, share: 2 },
      ],
      rows,
    },
  ];
}

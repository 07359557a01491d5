import { daysBetween } from '#core/calendar/civilDate.ts';
import { outstandingOre } from '#core/agreement/obligations.ts';
import type { ReportContent } from '#core/agreement/commands.ts';
import type { State } from '#core/agreement/state.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { ReferralState } from '#core/referral/state.ts';
import { formatDate } from '#core/texts/dates.ts';
import { positionName } from '#core/texts/referral/names.ts';
import type { Block } from '../pdf/blocks.ts';
import type { Event, Reading } from '../reading.ts';
import { certificateWords } from './words.ts';

/** What the system or time itself entered is of no one's doing, and is in the lists. */
const isOnesDoing = ({ recordedBy, body }: Event): boolean =>
  recordedBy.role !== 'time' && body.type !== 'runStarted' && body.type !== 'phaseBegan';

export function actBlocks(reading: Reading): Block[] {
  const { lang, events, person, written } = reading;
  const { acts: say, left } = certificateWords[lang];
  const shown = events.filter(isOnesDoing);
  const told = (event: Event): string => {
    const { doneBy, recordedBy, reason, evidence, body } = event;
    const isOther = doneBy?.person != null && doneBy.person !== recordedBy.person;
    return [
      reading.line(body),
      ...(isOther ? [`${say.doneBy} ${person(doneBy.person ?? '')}`] : []),
      ...(reason === null ? [] : [`${say.reason}: ${written(reason)}`]),
      ...(evidence?.kind === 'reference' ? [`${say.evidence}: ${written(evidence.text)}`] : []),
      ...(evidence?.kind === 'document' ? [`${say.evidence}: SHA-256 ${evidence.sha256}`] : []),
    ].join('\n');
  };
  return [
    { kind: 'heading', level: 1, text: say.heading },
    { kind: 'paragraph', text: say.lead, tone: 'quiet' },
    {
      kind: 'table',
      summary: say.summary,
      columns: [
        { title: say.event, share: 0.8, align: 'right' },
        { title: say.done, share: 2 },
        { title: say.what, share: 8 },
        { title: say.recorded, share: 3.6 },
      ],
      rows: shown.map((event) => [
        String(event.version),
        event.doneOn,
        told(event),
        `${reading.minute(event.recordedAt)}\n${reading.recorder(event)}`,
      ]),
    },
    { kind: 'paragraph', text: left(events.length - shown.length), tone: 'quiet' },
  ];
}

/** How a deadline ended, and by how much. */
export function outcomeOf(deadline: Deadline, lang: Reading['lang']): string {
  const say = certificateWords[lang];
  const { status, done, dueOn, mode } = deadline;
  if (status !== 'met' || done === null) return `${say.statuses[status]}${mode === 'watched' ? ` (${say.dates.watched})` : ''}`;
  const late = daysBetween(dueOn, done.doneOn);
  return late > 0 ? say.late(late) : say.inTime;
}

/** More pairs of who owes whom than this stand in the table itself. */
const MOST_GROUPS = 6;

export function deadlineBlocks(reading: Reading): Block[] {
  const { lang, deadlines } = reading;
  const { dates: say } = certificateWords[lang];
  const heading: Block = { kind: 'heading', level: 1, text: say.heading };
  if (deadlines.length === 0) return [heading, { kind: 'paragraph', text: say.none }];
  const ordered = deadlines.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)));
  const groups = [...Map.groupBy(ordered, (one) => owed(reading, one))];
  const lead: Block[] = [heading, { kind: 'paragraph', text: say.lead, tone: 'quiet' }];
  if (groups.length > MOST_GROUPS) return [...lead, deadlineTable(reading, ordered, true)];
  return [
    ...lead,
    ...groups.flatMap(([title, list]): Block[] => [
      { kind: 'heading', level: 2, text: title },
      deadlineTable(reading, list, false),
    ]),
  ];
}

const owed = ({ lang, organisation }: Reading, { debtor, creditor }: Deadline): string =>
  certificateWords[lang].owed(organisation(debtor), organisation(creditor));

function deadlineTable(reading: Reading, list: readonly Deadline[], isWithOwed: boolean): Block {
  const { lang } = reading;
  const { dates: say } = certificateWords[lang];
  return {
    kind: 'table',
    summary: say.summary,
    columns: [
      { title: say.what, share: isWithOwed ? 6 : 11 },
      ...(isWithOwed ? [{ title: say.owed, share: 5 }] : []),
      { title: say.due, share: 2.1 },
      { title: say.done, share: 2.1 },
      { title: say.how, share: 2.2 },
    ],
    rows: list.map((one) => [
      one.title,
      ...(isWithOwed ? [owed(reading, one)] : []),
      one.dueOn,
      one.done?.doneOn ?? '',
      outcomeOf(one, lang),
    ]),
  };
}

export function moneyBlocks(reading: Reading, state: State): Block[] {
  const { lang, money } = reading;
  const { money: say } = certificateWords[lang];
  const areas = state.definition.areas.map(({ id, title, budgetOre }) => {
    const account = state.accounts[id];
    const repaid = state.repayments.filter(({ area }) => area === id).reduce((sum, { amountOre }) => sum + amountOre, 0);
    return {
      title,
      budgetOre,
      used: account?.usedOre ?? null,
      unspent: account?.unspentOre ?? null,
      repaid,
      left: outstandingOre(state, id),
    };
  });
  const or = (ore: number | null): string => (ore === null ? '–' : money(ore));
  const sum = (of: 'budgetOre' | 'used' | 'unspent' | 'repaid' | 'left'): string =>
    areas.some((area) => area[of] === null) ? '–' : money(areas.reduce((total, area) => total + (area[of] ?? 0), 0));
  return [
    { kind: 'heading', level: 1, text: say.heading },
    { kind: 'paragraph', text: say.lead, tone: 'quiet' },
    {
      kind: 'table',
      summary: say.summary,
      columns: [
        { title: say.area, share: 5.4 },
        ...[say.budget, say.used, say.unspent, say.repaid, say.left].map((title) => ({
          title,
          share: 2,
          align: 'right' as const,
        })),
      ],
      rows: [
        ...areas.map(({ title, budgetOre, used, unspent, repaid, left }) => [
          title,
          money(budgetOre),
          or(used),
          or(unspent),
          money(repaid),
          or(left),
        ]),
        [say.whole, sum('budgetOre'), sum('used'), sum('unspent'), sum('repaid'), sum('left')],
      ],
    },
  ];
}

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

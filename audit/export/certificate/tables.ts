import { daysBetween } from '#core/calendar/civilDate.ts';
import { outstandingOre } from '#core/agreement/obligations.ts';
import type { State } from '#core/agreement/state.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import type { Block } from '../pdf/blocks.ts';
import type { Event, Reading } from '../reading.ts';
import { certificateWords } from './inWords.ts';

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

import { asItStands } from '#core/agreement/asItStands.ts';
import { dependentDates } from '#core/agreement/dates/dependent.ts';
import { isBaseless } from '#core/agreement/dates/reckon.ts';
import type { DateChange, DependentDate } from '#core/agreement/dates/types.ts';
import { effectiveDueOn } from '#core/agreement/folding.ts';
import type { State } from '#core/agreement/state.ts';
import type { ProcessState } from '#core/models.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { formatDateShort } from './dates.ts';
import { dayCount } from './days.ts';
import type { Lang, Text } from './lang.ts';
import { type Names, namesOf } from './names.ts';

/** The same for a process of any kind: other kinds' dates say where they come from. */
export function explainDate(deadline: Deadline, { kind, state }: ProcessState, lang: Lang): string[] {
  if (kind === 'agreement') return explainDueDate(deadline, state, lang);
  return [`${formatDateShort(deadline.dueOn, lang)}: ${setOn(deadline, lang)}`];
}

/** Whether reminders of a deadline go on: it is open, its clock runs, and what its date was reckoned from holds. */
export function isFollowed(deadline: Deadline, { kind, state }: ProcessState): boolean {
  const runs = deadline.status === 'open' && deadline.suspendedOn === null;
  return runs && !(kind === 'agreement' && isBaseless(state, deadline.id));
}

/**
 * How a deadline came to the date it has, oldest first: where it was written or what it was reckoned from, and every change since; then what
 * else holds of it now: an extension that is asked for, a clock that stands still.
 */
export function explainDueDate(deadline: Deadline, state: State, lang: Lang): string[] {
  const names = namesOf(asItStands(state));
  const changes = state.dates.changes[deadline.id] ?? [];
  const dependent = dependentDates(state).find((one) => one.deadline.id === deadline.id);
  const first = changes[0]?.kind === 'reckoned' ? [] : [written(deadline, changes, state, lang)];
  const since = changes.map((change) => changed(change, dependent, state, names, lang));
  return [...first, ...since, ...(deadline.status === 'open' ? atPresent(deadline, state, lang) : [])];
}

function written(deadline: Deadline, changes: readonly DateChange[], state: State, lang: Lang): string {
  const { source, setBy } = deadline;
  const at = changes[0]?.from ?? deadline.dueOn;
  if (setBy !== 'text') return `${formatDateShort(at, lang)}: ${setOn(deadline, lang)}`;
  const inText = state.definition.deadlines.find(({ id }) => id === deadline.id)?.dueOn ?? at;
  const from = lang === 'sv' ? 'ur överenskommelsens text' : "from the agreement's text";
  const shift = effectiveDueOn(inText, state.rules) === at ? shifted(inText, at, lang) : '';
  return `${formatDateShort(at, lang)}: ${from} (${source})${shift}`;
}

const setOn = ({ askedOn, source }: Deadline, lang: Lang): string =>
  `${{ sv: 'satt', en: 'set' }[lang]} ${formatDateShort(askedOn, lang)} (${source})`;

/** Where the agreement says "next business day" and the date was none. */
function shifted(date: CivilDate, to: CivilDate, lang: Lang): string {
  if (date === to) return '';
  const from = formatDateShort(date, lang);
  return lang === 'sv' ? `, närmaste arbetsdag efter ${from}` : `, the next business day after ${from}`;
}

const verbs: Readonly<Record<Exclude<DateChange['kind'], 'reckoned'>, Text>> = {
  moved: { sv: 'flyttad', en: 'moved' },
  extended: { sv: 'anstånd', en: 'extended' },
  resumed: { sv: 'framflyttad efter uppehåll', en: 'moved on after a suspension' },
  reopened: { sv: 'öppnad på nytt', en: 'reopened' },
  returned: { sv: 'redovisningen återlämnad', en: 'report returned' },
  commission: { sv: 'följer uppdraget, flyttad', en: 'follows the commission, moved' },
};

const inTheText: Text = { sv: 'ändrad i överenskommelsens text', en: "changed in the agreement's text" };

function changed(change: DateChange, dependent: DependentDate | undefined, { rules }: State, names: Names, lang: Lang): string {
  const { kind, to, by, doneOn } = change;
  const on = effectiveDueOn(to, rules);
  const day = formatDateShort(on, lang);
  if (kind === 'reckoned')
    return `${day}: ${dependent === undefined ? '' : reckonedFrom(dependent, names, lang)}${based(change, lang)}${shifted(to, on, lang)}`;
  const verb = (kind === 'moved' && by === null ? inTheText : verbs[kind])[lang];
  const from = change.from === null ? '' : ` ${{ sv: 'från', en: 'from' }[lang]} ${formatDateShort(change.from, lang)}`;
  const who = by === null ? '' : ` ${{ sv: 'av', en: 'by' }[lang]} ${names.organisation(by)}`;
  return `${day}: ${verb}${from}${who}, ${formatDateShort(doneOn, lang)}${shifted(to, on, lang)}`;
}

const based = ({ baseOn }: DateChange, lang: Lang): string => (baseOn === undefined ? '' : ` (${formatDateShort(baseOn, lang)})`);

function atPresent({ id, suspendedOn }: Deadline, state: State, lang: Lang): string[] {
  const lines: string[] = [];
  const asked = state.dates.asked[id];
  if (asked !== undefined) {
    const [to, on] = [formatDateShort(asked.to, lang), formatDateShort(asked.doneOn, lang)];
    lines.push(
      lang === 'sv' ? `anstånd begärt ${on} till ${to}, inte besvarat` : `extension to ${to} asked for ${on}, not answered`,
    );
  }
  if (isBaseless(state, id))
    lines.push(
      lang === 'sv'
        ? 'det som datumet räknades från gäller inte längre: ingen påminns'
        : 'what the date was reckoned from no longer holds: nobody is reminded',
    );
  if (suspendedOn !== null) {
    const since = formatDateShort(suspendedOn, lang);
    lines.push(lang === 'sv' ? `står stilla sedan ${since}: ingen påminns` : `suspended since ${since}: nobody is reminded`);
  }
  return lines;
}

/** '14 dagar efter det sista godkännandet', '10 arbetsdagar före Statskontorets slutrapport'. */
function reckonedFrom({ base, days, count }: DependentDate, names: Names, lang: Lang): string {
  const from = baseText(base, names, lang);
  if (days === 0) return lang === 'sv' ? `samma dag som ${from}` : `the same day as ${from}`;
  const amount = count === 'days' ? dayCount(Math.abs(days), lang) : businessDayCount(Math.abs(days), lang);
  const side = { sv: days < 0 ? 'före' : 'efter', en: days < 0 ? 'before' : 'after' }[lang];
  return `${amount} ${side} ${from}`;
}

function businessDayCount(days: number, lang: Lang): string {
  if (lang === 'sv') return days === 1 ? '1 arbetsdag' : `${days} arbetsdagar`;
  return days === 1 ? '1 business day' : `${days} business days`;
}

function baseText(base: DependentDate['base'], names: Names, lang: Lang): string {
  switch (base.kind) {
    case 'validity':
      return lang === 'sv' ? 'det sista godkännandet' : 'the last approval';
    case 'basisAdopted':
      return lang === 'sv' ? 'att underlaget fastställdes' : 'the basis was adopted';
    case 'evaluationAdopted':
      return lang === 'sv' ? 'att utvärderingen fastställdes' : 'the evaluation was adopted';
    case 'due':
      return names.deadline(base.deadline);
    case 'met':
      return lang === 'sv' ? `att ${names.deadline(base.deadline)} uppfylldes` : `${names.deadline(base.deadline)} was met`;
  }
}

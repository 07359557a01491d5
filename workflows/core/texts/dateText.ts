import { asItStands } from '#core/agreement/asItStands.ts';
import type { DateChange, DependentDate } from '#core/agreement/dates/types.ts';
import type { State } from '#core/agreement/state.ts';
import type { Deadline } from '#core/deadlines/deadline.ts';
import { formatDateShort } from './dates.ts';
import { dayCount } from './days.ts';
import type { Lang } from './lang.ts';
import { type Names, namesOf } from './names.ts';

/** How a deadline came to the date it has, oldest first: where it was written or what it was reckoned from, and every change since. */
export function explainDueDate(deadline: Deadline, state: State, lang: Lang): string[] {
  const names = namesOf(asItStands(state));
  const changes = state.dates.changes[deadline.id] ?? [];
  const dependent = state.definition.terms?.dates?.dependent.find((one) => one.deadline.id === deadline.id);
  const first = changes[0]?.kind === 'reckoned' ? [] : [written(deadline, changes, lang)];
  const lines = [...first, ...changes.map((change) => changed(change, dependent, names, lang))];
  if (deadline.suspendedOn !== null) {
    const since = formatDateShort(deadline.suspendedOn, lang);
    lines.push(lang === 'sv' ? `står stilla sedan ${since}` : `suspended since ${since}`);
  }
  return lines;
}

function written({ dueOn, source, setBy, askedOn }: Deadline, changes: readonly DateChange[], lang: Lang): string {
  const at = formatDateShort(changes[0]?.from ?? dueOn, lang);
  if (setBy !== 'text') {
    const on = formatDateShort(askedOn, lang);
    return lang === 'sv' ? `${at}: satt ${on} (${source})` : `${at}: set ${on} (${source})`;
  }
  return lang === 'sv' ? `${at}: ur överenskommelsens text (${source})` : `${at}: from the agreement's text (${source})`;
}

const verbs: Readonly<Record<Exclude<DateChange['kind'], 'reckoned'>, Record<Lang, string>>> = {
  moved: { sv: 'flyttad', en: 'moved' },
  extended: { sv: 'anstånd givet', en: 'extended' },
  resumed: { sv: 'framflyttad efter uppehåll', en: 'moved on after a suspension' },
  reopened: { sv: 'öppnad på nytt', en: 'reopened' },
  returned: { sv: 'redovisningen återlämnad', en: 'report returned' },
  commission: { sv: 'uppdraget flyttat', en: 'commission moved' },
};

function changed(change: DateChange, dependent: DependentDate | undefined, names: Names, lang: Lang): string {
  const to = formatDateShort(change.to, lang);
  if (change.kind === 'reckoned') return `${to}: ${dependent === undefined ? '' : reckonedFrom(dependent, names, lang)}`;
  const from = change.from === null ? '' : ` ${lang === 'sv' ? 'från' : 'from'} ${formatDateShort(change.from, lang)}`;
  const by = change.by === null ? '' : ` ${lang === 'sv' ? 'av' : 'by'} ${names.organisation(change.by)}`;
  return `${to}: ${verbs[change.kind][lang]}${from}${by}, ${formatDateShort(change.doneOn, lang)}`;
}

/** '14 dagar efter giltigheten', '10 arbetsdagar före Statskontorets slutrapport'. */
export function reckonedFrom({ base, days, count }: DependentDate, names: Names, lang: Lang): string {
  const amount = count === 'days' ? dayCount(Math.abs(days), lang) : businessDayCount(Math.abs(days), lang);
  const side = { sv: days < 0 ? 'före' : 'efter', en: days < 0 ? 'before' : 'after' }[lang];
  return `${amount} ${side} ${baseText(base, names, lang)}`;
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

import type { DeadlineStatus } from '#core/deadlines/deadline.ts';
import type { Lang } from '#core/texts/lang.ts';
import type { ReadBy } from '../../../audit/asOf/asOf.ts';
import type { MoneyColumn } from '../../../audit/asOf/difference.ts';

/** Days and amounts come as people read them. */
export interface DiffWords {
  diff: string;
  between: (first: string, second: string) => string;
  readingBetween: Readonly<Record<ReadBy, string>>;
  chain: string;
  chainText: (first: number, last: number) => string;
  changed: string;
  nothingChanged: string;
  events: (count: number) => string;
  noEvents: string;
  change: {
    phase: (before: string | null, after: string, on: string | null) => string;
    validity: (before: string, after: string) => string;
    textStands: (after: string) => string;
    version: (number: number, hash: string, party: string | null, amendment: number | null) => string;
    set: (what: string, dueOn: string, status: string | null) => string;
    moved: (what: string, before: string, after: string) => string;
    status: (what: string, before: DeadlineStatus, after: DeadlineStatus, on: string | null) => string;
    accepted: (what: string) => string;
    suspended: (what: string, since: string) => string;
    resumed: (what: string, since: string) => string;
    overdue: (what: string, dueOn: string) => string;
    money: (area: string, what: MoneyColumn | 'budget', before: string, after: string) => string;
    handler: (what: string, before: string | null, after: string | null) => string;
    person: (person: string, organisation: string) => string;
    year: (year: number, before: string | null, after: string) => string;
  };
  reversed: (first: string, second: string) => string;
  reversedRemedy: (first: string, second: string) => string;
  statusNames: Readonly<Record<DeadlineStatus, string>>;
}

const statusSv: Readonly<Record<DeadlineStatus, string>> = {
  open: 'öppen igen',
  met: 'uppfylld',
  letGo: 'inte längre bevakad',
  waived: 'efterskänkt',
  silent: 'obesvarad när svaret inte längre väntades',
};

const statusEn: Readonly<Record<DeadlineStatus, string>> = {
  open: 'open again',
  met: 'met',
  letGo: 'no longer watched',
  waived: 'waived',
  silent: 'unanswered when the answer was no longer waited for',
};

const moneySv: Readonly<Record<MoneyColumn | 'budget', string>> = {
  budget: 'budget',
  appropriated: 'anslaget',
  setAside: 'avsatt',
  requisitioned: 'rekvirerat',
  approved: 'beviljat',
  paid: 'utbetalt',
  used: 'använt',
  repaid: 'återbetalt',
  reclaimed: 'återkrävt',
  returned: 'åter efter återkrav',
};

const moneyEn: Readonly<Record<MoneyColumn | 'budget', string>> = {
  budget: 'budget',
  appropriated: 'appropriated',
  setAside: 'set aside',
  requisitioned: 'requisitioned',
  approved: 'approved',
  paid: 'paid',
  used: 'used',
  repaid: 'repaid',
  reclaimed: 'reclaimed',
  returned: 'returned after a reclaim',
};

const sv: DiffWords = {
  diff: 'vad som hände och ändrades mellan två dagar',
  between: (first, second) => `Från slutet av ${first} till slutet av ${second}`,
  readingBetween: { recorded: 'efter vad som registrerades då', done: 'efter vad som gjordes då, när det än registrerades' },
  chain: 'Kedjan',
  chainText: (first, last) =>
    first > last ? `ingen händelse efter nummer ${last}` : first === last ? `händelse ${last}` : `händelse ${first} till ${last}`,
  changed: 'Ändrat',
  nothingChanged: 'Ingenting är annorlunda.',
  events: (count) => `Händelser (${count})`,
  noEvents: 'Inga händelser.',
  change: {
    phase: (before, after, on) => `Fas: ${before ?? 'inte öppnad'} → ${after}${on === null ? '' : `, sedan ${on}`}`,
    validity: (before, after) => `Gäller: ${before} → ${after}`,
    textStands: (after) => `Texten är nu ${after}`,
    version: (number, hash, party, amendment) =>
      `Version ${number} (${hash}) framlagd${party === null ? '' : ` av ${party}`}${amendment === null ? '' : `, tilläggsöverenskommelse ${amendment}`}`,
    set: (what, dueOn, status) => `Ny frist: ${what}, ${dueOn}${status === null ? '' : `, redan ${status}`}`,
    moved: (what, before, after) => `Flyttad: ${what}, ${before} → ${after}`,
    status: (what, _before, after, on) => `${what}: ${statusSv[after]}${on === null ? '' : ` ${on}`}`,
    accepted: (what) => `${what}: godtagen`,
    suspended: (what, since) => `${what}: uppehåll sedan ${since}`,
    resumed: (what, since) => `${what}: uppehållet sedan ${since} är slut`,
    overdue: (what, dueOn) => `${what}: försenad, skulle ha varit klar ${dueOn}`,
    money: (area, what, before, after) => `${area}: ${moneySv[what]} ${before} → ${after}`,
    handler: (what, before, after) =>
      after === null ? `${what}: ${before ?? 'ingen'} har lämnat uppgiften` : `${what}: uppgiften tagen av ${after}`,
    person: (person, organisation) => `${person} är tillagd för ${organisation}`,
    year: (year, before, after) => `${year}: ${before === null ? '' : `${before} → `}${after}`,
  },
  reversed: (first, second) => `${first} ligger inte före ${second}`,
  reversedRemedy: (first, second) => `Skriv den tidigare dagen först: ${second} ${first}.`,
  statusNames: statusSv,
};

const en: DiffWords = {
  diff: 'what happened and changed between two days',
  between: (first, second) => `From the end of ${first} to the end of ${second}`,
  readingBetween: { recorded: 'by what was recorded in between', done: 'by what was done in between, whenever it was recorded' },
  chain: 'The chain',
  chainText: (first, last) =>
    first > last ? `no event after number ${last}` : first === last ? `event ${last}` : `events ${first} to ${last}`,
  changed: 'Changed',
  nothingChanged: 'Nothing is different.',
  events: (count) => `Events (${count})`,
  noEvents: 'No events.',
  change: {
    phase: (before, after, on) => `Phase: ${before ?? 'not opened'} → ${after}${on === null ? '' : `, since ${on}`}`,
    validity: (before, after) => `Valid: ${before} → ${after}`,
    textStands: (after) => `The text is now ${after}`,
    version: (number, hash, party, amendment) =>
      `Version ${number} (${hash}) tabled${party === null ? '' : ` by ${party}`}${amendment === null ? '' : `, amendment ${amendment}`}`,
    set: (what, dueOn, status) => `New deadline: ${what}, ${dueOn}${status === null ? '' : `, already ${status}`}`,
    moved: (what, before, after) => `Moved: ${what}, ${before} → ${after}`,
    status: (what, _before, after, on) => `${what}: ${statusEn[after]}${on === null ? '' : ` ${on}`}`,
    accepted: (what) => `${what}: accepted`,
    suspended: (what, since) => `${what}: suspended since ${since}`,
    resumed: (what, since) => `${what}: the suspension since ${since} is over`,
    overdue: (what, dueOn) => `${what}: overdue, was due ${dueOn}`,
    money: (area, what, before, after) => `${area}: ${moneyEn[what]} ${before} → ${after}`,
    handler: (what, before, after) =>
      after === null ? `${what}: ${before ?? 'nobody'} has left the task` : `${what}: task taken by ${after}`,
    person: (person, organisation) => `${person} was added for ${organisation}`,
    year: (year, before, after) => `${year}: ${before === null ? '' : `${before} → `}${after}`,
  },
  reversed: (first, second) => `${first} is not before ${second}`,
  reversedRemedy: (first, second) => `Write the earlier day first: ${second} ${first}.`,
  statusNames: statusEn,
};

export const diffWords: Readonly<Record<Lang, DiffWords>> = { sv, en };

import type { CivilDate } from '#core/calendar/civilDate.ts';
import { type Position, positions } from '#core/referral/definition.ts';

// A referral to 290 municipalities, all of it invented: what each does is drawn from a seed, and counted here on its own.

export const BODIES = 290;
export const bodies = Array.from({ length: BODIES }, (_, index) => `kommun-${index + 1}`);
/** Known and not asked. */
const outsiders = Array.from({ length: 5 }, (_, index) => `utanfor-${index + 1}`);
const some = bodies.slice(0, 40);

export const days = {
  sent: '2012-04-02',
  extensionsAsked: '2012-06-20',
  extensionsAnswered: '2012-06-21',
  last: '2012-06-29',
  late: '2012-07-03',
  reconsulted: '2012-07-10',
  extended: '2012-08-31',
  lastOfTheSecond: '2012-09-14',
  closed: '2012-10-01',
  afterwards: '2012-10-03',
} as const satisfies Record<string, CivilDate>;

const registrar = (id: string) => `registrator-${id}`;
const named = ['forbundet', ...bodies, ...outsiders];

/** The referral's file. */
export const referralFile = JSON.stringify({
  referral: 'manga',
  title: 'Påhittad remiss till många',
  asker: { organisation: 'forbundet', body: 'styrelsen' },
  coordinator: 'samordnaren',
  answeringDays: 60,
  answerBy: { on: days.last, source: 'assumed' },
  parts: {
    helheten: { title: 'Helheten', questions: { medlen: 'Räcker medlen?', tiden: 'Är tiden rimlig?' } },
    somliga: { title: 'Somligas del', to: some, questions: { samverkan: 'Fungerar samverkan?' } },
  },
  asked: Object.fromEntries(bodies.map((id) => [id, {}])),
  organisations: Object.fromEntries(
    named.map((id) => [
      id,
      {
        title: `Påhittade ${id}`,
        registrar: { email: `${id}@example.org` },
        ...(id === 'forbundet' ? { bodies: { styrelsen: 'Styrelsen' } } : {}),
      },
    ]),
  ),
  people: {
    samordnaren: { name: 'Alva Påhittad', email: 'alva@example.org', organisation: 'forbundet', roles: ['coordinator'] },
    ...Object.fromEntries(
      named.map((id) => [
        registrar(id),
        { name: `Påhittad ${id}`, email: `person.${id}@example.org`, organisation: id, roles: ['registrar'] },
      ]),
    ),
  },
});

export interface Step {
  do: string;
  on: 'remissen';
  at: string;
  by: string;
  with: Record<string, unknown>;
  reason?: string;
  evidence?: string;
}

/** What one organisation came to say to one version of the question. */
interface Said {
  how: 'answered' | 'declined';
  isLate: boolean;
  whole: Position | null;
  items: Record<string, Position>;
  requests: number;
}

/** What was done, kept by who did it and not as the product keeps it. */
export interface Ledger {
  asked: Record<1 | 2, string[]>;
  said: Record<1 | 2, Map<string, Said>>;
  /** The days that each had for its answer, in order, each from the day it was set; and when it answered or declined. */
  dates: { organisation: string; question: 1 | 2; dueOn: CivilDate; from: CivilDate; until: CivilDate | null }[];
  /** Acts that the asker's registrar is to be told of, by day. */
  told: Map<CivilDate, number>;
}

export interface Drawn {
  steps: Step[];
  ledger: Ledger;
}

/** mulberry32: the same numbers for the same seed, everywhere. */
function drawing(seed: number) {
  let at = seed;
  const next = (): number => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const chance = (share: number): boolean => next() < share;
  const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((item) => ({ item, key: next() }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ item }) => item);
  return { chance, one, shuffled };
}

/** Draws what everybody does: extensions, answers, late and unasked ones, a changed question, and what comes after the closing. */
export function draw(seed: number): Drawn {
  const { chance, one, shuffled } = drawing(seed);
  const steps: Step[] = [];
  const ledger: Ledger = { asked: { 1: bodies, 2: [] }, said: { 1: new Map(), 2: new Map() }, dates: [], told: new Map() };
  const step = (day: CivilDate, type: string, by: string, input: Record<string, unknown>, more: Partial<Step> = {}): void => {
    steps.push({ do: type, on: 'remissen', at: `${day}T10:00`, by, with: input, ...more });
  };
  const heard = (day: CivilDate): void => void ledger.told.set(day, (ledger.told.get(day) ?? 0) + 1);
  const ended = (organisation: string, question: 1 | 2, until: CivilDate): void => {
    for (const date of ledger.dates) if (date.organisation === organisation && date.question === question) date.until ??= until;
  };

  function answers(day: CivilDate, organisation: string, question: 1 | 2, dueOn: CivilDate | null, replaces = false): void {
    const known = question === 1 ? ['helheten', 'medlen', 'tiden', 'somliga', 'samverkan'] : ['andrad', 'battre'];
    const items = known.filter(() => chance(0.6)).map((item) => ({ item, position: one(positions) }));
    const requests = chance(0.3) ? [`${organisation} vill ha mer tid`] : [];
    const whole = chance(0.9) || items.length + requests.length === 0 ? one(positions) : null;
    const input = { organisation, question, ...(whole === null ? {} : { whole }), items, requests, replaces };
    step(day, 'answer', registrar(organisation), input, replaces ? { reason: 'Ett påhittat skäl' } : {});
    heard(day);
    ended(organisation, question, day);
    ledger.said[question].set(organisation, {
      how: 'answered',
      isLate: dueOn !== null && day > dueOn,
      whole,
      items: Object.fromEntries(items.map(({ item, position }) => [item, position])),
      requests: requests.length,
    });
  }

  function declines(day: CivilDate, organisation: string, question: 1 | 2): void {
    step(day, 'decline', registrar(organisation), { organisation });
    heard(day);
    ended(organisation, question, day);
    ledger.said[question].set(organisation, { how: 'declined', isLate: false, whole: null, items: {}, requests: 0 });
  }

  step(days.sent, 'open', 'samordnaren', {});
  for (const organisation of bodies)
    ledger.dates.push({ organisation, question: 1, dueOn: days.last, from: days.sent, until: null });

  const asking = shuffled(bodies).slice(0, 30);
  const reason = 'Nämnden möts inte förrän i augusti';
  for (const organisation of asking) {
    step(days.extensionsAsked, 'askExtension', registrar(organisation), { organisation, until: days.extended }, { reason });
    heard(days.extensionsAsked);
  }
  const extended = new Set(asking.filter(() => chance(0.6)));
  for (const organisation of asking) {
    const isGranted = extended.has(organisation);
    const asker = 'registrator-forbundet';
    if (!isGranted) {
      step(days.extensionsAnswered, 'refuseExtension', asker, { organisation }, { reason });
      continue;
    }
    step(days.extensionsAnswered, 'grantExtension', asker, { organisation, until: days.extended });
    ended(organisation, 1, days.extensionsAnswered);
    ledger.dates.push({ organisation, question: 1, dueOn: days.extended, from: days.extensionsAnswered, until: null });
  }

  const silent: string[] = [];
  for (const organisation of shuffled([...bodies.filter((id) => !extended.has(id)), ...outsiders])) {
    if (outsiders.includes(organisation)) answers(days.last, organisation, 1, null);
    else if (chance(0.08)) silent.push(organisation);
    else if (chance(0.06)) declines(days.last, organisation, 1);
    else answers(days.last, organisation, 1, days.last);
    if (chance(0.05) && ledger.said[1].get(organisation)?.how === 'answered')
      answers(days.last, organisation, 1, outsiders.includes(organisation) ? null : days.last, true);
  }
  for (const organisation of silent.slice(0, 10)) answers(days.late, organisation, 1, days.last);

  const again = shuffled(bodies.filter((id) => ledger.said[1].has(id))).slice(0, 60);
  ledger.asked[2] = again;
  const parts = { andrad: { title: 'Ändrat förslag', questions: { battre: 'Är det bättre?' } } };
  step(
    days.reconsulted,
    'reconsult',
    'registrator-forbundet',
    { parts, organisations: again, answerBy: days.lastOfTheSecond },
    { reason: 'Förslaget har ändrats' },
  );
  for (const organisation of again)
    ledger.dates.push({ organisation, question: 2, dueOn: days.lastOfTheSecond, from: days.reconsulted, until: null });

  for (const organisation of shuffled([...extended])) if (chance(0.9)) answers(days.extended, organisation, 1, days.extended);

  for (const organisation of shuffled(again)) {
    if (chance(0.1)) continue;
    if (chance(0.05)) declines(days.lastOfTheSecond, organisation, 2);
    else answers(days.lastOfTheSecond, organisation, 2, days.lastOfTheSecond);
  }
  step(days.closed, 'close', 'samordnaren', {});
  const [last] = silent.slice(10);
  if (last !== undefined) answers(days.afterwards, last, 1, days.last);
  return { steps, ledger };
}

export interface Count {
  asked: number;
  answered: number;
  late: number;
  declined: number;
  silent: number;
  how: Record<string, number>;
  unasked: { answered: number; how: Record<string, number> };
}

/** What the compilation of one version of the question must say of the whole (`null`), a part or a question. */
export function countOf({ asked, said }: Ledger, question: 1 | 2, item: string | null): Count {
  const isSome = item === 'somliga' || item === 'samverkan';
  const putTo = new Set(isSome ? some : asked[question]);
  const count: Count = {
    asked: putTo.size,
    answered: 0,
    late: 0,
    declined: 0,
    silent: 0,
    how: {},
    unasked: { answered: 0, how: {} },
  };
  for (const [organisation, { how, isLate, whole, items }] of said[question]) {
    const position = (item === null ? whole : items[item]) ?? 'noPosition';
    const into = putTo.has(organisation) ? count : count.unasked;
    if (how === 'declined') {
      if (putTo.has(organisation)) count.declined += 1;
      continue;
    }
    if (into === count.unasked && isSome && position === 'noPosition') continue;
    into.answered += 1;
    into.how[position] = (into.how[position] ?? 0) + 1;
    if (into === count && isLate) count.late += 1;
  }
  count.silent = putTo.size - count.answered - count.declined;
  return count;
}

const sendDays: Record<string, readonly (readonly [occasion: number, on: CivilDate])[]> = {
  [days.last]: [
    [-14, '2012-06-15'],
    [-3, '2012-06-26'],
    [0, days.last],
    [1, '2012-07-02'], // the 30th of June is a Saturday
    [7, '2012-07-06'],
  ],
  [days.extended]: [
    [-14, '2012-08-17'],
    [-3, '2012-08-28'],
    [0, days.extended],
    [1, '2012-09-03'],
    [7, '2012-09-07'],
  ],
  [days.lastOfTheSecond]: [
    [-14, '2012-08-31'],
    [-3, '2012-09-11'],
    [0, days.lastOfTheSecond],
    [1, '2012-09-17'],
    [7, '2012-09-21'],
  ],
};

/** Every reminder that a body's registrar must have had: at 08:00, before anybody acts at 10:00. */
export function remindersOf({ dates }: Ledger): string[] {
  return dates
    .flatMap(({ organisation, question, dueOn, from, until }) =>
      (sendDays[dueOn] ?? []).flatMap(([occasion, on]) =>
        on > from && (until === null || on <= until) ? [`${organisation} ${question} ${dueOn} ${occasion} ${on}`] : [],
      ),
    )
    .toSorted();
}

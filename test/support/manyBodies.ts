import { type Position, positions } from '#core/referral/definition.ts';

/** What the generator says must come out, reckoned from what it wrote and from nothing else. */
export interface Expected {
  asked: number;
  answered: number;
  late: number;
  declined: number;
  silent: number;
  /** By position on the whole. */
  how: Record<Position, number>;
  /** By position on the one question in the part. */
  onQuestion: Record<Position, number>;
  unasked: number;
}

export interface ManyBodies {
  referral: string;
  script: string;
  /** Of the first question, and of the changed one. */
  expected: [Expected, Expected];
}

/** A small generator of numbers from 0 to 1, the same for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const LAST_DAY = '2012-06-29';
const EXTENDED_TO = '2012-07-13';
const LATE_DAY = '2012-07-20';
const SECOND_LAST_DAY = '2012-11-30';
const SECOND_EXTENDED_TO = '2012-12-10';

const nobody = (): Record<Position, number> => ({ supports: 0, supportsPartly: 0, noObjection: 0, opposes: 0, abstains: 0 });

/**
 * An invented referral to many municipalities: some ask for more time, nearly all answer on the last day, some late, some never; then the
 * question is changed and put to all of them again. Half of them enter it themselves, for the others the asker's registrar does.
 */
export function manyBodies(count: number, seed: number): ManyBodies {
  const next = random(seed);
  const chance = (share: number): boolean => next() < share;
  const position = (): Position => positions[Math.floor(next() * positions.length)] ?? 'supports';
  const ids = Array.from({ length: count }, (_, index) => `kommun-${index + 1}`);
  const steps: { at: string; line: string }[] = [];
  const step = (at: string, fields: string): void => void steps.push({ at, line: `  - { at: ${at}, ${fields} }` });
  const expected: [Expected, Expected] = [expectedOf(count), expectedOf(count)];

  const by = (id: string): string => (chance(0.5) ? `by: ${id}-registrator` : 'by: registratorn, evidence: Brevet i akten');
  const answer = (question: 0 | 1, id: string, day: string, isLate: boolean): void => {
    const [whole, item] = [position(), position()];
    const into = expected[question];
    into.answered += 1;
    if (isLate) into.late += 1;
    into.how[whole] += 1;
    into.onQuestion[item] += 1;
    const items = `items: [{ item: ${question === 0 ? 'fraga' : 'ny-fraga'}, position: ${item}, requests: [Återkoppling.] }]`;
    step(`${day}T14:00`, `do: answer, ${by(id)}, with: { organisation: ${id}, whole: ${whole}, ${items} }`);
  };
  const decline = (question: 0 | 1, id: string, day: string): void => {
    expected[question].declined += 1;
    step(`${day}T14:00`, `do: decline, ${by(id)}, with: { organisation: ${id} }`);
  };

  /** Whether it asks for more time and gets it. */
  const extension = (id: string, askedOn: string, answeredOn: string, until: string): boolean => {
    if (!chance(0.2)) return false;
    const said = `with: { organisation: ${id}, until: ${until} }`;
    step(`${askedOn}T10:00`, `do: askExtension, ${by(id)}, reason: Nämnden sammanträder senare., ${said}`);
    const gets = chance(0.6);
    if (gets) step(`${answeredOn}T10:00`, `do: grantExtension, by: handlaggaren, ${said}`);
    else
      step(
        `${answeredOn}T10:00`,
        `do: refuseExtension, by: handlaggaren, reason: Tiden räcker inte., with: { organisation: ${id} }`,
      );
    return gets;
  };

  step('2012-04-02T09:00', 'do: open, by: samordnaren');
  for (const id of ids) {
    const gets = extension(id, '2012-06-11', '2012-06-12', EXTENDED_TO);
    const how = next();
    if (how < 0.75) answer(0, id, gets ? EXTENDED_TO : LAST_DAY, false);
    else if (how < 0.83) decline(0, id, LAST_DAY);
    else if (how < 0.9) answer(0, id, LATE_DAY, true);
    else expected[0].silent += 1;
  }
  for (let index = 1; index <= 5; index += 1) {
    expected[0].unasked += 1;
    const title = `Föreningen ${index}`;
    step(
      `${LAST_DAY}T15:00`,
      `do: answer, by: registratorn, evidence: Brevet i akten, with: { organisation: forening-${index}, title: ${title}, whole: ${position()} }`,
    );
  }
  step(
    '2012-08-15T09:00',
    `do: reconsult, by: handlaggaren, reason: Frågan är en annan efter svaren., with: { answerBy: ${SECOND_LAST_DAY}, parts: { helheten: { title: Helheten, questions: { ny-fraga: Bör insatsen ändras? } } } }`,
  );
  for (const id of ids) {
    const gets = extension(id, '2012-11-12', '2012-11-13', SECOND_EXTENDED_TO);
    const how = next();
    if (how < 0.8) answer(1, id, gets ? SECOND_EXTENDED_TO : SECOND_LAST_DAY, false);
    else if (how < 0.85) decline(1, id, SECOND_LAST_DAY);
    else expected[1].silent += 1;
  }
  step('2012-12-14T09:00', 'do: close, by: samordnaren');
  const inOrder = steps.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return {
    referral: referralOf(ids),
    script: `referrals: { manga: referral.yaml }\nsteps:\n${inOrder.map(({ line }) => line).join('\n')}\n`,
    expected,
  };
}

const expectedOf = (asked: number): Expected => ({
  asked,
  answered: 0,
  late: 0,
  declined: 0,
  silent: 0,
  how: nobody(),
  onQuestion: nobody(),
  unasked: 0,
});

function referralOf(ids: readonly string[]): string {
  const organisations = ids.map((id) => `  ${id}: { title: ${title(id)}, registrar: { email: ${id}@example.org } }`);
  const people = ids.map(
    (id) =>
      `  ${id}-registrator: { name: Påhittad ${id}, email: person.${id}@example.org, organisation: ${id}, roles: [registrar] }`,
  );
  return `referral: manga-kommuner
title: Remiss till många kommuner
asker: { organisation: departementet }
coordinator: samordnaren
answeringDays: 60
answerBy: { on: ${LAST_DAY}, source: assumed }
reminderPlans: { answer: [-3, 1] }
parts:
  helheten: { title: Helheten, questions: { fraga: Bör insatsen fortsätta? } }
asked:
${ids.map((id) => `  ${id}: {}`).join('\n')}
organisations:
  departementet: { title: Departementet, registrar: { email: departementet@example.org } }
${organisations.join('\n')}
people:
  samordnaren: { name: Kim Exempel, email: kim@example.org, organisation: departementet, roles: [coordinator] }
  handlaggaren: { name: Ida Påhittad, email: ida@example.org, organisation: departementet, roles: [handler] }
  registratorn: { name: Bo Exempel, email: bo@example.org, organisation: departementet, roles: [registrar] }
${people.join('\n')}
`;
}

const title = (id: string): string => `Kommunen nummer ${id.slice('kommun-'.length)}`;

import { type Finding, finding, listed } from '#core/agreement/faults/finding.ts';
import { isId } from '#core/agreement/faults/ids.ts';
import type { ReferralDefinition, StageTerms } from '../definition.ts';

const MOST_DAYS = 3650;
/** With `stage-` before it, it is still the id of a deadline. */
const MOST_ID = 70;

/** A body's own handling: ids, bodies of its own, times, and an order that begins somewhere and does not go round. */
export function stageFindings({ asked, organisations }: ReferralDefinition): Finding[] {
  return asked.flatMap(({ organisation, stages }, index) => {
    const path = `asked.${index}.stages`;
    const own = organisations.find(({ id }) => id === organisation)?.bodies.map(({ id }) => id) ?? [];
    return [
      ...stages.flatMap((stage, at) => oneStage(stage, stages, own, `${path}.${at}`, at)),
      ...(goesRound(stages)
        ? [finding(path, 'the stages wait for each other, so none can begin', 'let one begin without waiting: after: []')]
        : []),
    ];
  });
}

function oneStage(
  stage: StageTerms,
  stages: readonly StageTerms[],
  bodies: readonly string[],
  path: string,
  at: number,
): Finding[] {
  const { id, title, body, inner, days, after } = stage;
  const others = stages.map((one) => one.id).filter((one) => one !== id);
  const wrong: Finding[] = [];
  if (!isId(id) || id.length > MOST_ID) {
    const remedy = `write one like tjansteutlatande, ${MOST_ID} characters at most`;
    wrong.push(finding(`${path}.id`, `${JSON.stringify(id)} cannot be an id`, remedy));
  }
  if (stages.findIndex((one) => one.id === id) < at)
    wrong.push(finding(`${path}.id`, `the stage ${id} stands twice`, 'give each stage its own id'));
  if (title.trim() === '') wrong.push(finding(`${path}.title`, 'the title is empty', 'write what the stage is called'));
  if (!bodies.includes(body)) wrong.push(notABody(`${path}.body`, body, bodies));
  for (const [index, one] of inner.entries()) {
    if (!bodies.includes(one)) wrong.push(notABody(`${path}.inner.${index}`, one, bodies));
    else if (inner.indexOf(one) < index)
      wrong.push(finding(`${path}.inner.${index}`, `${one} stands twice`, 'name each body once'));
  }
  if (days !== null && (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)) {
    wrong.push(finding(`${path}.days`, `${days} is no number of days`, 'write whole days, such as 14'));
  }
  for (const [index, one] of after.entries()) {
    if (!others.includes(one)) {
      const remedy = `known: ${listed(others)}`;
      wrong.push(finding(`${path}.after.${index}`, `${JSON.stringify(one)} is no other stage here`, remedy));
    }
  }
  return wrong;
}

function notABody(path: string, body: string, known: readonly string[]): Finding {
  return finding(path, `${JSON.stringify(body)} is no body of the organisation`, `known: ${listed(known)}`, ['organisations']);
}

/** Whether some stage can never begin because it waits, in the end, for itself. */
function goesRound(stages: readonly StageTerms[]): boolean {
  const known = new Set(stages.map(({ id }) => id));
  const done = new Set<string>();
  for (let found = true; found; ) {
    found = false;
    for (const { id, after } of stages) {
      if (done.has(id) || !after.every((one) => done.has(one) || !known.has(one))) continue;
      done.add(id);
      found = true;
    }
  }
  return done.size < known.size;
}

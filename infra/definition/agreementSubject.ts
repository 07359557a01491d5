import type { CommandType } from '#core/agreement/commands.ts';
import type { Definition } from '#core/agreement/definition.ts';
import { commandRules } from '#core/agreement/tables.ts';
import type { LoadedAgreement } from './loadAgreement.ts';
import type { Subject, Titles } from './repeat.ts';

/** What the entries about an agreement are checked against. */
export function agreementSubject({ definition, versionHash }: LoadedAgreement): Subject {
  return {
    people: definition.people.map(({ id }) => id),
    needsReason: (type) => commandRules[type as CommandType].needsReason,
    defaults: { versionHash },
    repeatable: ['deadline', 'area', 'measure', 'recipient', 'party', 'body', 'organisation'],
    titlesOf: (field) => titlesOf(definition, field),
    mayCome: (field, id) => field === 'organisation' || (field === 'deadline' && isAskedOnTheWay(definition, id)),
    chosenIds: (selector, field) => chosenIds(definition, selector, field),
  };
}

function titlesOf(
  { organisations, deadlines, areas, measures, parties, people, terms }: Definition,
  field: string,
): Titles | null {
  const titles = (list: readonly { id: string; title: string }[]): Titles => new Map(list.map(({ id, title }) => [id, title]));
  switch (field) {
    case 'deadline':
      return titles([...deadlines, ...(terms?.dates?.dependent ?? []).map(({ deadline }) => deadline)]);
    case 'area':
      return titles(areas);
    case 'measure':
      return titles(measures);
    case 'organisation':
      return titles(organisations);
    case 'recipient':
      return titles(
        organisations.filter(({ id }) => terms?.recipients?.recipients.some(({ organisation }) => organisation === id)),
      );
    case 'party':
      return titles(organisations.filter(({ id }) => parties.some(({ organisation }) => organisation === id)));
    case 'body':
      return titles(organisations.flatMap(({ bodies }) => bodies));
    case 'signatory':
      return new Map(people.map(({ id }) => [id, id]));
    default:
      return null;
  }
}

/** What is asked on the way, as an answer to an invitation, has an id with two halves; the first half is none that the text uses. */
function isAskedOnTheWay({ deadlines }: Definition, id: string): boolean {
  const [kind, about] = id.split(':');
  return about !== undefined && !deadlines.some((deadline) => deadline.id.startsWith(`${kind}:`));
}

function chosenIds(definition: Definition, selector: Parameters<Subject['chosenIds']>[0], field: string): string[] | null {
  if (selector === 'areas') return field === 'area' ? definition.areas.map(({ id }) => id) : null;
  if (selector === 'recipients')
    return field === 'recipient' || field === 'organisation'
      ? (definition.terms?.recipients?.recipients ?? []).map(({ organisation }) => organisation)
      : null;
  if (selector === 'measures') return field === 'measure' ? definition.measures.map(({ id }) => id) : null;
  if (field !== 'deadline' || typeof selector === 'string') return null;
  const { kind, dueOn, area } = selector.deadlines;
  const areaOf = new Map(definition.measures.map((measure) => [measure.id, measure.area]));
  return definition.deadlines
    .filter((deadline) => kind === undefined || deadline.kind === kind)
    .filter((deadline) => dueOn === undefined || deadline.dueOn === dueOn)
    .filter((deadline) => area === undefined || (deadline.measure !== null && areaOf.get(deadline.measure) === area))
    .map(({ id }) => id);
}

import { addDays, addYears, isCivilDate } from '#core/calendar/civilDate.ts';
import { type Finding, finding } from '#core/agreement/faults/finding.ts';
import { unknownReference } from '#core/agreement/faults/parties.ts';
import { dateFindings } from '#core/agreement/faults/rules.ts';
import type { FrameworkDefinition, Goal } from '../definition.ts';

/** Long-term goals are for three years or more (the platform of 2010: "på, som minst, treårsbasis"). */
const LEAST_YEARS = 3;

export function areaFindings({ areas, goals, consultationGroup }: FrameworkDefinition): Finding[] {
  const known = areas.map(({ id }) => id);
  const untitled = [
    ...areas.map(({ title }, index) => ({ title, path: `areas.${index}` })),
    ...goals.map(({ title }, index) => ({ title, path: `goals.${index}` })),
    ...consultationGroup.map(({ title }, index) => ({ title, path: `consultationGroup.${index}` })),
  ].filter(({ title }) => title.trim() === '');
  return [
    ...(areas.length > 0 ? [] : [finding('areas', 'a framework has one area or more', 'name each area')]),
    ...untitled.map(({ path }) => finding(`${path}.title`, 'the title is empty', 'write what it is called')),
    ...goals.flatMap((goal, index) => [
      ...(known.includes(goal.area) ? [] : [unknownReference(`goals.${index}.area`, goal.area, 'area', known)]),
      ...horizonFindings(goal, `goals.${index}`),
    ]),
  ];
}

function horizonFindings({ from, until }: Goal, path: string): Finding[] {
  const wrong = [...dateFindings(`${path}.from`, from), ...dateFindings(`${path}.until`, until)];
  if (wrong.length > 0 || !isCivilDate(from) || !isCivilDate(until)) return wrong;
  const least = addDays(addYears(from, LEAST_YEARS), -1);
  if (until >= least) return [];
  const message = `the goal is for ${from} – ${until}, and a goal is for at least three years`;
  return [finding(`${path}.until`, message, `give ${least} or later, or leave the goal to a year's agreement`, [`${path}.from`])];
}

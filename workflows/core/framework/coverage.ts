import type { Measure } from '#core/agreement/definition.ts';
import type { Phase } from '#core/agreement/phases.ts';
import type { CivilDate } from '#core/calendar/civilDate.ts';
import type { State } from '#core/agreement/state.ts';
import type { FrameworkState } from './state.ts';

/** A measure of a year's agreement, for who reads what serves what. */
export interface ServingMeasure {
  year: number;
  measure: string;
  title: string;
}

export interface CoveredGoal {
  id: string;
  title: string;
  measures: ServingMeasure[];
}

export interface CoveredArea extends CoveredGoal {
  /** The area's goals, each with the measures that serve that goal. */
  goals: CoveredGoal[];
}

export interface Coverage {
  areas: CoveredArea[];
  /** Areas and goals that no measure serves. */
  uncovered: { areas: string[]; goals: string[] };
  /** Measures that say nothing of which area they serve. */
  unassigned: ServingMeasure[];
  /** Measures that name an area or a goal that the framework does not have. */
  unknown: (ServingMeasure & { area: string; goal: string | null })[];
}

export interface YearCoverage extends Coverage {
  year: number;
  /** Where the year's agreement stands; null where it is not open. */
  phase: Phase | null;
  /** Measures that continue one which is not in the agreement that they name, or in no agreement that is known. */
  broken: (ServingMeasure & { continues: { year: number; measure: string } })[];
}

export interface FrameworkCoverage {
  /** What runs on the day asked for. */
  now: Coverage;
  years: YearCoverage[];
}

/**
 * Which areas and goals of a framework are served by measures, in each year and on `today`. A measure runs in its agreement's own year,
 * and in those that it says it continues in. Pure: from the framework's state and the states of its years' agreements, as read.
 */
export function coverageOf(framework: FrameworkState, agreements: readonly State[], today: CivilDate): FrameworkCoverage {
  const known = agreements.filter(({ phase }) => phase !== 'lapsed').toSorted((a, b) => a.definition.year - b.definition.year);
  const years = [
    // A year whose text is only asked for has no measures so far.
    ...new Set([
      ...Object.values(framework.years).flatMap(({ year, status }) => (status === 'expected' ? [] : [year])),
      ...known.map(({ definition }) => definition.year),
    ]),
  ].toSorted((a, b) => a - b);
  const running = known.filter((agreement) => runsOn(agreement, today));
  const thisYear = Number(today.slice(0, 4));
  return {
    now: coverage(
      framework,
      running.flatMap((agreement) => measuresIn(agreement, Math.max(thisYear, agreement.definition.year))),
    ),
    years: years.map((year) => ({
      year,
      phase: agreements.find(({ definition }) => definition.year === year)?.phase ?? null,
      ...coverage(
        framework,
        known.flatMap((agreement) => measuresIn(agreement, year)),
      ),
      broken: known.filter(({ definition }) => definition.year === year).flatMap((agreement) => brokenIn(agreement, known)),
    })),
  };
}

/** In force, and what is still reported of it does not count: the work has ended with its years. */
function runsOn({ validFrom, validUntil, phase }: State, today: CivilDate): boolean {
  const isValid = validFrom !== null && validFrom <= today && (validUntil === null || today <= validUntil);
  return isValid && phase !== 'closed';
}

type Found = ServingMeasure & { serves: Measure['serves'] };

function measuresIn({ definition }: State, year: number): Found[] {
  return definition.measures
    .filter(({ continuesIn }) => definition.year === year || continuesIn.includes(year))
    .map(({ id, title, serves }) => ({ year: definition.year, measure: id, title, serves }));
}

function coverage({ definition }: FrameworkState, found: readonly Found[]): Coverage {
  const plain = ({ year, measure, title }: Found): ServingMeasure => ({ year, measure, title });
  const areas = definition.areas.map(({ id, title }) => ({
    id,
    title,
    measures: found.filter(({ serves }) => serves?.area === id).map(plain),
    goals: definition.goals
      .filter(({ area }) => area === id)
      .map((goal) => ({
        id: goal.id,
        title: goal.title,
        measures: found.filter(({ serves }) => serves?.area === id && serves.goal === goal.id).map(plain),
      })),
  }));
  const isKnown = ({ area, goal }: NonNullable<Found['serves']>): boolean =>
    areas.some(({ id, goals }) => id === area && (goal === null || goals.some((one) => one.id === goal)));
  return {
    areas,
    uncovered: {
      areas: areas.filter(({ measures }) => measures.length === 0).map(({ id }) => id),
      goals: areas.flatMap(({ goals }) => goals.filter(({ measures }) => measures.length === 0).map(({ id }) => id)),
    },
    unassigned: found.filter(({ serves }) => serves === undefined).map(plain),
    unknown: found.flatMap((one) => (one.serves === undefined || isKnown(one.serves) ? [] : [{ ...plain(one), ...one.serves }])),
  };
}

function brokenIn({ definition }: State, known: readonly State[]): YearCoverage['broken'] {
  return definition.measures.flatMap(({ id, title, continues }) => {
    if (continues === undefined) return [];
    const earlier = known.find((agreement) => agreement.definition.year === continues.year);
    const isThere = earlier?.definition.measures.some((measure) => measure.id === continues.measure) === true;
    return isThere ? [] : [{ year: definition.year, measure: id, title, continues }];
  });
}

import { z } from 'zod';
import { A_DAY, commonFields, leavesOf, say } from '../filePieces.ts';
import { civilDate, id, title, written } from '../pieces.ts';
import { lenient, type Shaping, strict } from '../shaping.ts';

const MONTH_DAY = '^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$';
const monthDay = written({ description: 'a month and a day', examples: ['02-01'], pattern: MONTH_DAY }, (given) =>
  new RegExp(MONTH_DAY).test(given)
    ? null
    : { message: `${JSON.stringify(given)} is not a month and a day`, remedy: 'write them as 02-01' },
);
const year = z.int().min(1998).max(2098);

/** The whole file, for either shaping. The descriptions are what editors show and what mistakes suggest. */
function framework(shape: Shaping) {
  const { leaf, maybe, object, map, list } = shape;
  const { ref, words, source, dated } = leavesOf(shape);
  const common = commonFields(shape, { plans: 'reminder plans beside or instead of report and yearText' });
  const goal = object({
    title: words('what is to be reached', 'Varje län har en regional stödstruktur'),
    from: leaf(say(civilDate, 'the first day that the goal is for', '2011-01-01'), A_DAY),
    until: leaf(say(civilDate, 'the last day, three years later or more', '2013-12-31'), '2099-01-01'),
    source,
  });
  const area = object({
    title: words('what the area is called', 'Brukarmedverkan'),
    goals: map(id, goal).optional().meta({ description: 'its goals over three years or more, each under its id' }),
  });
  const item = object({
    title: words('what is due', 'Andra delrapporten'),
    kind: maybe(say(id, 'interimReport, finalReport or another word; else the id', 'interimReport')),
    due: dated,
    plan: maybe(say(id, 'its reminder plan; else report', 'report')),
  });
  return object({
    framework: ref('the framework’s id, which each year’s agreement names', 'evidensbaserad-praktik'),
    title: words('what the framework is called', 'Plattform för evidensbaserad praktik'),
    coordinator: ref('the person who runs the framework here', 'samordnare'),
    approvals: list(ref('a body whose approval makes the framework valid', 'skl-styrelse')).meta({
      description: 'the bodies whose approval makes the framework valid; none: the last signature does',
      examples: [['skl-styrelse']],
    }),
    years: object({
      first: leaf(say(year, 'the first year that an agreement is opened for', 2012), 2000),
      last: maybe(say(year, 'the last one; left out: as long as the framework is valid', 2016)),
      opens: maybe(say(monthDay, 'the month and day that each year’s agreement opens; else 02-01', '02-01')),
      yearsBefore: maybe(say(z.int().min(0).max(5), 'how many years before its own year that is; else 1', 1)),
      plan: maybe(say(id, 'the reminder plan for a text that is not there yet; else yearText', 'yearText')),
    }).meta({ description: 'the yearly rhythm', examples: [{ first: 2012 }] }),
    ...common,
    parties: map(
      id,
      object({
        authorisedBy: maybe(
          say(id, 'the body that authorises the signatory; left out for one who signs by office', 'regeringen'),
        ),
        signatory: ref('the person who signs', 'skl-vd'),
      }),
    ).meta({ description: 'the parties, each under the id of its organisation' }),
    areas: map(id, area).meta({ description: 'the development areas, each under its id' }),
    consultationGroup: map(
      id,
      object({
        title: words('who is represented', 'Brukarorganisationer'),
        organisation: maybe(say(id, 'its organisation, where that is one of these', 'socialstyrelsen')),
      }),
    )
      .optional()
      .meta({ description: 'the members of the national consultation group, each under an id' }),
    commissions: map(
      id,
      object({
        title: words('what the commission is called', 'Uppdrag att utvärdera'),
        from: ref('the organisation that gave it, and alone moves its dates', 'staten'),
        number: maybe(say(title, 'its number or reference at the giver', 'S2011/1')),
        debtor: ref('the organisation that carries it out', 'statskontoret'),
        items: map(id, item).meta({ description: 'its dates over all years, each under its id' }),
      }),
    )
      .optional()
      .meta({ description: 'what somebody else has been told to do over all years, each under its id' }),
  });
}

/** A framework as somebody writes it: docs/framework-file.md explains every field. */
export const frameworkFile = framework(strict);
export const lenientFrameworkFile = framework(lenient);
export type FrameworkFile = z.output<typeof frameworkFile>;

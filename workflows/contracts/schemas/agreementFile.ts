import { z } from 'zod';
import { A_DAY, commonFields, leavesOf, say } from './filePieces.ts';
import { civilDate, id, money } from './pieces.ts';
import { consultationTerms } from './parts/consultation.ts';
import { commissionItem, reckonedDeadlines } from './parts/dates.ts';
import { decisionsTerms } from './parts/decisions.ts';
import { followUpTerms } from './parts/followUp.ts';
import { fundsTerms } from './parts/funds.ts';
import { recipientsTerms } from './parts/recipients.ts';
import { tasksTerms } from './parts/tasks.ts';
import { lenient, type Shaping, strict } from './shaping.ts';

const year = z.int().min(1996).max(2099);

/** The whole file, for either shaping. The descriptions are what editors show and what mistakes suggest. */
function agreement(shape: Shaping) {
  const { leaf, maybe, object, map, list } = shape;
  const { ref, words, source, dated } = leavesOf(shape);
  const common = commonFields(shape, { plans: 'reminder plans beside or instead of report and answer' });
  const window = object({ from: leaf(civilDate, A_DAY), to: leaf(civilDate, A_DAY), source }).meta({
    description: 'first and last day, and where they come from',
    examples: [{ from: '2011-02-01', to: '2011-06-30', source: 'assumed' }],
  });
  const debtor = maybe(say(id, 'the organisation that owes it; else the one in `defaults`', 'skl'));
  const creditor = maybe(say(id, 'the organisation that it is owed to; else the one in `defaults`', 'staten'));
  const measure = object({
    title: words('what the measure is called', 'Praktikens exempel'),
    amount: maybe(say(money, 'its part of the area’s budget, where the agreement states one', '1.5 mnkr')),
    debtor,
    creditor,
    continuesIn: list(leaf(say(year, 'a later year in which the measure goes on', 2013), 2013))
      .optional()
      .meta({ description: 'the later years in which the measure goes on', examples: [[2013, 2014]] }),
    serves: object({
      area: ref('the framework’s area that the measure serves', 'brukarmedverkan'),
      goal: maybe(say(id, 'the goal of that area, where the framework has goals', 'brukarrad-i-varje-lan')),
    })
      .optional()
      .meta({ description: 'what of the framework the measure serves', examples: [{ area: 'brukarmedverkan' }] }),
    continues: object({
      year: leaf(say(year, 'the earlier year', 2012), 2000),
      measure: ref('the measure of that year’s agreement', 'praktikens-exempel'),
    })
      .optional()
      .meta({
        description: 'the measure of an earlier year that it continues',
        examples: [{ year: 2012, measure: 'praktikens-exempel' }],
      }),
  });
  const area = object({
    title: words('what the area is called', 'Forskning'),
    budget: leaf(say(money, 'its part of the frame', '84.5 mnkr'), '0 kr'),
    measures: map(id, measure).optional().meta({ description: 'the measures of the area, each under its id' }),
  });
  const perMeasure = z.union([z.enum(['all', 'continuing']), z.array(id), z.strictObject({ continuingIn: year })]).meta({
    description: 'one deadline for each measure: all, continuing, {continuingIn: 2013} or a list of ids',
    examples: ['all'],
  });
  const deadline = object({
    title: words('what is due; {title} stands for the measure’s', 'Redovisning av {title}'),
    due: dated,
    kind: maybe(say(id, 'measureReport, accounting, interimReport, finalReport or another word; else the id', 'measureReport')),
    watched: maybe(say(z.boolean(), 'true for somebody else’s commission, which is only watched', true)),
    metBy: maybe(say(z.enum(['report', 'accounts', 'entry']), 'what meets it; known for the kinds named above', 'entry')),
    plan: maybe(say(id, 'its reminder plan; else report', 'report')),
    debtor,
    creditor,
    measure: maybe(say(id, 'the measure that it is about', 'praktikens-exempel')),
    perMeasure: maybe(perMeasure),
    handler: maybe(say(id, 'the person who has taken the task at the debtor', 'skl-handlaggare')),
    commission: commissionItem(shape),
  });
  return object({
    framework: ref('the framework agreement that the year belongs to', 'evidensbaserad-praktik'),
    year: leaf(say(year, 'the agreement’s year', 2012), 2000),
    title: words('what the agreement is called', 'Överenskommelse för 2012'),
    frame: leaf(say(money, 'all money of the agreement', '135 mnkr'), '1 kr'),
    coordinator: ref('the person who runs the agreement here', 'samordnare'),
    validUntil: dated.optional(),
    windows: object({ consultation: window, negotiation: window, evaluation: window }).meta({
      description: 'the three windows of the year cycle',
    }),
    signingBy: dated.meta({ description: 'the last day for all signatures' }),
    approvals: list(ref('a body whose approval makes the agreement valid', 'skl-styrelse')).meta({
      description: 'the bodies whose approval makes the agreement valid',
      examples: [['regeringen', 'skl-styrelse']],
    }),
    dueDay: maybe(
      say(z.enum(['asWritten', 'nextBusinessDay']), 'whether due dates stay on their day; else asWritten', 'asWritten'),
    ),
    consentToRuleChange: maybe(
      say(z.enum(['parties', 'none']), 'whose consent a change of the rules needs; else parties', 'parties'),
    ),
    defaults: object({ debtor, creditor })
      .optional()
      .meta({ description: 'who owes and who is owed where nothing else is said' }),
    ...common,
    parties: map(
      id,
      object({
        authorisedBy: ref('the body that authorises the signatory', 'regeringen'),
        signatory: ref('the person who signs', 'skl-vd'),
      }),
    ).meta({
      description: 'the parties, each under the id of its organisation',
    }),
    areas: map(id, area).meta({ description: 'the areas with their budgets and measures, each under its id' }),
    deadlines: map(id, deadline).meta({ description: 'what is due when, each under its id' }),
    reckonedDeadlines: reckonedDeadlines(shape),
    consultation: consultationTerms(shape),
    decisions: decisionsTerms(shape),
    followUp: followUpTerms(shape),
    funds: fundsTerms(shape),
    recipients: recipientsTerms(shape),
    tasks: tasksTerms(shape),
  });
}

/** An agreement as somebody writes it: docs/agreement-file.md explains every field. */
export const agreementFile = agreement(strict);
export const lenientAgreementFile = agreement(lenient);
export type AgreementFile = z.output<typeof agreementFile>;
export type DeadlineEntry = AgreementFile['deadlines'][string];

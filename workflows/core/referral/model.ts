import type { Model } from '#core/act/model.ts';
import { stillStands } from '#core/deadlines/reminders.ts';
import type { ReferralCommand } from './commands.ts';
import { decide } from './decide.ts';
import { refusePlainly } from './decide/checks.ts';
import { byTime, due, nextWake, remindingOf } from './due.ts';
import type { ReferralEventBody } from './events.ts';
import { evolve } from './evolve.ts';
import { noticesOf } from './notices.ts';
import type { ReferralRefusal } from './refusals.ts';
import { readReferral, type ReferralState } from './state.ts';
import { referralCommandTypes } from './tables.ts';

export type ReferralModel = Model<ReferralState, ReferralCommand, ReferralEventBody, ReferralRefusal>;

const FRAMEWORK_OF = /^(?:agreement|framework):([^:]+)/;
const YEAR_OF = /^agreement:[^:]+:(\d{4})$/;

/** The rules of a referral (remiss). */
export const referralModel: ReferralModel = {
  kind: 'referral',
  commandTypes: referralCommandTypes,
  readState: readReferral,
  refusePlainly,
  decide,
  evolve,
  due,
  nextWake,
  isOver: ({ phase }) => phase !== 'out',
  runStarted: (state, runId, now) => byTime(state, { type: 'runStarted', runId }, now),
  outgoing: ({ outgoing }) => outgoing,
  delivered: (state, delivered, now) => byTime(state, { type: 'messageDelivered', delivered }, now),
  noticesOf,
  stillStands: (state, reminder) => stillStands(remindingOf(state), state.deadlines[reminder.deadline], reminder),
  summary: ({ definition, phase, openedAt, closedAt }) => ({
    title: definition.title,
    phase,
    framework: FRAMEWORK_OF.exec(definition.about ?? '')?.[1] ?? null,
    year: Number(YEAR_OF.exec(definition.about ?? '')?.[1] ?? Number.NaN) || null,
    validFrom: null,
    validUntil: null,
    openedAt,
    closedAt,
  }),
  deadlines: ({ deadlines }) => Object.values(deadlines),
};

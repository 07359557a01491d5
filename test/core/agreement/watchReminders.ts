import { nextWake } from '#core/agreement/due.ts';
import type { Rules } from '#core/agreement/definition.ts';
import type { Reminder } from '#core/deadlines/reminders.ts';
import type { StoredEvent } from '#core/agreement/events.ts';
import { evolve } from '#core/agreement/evolve.ts';
import { effectiveDueOn } from '#core/agreement/folding.ts';
import { whileValid, openPhases, type Phase } from '#core/agreement/phases.ts';
import { agreementModel } from '#core/agreement/model.ts';
import type { State } from '#core/agreement/state.ts';
import { isBusinessDay } from '#core/calendar/businessDays.ts';
import { addDays, type CivilDate } from '#core/calendar/civilDate.ts';
import { civilDateOf, type Instant, instantAt, localTimeOf } from '#core/calendar/instant.ts';
import { expect } from 'vitest';
import type { Lived } from '../../support/lives.ts';

/** What the events alone say of a deadline: nothing here is read from the state that is being watched. */
interface Seen {
  isOpen: boolean;
  dueOn: CivilDate;
  mode: 'owed' | 'watched';
  plan: string;
  covered: Set<string>;
}

/** The business day that a moment of a plan moves to. */
function movedTo(dueOn: CivilDate, offset: number): CivilDate {
  let day = addDays(dueOn, offset);
  while (!isBusinessDay(day)) day = addDays(day, offset > 0 ? 1 : -1);
  return day;
}

/** An observer of one life: checks each reminder as it is queued and as it leaves. */
export function watchReminders() {
  const seen = new Map<string, Seen>();
  const queue: { reminder: Reminder; sendAfter: Instant }[] = [];
  let phase: Phase = 'planned';
  let read = 0;
  let rules: Rules;
  let state: State | null = null;

  const deadlineOf = (id: string): Seen => {
    const one = seen.get(id);
    if (one === undefined) throw new Error(`a reminder of nothing: ${id}`);
    return one;
  };
  const isReminded = (one: Seen): boolean => one.isOpen && (one.mode === 'watched' ? openPhases : whileValid).includes(phase);

  function deliverUntil(now: Instant): void {
    for (const { reminder, sendAfter } of queue.splice(0)) {
      if (sendAfter > now) {
        queue.push({ reminder, sendAfter });
        continue;
      }
      const one = deadlineOf(reminder.deadline);
      const leaves = state !== null && agreementModel.stillStands(state, reminder);
      expect(leaves).toBe(isReminded(one) && one.dueOn === reminder.dueOn);
    }
  }

  function queued(event: StoredEvent, sendAfter: Instant, reminder: Reminder): void {
    const on = civilDateOf(sendAfter);
    const one = deadlineOf(reminder.deadline);
    expect(isReminded(one) && one.dueOn === reminder.dueOn).toBe(true);
    expect(isBusinessDay(on)).toBe(true);
    expect(sendAfter === event.recordedAt || localTimeOf(sendAfter).hour === 8).toBe(true);
    expect(sendAfter >= event.recordedAt).toBe(true);
    expect(reminder.stands).toContain(reminder.occasion);
    expect(reminder.recipients.length).toBeGreaterThan(0);
    for (const offset of reminder.stands) {
      const moment = `${reminder.dueOn} ${offset}`;
      expect(on >= movedTo(reminder.dueOn, offset)).toBe(true);
      expect(one.covered.has(moment)).toBe(false);
      one.covered.add(moment);
    }
    queue.push({ reminder, sendAfter });
  }

  function wakesInTime(asleep: State): void {
    const wake = nextWake(asleep);
    for (const one of [...seen.values()].filter(isReminded)) {
      for (const offset of asleep.rules.reminderPlans[one.plan] ?? []) {
        if (one.covered.has(`${one.dueOn} ${offset}`)) continue;
        expect(wake !== null && wake < instantAt(movedTo(one.dueOn, offset), 8)).toBe(true);
      }
    }
  }

  function note(event: StoredEvent, body = event.body): void {
    switch (body.type) {
      case 'opened':
      case 'takenOver':
        ({ rules } = body.definition);
        for (const { id, dueOn, mode, plan } of body.definition.deadlines)
          seen.set(id, { isOpen: true, dueOn: effectiveDueOn(dueOn, rules), mode, plan, covered: new Set() });
        if (body.type === 'opened') return;
        for (const act of body.acts) note(event, act.body);
        for (const [id, offsets] of Object.entries(body.passedOver)) {
          const one = deadlineOf(id);
          for (const offset of offsets) {
            expect(movedTo(one.dueOn, offset) <= civilDateOf(event.recordedAt)).toBe(true);
            one.covered.add(`${one.dueOn} ${offset}`);
          }
        }
        return;
      case 'phaseBegan':
        phase = body.phase;
        return;
      case 'deadlineMet':
      case 'deadlineLetGo':
      case 'reportHandedIn':
        deadlineOf(body.deadline).isOpen = false;
        return;
      case 'reportReturned':
        deadlineOf(body.deadline).isOpen = true;
        deadlineOf(body.deadline).dueOn = effectiveDueOn(body.newDueOn, rules);
        return;
      case 'reminded':
        for (const reminder of body.reminders) queued(event, body.sendAfter, reminder);
        return;
      default:
    }
  }

  return {
    /** Reads what has happened since it last looked; what was queued leaves in between, at its time. */
    see(this: void, lived: Lived): void {
      for (const event of lived.events().slice(read)) {
        deliverUntil(event.recordedAt);
        note(event);
        state = evolve(state, event);
        read += 1;
      }
      deliverUntil(lived.now());
      wakesInTime(lived.state());
    },
    /** To be asked once every moment has passed. */
    nothingForgotten(lived: Lived): void {
      for (const [id, one] of seen) {
        if (!isReminded(one)) continue;
        const plan = lived.state().rules.reminderPlans[one.plan] ?? [];
        expect([id, plan.filter((offset) => !one.covered.has(`${one.dueOn} ${offset}`))]).toEqual([id, []]);
      }
    },
  };
}

/** What the reader of a test must know beside its numbers. */

import {note} from '../../build-result.ts';
import type {Note} from '../../result.ts';
import type {ExperimentReading} from './compare-arms.ts';
import type {ExperimentPlan} from './experiment-plan.ts';
import type {ExperimentUsers} from './experiment-users.ts';

export function experimentNotes(plan: ExperimentPlan, users: ExperimentUsers, {arms, split, guessed}: ExperimentReading): Note[] {
  const listed = (names: readonly string[]): string => names.join(', ');
  const small = arms.filter(({against}) => against?.small).map(({name}) => name);
  const alike = arms.filter(({against}) => against?.alike).map(({name}) => name);
  const empty = arms.filter(({users: count}) => count === 0).map(({name}) => name);
  const undecided = arms.reduce((sum, arm) => sum + arm.undecided, 0);
  const control = arms[0]?.name ?? '';
  const {actor, variant} = plan;
  const within = String(plan.query.within ?? '');
  return [
    ...(split?.mismatch ? [note('experiment-split', 'Users are not split between the arms as planned: find out why before you read the result.')] : []),
    ...(arms.length === 0 ? [note('experiment-no-arm', `Nobody in the period is in an arm: no event names a ${variant}.`, {variant})] : []),
    ...(arms.length === 1 ? [note('experiment-one-arm', `There is only one arm, ${control}: nothing to hold it against.`, {arm: control})] : []),
    ...(guessed ? [note('experiment-control', `Held against ${control}, the first arm by name: no arm is called control.`, {control})] : []),
    ...(users.mixed > 0 ? [note('experiment-mixed', `${users.mixed} users are in more than one arm and are left out.`, {users: users.mixed})] : []),
    ...(users.armless > 0 ? [note('experiment-armless', `${users.armless} users have no ${variant} and are in no arm.`, {users: users.armless, variant})] : []),
    ...(users.nameless > 0 ? [note('rows-of-nobody', `${users.nameless} rows without ${actor} are left out.`, {rows: users.nameless, actor})] : []),
    ...(undecided > 0 ? [note('left-undecided', `${undecided} actors whose ${within} are not over are left out.`, {actors: undecided, within})] : []),
    ...(empty.length > 0 ? [note('experiment-empty', `No user counts in ${listed(empty)}.`, {arms: listed(empty)})] : []),
    ...(alike.length > 0 ? [
      note('experiment-alike', `No difference can be measured for ${listed(alike)}: all users or none were successes, as in control.`, {arms: listed(alike)}),
    ] : []),
    ...(small.length > 0 ? [
      note('experiment-small', `Few users or successes in ${listed(small)}: p is Fisher’s exact one.`, {arms: listed(small)}),
    ] : []),
    ...users.notes,
  ];
}

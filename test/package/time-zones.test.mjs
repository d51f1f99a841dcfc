/** The shop's zone decides, the machine's never: forty zones, on machines that stand in three. The platform's own calendar is the oracle. */

import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {promisify} from 'node:util';

import {root} from '../../scripts/ensure-install.mjs';
import {INSTANTS, NOW, wall, ZONES} from './zone-orders.mjs';

/** Where the machine stands, and how many minutes it is behind UTC in January. */
const MACHINES = {'UTC': 0, 'America/New_York': 300, 'Asia/Kolkata': -330};

const DAY = 86_400_000;

function countBy(values) {
  const counts = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** What the platform's calendar says of instants in a zone. */
function expected(zone, instants) {
  const walls = instants.map((instant) => wall(zone, instant));
  const today = wall(zone, NOW).slice(0, 10);
  const first = new Date(Date.parse(`${today}T00:00:00Z`) - 6 * DAY).toISOString().slice(0, 10);
  return {
    day: countBy(walls.map((text) => text.slice(0, 10))),
    hour: countBy(walls.map((text) => `${text.slice(0, 10)}T${text.slice(11, 13)}:00`)),
    month: countBy(walls.map((text) => `${text.slice(0, 7)}-01`)),
    recent: walls.filter((text) => text.slice(0, 10) >= first && text.slice(0, 10) <= today).length,
  };
}

describe('forty zones', () => {
  const run = promisify(execFile);
  const said = {};

  before(async () => {
    for (const machine of Object.keys(MACHINES)) {
      const {stdout} = await run(process.execPath, [join(root, 'test/package/zone-answers.mjs')], {env: {...process.env, TZ: machine}, maxBuffer: 1 << 28});
      said[machine] = JSON.parse(stdout);
    }
  });

  for (const [machine, offset] of Object.entries(MACHINES)) {
    it(`are counted by their own calendars on a machine in ${machine}`, () => {
      const {machine: found, answers} = said[machine];
      assert.equal(found, offset, 'the machine stands where it should');
      for (const zone of ZONES) {
        const counts = expected(zone, INSTANTS);
        for (const kind of ['numbers', 'offsets', 'local']) assert.deepEqual(answers[zone][kind], counts, `${kind} in ${zone}`);
      }
    });
  }
});

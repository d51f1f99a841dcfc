/** The reference as an engine. */

import {buildCube, w6, w6cube} from '../reference/cross-filter.js';
import {w1, w2, w3, w4, w5} from '../reference/works.js';

const withoutDistinct = (answer) => ({...answer, kpi: [...answer.kpi.slice(0, 3), 0, 0]});

export function openHand({orders, events, stock}) {
  let cube;
  const cubeOf = () => (cube ??= buildCube(orders));
  return {
    works: {
      W1: () => w1(orders), W2: () => w2(orders), W3: () => w3(events), W4: () => w4(orders, stock), W5: () => w5(orders),
    },
    filter: (brush) => w6(orders, brush),
    filterAdditive: (brush) => withoutDistinct(w6(orders, brush)),
    cube: (brush) => w6cube(cubeOf(), brush),
    cubeAdditive: (brush) => withoutDistinct(w6cube(cubeOf(), brush, false)),
  };
}

import {expect} from 'chai';
import fc from 'fast-check';

import {newsvendorNormal, newsvendorPoisson} from '../../../../engine/analyses/inventory/newsvendor.ts';
import {
  economicOrderQuantity, economicOrderQuantityWithBackorders, economicOrderQuantityWithDiscounts, economicProductionQuantity,
} from '../../../../engine/analyses/inventory/order-quantity.ts';
import {
  reorderPointForQuantity, rqCost, rqEoqBackorders, rqEoqSafetyStock, rqExpectedInventory,
} from '../../../../engine/analyses/inventory/reorder-policy.ts';
import {fillRate, leadTimeDemand, reorderPoint, safetyStock, suggestedOrder} from '../../../../engine/analyses/inventory/stock-policy.ts';

const near = (actual: number | null, expected: number, relative = 1e-9) => {
  expect(actual).to.be.closeTo(expected, Math.abs(expected) * relative);
};

describe('order quantities, with the answers of stockpyl and inventorize', () => {
  it('orders economically', () => {
    const example = economicOrderQuantity({fixedCost: 8, holdingCost: 0.225, demandRate: 1300});
    near(example.orderQuantity, 304.0467800264368);
    near(example.cost, 68.41052550594827);
    near(economicOrderQuantity({fixedCost: 2250, holdingCost: 275, demandRate: 182_500}).cost, 475_230.2073732266);
    const weekly = economicOrderQuantity({fixedCost: 400, holdingCost: 140 * 0.2, demandRate: 5000});
    near(weekly.orderQuantity, 377.964473009227);
    near(weekly.cycleTime! * 52, 3.930830519296, 1e-6);
  });

  it('costs a given quantity, and knows no cycle without demand', () => {
    near(economicOrderQuantity({fixedCost: 8, holdingCost: 2, demandRate: 100, orderQuantity: 10}).cost, 80 + 10);
    expect(economicOrderQuantity({fixedCost: 8, holdingCost: 2, demandRate: 0})).to.deep.equal({orderQuantity: 0, cost: 0, cycleTime: null});
  });

  it('lets customers wait, or items arrive at a rate', () => {
    const waiting = economicOrderQuantityWithBackorders({fixedCost: 8, holdingCost: 0.225, stockoutCost: 5, demandRate: 1300});
    near(waiting.orderQuantity, 310.8125551589646);
    near(waiting.stockoutFraction, 0.043062200956938);
    near(waiting.cost, 66.921363550973254);
    const produced = economicProductionQuantity({fixedCost: 8, holdingCost: 0.225, demandRate: 1300, productionRate: 2000});
    near(produced.orderQuantity, 513.9328595516969);
    near(produced.cost, 40.47221268969612);
  });

  it('refuses what is no number as a type error and a negative number as a range error, naming the parameter', () => {
    const wrong = (fixedCost: unknown) => () => economicOrderQuantity({fixedCost: fixedCost as number, holdingCost: 0.225, demandRate: 1300});
    expect(wrong('banana')).to.throw(TypeError, 'fixedCost must be a finite number, got "banana".');
    expect(wrong(NaN)).to.throw(TypeError, 'fixedCost');
    expect(wrong(-8)).to.throw(RangeError, 'fixedCost must be at least 0, got -8.');
    expect(() => newsvendorNormal({holdingCost: -2, stockoutCost: 1, demandMean: 1, demandSd: 1})).to.throw(RangeError, 'holdingCost');
    expect(() => safetyStock({demandSd: 1, leadTime: 1, serviceLevel: 1})).to.throw(RangeError, 'serviceLevel must be below 1');
    expect(() => economicOrderQuantityWithDiscounts({fixedCost: 1, holdingRate: 1, demandRate: 1, breaks: [{from: 5, unitCost: 1}]}))
      .to.throw(RangeError, 'start at 0');
  });
});

describe('quantity discounts', () => {
  const breaks = [{from: 0, unitCost: 0.75}, {from: 400, unitCost: 0.72}, {from: 800, unitCost: 0.68}];
  const input = {fixedCost: 8, holdingRate: 0.3, demandRate: 1300, breaks};

  /** The cost of ordering q each time, straight from the price list. */
  function cost(q: number, list: typeof breaks, incremental: boolean): number {
    const region = list.findLastIndex(({from}) => q >= from);
    let price = list[region]!.unitCost * q;
    if (incremental) price = list.reduce((sum, {from, unitCost}, i) => sum + Math.max(0, Math.min(q, list[i + 1]?.from ?? q) - from) * unitCost, 0);
    return (1300 / q) * (8 + price) + 0.3 * (price / 2);
  }

  it('finds the cheapest order of a price list, as trying every quantity does', () => {
    for (const discount of ['all-units', 'incremental'] as const) {
      const {orderQuantity, cost: found} = economicOrderQuantityWithDiscounts({...input, discount});
      const tried = Array.from({length: 30_000}, (_, index) => cost((index + 1) / 10, breaks, discount === 'incremental'));
      near(found, cost(orderQuantity, breaks, discount === 'incremental'));
      expect(found).to.be.at.most(Math.min(...tried) + 1e-9);
      expect(Math.min(...tried)).to.be.closeTo(found, 1e-3);
    }
  });

  it('orders at the break where that is cheaper', () => {
    const {orderQuantity, region, cost: found} = economicOrderQuantityWithDiscounts(input);
    expect([orderQuantity, region]).to.deep.equal([800, 2]);
    near(found, 0.68 * 1300 + (8 * 1300) / 800 + (0.3 * 0.68 * 800) / 2);
  });
});

describe('newsvendor and (r, Q), with stockpyl’s answers', () => {
  const normal = {holdingCost: 0.18, stockoutCost: 0.7, demandMean: 50, demandSd: 8};

  it('balances normal demand, over the lead time and one period', () => {
    near(newsvendorNormal(normal).baseStock, 56.60395592743389);
    near(newsvendorNormal(normal).cost, 1.997605193176645);
    near(newsvendorNormal({...normal, leadTime: 4}).baseStock, 264.7668943741548);
    near(newsvendorNormal({...normal, leadTime: 4}).cost, 4.466781004149578);
    near(newsvendorNormal({...normal, baseStock: 40}).cost, 7.356131552870388);
    near(newsvendorNormal({...normal, leadTime: 4, baseStock: 180}).cost, 49.000164748034095);
  });

  it('balances Poisson demand in whole items', () => {
    expect(newsvendorPoisson({holdingCost: 1, stockoutCost: 4, demandMean: 6}).baseStock).to.equal(8);
    near(newsvendorPoisson({holdingCost: 1, stockoutCost: 4, demandMean: 6}).cost, 3.570106945770946);
    near(newsvendorPoisson({holdingCost: 1, stockoutCost: 4, demandMean: 6, baseStock: 5}).cost, 6.590296024616344);
    expect(newsvendorPoisson({holdingCost: 200, stockoutCost: 270, demandMean: 18}).baseStock).to.equal(19);
    near(newsvendorPoisson({holdingCost: 200, stockoutCost: 270, demandMean: 18}).cost, 786.0884409351115);
    // e^-2000 is 0 in floating point; the normal approximation says about 2000 + 0.8416 √2000.
    expect(newsvendorPoisson({holdingCost: 1, stockoutCost: 4, demandMean: 2000}).baseStock).to.be.closeTo(2037.6, 2);
  });

  const example = {holdingCost: 0.225, stockoutCost: 7.5, fixedCost: 8, demandMean: 1300, demandSd: 150, leadTime: 1 / 12};

  it('sets r and Q by four approximations, and costs them exactly', () => {
    near(rqEoqSafetyStock(example).reorderPoint, 190.3369965715624);
    near(rqEoqSafetyStock(example).orderQuantity, 304.0467800264368);
    near(rqEoqBackorders(example).reorderPoint, 128.637814424271, 1e-7);
    near(rqEoqBackorders(example).orderQuantity, 308.5737801203754);
    const eil = rqExpectedInventory(example);
    near(eil.reorderPoint, 213.9704421358024, 1e-7);
    near(eil.orderQuantity, 318.5901810768729, 1e-7);
    near(eil.cost, 95.45114022285196, 1e-7);
    near(rqCost({...example, reorderPoint: 126.8, orderQuantity: 328.5}), 78.07116250928294);
    near(rqCost({...example, reorderPoint: 100, orderQuantity: 250}), 87.346478028174985);
    near(reorderPointForQuantity({...example, orderQuantity: 318}), 127.7880348669655, 1e-7);
    near(reorderPointForQuantity({...example, orderQuantity: 750}), 99.85377339616528, 1e-7);
  });
});

describe('safety stock, reorder point, fill rate, with inventorize’s answers', () => {
  it('covers the lead time at a service level', () => {
    near(safetyStock({demandSd: 5, leadTime: 6, serviceLevel: 0.9}), 15.695737073246);
    near(reorderPoint({demandMean: 50, demandSd: 5, leadTime: 6, serviceLevel: 0.9}), 315.695737073246);
    near(reorderPoint({demandMean: 8000 / 52, demandSd: 600 / Math.sqrt(52), leadTime: 4, serviceLevel: 0.92}), 849.202656448888);
    near(leadTimeDemand({demandMean: 100, demandSd: 22, leadTime: 12, leadTimeSd: 3}).sd, Math.sqrt(12 * 484 + 90_000));
  });

  it('takes a factor z in place of a service level, and gives no negative stock', () => {
    near(safetyStock({demandSd: 25, leadTime: 3, z: 0.28}), 0.28 * 25 * Math.sqrt(3));
    expect(safetyStock({demandSd: 25, leadTime: 3, serviceLevel: 0.3})).to.equal(0);
    expect(safetyStock({demandSd: 0, leadTime: 3, serviceLevel: 0.95})).to.equal(0);
    expect(safetyStock({demandSd: 9, leadTime: 0, serviceLevel: 0.95})).to.equal(0);
    expect(safetyStock({demandSd: 9, leadTime: 4, serviceLevel: 0.5})).to.equal(0);
  });

  it('turns a cycle service level into a fill rate', () => {
    const rate = fillRate({demandMean: 20_000 / 52, demandSd: 1200 / Math.sqrt(52), leadTime: 3, serviceLevel: 0.95, orderQuantity: 4500});
    near(rate.fillRate, 0.9986617796173);
    near(rate.unitsShort, 6.021991721964);
    near(rate.safetyStock, 474.097274214013);
    near(rate.reorderPoint, 1627.94342806017);
  });

  it('suggests what lead time and review will use, in whole packs, and nothing above the reorder point', () => {
    const base = {reorderPoint: 70, demandMean: 5, leadTime: 10, reviewTime: 7, safetyStock: 20};
    expect(suggestedOrder({...base, position: 70.5})).to.equal(0);
    expect(suggestedOrder({...base, position: 70})).to.equal(35);
    expect(suggestedOrder({...base, position: 70, packSize: 12})).to.equal(36);
    expect(suggestedOrder({...base, position: -5, packSize: 12})).to.equal(120);
    expect(suggestedOrder({...base, reorderPoint: 500, position: 400})).to.equal(0);
  });

  it('never orders less for a lower position, nor breaks a pack', () => {
    fc.assert(
      fc.property(fc.integer({min: -50, max: 200}), fc.integer({min: 1, max: 24}), fc.integer({min: 0, max: 90}), (position, packSize, tenths) => {
        const base = {reorderPoint: 100, demandMean: tenths / 10, leadTime: 9, reviewTime: 7, safetyStock: 3, packSize};
        const order = (at: number) => suggestedOrder({...base, position: at});
        expect(order(position) % packSize).to.equal(0);
        expect(order(position - 1)).to.be.at.least(order(position));
      }),
    );
  });
});

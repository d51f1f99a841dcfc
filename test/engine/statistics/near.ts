import {expect} from 'chai';

/** Equal to `digits` relative; exactly where 0 is wanted. */
export function expectNear(got: number | null | undefined, wanted: number, relative = 1e-10): void {
  expect(got, `wanted ${wanted}`).to.be.a('number');
  expect(Math.abs((got as number) - wanted), `${String(got)} is not ${wanted}`).to.be.at.most(relative * Math.abs(wanted));
}

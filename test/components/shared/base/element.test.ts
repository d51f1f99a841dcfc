import {expect} from 'chai';

import {element, VERSION} from '../../../../components/shared/base/element.ts';
import {expectConsole} from '../../../support/console-guard.ts';

describe('the definition of an element', () => {
  it('takes a free tag and writes the version on the class', () => {
    class First extends HTMLElement {}
    element('guard-free')(First);
    expect(customElements.get('guard-free')).to.equal(First);
    expect((First as {readonly version?: string}).version).to.equal(VERSION);
  });

  it('leaves a tag of the same version in silence', () => {
    class First extends HTMLElement {}
    element('guard-same')(First);
    element('guard-same')(class extends HTMLElement {});
    expect(customElements.get('guard-same')).to.equal(First);
  });

  it('leaves a tag of another version, and says so', () => {
    expectConsole('warn', /T1: <guard-other> 0\.0\.1 is already on the page; this copy \(\d+\.\d+\.\d+\)/);
    class Old extends HTMLElement {
      static readonly version = '0.0.1';
    }
    customElements.define('guard-other', Old);
    element('guard-other')(class extends HTMLElement {});
    expect(customElements.get('guard-other')).to.equal(Old);
  });

  it('has the version of the package', async () => {
    const {version} = (await (await fetch('/package.json')).json()) as {version: string};
    expect(VERSION).to.equal(version);
  });
});

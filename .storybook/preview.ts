/** Toolbar of every story: the four things that a host page decides for its widgets. */

import {setCustomElementsManifest} from '@storybook/web-components-vite';
import type {Preview} from '@storybook/web-components-vite';

import {applyGlobals} from './apply-globals.ts';

/** There once `npm run storybook` has written it. */
const manifests = import.meta.glob('../dist/custom-elements.json', {eager: true, import: 'default'});
for (const manifest of Object.values(manifests)) setCustomElementsManifest(manifest);

type Icon = 'globe' | 'circlehollow' | 'arrowup' | 'component';

const toolbar = (title: string, icon: Icon, items: readonly {value: string; title: string}[]) => ({
  description: title,
  toolbar: {title, icon, items: [...items], dynamicTitle: true},
});

const preview: Preview = {
  tags: ['autodocs'],
  globalTypes: {
    locale: toolbar('Language', 'globe', [{value: 'zh-CN', title: '中文'}, {value: 'en', title: 'English'}]),
    theme: toolbar('Theme', 'circlehollow', [{value: 'light', title: 'Light'}, {value: 'dark', title: 'Dark'}, {value: 'auto', title: 'As the system'}]),
    trend: toolbar('Trend colours', 'arrowup', [
      {value: 'auto', title: 'By the language'}, {value: 'red-up', title: 'Red rises 红涨'}, {value: 'green-up', title: 'Green rises 绿涨'},
      {value: 'good-bad', title: 'Good and bad'}, {value: 'neutral', title: 'None'},
    ]),
    density: toolbar('Density', 'component', [{value: 'comfortable', title: 'Comfortable'}, {value: 'compact', title: 'Compact'}]),
  },
  initialGlobals: {locale: 'zh-CN', theme: 'light', trend: 'auto', density: 'comfortable'},
  decorators: [
    (story, {globals}) => {
      applyGlobals(document.documentElement, globals);
      return story();
    },
  ],
  parameters: {
    layout: 'padded',
    a11y: {test: 'error'},
    backgrounds: {disable: true},
    controls: {matchers: {date: /(?:from|to|asOf)$/}},
  },
};

export default preview;

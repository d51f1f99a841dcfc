import * as stories from '../../stories/inventory-heatmap.stories.ts';
import {checkStories} from './check-stories.ts';

describe('stories of the inventory heatmap', () => checkStories(stories));

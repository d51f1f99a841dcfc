import * as stories from '../../stories/rfm-grid.stories.ts';
import {checkStories} from './check-stories.ts';

describe('stories of the RFM grid', () => checkStories(stories));
